import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { root } from '../../host/paths.ts';
import { readmeForUsers } from '../../host/vsix.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

interface Task {
  readonly label: string;
  readonly type: string;
  readonly script?: string;
}
interface Launch {
  readonly name: string;
  readonly args: readonly string[];
  readonly outFiles: readonly string[];
  readonly preLaunchTask: string;
}

const tasks = (JSON.parse(read('.vscode/tasks.json')) as { readonly tasks: readonly Task[] }).tasks;
const launches = (JSON.parse(read('.vscode/launch.json')) as { readonly configurations: readonly Launch[] })
  .configurations;

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What a build makes, and from what. */
const built: Readonly<Record<string, string>> = {
  'out/exthost/index.cjs': 'test/exthost/index.ts',
  'dist/**/*.cjs': 'src/extension.ts',
  'out/exthost/**/*.cjs': 'test/exthost/index.ts',
};

describe('commands of the project', () => {
  it('run files that exist', () => {
    for (const [name, script] of Object.entries(scripts))
      for (const [file] of script.matchAll(/\S+\.(?:m?ts|[cm]?js)\b/g))
        assert.ok(existsSync(join(root, file)) || file.startsWith('node_modules/'), `${name}: ${file}`);
  });

  it('are those that the documents and tasks name', () => {
    const named = [
      ...documents.flatMap((file) =>
        [...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => [file, name ?? ''] as const),
      ),
      ...[...read('.vscode/tasks.json').matchAll(/npm run ([\w:-]+)/g)].map(
        ([, name]) => ['tasks.json', name ?? ''] as const,
      ),
      ...tasks
        .filter(({ type }) => type === 'npm')
        .map(({ script }) => ['tasks.json', script ?? ''] as const),
    ];
    assert.ok(named.length > 10);
    for (const [file, name] of named) assert.ok(name in scripts, `${file} names ${name}`);
  });

  it('are started from VS Code with the right paths', () => {
    for (const { name, args, outFiles, preLaunchTask } of launches) {
      assert.ok(
        tasks.some(({ label }) => label === preLaunchTask),
        `${name}: task ${preLaunchTask}`,
      );
      for (const each of [...args, ...outFiles]) {
        const path = /\$\{workspaceFolder\}\/?(.*)$/.exec(each)?.[1];
        if (path === undefined) assert.match(each, /^--disable-/);
        else assert.ok(existsSync(join(root, built[path] ?? path)), `${name}: ${path}`);
      }
    }
  });
});

describe('documents of the project', () => {
  it('have a part for users, without commands for developers, pictures or links that the package lacks', () => {
    const readme = readmeForUsers(read('README.md'));
    assert.match(readme, /^# Lakmoes\n/);
    assert.match(readme, /^## Gebruik$/m);
    assert.doesNotMatch(readme, /\bnpm\b|!\[|^## (?!Gebruik|Vragen)/m);
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
    const shipped = read('.vscodeignore').split('\n');
    for (const link of links) assert.ok(shipped.includes(`!${link}`), link);
  });

  it('lead to files that exist', () => {
    const links = [...documents, 'CHANGELOG.md'].flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => [file, link ?? ''] as const),
    );
    assert.ok(links.length > 5);
    for (const [file, link] of links)
      assert.ok(existsSync(join(root, dirname(file), link)), `${file} leads to ${link}`);
  });
});
