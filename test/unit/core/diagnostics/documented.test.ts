import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { dossierRules } from '../../../../src/core/diagnostics/check-dossier.ts';
import { rules } from '../../../../src/core/diagnostics/check-sidecar.ts';
import { DEFAULT_SEVERITIES } from '../../../../src/core/diagnostics/severities.ts';

const DUTCH: Readonly<Record<string, string>> = {
  error: 'fout',
  warning: 'waarschuwing',
  info: 'melding',
  off: 'uit',
};

function read(path: string): string {
  return readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
}

describe('every finding', () => {
  const codes = Object.keys(DEFAULT_SEVERITIES).toSorted();

  it('has a rule, and every rule a severity', () => {
    const checked = [...rules, ...dossierRules].map(({ code }) => code);
    assert.deepEqual([...new Set(checked)].toSorted(), codes);
  });

  it('has a section of its own in the manual with its severity, why it matters and what to do', () => {
    const [, ...sections] = read('docs/bevindingen.md').split(/^### /gmu);
    assert.deepEqual(sections.map((text) => text.split('\n', 1)[0] ?? '').toSorted(), codes);
    for (const section of sections) {
      const [code = '', what = '', why = '', todo = ''] = section.split('\n\n');
      const severity = DUTCH[DEFAULT_SEVERITIES[code as keyof typeof DEFAULT_SEVERITIES]];
      assert.equal(what.split('.', 1)[0]?.toLowerCase(), severity, code);
      assert.match(why, /^\*\*Waarom\.\*\* .{10}/u, code);
      assert.match(todo, /^\*\*Wat te doen\.\*\* .{10}/u, code);
    }
  });

  it('can be set in the settings, with the severity that it has by itself', () => {
    interface Group {
      readonly properties?: Readonly<
        Record<string, { readonly properties?: Readonly<Record<string, { default?: string }>> }>
      >;
    }
    const manifest = JSON.parse(read('package.json')) as {
      contributes: { configuration: Group | readonly Group[] };
    };
    const setting = [manifest.contributes.configuration]
      .flat()
      .map(({ properties }: Group) => properties?.['lakmoes.findings.severity'])
      .find((found) => found !== undefined);
    const defaults = Object.fromEntries(
      Object.entries(setting?.properties ?? {}).map(([code, { default: severity }]) => [code, severity]),
    );
    assert.deepEqual(defaults, { ...DEFAULT_SEVERITIES });
  });
});
