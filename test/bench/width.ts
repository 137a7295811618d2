import { execFileSync } from 'node:child_process';
import { PDFDocument, StandardFonts, type PDFFont } from 'pdf-lib';
import type { RedactionMark, WidthProtection } from '../../src/core/ports/pdf.ts';
import { withFile } from '../conformance/readers.ts';
import { bitsOf, syntheticNames } from '../fixtures/names.ts';
import { openPdfPort } from '../fixtures/pdf-port.ts';

/*
 * What the place of a removed name tells of the name, on redacted files as mutool draws them: the width of the box,
 * and how far the text behind it stands from the text before it.
 */

const LINES = 40;
const SIZE = 11;
const LEFT = 60;
const TOP = 780;
const STEP = 18;
const PAGES_A_FILE = 100;
const BEFORE = 'betreft ';

type Where = 'in a line' | 'at its end';
const AFTER: Readonly<Record<Where, string>> = { 'in a line': ' namens', 'at its end': '' };

interface Page {
  readonly names: readonly string[];
  readonly marks: readonly RedactionMark[];
}

function pagesOf(names: readonly string[], font: PDFFont): Page[] {
  const start = LEFT + font.widthOfTextAtSize(BEFORE, SIZE);
  return Array.from({ length: Math.ceil(names.length / LINES) }, (_, page) => {
    const own = names.slice(page * LINES, (page + 1) * LINES);
    const marks = own.map((name, line): RedactionMark => {
      const [bottom, top] = [TOP - line * STEP - 2.4, TOP - line * STEP + 8.2];
      const end = start + font.widthOfTextAtSize(name, SIZE);
      return {
        id: `${page}-${line}`,
        page: (page % PAGES_A_FILE) + 1,
        kind: 'text',
        quads: [[start, top, end, top, start, bottom, end, bottom]],
        codes: ['10.2.e'],
      };
    });
    return { names: own, marks };
  });
}

/** What is seen of each name of a page: the width of its box and the gap that it stands in. */
function seenOn(trace: string): string[] {
  const boxes = new Map<number, { left: number; right: number }>();
  for (const [, path = ''] of trace.matchAll(/<fill_path[^>]*>([\s\S]*?)<\/fill_path>/g)) {
    const points = [...path.matchAll(/ x="([-\d.]+)" y="([-\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    const xs = points.map(([x]) => x!);
    const ys = points.map(([, y]) => y!);
    boxes.set(lineAt((Math.min(...ys) + Math.max(...ys)) / 2), {
      left: Math.min(...xs),
      right: Math.max(...xs),
    });
  }
  const behind = new Map<number, number>();
  for (const [, unicode, x, y] of trace.matchAll(/<g unicode="(.)"[^>]* x="([-\d.]+)" y="([-\d.]+)"/g)) {
    const line = lineAt(Number(y));
    // The codes in the boxes are digits and small letters: only the word behind has an m.
    if (unicode === 'm' && !behind.has(line)) behind.set(line, Number(x));
  }
  return [...boxes]
    .toSorted(([a], [b]) => a - b)
    .map(([line, { left, right }]) => `${(right - left).toFixed(2)} ${behind.get(line)?.toFixed(2) ?? ''}`);
}

function lineAt(y: number): number {
  return Math.round((TOP + 3 - y) / STEP);
}

async function bits(where: Where, level: WidthProtection): Promise<number> {
  const port = openPdfPort();
  try {
    const metrics = await (await PDFDocument.create()).embedFont(StandardFonts.Helvetica);
    const pages = pagesOf(syntheticNames(), metrics);
    const files: Page[][] = [];
    for (let at = 0; at < pages.length; at += PAGES_A_FILE) files.push(pages.slice(at, at + PAGES_A_FILE));
    const seen = await Promise.all(
      files.map(async (own) => {
        const document = await PDFDocument.create();
        const font = await document.embedFont(StandardFonts.Helvetica);
        for (const { names } of own) {
          const page = document.addPage([595, 842]);
          for (const [line, name] of names.entries())
            page.drawText(`${BEFORE}${name}${AFTER[where]}`, {
              x: LEFT,
              y: TOP - line * STEP,
              size: SIZE,
              font,
            });
        }
        const { bytes } = await port.redact({
          bytes: await document.save(),
          marks: own.flatMap(({ marks }) => marks),
          box: { look: 'black', code: 'inside' },
          widthProtection: level,
        });
        const trace = withFile(bytes, (file) =>
          execFileSync('mutool', ['trace', file], {
            encoding: 'utf8',
            maxBuffer: 1 << 29,
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        );
        return trace.split('<page').slice(1).flatMap(seenOn);
      }),
    );
    const all = seen.flat();
    if (all.length !== syntheticNames().length) throw new Error(`${all.length} boxes were found`);
    return bitsOf(all);
  } finally {
    await port.dispose();
  }
}

/** Prints what boxes and gaps tell of 20,000 names, for each level of width protection. */
export async function benchWidth(): Promise<void> {
  const all = Math.log2(syntheticNames().length).toFixed(1);
  console.log(
    `\nWhat is told of 20,000 synthetic names (${all} bits) by their boxes and gaps, as mutool draws them, in bits`,
  );
  for (const where of ['in a line', 'at its end'] as const) {
    const figures: string[] = [];
    for (const level of ['off', 'standard', 'strict'] as const)
      figures.push(`${level} ${(await bits(where, level)).toFixed(2)}`);
    console.log(`  ${where.padEnd(12)} ${figures.join('   ')}`);
  }
}
