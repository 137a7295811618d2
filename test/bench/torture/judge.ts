import { readFile, writeFile } from 'node:fs/promises';
import type { RedactionMark } from '../../../src/core/ports/pdf.ts';
import type { Box, PageCharacter, PageGeometry, PageText } from '../../../src/core/text/characters.ts';
import type { Quad } from '../../../src/core/model/redaction.ts';
import { toPixels, visibleBox, type Affine } from '../../../src/pdf/engine/geometry.ts';
import { loadTools } from '../../../src/pdf/document/assets.ts';
import type { Rendering } from '../../../src/pdf/engine/page.ts';
import {
  PixelMask,
  countChanged,
  countChangedRoughly,
  countEnclosed,
  isUniform,
  type Polygon,
} from '../../../src/pdf/verify/pixels.ts';
import {
  displayBox,
  fromDisplay,
  insideQuad,
  mupdfPicture,
  onDisplay,
  pixelsChanged,
  popplerComplaints,
  popplerPicture,
  type Picture,
} from '../pixels.ts';
import { pdfAssets } from '../../fixtures/pdf-port.ts';
import { withoutBoxes } from './bare.ts';
import {
  hasOnlyType3,
  mupdfLetters,
  popplerWords,
  textsOf,
  type Letter,
  type Reader,
  type Word,
} from './readers.ts';
import { undrawnOn, withAllWords, withoutOtherFields } from './undrawn.ts';

/** Resolution at which pages are compared. */
export const DPI = 50;
/** Damage must be as large at this one: at the coarse one a glyph that moved by 0.01 point may count for much. */
const FINE_DPI = 200;
/**
 * Resolutions at which the place of a mark is looked into once its box is off: what is left there shows at all of them, a
 * line across it may fall apart into shades at some.
 */
const BARE_DPIS = [100, 200, 400];
/** More pixels than this that differ outside the marks are damage. */
const DAMAGE = 50;
/** Specks under a box: what a smooth edge leaves. */
const SPECKS = 8;
/** A letter is left in a mark when its middle is this far from the edge, as a part of its own box. */
const DEEP = 0.25;
/** A word that poppler places in a mark is left there when more than this share of it is. */
const MOST = 0.5;
/** Thinner boxes have no middle: points, or a share of the width of their letters. */
const FLAT = 0.1;
/** Half the width of letters, in their height. */
const ABOUT = 0.25;
/** A line that rises by more than this share of its length slants. */
const SLANTING = 0.02;
/** Points; marks are rounded to 0.01, by several in turn: an accent without width that begins at an edge is not in the mark for it. */
const ROUNDED = 0.02;
/** A mark of this many points both ways is looked into from so many pixels within its edge: there pictures blend. */
const WIDE = 30;
const WIDE_EDGE = 3;
/** Shorter quotes are found by chance when what stood around them grows together. */
const TELLING = 4;

/** No letter of a font with a sensible height is drawn smaller than this part of it, and none is narrower. */
const TALL = 6;
/** Two programs put a letter that they both read this many points apart at most. */
const SAME_LETTER = 0.5;

