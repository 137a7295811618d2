import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PdfError, type PdfPort, type RedactionMark } from '../../src/core/ports/pdf.ts';
import type { PageText } from '../../src/core/text/characters.ts';
import { openPdfPort } from '../fixtures/pdf-port.ts';
import { popplerPicture } from './pixels.ts';
import { DPI, judge } from './torture/judge.ts';
import { areaMark, wordMarks } from './torture/marks.ts';
import { hash, random } from './torture/random.ts';

/*
 * npm run torture -- <folder> [--seed N] [--limit N] [--jobs N] [--only TEXT,…] [--areas] [--keep DIR] [--json FILE]
 *
 * Marks random words in every PDF below a folder (an area in files without words, or with --areas in all), redacts
 * them, and judges the result with programs that had no part in it (torture/judge.ts): something left in a mark
 * (leaked), more than 50 pixels changed outside the marks (damaged; apart from those, changes that programs disagree
 * on). --keep leaves the redacted files and their marks in a folder.
 */

interface Outcome {
  readonly file: string;
  readonly marks: number;
  readonly kind: 'ok' | 'empty' | 'refused' | 'crashed' | 'leaked' | 'damaged' | 'disputed';
  readonly rasterised: boolean;
  /** Fonts that tell of removed letters. */
  readonly tellingFonts: number;
  readonly detail: string;
  readonly seconds: number;
}

interface Options {
  readonly seed: number;
  readonly areas: boolean;
  readonly keep: string | undefined;
}

/** Words, or where there are none (or areas are wanted) an area on a page that has anything on it. */
async function chooseMarks(
  file: string,
  pages: readonly PageText[],
  next: () => number,
  areas: boolean,
): Promise<RedactionMark[]> {
  const words = areas ? [] : wordMarks(pages, next);
  if (words.length > 0) return words;
  const { geometry } = pages[Math.floor(next() * pages.length)]!;
  const picture = await popplerPicture(file, geometry.page, DPI);
  const mark = picture && areaMark({ ...geometry, userUnit: 1 }, picture, DPI, next);
  return mark ? [mark] : [];
}

async function torture(port: PdfPort, file: string, options: Options): Promise<Outcome> {
  const started = performance.now();
  const folder = options.keep ?? (await mkdtemp(join(tmpdir(), 'lakmoes-torture-')));
  let marks: RedactionMark[] = [];
  let tellingFonts = 0;
  const done = (kind: Outcome['kind'], detail = '', rasterised = false): Outcome => ({
    file,
    kind,
    marks: marks.length,
    rasterised,
    tellingFonts,
    detail,
    seconds: (performance.now() - started) / 1000,
  });
  try {
    const bytes = new Uint8Array(await readFile(file));
    const pages = await port.text(bytes);
    marks = await chooseMarks(file, pages, random(options.seed ^ hash(basename(file))), options.areas);
    if (marks.length === 0) return done('empty');
    const result = await port.redact({
      bytes,
      marks,
      // A code beside its box is a change outside the mark that is meant.
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    tellingFonts = result.report.tellingFonts;
    const redacted = join(folder, `${basename(file, '.pdf')}-${options.seed}.pdf`);
    await writeFile(redacted, result.bytes);
    await writeFile(`${redacted}.marks.json`, JSON.stringify(marks));
    const pictures = result.report.pages.filter((p) => p.method === 'rasterised');
    const verdict = await judge({
      original: file,
      redacted,
      bytes: result.bytes,
      pages,
      marks,
      pictures: new Set(pictures.map((p) => p.page)),
    });
    const why = pictures.map((p) => `page ${p.page} rasterised: ${p.reason ?? ''}`).slice(0, 1);
    return done(
      verdict.kind,
      [verdict.detail, ...why].filter((part) => part !== '').join('; '),
      pictures.length > 0,
    );
  } catch (error) {
    if (!(error instanceof PdfError)) return done('crashed', String(error));
    const crashed = ['engine-failed', 'timeout', 'out-of-memory'].includes(error.code);
    return done(crashed ? 'crashed' : 'refused', `${error.code}: ${error.message}`);
  } finally {
    if (options.keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    limit: { type: 'string' },
    jobs: { type: 'string' },
    only: { type: 'string' },
    areas: { type: 'boolean', default: false },
    keep: { type: 'string' },
    json: { type: 'string' },
  },
});
const folder = positionals[0];
if (folder === undefined) {
  console.error(
    'Usage: npm run torture -- <folder> [--seed N] [--limit N] [--jobs N] [--only TEXT,…] [--areas] [--keep DIR] [--json FILE]',
  );
  process.exit(2);
}
const root = resolve(folder);
const files = (await readdir(root, { recursive: true }))
  .filter(
    (name) =>
      name.toLowerCase().endsWith('.pdf') &&
      (values.only === undefined || values.only.split(',').some((part) => name.includes(part))),
  )
  .sort()
  .slice(0, values.limit === undefined ? undefined : Number(values.limit))
  .map((name) => join(root, name));

const options: Options = { seed: Number(values.seed), areas: values.areas, keep: values.keep };
if (options.keep !== undefined) await mkdir(options.keep, { recursive: true });
const port = openPdfPort();
const started = performance.now();
const outcomes: Outcome[] = [];
const queue = [...files];
await Promise.all(
  [...Array(Number(values.jobs ?? availableParallelism())).keys()].map(async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const outcome = await torture(port, file, options);
      outcomes.push(outcome);
      if (
        (outcome.kind !== 'ok' && outcome.kind !== 'empty') ||
        outcome.rasterised ||
        outcome.tellingFonts > 0
      ) {
        console.log(
          `${outcome.kind}${outcome.rasterised ? '+rasterised' : ''}${outcome.tellingFonts > 0 ? '+telling' : ''} ${relative(root, file)} (${outcome.seconds.toFixed(1)} s) ${outcome.detail}`,
        );
      }
    }
  }),
);
await port.dispose();
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(outcomes, null, 2));

const count = (kind: Outcome['kind']): number => outcomes.filter((o) => o.kind === kind).length;
const tried = outcomes.filter((o) => o.kind !== 'empty');
console.log(
  `${outcomes.length} files, ${count('empty')} empty, ${tried.length} tried with ${outcomes.reduce((n, o) => n + o.marks, 0)} marks: ` +
    `${count('leaked')} leaked, ${count('damaged')} damaged (and ${count('disputed')} that programs disagree on), ${outcomes.filter((o) => o.rasterised).length} rasterised, ` +
    `${outcomes.filter((o) => o.tellingFonts > 0).length} with fonts that tell of removed letters, ` +
    `${count('refused')} refused, ${count('crashed')} crashed, ${((performance.now() - started) / 1000).toFixed(1)} seconds`,
);
process.exitCode = count('leaked') + count('crashed') > 0 ? 1 : 0;
