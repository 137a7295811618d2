import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Programs that say what is on a page and had no part in the redaction. */
export type Reader = 'poppler' | 'mupdf' | 'pdf.js';

const run = promisify(execFile);
const LIMITS = { timeout: 60_000, maxBuffer: 1 << 28 } as const;

export interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Left, top, right, bottom. */
  readonly box: readonly [number, number, number, number];
}

/** Words of a page as poppler sees them with the middle of their box, in display points of the MediaBox. */
export async function popplerWords(file: string, page: number): Promise<Word[]> {
  const { stdout } = await run(
    'pdftotext',
    ['-bbox', '-f', String(page), '-l', String(page), file, '-'],
    LIMITS,
  );
  return [
    ...stdout.matchAll(
      /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g,
    ),
  ].map((m) => {
    const box = [Number(m[1]), Number(m[2]), Number(m[3]), Number(m[4])] as const;
    return { text: m[5]!, x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2, box };
  });
}

/** Whether all fonts of a page are Type 3 by poppler; false for a page without fonts. */
export async function hasOnlyType3(file: string, page: number): Promise<boolean> {
  const { stdout } = await run('pdffonts', ['-f', String(page), '-l', String(page), file], LIMITS).catch(
    () => ({ stdout: '' }),
  );
  const fonts = stdout
    .split('\n')
    .slice(2)
    .filter((line) => line.trim() !== '');
  return fonts.length > 0 && fonts.every((line) => /\sType 3\s/.test(line));
}

/** A letter as MuPDF places it, in display points of what a viewer shows of the page. */
export interface Letter {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Top left, top right, bottom left, bottom right of its loose box. */
  readonly quad: readonly number[];
}

/** Nearer places are one, points. */
const SAME = 0.01;

/** Whether MuPDF tells of a letter that it is drawn with the one before: of a ligature, it gives the further ones no width. */
function isDrawnWith(quad: readonly number[], before: readonly number[]): boolean {
  const [left = 0, top = 0, right = 0, topRight = 0, , bottom = 0] = quad;
  return (
    Math.hypot(right - left, topRight - top) < SAME &&
    Math.hypot(left - before[2]!, top - before[3]!, bottom - before[7]!) < SAME
  );
}

/**
 * The letters of a page by MuPDF, one by one; white space is none. Those of a ligature have one quad. Empty where it
 * does not open the page.
 */
export async function mupdfLetters(file: string, page: number): Promise<Letter[]> {
  const { stdout } = await run(
    'mutool',
    ['draw', '-q', '-F', 'stext', '-o', '-', file, String(page)],
    LIMITS,
  ).catch(() => ({ stdout: '' }));
  let before: readonly number[] = [];
  return [...stdout.matchAll(/<char quad="([^"]*)" x="([^"]*)" y="([^"]*)"[^>]* c="([^"]*)"/g)].flatMap(
    (m) => {
      const own = m[1]!.split(' ').map(Number);
      const sound = own.length === 8 && own.every(Number.isFinite);
      const quad = sound && before.length === 8 && isDrawnWith(own, before) ? before : own;
      const isSpace = m[4]!.trim() === '';
      // Of a gap it makes a space, which begins no ligature.
      before = isSpace ? [] : quad;
      return sound && !isSpace ? [{ text: m[4]!, x: Number(m[2]), y: Number(m[3]), quad }] : [];
    },
  );
}

/** What each reader reads on a page, less all white space; '' where one does not open the page. */
export async function textsOf(file: string, page: number): Promise<Record<Reader, string>> {
  const [poppler, mupdf, pdfjs] = await Promise.all([
    run('pdftotext', ['-raw', '-f', String(page), '-l', String(page), file, '-'], LIMITS).then(
      ({ stdout }) => stdout,
      () => '',
    ),
    run('mutool', ['draw', '-q', '-F', 'txt', '-o', '-', file, String(page)], LIMITS).then(
      ({ stdout }) => stdout,
      () => '',
    ),
    pdfjsText(file, page).catch(() => ''),
  ]);
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');
  return { poppler: plain(poppler), mupdf: plain(mupdf), 'pdf.js': plain(pdfjs) };
}

async function pdfjsText(file: string, number: number): Promise<string> {
  const task = getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 });
  const deadline = setTimeout(() => void task.destroy(), LIMITS.timeout);
  try {
    const page = await (await task.promise).getPage(number);
    const { items } = await page.getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join('');
  } finally {
    clearTimeout(deadline);
    await task.destroy();
  }
}
