// Bundles and copies everything into dist/ (and, with --tests, the extension-host tests into out/exthost/).
//
//   node esbuild.js            once
//   node esbuild.js --tests    with the extension-host tests; pages minified, as shipped
//   node esbuild.js --minify   as shipped: minified, no source maps
//   node esbuild.js --watch    again at every change
//
// dist/extension.cjs        extension host (Node 20, CommonJS)
// dist/pdf-worker.cjs       worker thread for PDF work
// dist/render-worker.cjs    worker thread that renders decisions
// dist/lakmoes.cjs          command line
// dist/assets/              what those four read from disk: pdfium.wasm, typst_ts_web_compiler_bg.wasm,
//                           fonts/, templates/. `import.meta.url` does not exist in these bundles: the entry
//                           points hand join(__dirname, 'assets') to the code that needs it
// dist/NOTICES.txt          licences of what is bundled and copied
// dist/webview/             main.js, main.css, pdf.worker.js and pdfjs/{cmaps,iccs,standard_fonts,wasm}/
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { context } from 'esbuild';

const root = import.meta.dirname;
const modules = join(root, 'node_modules');
const flags = new Set(process.argv.slice(2));

const common = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  minify: flags.has('--minify'),
  sourcemap: flags.has('--minify') ? false : 'linked',
  metafile: true,
  legalComments: 'none',
};

const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // A table of XLSX is read from memory: nothing of this stand-in for node:fs is needed, nor its licence.
  alias: { 'graceful-fs': 'fs' },
  // Libraries that ask for their own URL (only to find a .wasm that is handed to them anyway) get that of the bundle.
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  outExtension: { '.js': '.cjs' },
};

const browser = {
  ...common,
  // For tests too, which open a page some two hundred times: half the size takes less to read.
  minify: flags.has('--minify') || flags.has('--tests'),
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
};

/** The legacy build carries polyfills that the Electron of the oldest supported VS Code lacks. */
const legacyPdfjs = {
  name: 'legacy-pdfjs',
  setup(build) {
    const path = join(modules, 'pdfjs-dist/legacy/build/pdf.mjs');
    build.onResolve({ filter: /^pdfjs-dist$/ }, () => ({ path }));
  },
};

const bundles = [
  {
    ...node,
    entryPoints: {
      extension: 'src/extension.ts',
      'pdf-worker': 'src/pdf/worker.ts',
      'render-worker': 'src/render/worker.ts',
      lakmoes: 'src/cli/main.ts',
    },
    outdir: 'dist',
  },
  {
    ...browser,
    entryPoints: {
      main: 'webview/main.ts',
      dossier: 'webview/dossier/main.ts',
      preview: 'webview/preview/main.ts',
    },
    outdir: 'dist/webview',
    plugins: [legacyPdfjs],
    loader: { '.svg': 'text' },
  },
  {
    ...browser,
    sourcemap: false,
    minify: true,
    entryPoints: { 'pdf.worker': 'pdfjs-dist/legacy/build/pdf.worker.mjs' },
    outdir: 'dist/webview',
  },
];

const shipped = bundles.length;

if (flags.has('--tests')) {
  bundles.push({
    ...node,
    minify: false,
    external: ['vscode', 'mocha'],
    entryPoints: ['test/exthost/index.ts', ...globSync('test/exthost/**/*.test.ts', { cwd: root })],
    outbase: 'test/exthost',
    outdir: 'out/exthost',
  });
}