/** What MuPDF reads for a code without a meaning; more of a page than this part are no letters that have none. */
const UNKNOWN = /^(?:&#xfffd;|\ufffd)$/i;
const UNKNOWN_PART = 1 / 3;

const OWN_LABEL = /^(weggelakt: )?10\.2\.e$/;

/** A redacted file beside its source. */
export interface Attempt {
  readonly original: string;
  readonly redacted: string;
  readonly bytes: Uint8Array;
  readonly pages: readonly PageText[];
  readonly marks: readonly RedactionMark[];
  /** Pages that became pictures. */
  readonly pictures: ReadonlySet<number>;
}

export interface Verdict {
  /**
   * `disputed`: poppler sees a change outside the marks and nothing wrong with the file, MuPDF no change, or another one,
   * and PDFium none.
   */
  readonly kind: 'ok' | 'leaked' | 'damaged' | 'disputed';
  readonly detail: string;
}

const OK: Verdict = { kind: 'ok', detail: '' };

/** Judges a redacted file by programs that had no part in it: leaks first. */
export async function judge(attempt: Attempt): Promise<Verdict> {
  const numbers = [...new Set(attempt.marks.map((m) => m.page))];
  const bare = `${attempt.redacted}.bare.pdf`;
  await writeFile(bare, await withoutBoxes(attempt.bytes, numbers));
  let damaged: Verdict | undefined;
  for (const number of numbers) {
    const page = pageOf(attempt, number);
    const leak =
      (await wordsLeft(attempt, page)) ??
      (await quotesLeft(attempt, page)) ??
      (await drawnUnder(bare, page, await viewOf(attempt, page)));
    if (leak !== undefined) return { kind: 'leaked', detail: `page ${number}: ${leak}` };
    const damage = await damageTo(attempt, page);
    if (damage === undefined || damaged?.kind === 'damaged') continue;
    damaged = { kind: damage.kind, detail: `page ${number}: ${damage.detail}` };
  }
  return damaged ?? OK;
}

interface MarkedPage {
  readonly number: number;
  readonly geometry: PageGeometry;
  readonly characters: readonly PageCharacter[];
  readonly marks: readonly RedactionMark[];
  readonly quads: readonly Quad[];
  readonly boxes: readonly (readonly [number, number, number, number])[];
  /** What a viewer shows of the page: the space of MuPDF's letters and pictures. */
  readonly viewed: PageGeometry;
}

function pageOf({ pages, marks }: Attempt, number: number): MarkedPage {
  const { geometry, characters } = pages.find((p) => p.geometry.page === number)!;
  // Poppler draws a page without its UserUnit.
  const shown = { ...geometry, userUnit: 1 };
  const own = marks.filter((m) => m.page === number);
  const quads = own.flatMap((m) => m.quads);
  return {
    number,
    geometry: shown,
    characters,
    marks: own,
    quads,
    boxes: quads.map((q) => displayBox(shown, q)),
    viewed: { ...geometry, mediaBox: visibleBox(geometry) },
  };
}

/**
 * Words that poppler places in a mark, and letters that MuPDF places there; but for what they write, out of sight, beyond
 * the edge of a field.
 */
async function wordsLeft(attempt: Attempt, page: MarkedPage): Promise<string | undefined> {
  const left = await wordsIn(attempt, page);
  const rest = left === undefined ? undefined : await withoutOtherFields(attempt.bytes, page);
  if (!rest) return left;
  const redacted = `${attempt.redacted}.rest.pdf`;
  await writeFile(redacted, rest);
  return wordsIn({ ...attempt, redacted }, page);
}

async function wordsIn(
  attempt: Pick<Attempt, 'original' | 'redacted'>,
  page: MarkedPage,
): Promise<string | undefined> {
  const inside = (w: Word): boolean => page.quads.some((quad) => insideQuad(page.geometry, quad, w.x, w.y));
  const all = await lettersOf(attempt.redacted, page);
  // Of glyphs that are procedures poppler guesses the height, MuPDF goes by what their font says of it.
  const isGuess =
    all.length > 0 &&
    !all.some((letter) => hasMiddleIn(page, letter)) &&
    (await hasOnlyType3(attempt.original, page.number));
  const words = (await wordsRead(attempt, page.number)).filter(
    // The middle of a word may be a gap that a mark left between its letters.
    (w) =>
      inside(w) &&
      !isGuess &&
      hasExtent(w) &&
      !OWN_LABEL.test(w.text) &&
      shareInside(page, w.box) > MOST &&
      !isSlantedBeside(page, w, all),
  );
  if (words.length > 0) {
    const before = (await popplerWords(attempt.original, page.number).catch(() => [])).filter(inside);
    return `${words.length} word(s) in marks by poppler (${before.length} before)`;
  }
  const letters = all.filter((letter) => isDeep(page, letter));
  const own = OWN_LABEL.test(letters.map(({ text }) => text).join(''));
  if (letters.length === 0 || own || isGarbled(await lettersOf(attempt.original, page))) return undefined;
  return `${letters.length} letter(s) in marks by MuPDF`;
}

/** Whether MuPDF knows no codes of a page: it takes each byte for a letter, and words run on over those behind them. */
function isGarbled(letters: readonly Letter[]): boolean {
  return letters.filter(({ text }) => UNKNOWN.test(text)).length > UNKNOWN_PART * letters.length;
}

/** Words of the result by poppler; none where it fails at the source, too. */
export async function wordsRead(
  { original, redacted }: Pick<Attempt, 'original' | 'redacted'>,
  page: number,
): Promise<Word[]> {
  return popplerWords(redacted, page).catch((error: unknown) =>
    popplerWords(original, page).then(
      () => Promise.reject(error),
      () => [],
    ),
  );
}

/**
 * Of a word in a font without widths poppler tells where it begins only, and where its line is if the font says that
 * letters have nearly no height.
 */
function hasExtent({ text, box: [l, t, r, b] }: Word): boolean {
  const [across, along] = [Math.min(r - l, b - t), Math.max(r - l, b - t)];
  return across > FLAT && across > (FLAT * along) / [...text].length;
}

/**
 * Whether a word is part of a slanting line that MuPDF places beside the marks: poppler puts an upright box around
 * slanting letters, a good deal away from them.
 */
function isSlantedBeside(page: MarkedPage, { text, box }: Word, letters: readonly Letter[]): boolean {
  const runs: Letter[][] = [[]];
  for (const letter of letters) {
    if (isSlanted(letter) && overlaps(shownPolygon(page, letter), box)) runs.at(-1)!.push(letter);
    else runs.push([]);
  }
  return runs.some(
    (run) =>
      run
        .map((each) => each.text)
        .join('')
        .includes(text) && !run.some((each) => isDeep(page, each)),
  );
}

/** Whether the line of a letter is neither level nor upright. */
function isSlanted({ quad }: Letter): boolean {
  const [dx, dy] = [Math.abs(quad[2]! - quad[0]!), Math.abs(quad[3]! - quad[1]!)];
  return Math.min(dx, dy) > SLANTING * Math.max(dx, dy);
}

/** Whether the upright box around a polygon and another box have a part in common. */
function overlaps(polygon: Polygon, [l, t, r, b]: Word['box']): boolean {
  const [xs, ys] = [polygon.map(({ x }) => x), polygon.map(({ y }) => y)];
  return Math.max(...xs) > l && Math.min(...xs) < r && Math.max(...ys) > t && Math.min(...ys) < b;
}

/** About how much of a box on the display lies in a mark. */
function shareInside(page: MarkedPage, [l, t, r, b]: Word['box']): number {
  const steps = [...Array(10).keys()].map((i) => (i + 0.5) / 10);
  const points = steps.flatMap((u) => steps.map((v) => [l + u * (r - l), t + v * (b - t)] as const));
  const inside = points.filter(([x, y]) => page.quads.some((q) => insideQuad(page.geometry, q, x, y)));
  return inside.length / points.length;
}

/**
 * The letters of a page by MuPDF. Of glyphs that are procedures it takes the height from the bounds of their font, for
 * which some producers write a number that has nothing to do with them: such a letter has the box of its ink.
 */
async function lettersOf(file: string, page: MarkedPage): Promise<Letter[]> {
  const letters = await mupdfLetters(file, page.number);
  if (!letters.some((letter) => isTall(letter))) return letters;
  return letters.map((letter) => {
    if (!isTall(letter)) return letter;
    const drawn = page.characters.find(({ ink, origin }) => {
      const [x, y] = onDisplay(page.viewed, ...origin);
      const size = Math.max(ink[2] - ink[0], ink[3] - ink[1]);
      const isHere = Math.hypot(letter.x - x, letter.y - y) < SAME_LETTER;
      return isHere && size > 0 && heightOf(letter) > TALL * size;
    });
    if (!drawn) return letter;
    const [left, top, right, bottom] = displayBox(page.viewed, quadOf(drawn.ink));
    return { ...letter, quad: [left, top, right, top, left, bottom, right, bottom] };
  });
}

function heightOf({ quad }: Letter): number {
  return Math.hypot(quad[4]! - quad[0]!, quad[5]! - quad[1]!);
}

/** Whether the box of a letter is higher than that of any letter, for its width. */
function isTall(letter: Letter): boolean {
  const { quad } = letter;
  return heightOf(letter) > TALL * Math.hypot(quad[2]! - quad[0]!, quad[3]! - quad[1]!);
}

/** Whether the middle of a letter lies in a mark. */
function hasMiddleIn(page: MarkedPage, letter: Letter): boolean {
  const [x, y] = middleOf(letter);
  return page.quads.some((mark) => insideQuad(page.viewed, mark, x, y));
}

function middleOf({ quad }: Letter): [x: number, y: number] {
  const middle = (i: number): number => (quad[i]! + quad[i + 2]! + quad[i + 4]! + quad[i + 6]!) / 4;
  return [middle(0), middle(1)];
}

/** Whether the middle of a letter, and what is around it, lies in one mark. */
function isDeep(page: MarkedPage, letter: Letter): boolean {
  const { quad } = letter;
  const middle = middleOf(letter);
  const around = [0, 2, 4, 6].map((i) =>
    [0, 1].map((k) => middle[k]! + (quad[i + k]! - middle[k]!) * 2 * DEEP),
  );
  const height = Math.hypot(quad[4]! - quad[0]!, quad[5]! - quad[1]!);
  if (height < FLAT) return false;
  if (Math.hypot(quad[2]! - quad[0]!, quad[3]! - quad[1]!) < FLAT) {
    const [x, y] = middle;
    for (const by of [-ROUNDED, ROUNDED]) around.push([x + by, y], [x, y + by]);
    // Of a letter without width nobody knows where it is drawn, but that it begins here.
    if (!/^\p{M}/u.test(letter.text)) around.push([x + ABOUT * height, y]);
  }
  return page.quads.some((mark) => around.every(([x, y]) => insideQuad(page.viewed, mark, x!, y!)));
}

function plainOf(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

/** Quotes that a reader finds more often than there are places for them outside the marks. */
async function quotesLeft(attempt: Attempt, page: MarkedPage): Promise<string | undefined> {
  const quotes = new Map<string, number>();
  for (const { quote } of page.marks) {
    const plain = plainOf(quote ?? '');
    if (plain.length >= TELLING) quotes.set(plain, (quotes.get(plain) ?? 0) + 1);
  }
  if (quotes.size === 0) return undefined;
  const [before, after] = await Promise.all([
    textsOf(attempt.original, page.number),
    textsOf(attempt.redacted, page.number),
  ]);
  for (const reader of Object.keys(before) as Reader[]) {
    for (const [quote, marked] of quotes) {
      const had = count(before[reader], quote);
      const has = count(after[reader], quote);
      // Some readers count the text of annotations only once it is part of the page.
      const most = Math.max(...Object.values(before).map((text) => count(text, quote)));
      const isMore = had > 0 && has <= most && has > Math.max(0, most - marked);
      if (isMore && has > most - (await timesRead(attempt, page, quote, before))) {
        return `${reader} finds a quote ${has} times (${had} before, ${marked} marked)`;
      }
    }
  }
  return undefined;
}

/**
 * In how many of its marks some reader finds a quote in the source: of letters that are drawn several times side by
 * side each is read as often.
 */
async function timesRead(
  { original }: Attempt,
  page: MarkedPage,
  quote: string,
  before: Readonly<Record<Reader, string>>,
): Promise<number> {
  const marks = page.marks.filter((mark) => plainOf(mark.quote ?? '') === quote);
  // It tells of no places.
  const most = Math.max(count(before.poppler, quote), count(before.mupdf, quote));
  if (count(before['pdf.js'], quote) > most) return marks.length;
  const [words, letters] = await Promise.all([
    popplerWords(original, page.number).catch(() => []),
    lettersOf(original, page),
  ]);
  return marks.filter(({ quads, quote: own }) => {
    const isNear = ([l, t, r, b]: Word['box'], geometry: PageGeometry): boolean =>
      quads.some((quad) => {
        const [left, top, right, bottom] = displayBox(geometry, quad);
        return left < r && right > l && top < b && bottom > t;
      });
    const near = words.filter(({ box }) => isNear(box, page.geometry));
    const read = letters.filter((letter) => {
      const [x, y] = middleOf(letter);
      return isNear([x, y, x, y], page.viewed);
    });
    // Poppler reads letters that are words of their own in an order that shows no word.
    const isOneWord = !/\s/u.test(own ?? '');
    return [read, ...(isOneWord ? near.map((word) => [word]) : [near])].some((parts) =>
      plainOf(parts.map(({ text }) => text).join('')).includes(quote),
    );
  }).length;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** A program that draws a page, and the space that it draws it in. */
interface View {
  readonly draw: typeof popplerPicture;
  readonly geometry: PageGeometry;
}

/**
 * Poppler; but MuPDF where poppler reads nothing of the text of the source that MuPDF reads: then it does not know its
 * codes, and draws each byte as a letter that is missing.
 */
async function viewOf({ original }: Attempt, page: MarkedPage): Promise<View> {
  const words = await popplerWords(original, page.number).catch(() => []);
  const isRead = words.length > 0 || (await lettersOf(original, page)).length === 0;
  return isRead
    ? { draw: popplerPicture, geometry: page.geometry }
    : { draw: mupdfPicture, geometry: page.viewed };
}

/** What a program draws in a mark once the box is taken off, at each of some resolutions; of those that it can draw. */
async function drawnUnder(
  bare: string,
  page: MarkedPage,
  view: View,
  [dpi = 0, ...finer]: readonly number[] = BARE_DPIS,
  coarser?: string,
): Promise<string | undefined> {
  const { geometry } = view;
  const picture = await view.draw(bare, page.number, dpi);
  if (!picture) return coarser;
  const place = toPicture(dpi);
  const rendering = renderingOf(picture);
  const neighbours = page.characters
    .filter((c) => page.boxes.length > 0 && !isMarked(page, c))
    .map((c) => boxPolygon(geometry, c.ink));
  const enclosed = (quad: Quad, besides: readonly Polygon[]): number => {
    const mask = new PixelMask(picture.width, picture.height);
    const [left, top, right, bottom] = displayBox(geometry, quad);
    const isWide = Math.min(right - left, bottom - top) > WIDE;
    mask.add(quadPolygon(geometry, quad), place, isWide ? -WIDE_EDGE : -1.5);
    for (const neighbour of [...neighbours, ...besides]) mask.remove(neighbour, place, 2);
    return countEnclosed(rendering, mask);
  };
  for (const quad of page.quads) {
    if (enclosed(quad, []) <= SPECKS) continue;
    // Letters may reach into a mark that one program finds elsewhere than the other.
    const letters = (await lettersOf(bare, page)).filter((letter) => !isDeep(page, letter));
    const count = enclosed(
      quad,
      letters.map((letter) => shownPolygon(page, letter, geometry)),
    );
    if (count <= SPECKS) continue;
    const found = `${count} pixels drawn under a box`;
    return finer.length > 0 ? drawnUnder(bare, page, view, finer, found) : found;
  }
  return undefined;
}

/** The loose box of a letter on a display; of the MediaBox unless told. */
function shownPolygon(page: MarkedPage, { quad }: Letter, geometry = page.geometry): Polygon {
  return [0, 2, 6, 4].map((i) => {
    const [px, py] = fromDisplay(page.viewed, quad[i]!, quad[i + 1]!);
    return pointOf(geometry, px, py);
  });
}

function isMarked(page: MarkedPage, { ink, loose }: PageCharacter): boolean {
  return [ink, loose].some((box) => {
    const [x, y] = onDisplay(page.geometry, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    return page.quads.some((quad) => insideQuad(page.geometry, quad, x, y));
  });
}

function quadPolygon(geometry: PageGeometry, quad: Quad): Polygon {
  return [0, 2, 6, 4].map((i) => pointOf(geometry, quad[i]!, quad[i + 1]!));
}

function boxPolygon(geometry: PageGeometry, [l, b, r, t]: Box): Polygon {
  return [pointOf(geometry, l, b), pointOf(geometry, r, b), pointOf(geometry, r, t), pointOf(geometry, l, t)];
}

function pointOf(geometry: PageGeometry, px: number, py: number): { x: number; y: number } {
  const [x, y] = onDisplay(geometry, px, py);
  return { x, y };
}

function withAlpha({ width, height, rgb }: Picture): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    pixels.set(rgb.subarray(i * 3, i * 3 + 3), i * 4);
  }
  return pixels;
}

/**
 * What changed outside the marks. Poppler finds it; MuPDF tells whether another program sees it too: where it does
 * not, poppler draws something otherwise that is the same. Where both see changes, but not the same ones, they drew the
 * source differently; then PDFium has a say.
 */
async function damageTo(attempt: Attempt, page: MarkedPage): Promise<Verdict | undefined> {
  const coarse = await changeBy(popplerPicture, attempt, page, page.geometry, DPI);
  if (coarse === undefined) return undefined;
  const byPoppler = await changeBy(popplerPicture, attempt, page, page.geometry, FINE_DPI);
  if (byPoppler === undefined) return undefined;
  const byMupdf = await changeBy(mupdfPicture, attempt, page, page.viewed, DPI);
  const differs = byMupdf === undefined || (differ(coarse, byMupdf) && !(await seenByPdfium(attempt, page)));
  const disputed = differs && !(await isComplainedOf(attempt, page));
  return { kind: disputed ? 'disputed' : 'damaged', detail: coarse.detail };
}

/** Whether poppler finds something wrong with the result that it did not with the source: then others only bear it. */
async function isComplainedOf(attempt: Attempt, page: MarkedPage): Promise<boolean> {
  const [before, after] = await Promise.all(
    [attempt.original, attempt.redacted].map((file) => popplerComplaints(file, page.number)),
  );
  return [...after!].some((complaint) => !before!.has(complaint));
}

/** What a program sees changed; without places where it cannot tell them. */
interface Change {
  readonly detail: string;
  readonly places?: PixelMask;
}

/** Whether two programs see changes in different places: most of what one sees is not near what the other sees. */
function differ({ places: a }: Change, { places: b }: Change): boolean {
  if (!a || !b || a.width !== b.width || a.height !== b.height) return false;
  const [inA, inB] = [near(a, b), near(b, a)];
  return inA.near + inB.near < (inA.all + inB.all) / 2;
}

/** Two programs put one change this many pixels apart at most. */
const APART = 2;

/** How many pixels of a mask there are, and how many of them have one of the other nearby. */
function near(from: PixelMask, to: PixelMask): { readonly near: number; readonly all: number } {
  const { width, height } = from;
  let [found, all] = [0, 0];
  for (const [pixel, bit] of from.bits.entries()) {
    if (bit === 0) continue;
    all++;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const [left, right] = [Math.max(0, x - APART), Math.min(width, x + APART + 1)];
    for (let row = Math.max(0, y - APART); row < Math.min(height, y + APART + 1); row++) {
      if (!to.bits.subarray(row * width + left, row * width + right).includes(1)) continue;
      found++;
      break;
    }
  }
  return { near: found, all };
}

async function seenByPdfium(attempt: Attempt, page: MarkedPage): Promise<boolean> {
  const { engine } = await loadTools(pdfAssets);
  const original = engine.open(new Uint8Array(await readFile(attempt.original)));
  const redacted = engine.open(attempt.bytes);
  try {
    const [before, after] = [original, redacted].map((document) =>
      document.withPage(page.number - 1, (each) => ({
        drawn: each.render(each.pixelSize(DPI / 72), 4),
        geometry: each.geometry,
      })),
    );
    const { width, height } = before!.drawn;
    const mask = new PixelMask(width, height);
    const place = toPixels(before!.geometry, width, height);
    for (const quad of page.quads) mask.add(cornersOf(quad), place, 2);
    const gone = page.characters.filter((c) => isMarked(page, c));
    for (const { ink } of gone) mask.add(cornersOf(quadOf(ink)), place, 2);
    return countChanged(before!.drawn, after!.drawn, mask) > DAMAGE;
  } finally {
    original.close();
    redacted.close();
  }
}

/** A quad as a polygon in PDF user space. */
function cornersOf(quad: Quad): Polygon {
  return [0, 2, 6, 4].map((i) => ({ x: quad[i]!, y: quad[i + 1]! }));
}

async function changeBy(
  draw: typeof popplerPicture,
  attempt: Attempt,
  page: MarkedPage,
  geometry: PageGeometry,
  dpi: number,
): Promise<Change | undefined> {
  const limit = DAMAGE * (dpi / DPI) ** 2;
  const [a, b] = await Promise.all([
    draw(attempt.original, page.number, dpi),
    draw(attempt.redacted, page.number, dpi),
  ]);
  if (!a) return undefined;
  if (!b) return { detail: 'nothing is drawn any more' };
  if (a.width !== b.width || a.height !== b.height) return { detail: 'another size' };
  const mask = new PixelMask(a.width, a.height);
  for (const quad of page.quads) mask.add(quadPolygon(geometry, quad), toPicture(dpi), -1.5);
  if (!isUniform(renderingOf(b), mask)) return { detail: 'a box is not of one colour' };
  const excused = [
    ...page.quads.map((q) => displayBox(geometry, q)),
    // Glyphs that are partly marked go whole.
    ...page.characters.filter((c) => isMarked(page, c)).map(({ ink }) => displayBox(geometry, quadOf(ink))),
    ...(await wordsAsPlaced(attempt, page)).map((box) => displayBox(geometry, quadOf(box))),
    ...(await lettersGone(attempt, page)).map((quad) => displayBox(geometry, quad)),
  ];
  if (attempt.pictures.has(page.number)) {
    // Drawn by another program: the same, but with edges of its own.
    const outside = new PixelMask(a.width, a.height);
    // Glyphs that are partly marked are painted over whole.
    const sticking = page.characters.filter((c) => isMarked(page, c)).map(({ ink }) => quadOf(ink));
    for (const quad of [...page.quads, ...sticking])
      outside.add(quadPolygon(geometry, quad), toPicture(dpi), 2);
    const changed = countChangedRoughly(renderingOf(a), renderingOf(b), outside);
    return changed > limit ? { detail: `${changed} pixels differ outside marks` } : undefined;
  }
  const changeBeside = (boxes: typeof excused): Change | undefined => {
    const places = new PixelMask(a.width, a.height);
    const changed = pixelsChanged(a, b, boxes, dpi, undefined, places.bits);
    return changed > limit ? { detail: `${changed} pixels changed outside marks`, places } : undefined;
  };
  const change = changeBeside(excused);
  const undrawn = change ? await undrawnBoxes(attempt, page) : [];
  if (undrawn.length === 0) return change;
  return changeBeside([...excused, ...undrawn.map((box) => displayBox(geometry, quadOf(box)))]);
}

/**
 * Fields of which no appearance draws the value, as far as poppler still reads all of it, and icons that no appearance
 * draws and a mark touches: they go whole.
 */
async function undrawnBoxes(attempt: Attempt, page: MarkedPage): Promise<Box[]> {
  const { fields, icons } = await undrawnOn(new Uint8Array(await readFile(attempt.original)), page.number);
  const touched = icons.filter((icon) => {
    const polygon = boxPolygon(page.geometry, icon);
    return page.boxes.some((box) => overlaps(polygon, box));
  });
  if (fields.length === 0) return touched;
  const [before, after] = await Promise.all([
    popplerWords(attempt.original, page.number).catch(() => []),
    popplerWords(attempt.redacted, page.number),
  ]);
  const isMarked = ({ box: [left, top, right, bottom] }: Word): boolean =>
    page.boxes.some(([l, t, r, b]) => l < right && r > left && t < bottom && b > top);
  return [...touched, ...withAllWords(fields, page.geometry, before, after, isMarked)];
}

/** Marked words as poppler places them: where programs disagree, they may reach far out of their mark. */
async function wordsAsPlaced(attempt: Attempt, page: MarkedPage): Promise<Box[]> {
  const { geometry } = page;
  return (await popplerWords(attempt.original, page.number).catch(() => []))
    .filter(({ x, y }) => page.quads.some((quad) => insideQuad(geometry, quad, x, y)))
    .map(({ box: [l, t, r, b] }) => {
      const [ax, ay] = fromDisplay(geometry, l, t);
      const [bx, by] = fromDisplay(geometry, r, b);
      return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
    });
}

/**
 * Letters that MuPDF shows no more: those with their middle in a mark go whole, as they do by PDFium's reading. Where no
 * more of them went than were marked, all of them: they may have stood elsewhere by it.
 */
async function lettersGone(attempt: Attempt, page: MarkedPage): Promise<Quad[]> {
  const [before, after] = await Promise.all([
    lettersOf(attempt.original, page),
    lettersOf(attempt.redacted, page),
  ]);
  const near = (a: Letter, b: Letter): boolean => Math.hypot(a.x - b.x, a.y - b.y) < 0.5;
  const gone = before.filter((letter) => !after.some((other) => near(letter, other)));
  const marked = page.characters.filter((c) => !c.generated && isMarked(page, c)).length;
  const excused = gone.length <= marked ? gone : gone.filter((letter) => hasMiddleIn(page, letter));
  return excused.map(
    ({ quad }) =>
      [0, 2, 4, 6].flatMap((i) => fromDisplay(page.viewed, quad[i]!, quad[i + 1]!)) as unknown as Quad,
  );
}

function quadOf([l, b, r, t]: Box): Quad {
  return [l, t, r, t, l, b, r, b];
}

function toPicture(dpi: number): Affine {
  const scale = dpi / 72;
  return { a: scale, b: 0, c: 0, d: scale, e: 0, f: 0 };
}

function renderingOf(picture: Picture): Rendering {
  const { width, height } = picture;
  return { width, height, channels: 4, stride: width * 4, pixels: withAlpha(picture) };
}
