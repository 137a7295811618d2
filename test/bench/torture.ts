import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { PdfError, type PdfPort, type RedactionMark } from '../../src/core/ports/pdf.ts';
import type { PageText } from '../../src/core/text/characters.ts';
import { quadsForRange } from '../../src/core/text/quads.ts';
import { openPdfPort } from '../fixtures/pdf-port.ts';
import { displayBox, insideQuad, pixelsChanged, popplerPicture } from './pixels.ts';

/*
 * npm run torture -- <folder> [--seed N] [--limit N] [--jobs N] [--only TEXT] [--json FILE]
 *
 * Marks random words in every PDF below a folder, redacts them, and judges the result with poppler, which had no
 * part in it: words left in a mark (leaked), more than 50 pixels changed outside the marks (damaged).
 */

const run = promisify(execFile);
const DPI = 50;
const DAMAGE = 50;

interface Outcome {
  readonly file: string;
  readonly marks: number;
  readonly kind: 'ok' | 'no-text' | 'refused' | 'crashed' | 'leaked' | 'damaged';
  readonly rasterised: boolean;
  readonly detail?: string;
  readonly seconds: number;
}

/** mulberry32: small, seedable, good enough to pick words. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function hash(text: string): number {
  return [...text].reduce((sum, c) => (Math.imul(sum, 31) + c.codePointAt(0)!) >>> 0, 7);
}

/** Ranges of characters that form words of at least two letters. */
function wordsOf(page: PageText): { start: number; end: number }[] {
  const words: { start: number; end: number }[] = [];
  let start = -1;
  page.characters.forEach((c, i) => {
    const word = !c.generated && /[\p{L}\p{N}]/u.test(c.text);
    if (word && start < 0) start = i;
    if ((!word || i === page.characters.length - 1) && start >= 0) {
      const end = word ? i + 1 : i;
      if (end - start >= 2) words.push({ start, end });
      start = -1;
    }
  });
  return words;
}

function chooseMarks(pages: readonly PageText[], next: () => number): RedactionMark[] {
  const withWords = pages.filter((p) => wordsOf(p).length > 0);
  const marks: RedactionMark[] = [];
  for (let n = Math.min(withWords.length, 1 + Math.floor(next() * 3)); n > 0; n--) {
    const page = withWords.splice(Math.floor(next() * withWords.length), 1)[0]!;
    const words = wordsOf(page);
    for (let k = 1 + Math.floor(next() * 4); k > 0 && words.length > 0; k--) {
      const word = words.splice(Math.floor(next() * words.length), 1)[0]!;
      const { quads, quote } = quadsForRange(page, word.start, word.end);
      if (quads.length === 0) continue;
      marks.push({
        id: `m${marks.length}`,
        page: page.geometry.page,
        kind: 'text',
        quads,
        codes: ['10.2.e'],
        quote,
      });
    }
  }
  return marks;
}

interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Words of a page with the middle of their box, in display points of the MediaBox; ours are left out. */
async function popplerWords(file: string, page: number): Promise<Word[]> {
  const { stdout } = await run('pdftotext', ['-bbox', '-f', String(page), '-l', String(page), file, '-'], {
    timeout: 60_000,
    maxBuffer: 1 << 28,
  });
  return [
    ...stdout.matchAll(
      /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g,
    ),
  ].map((m) => ({
    text: m[5]!,
    x: (Number(m[1]) + Number(m[3])) / 2,
    y: (Number(m[2]) + Number(m[4])) / 2,
  }));
}

const OWN_LABEL = /^(weggelakt: )?10\.2\.e$/;

