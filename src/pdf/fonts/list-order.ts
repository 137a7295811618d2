import { PDFName, type PDFDict } from 'pdf-lib';
import { readTable } from '../content/fonts/composite-font.ts';
import { arrayAt, asNumber, dictAt, elements } from '../objects/lookup.ts';
import { readCMapText, writeToUnicode } from './cmap-text.ts';
import { partsOf } from './font-parts.ts';
import { bytesAt, ownCopy, setStream, trimDifferences } from './lists.ts';
import { everyCode, namesByCode } from './told-codes.ts';

/** Lists with more entries name whole ranges, not what is used. */
const MAX_ENTRIES = 8192;

/**
 * Puts the lists of a font in the order of its codes. Some producers write them as they meet the letters, so that they
 * tell what came first, whatever the codes are.
 */
export function sortLists(font: PDFDict): void {
  sortToUnicode(font);
  const { descendant } = partsOf(font);
  if (descendant) return sortWidths(font, descendant);
  const codes = [...namesByCode(font).keys()];
  if (dictAt(font, 'Encoding') && !isRising(codes)) trimDifferences(font, new Set(codes));
  sortProcedures(font);
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, i) => i === 0 || number >= numbers[i - 1]!);
}

function sortToUnicode(font: PDFDict): void {
  const bytes = bytesAt(font, 'ToUnicode');
  const map = bytes && readCMapText(bytes, everyCode());
  if (!map || map.entries.size > MAX_ENTRIES || isRising(map.ranges.map(([low]) => low))) return;
  setStream(font, PDFName.of('ToUnicode'), writeToUnicode(map));
}

function sortWidths(font: PDFDict, descendant: PDFDict): void {
  const { ref, copy } = ownCopy(font.context, descendant);
  let isSorted = true;
  for (const [key, values] of [
    ['W', 1],
    ['W2', 3],
  ] as const) {
    const table = arrayAt(descendant, key);
    const rows = new Map<number, readonly number[]>();
    readTable(table, values, (cid, row) => rows.set(cid, row));
    if (!table || rows.size > MAX_ENTRIES || isRising(firstOnes(elements(table), values))) continue;
    const sorted = [...rows].sort(([a], [b]) => a - b).flatMap(([cid, row]) => [cid, [...row]]);
    copy.set(PDFName.of(key), font.context.obj(sorted));
    isSorted = false;
  }
  if (!isSorted) font.set(PDFName.of('DescendantFonts'), font.context.obj([ref]));
}

/** The first character ids of the entries of W or W2 (ISO 32000-2, 9.7.4.3). */
function firstOnes(items: readonly unknown[], values: number): number[] {
  const first: number[] = [];
  for (let at = 0; at < items.length;) {
    first.push(asNumber(items[at] as never) ?? 0);
    at += asNumber(items[at + 1] as never) === undefined ? 2 : 2 + values;
  }
  return first;
}

/** Procedures of Type 3 by the codes that they draw; others behind them, as they were. */
function sortProcedures(font: PDFDict): void {
  const procedures = dictAt(font, 'CharProcs');
  if (!procedures) return;
  const names = [...namesByCode(font)].sort(([a], [b]) => a - b).map(([, name]) => PDFName.of(name));
  const wanted = new Set([...names, ...procedures.keys()].filter((name) => procedures.has(name)));
  if (procedures.keys().every((name, i) => name === [...wanted][i])) return;
  const fresh = font.context.obj({});
  for (const name of wanted) fresh.set(name, procedures.get(name)!);
  font.set(PDFName.of('CharProcs'), fresh);
}