/** Folders and files that are used as they are. */
function copyAssets() {
  const pdfjs = ['cmaps', 'iccs', 'standard_fonts', 'wasm'];
  const typst = 'typst_ts_web_compiler_bg.wasm';
  const copies = [
    ...pdfjs.map((name) => [join(modules, 'pdfjs-dist', name), `dist/webview/pdfjs/${name}`]),
    [join(modules, '@embedpdf/pdfium/dist/pdfium.wasm'), 'dist/assets/pdfium.wasm'],
    [join(modules, '@myriaddreamin/typst-ts-web-compiler/pkg', typst), `dist/assets/${typst}`],
    ...['fonts', 'templates'].map((name) => [join(root, 'media', name), `dist/assets/${name}`]),
  ];
  for (const [from, to] of copies) {
    if (existsSync(from)) cpSync(from, join(root, to), { recursive: true });
  }
  // The viewer's own fonts stand in for the standard ones, but for these two, which are drawings.
  const fonts = '!(FoxitSymbol.pfb|FoxitDingbats.pfb|LICENSE_FOXIT)';
  for (const file of globSync(`dist/webview/pdfjs/standard_fonts/${fonts}`, { cwd: root }))
    rmSync(join(root, file));
  // pdf.js falls back to these only where WebAssembly is missing, which no supported VS Code is; scripts in PDFs never run.
  const unused = '{*_fallback.js,quickjs*,LICENSE_QUICKJS,LICENSE_PDFJS_QUICKJS}';
  for (const file of globSync(`dist/webview/pdfjs/wasm/${unused}`, { cwd: root })) rmSync(join(root, file));
}

/** What may be shipped (docs/dependencies.md). */
const allowedLicences = [
  'MIT',
  '(MIT AND Zlib)',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'ISC',
  'MPL-2.0',
];

/** The text of the licence of a package: its own file, or the common text where it has none. */
function licenceText(name, { license, author }) {
  if (!allowedLicences.includes(license))
    throw new Error(`${name} may not be shipped: its licence is ${license}.`);
  const texts = globSync('{LICENSE,LICENCE,license,NOTICE}*', { cwd: join(modules, name) });
  if (texts.length > 0) return texts.map((file) => readFileSync(join(modules, name, file), 'utf8').trim());
  const copyright = `Copyright (c) ${author?.name ?? author ?? `the authors of ${name}`}`;
  if (license === 'MIT')
    return [
      readFileSync(join(root, 'LICENSE'), 'utf8')
        .trim()
        .replace(/^Copyright .*$/m, copyright),
    ];
  if (license !== 'Apache-2.0') throw new Error(`${name} has no file with its licence.`);
  return [copyright, readFileSync(join(modules, 'pdfjs-dist/LICENSE'), 'utf8').trim()];
}

/** dist/NOTICES.txt: the licences of all that is bundled or copied. */
function writeNotices(inputs) {
  const bundled = inputs.map(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1],
  );
  const copied = ['@embedpdf/pdfium', '@myriaddreamin/typst-ts-web-compiler', 'pdfjs-dist'];
  const names = [...new Set([...bundled, ...copied])].filter(
    (name) => name && existsSync(join(modules, name)),
  );
  const notices = names.sort().map((name) => {
    const manifest = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    const title = `${name} ${manifest.version} (${manifest.license})`;
    return [title, ...licenceText(name, manifest)].join('\n\n');
  });
  const fonts = readFileSync(join(root, 'media/licences/fonts-OFL-1.1.txt'), 'utf8').trim();
  notices.push(`Open Sans, Noto Sans Arabic, Noto Emoji (OFL-1.1)\n\n${fonts}`);
  writeFileSync(join(root, 'dist/NOTICES.txt'), `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

// Only what is shipped has to be free of leftovers; otherwise whoever runs from dist keeps what is there.
if (flags.has('--minify')) rmSync(join(root, 'dist'), { recursive: true, force: true });
rmSync(join(root, 'out/exthost'), { recursive: true, force: true });
copyAssets();

const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
if (flags.has('--watch')) {
  await Promise.all(contexts.map((each) => each.watch()));
  console.log('Watching for changes; Ctrl+C ends.');
} else {
  const results = await Promise.all(contexts.map((each) => each.rebuild()));
  await Promise.all(contexts.map((each) => each.dispose()));
  writeNotices(results.slice(0, shipped).flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}
