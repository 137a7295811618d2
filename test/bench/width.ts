import { execFileSync } from 'node:child_process';
import { PDFDocument, StandardFonts, type PDFFont } from 'pdf-lib';
import type { RedactionMark, WidthProtection } from '../../src/core/ports/pdf.ts';
import { withFile } from '../conformance/readers.ts';
import { bitsOf, syntheticNames } from '../fixtures/names.ts';
import { openPdfPort } from '../fixtures/pdf-port.ts';

/*
 * What the place of a removed name tells of the name, on redacted files as mutool draws them: where its box is, where the
 * text of its line begins, and where it goes on.
 */

const LINES = 40;
const SIZE = 11;
const LEFT = 60;
const TOP = 780;
const STEP = 18;
const PAGES_A_FILE = 100;
const BEFORE = 'betreft ';

const RIGHT = 535;
const CENTRE = 297;

/** How a line with a name stands on the page; the lines between those with names stand as they do. */
interface Where {
  readonly before: string;
  readonly after: string;
  readonly align: 'left' | 'right' | 'centre';
}

const PLACES: Readonly<Record<string, Where>> = {
  'in a line': { before: BEFORE, after: ' namens', align: 'left' },
  'at its end': { before: BEFORE, after: '', align: 'left' },
  'in a line that ends with others': { before: BEFORE, after: ' namens', align: 'right' },
  'at the end of such a line': { before: BEFORE, after: '', align: 'right' },
  'alone in such a line': { before: '', after: '', align: 'right' },
  'in a centred line': { before: BEFORE, after: ' namens', align: 'centre' },
  'alone in a centred line': { before: '', after: '', align: 'centre' },
};
/** Stand above, below and between names of the same page. */
const OTHERS = ['Aan de hand hiervan', 'Wij danken u'];

interface Page {
  readonly names: readonly string[];
  readonly marks: readonly RedactionMark[];
}

/** As it is drawn: without kerning. */
function widthOf(text: string, font: PDFFont): number {
  return [...text].reduce((sum, letter) => sum + font.widthOfTextAtSize(letter, SIZE), 0);
}

function startOf(text: string, align: Where['align'], font: PDFFont): number {
  const width = widthOf(text, font);
  return align === 'left' ? LEFT : align === 'right' ? RIGHT - width : CENTRE - width / 2;
}

function pagesOf(names: readonly string[], { before, after, align }: Where, font: PDFFont): Page[] {
  return Array.from({ length: Math.ceil(names.length / LINES) }, (_, page) => {
    const own = names.slice(page * LINES, (page + 1) * LINES);
    const marks = own.map((name, line): RedactionMark => {
      const [bottom, top] = [TOP - line * STEP - 2.4, TOP - line * STEP + 8.2];
      const start = startOf(`${before}${name}${after}`, align, font) + widthOf(before, font);
      const end = start + widthOf(name, font);
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

/** All of them where lines begin together, and one in ten elsewhere, which takes less long. */
function namesFor({ align }: Where): string[] {
  return syntheticNames().filter((_, index) => align === 'left' || index % 10 === 0);
}

/** What is seen of each name of a page: its box, and where the text of its line begins and goes on. */
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
  const before = new Map<number, number>();
  const behind = new Map<number, number>();
  for (const [, unicode, x, y] of trace.matchAll(/<g unicode="(.)"[^>]* x="([-\d.]+)" y="([-\d.]+)"/g)) {
    const line = lineAt(Number(y));
    // The codes in the boxes are digits and small letters: only the word behind has an m.
    if (unicode === 'm' && !behind.has(line)) behind.set(line, Number(x));
    if (unicode === 'f' && !before.has(line)) before.set(line, Number(x));
  }
  return [...boxes]
    .toSorted(([a], [b]) => a - b)
    .map(([line, { left, right }]) =>
      [left, right, before.get(line), behind.get(line)].map((place) => place?.toFixed(2) ?? '').join(' '),
    );
}

function lineAt(y: number): number {
  return Math.round((TOP + 3 - y) / STEP);
}

async function bits(where: Where, level: WidthProtection): Promise<number> {
  const port = openPdfPort();
  try {
    const metrics = await (await PDFDocument.create()).embedFont(StandardFonts.Helvetica);
    const names = namesFor(where);
    const pages = pagesOf(names, where, metrics);
    const files: Page[][] = [];
    for (let at = 0; at < pages.length; at += PAGES_A_FILE) files.push(pages.slice(at, at + PAGES_A_FILE));
    const seen = await Promise.all(
      files.map(async (own) => {
        const document = await PDFDocument.create();
        const font = await document.embedFont(StandardFonts.Helvetica);
        for (const { names } of own) {
          const page = document.addPage([595, 842]);
          const put = (text: string, y: number): void =>
            page.drawText(text, { x: startOf(text, where.align, font), y, size: SIZE, font });
          for (const [line, name] of names.entries())
            put(`${where.before}${name}${where.after}`, TOP - line * STEP);
          for (const [index, text] of OTHERS.entries()) put(text, TOP + STEP * (index + 1));
          put(OTHERS[0]!, TOP - STEP * LINES);
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
    if (all.length !== names.length) throw new Error(`${all.length} boxes were found`);
    return bitsOf(all);
  } finally {
    await port.dispose();
  }
}

/** Prints what boxes and gaps tell of 20,000 names, for each level of width protection. */
export async function benchWidth(): Promise<void> {
  const all = Math.log2(syntheticNames().length).toFixed(1);
  console.log(
    `\nWhat is told of 20,000 synthetic names (${all} bits; of one in ten where lines do not begin together) by their boxes and gaps, as mutool draws them, in bits`,
  );
  for (const [where, place] of Object.entries(PLACES)) {
    const figures: string[] = [];
    for (const level of ['off', 'standard', 'strict'] as const)
      figures.push(`${level} ${(await bits(place, level)).toFixed(2)}`);
    console.log(`  ${where.padEnd(32)} ${figures.join('   ')}`);
  }
}
