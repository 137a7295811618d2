import type { PDFDict } from 'pdf-lib';
import { PDFArray, PDFName, PDFNumber, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib';
import { arrayAt, asNumber, dictAt, elements, entry, numberAt } from '../objects/lookup.ts';
import { deflatedStream, streamBytes } from '../objects/stream-bytes.ts';
import { readCMapText, tellsUse, writeToUnicode } from './cmap-text.ts';
import { readDifferences } from './usage.ts';

/** Maps and tables of fonts are of moderate size. */
export const MAX_FONT_STREAM = 64_000_000;

/** The bytes of a font's stream; undefined when they cannot be had. */
export function bytesAt(dict: PDFDict, key: string): Uint8Array | undefined {
  const stream = entry(dict, key);
  if (!(stream instanceof PDFStream)) return undefined;
  try {
    return streamBytes(stream, MAX_FONT_STREAM);
  } catch {
    return undefined;
  }
}

/**
 * ToUnicode tells the shown codes only, unless it tells nothing of use: programs differ on odd maps. Shared streams
 * stay: the font gets its own.
 */
export function trimToUnicode(font: PDFDict, shown: ReadonlySet<number>, lost: ReadonlySet<number>): void {
  const key = PDFName.of('ToUnicode');
  if (!(entry(font, 'ToUnicode') instanceof PDFStream)) return;
  const bytes = bytesAt(font, 'ToUnicode');
  // A map that cannot be read here helps no other reader.
  const map = bytes && readCMapText(bytes, shown);
  if (!map) font.delete(key);
  else if (tellsUse(map, shown, lost)) setStream(font, key, writeToUnicode(map));
}

/** Sets a new stream at a key. */
export function setStream(dict: PDFDict, key: PDFName, bytes: Uint8Array): void {
  dict.set(key, dict.context.register(deflatedStream(dict.context, bytes)));
}

/**
 * Widths of a simple font from the first to the last shown code. Where they are a list of what is used, codes that are
 * not shown get 0; where they are the font's metrics, they tell nothing, and viewers look at some of them to choose a
 * substitute; of those an end that was never used tells nothing either.
 */
export function trimWidths(font: PDFDict, shown: ReadonlySet<number>, lost: ReadonlySet<number>): void {
  const widths = arrayAt(font, 'Widths');
  if (!widths) return;
  const first = Math.trunc(numberAt(font, 'FirstChar') ?? 0);
  const told = [...shown].filter((code) => code >= first && code < first + widths.size());
  const isUsed = (code: number): boolean => shown.has(code) || lost.has(code);
  const metrics = told.length > 0 && areMetrics(widths, first, isUsed);
  const end = first + widths.size() - 1;
  const low = told.length === 0 ? 0 : metrics && !isUsed(first) ? first : Math.min(...told);
  const high = told.length === 0 ? 0 : metrics && !isUsed(end) ? end : Math.max(...told);
  const trimmed = PDFArray.withContext(font.context);
  for (let code = low; code <= high; code++) {
    trimmed.push(
      (metrics || shown.has(code)) && told.length > 0 ? widths.get(code - first) : PDFNumber.of(0),
    );
  }
  font.set(PDFName.of('FirstChar'), PDFNumber.of(low));
  font.set(PDFName.of('LastChar'), PDFNumber.of(high));
  font.set(PDFName.of('Widths'), trimmed);
}

/**
 * Whether codes of ASCII that were never used have widths of their own as well. One width for all of them is a filler, by
 * which those that were used would stand out.
 */
function areMetrics(widths: PDFArray, first: number, isUsed: (code: number) => boolean): boolean {
  const unused = new Set<number>();
  const used = new Set<number>();
  for (let code = Math.max(32, first); code < Math.min(127, first + widths.size()); code++) {
    const width = asNumber(widths.lookup(code - first)) ?? 0;
    if (isUsed(code)) used.add(width);
    else if (width === 0) return false;
    else unused.add(width);
  }
  if (unused.size === 1) for (const width of used) if (!unused.has(width)) return false;
  return unused.size > 0;
}

/** Differences name the shown codes only. */
export function trimDifferences(font: PDFDict, shown: ReadonlySet<number>): void {
  const encoding = dictAt(font, 'Encoding');
  const differences = encoding && arrayAt(encoding, 'Differences');
  if (!differences) return;
  const trimmed = PDFArray.withContext(font.context);
  let next = -1;
  for (const [code, name] of [...readDifferences(differences)].sort(([a], [b]) => a - b)) {
    if (!shown.has(code)) continue;
    if (code !== next) trimmed.push(PDFNumber.of(code));
    trimmed.push(name);
    next = code + 1;
  }
  const own = encoding.clone(font.context);
  own.set(PDFName.of('Differences'), trimmed);
  font.set(PDFName.of('Encoding'), own);
}

/** Procedures of Type 3 that a shown code is drawn by; the others go. */
export function trimProcedures(font: PDFDict, shown: ReadonlySet<number>): void {
  const procedures = dictAt(font, 'CharProcs');
  const encoding = dictAt(font, 'Encoding');
  const differences = encoding && arrayAt(encoding, 'Differences');
  if (!procedures || !differences) return;
  const names = new Set<PDFName>();
  for (const [code, name] of readDifferences(differences)) if (shown.has(code)) names.add(name);
  const own = procedures.clone(font.context);
  for (const name of own.keys()) if (!names.has(name)) own.delete(name);
  font.set(PDFName.of('CharProcs'), own);
}

/**
 * W (ISO 32000-2, 9.7.4.3) of the shown characters, and no DW: some programs take for that the width of most, or of the
 * last, that were used. Where characters have several widths, of which readers take one or the other, all stay.
 */
export function trimCidWidths(descendant: PDFDict, cids: ReadonlySet<number>): void {
  const table = arrayAt(descendant, 'W');
  if (!table) return;
  const told = new Map<number, PDFObject>();
  for (const { first, last, list, range } of entriesOf(table, 1)) {
    for (const cid of cids) {
      if (cid < first || cid > last) continue;
      const width = list[range ? 0 : cid - first] ?? PDFNumber.of(0);
      const before = told.get(cid);
      if (before && asNumber(before) !== asNumber(width)) return trimCidTable(descendant, 'W', cids);
      told.set(cid, width);
    }
  }
  const { context } = descendant;
  const standard = entry(descendant, 'DW') ?? PDFNumber.of(1000);
  const trimmed = PDFArray.withContext(context);
  let run: PDFArray | undefined;
  let next = -1;
  for (const cid of [...cids].sort((a, b) => a - b)) {
    if (!run || cid !== next) {
      run = PDFArray.withContext(context);
      trimmed.push(PDFNumber.of(cid));
      trimmed.push(run);
    }
    run.push(told.get(cid) ?? standard);
    next = cid + 1;
  }
  descendant.set(PDFName.of('W'), trimmed);
  descendant.delete(PDFName.of('DW'));
}

/** W or W2 of the shown characters only, in the order that they had. */
export function trimCidTable(descendant: PDFDict, key: 'W' | 'W2', cids: ReadonlySet<number>): void {
  const table = arrayAt(descendant, key);
  if (!table) return;
  const { context } = descendant;
  const values = key === 'W' ? 1 : 3;
  const trimmed = PDFArray.withContext(context);
  for (const { first, last, list, range } of entriesOf(table, values)) {
    if (!range) {
      for (const [cid, run] of runsOf(context, first, list, values, cids)) {
        trimmed.push(PDFNumber.of(cid));
        trimmed.push(run);
      }
      continue;
    }
    for (const cid of [...cids].filter((each) => each >= first && each <= last).sort((x, y) => x - y))
      for (const part of [PDFNumber.of(cid), PDFNumber.of(cid), ...list])
        trimmed.push(part ?? PDFNumber.of(0));
  }
  descendant.set(PDFName.of(key), trimmed);
}

/** One entry of W or W2: values for each of some characters, or (`range`) the same for all of them. */
interface CidEntry {
  readonly first: number;
  readonly last: number;
  readonly list: readonly (PDFObject | undefined)[];
  readonly range: boolean;
}

function* entriesOf(table: PDFArray, values: number): Generator<CidEntry> {
  const items = elements(table);
  for (let i = 0; i + 1 < items.length;) {
    const first = asNumber(items[i]);
    const next = items[i + 1];
    if (first === undefined) i++;
    else if (next instanceof PDFArray) {
      const list = elements(next);
      yield { first, last: first + Math.floor(list.length / values) - 1, list, range: false };
      i += 2;
    } else {
      const list = items.slice(i + 2, i + 2 + values);
      yield { first, last: asNumber(next) ?? first, list, range: true };
      i += 2 + values;
    }
  }
}

/** The parts of a list of widths that belong to shown characters, each with its first one. */
function runsOf(
  context: PDFContext,
  first: number,
  list: readonly (PDFObject | undefined)[],
  values: number,
  cids: ReadonlySet<number>,
): [number, PDFArray][] {
  const runs: [number, PDFArray][] = [];
  for (let at = 0, open = false; at + values <= list.length; at += values) {
    const cid = first + at / values;
    const shown = cids.has(cid);
    if (shown && !open) runs.push([cid, PDFArray.withContext(context)]);
    if (shown)
      for (const value of list.slice(at, at + values)) runs.at(-1)![1].push(value ?? PDFNumber.of(0));
    open = shown;
  }
  return runs;
}

/** A CIDToGIDMap (ISO 32000-2, 9.7.4.3) of the shown characters only; the others get the glyph 0. */
export function trimGlyphMap(descendant: PDFDict, cids: ReadonlySet<number>): void {
  const map = bytesAt(descendant, 'CIDToGIDMap');
  if (!map) return;
  const last = Math.max(0, ...[...cids].filter((cid) => 2 * cid + 1 < map.length));
  const trimmed = new Uint8Array(2 * (last + 1));
  for (const cid of cids) {
    if (cid <= last) trimmed.set(map.subarray(2 * cid, 2 * cid + 2), 2 * cid);
  }
  setStream(descendant, PDFName.of('CIDToGIDMap'), trimmed);
}

/** A CIDToGIDMap to a program in which glyphs have other numbers; those that it lacks become the glyph 0. */
export function renumberGlyphMap(descendant: PDFDict, numbers: ReadonlyMap<number, number>): void {
  const map = bytesAt(descendant, 'CIDToGIDMap');
  if (!map) return;
  const fresh = new Uint8Array(2 * (map.length >> 1));
  for (let at = 0; at < fresh.length; at += 2) {
    const number = numbers.get((map[at]! << 8) | map[at + 1]!) ?? 0;
    fresh.set([number >> 8, number & 255], at);
  }
  setStream(descendant, PDFName.of('CIDToGIDMap'), fresh);
}

/** Registered copy of a dictionary, for the font that it is changed in. */
export function ownCopy(context: PDFContext, dict: PDFDict): { ref: PDFObject; copy: PDFDict } {
  const copy = dict.clone(context);
  return { ref: context.register(copy), copy };
}