async function judge(
  original: string,
  redacted: string,
  pages: readonly PageText[],
  marks: readonly RedactionMark[],
): Promise<{ kind: Outcome['kind']; detail?: string }> {
  for (const number of new Set(marks.map((m) => m.page))) {
    // Poppler draws a page without its UserUnit.
    const geometry = { ...pages.find((p) => p.geometry.page === number)!.geometry, userUnit: 1 };
    const boxes = marks
      .filter((m) => m.page === number)
      .flatMap((m) => m.quads.map((q) => displayBox(geometry, q)));
    const quads = marks.filter((m) => m.page === number).flatMap((m) => m.quads);
    const inside = (w: Word): boolean => quads.some((quad) => insideQuad(geometry, quad, w.x, w.y));
    const before = (await popplerWords(original, number).catch(() => [])).filter(inside);
    const left = (await popplerWords(redacted, number)).filter((w) => inside(w) && !OWN_LABEL.test(w.text));
    if (left.length > 0) {
      return {
        kind: 'leaked',
        detail: `page ${number}: ${left.length} word(s) in marks (${before.length} before)`,
      };
    }
    const [a, b] = await Promise.all([
      popplerPicture(original, number, DPI),
      popplerPicture(redacted, number, DPI),
    ]);
    if (a && !b) return { kind: 'damaged', detail: `page ${number}: poppler draws nothing any more` };
    if (a && b) {
      const changed = pixelsChanged(a, b, boxes, DPI);
      if (changed > DAMAGE) return { kind: 'damaged', detail: `page ${number}: ${changed} pixels` };
    }
  }
  return { kind: 'ok' };
}

async function torture(
  port: PdfPort,
  file: string,
  seed: number,
  keep: string | undefined,
): Promise<Outcome> {
  const started = performance.now();
  const done = (kind: Outcome['kind'], marks: number, rasterised: boolean, detail?: string): Outcome => ({
    file,
    kind,
    marks,
    rasterised,
    seconds: (performance.now() - started) / 1000,
    ...(detail === undefined ? {} : { detail }),
  });
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'lakmoes-torture-')));
  let marks: RedactionMark[] = [];
  try {
    const bytes = new Uint8Array(await readFile(file));
    const pages = await port.text(bytes);
    marks = chooseMarks(pages, random(seed ^ hash(file.split('/').pop()!)));
    if (marks.length === 0) return done('no-text', 0, false);
    const result = await port.redact({
      bytes,
      marks,
      // A code beside its box is a change outside the mark that is meant.
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    const out = join(folder, `${hash(file)}.pdf`);
    await writeFile(out, result.bytes);
    const raster = result.report.pages.filter((p) => p.method === 'rasterised');
    const verdict = await judge(file, out, pages, marks);
    return done(
      verdict.kind,
      marks.length,
      raster.length > 0,
      verdict.detail ?? raster.map((p) => `page ${p.page} rasterised: ${p.reason ?? ''}`)[0],
    );
  } catch (error) {
    if (error instanceof PdfError) {
      const crashed =
        error.code === 'engine-failed' || error.code === 'timeout' || error.code === 'out-of-memory';
      return done(crashed ? 'crashed' : 'refused', marks.length, false, `${error.code}: ${error.message}`);
    }
    return done('crashed', marks.length, false, String(error));
  } finally {
    if (keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    limit: { type: 'string' },
    jobs: { type: 'string' },
    only: { type: 'string' },
    keep: { type: 'string' },
    json: { type: 'string' },
  },
});
const folder = positionals[0];
if (folder === undefined) {
  console.error(
    'Usage: npm run torture -- <folder> [--seed N] [--limit N] [--jobs N] [--only TEXT] [--keep DIR] [--json FILE]',
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

const port = openPdfPort();
const started = performance.now();
const outcomes: Outcome[] = [];
const queue = [...files];
await Promise.all(
  [...Array(Number(values.jobs ?? availableParallelism())).keys()].map(async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const outcome = await torture(port, file, Number(values.seed), values.keep);
      outcomes.push(outcome);
      if ((outcome.kind !== 'ok' && outcome.kind !== 'no-text') || outcome.rasterised) {
        console.log(
          `${outcome.kind}${outcome.rasterised ? '+rasterised' : ''} ${relative(root, file)} (${outcome.seconds.toFixed(1)} s) ${outcome.detail ?? ''}`,
        );
      }
    }
  }),
);
await port.dispose();
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(outcomes, null, 2));

const count = (kind: Outcome['kind']): number => outcomes.filter((o) => o.kind === kind).length;
const tried = outcomes.filter((o) => o.kind !== 'no-text');
console.log(
  `${outcomes.length} files, ${count('no-text')} without words, ${tried.length} tried with ${outcomes.reduce((n, o) => n + o.marks, 0)} marks: ` +
    `${count('leaked')} leaked, ${count('damaged')} damaged, ${outcomes.filter((o) => o.rasterised).length} rasterised, ` +
    `${count('refused')} refused, ${count('crashed')} crashed, ${((performance.now() - started) / 1000).toFixed(1)} seconds`,
);
process.exitCode = count('leaked') + count('crashed') > 0 ? 1 : 0;
