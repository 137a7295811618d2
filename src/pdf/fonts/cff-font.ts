import { CffError, number, readDict, readIndex, type DictEntry } from './cff-data.ts';
import { standardStrings } from './cff-names.ts';

/** Operators of DICTs that name another part of the file (Adobe technical note 5176, tables 9, 10 and 23). */
export const TOP = {
  charset: 15,
  encoding: 16,
  charstrings: 17,
  private: 18,
  charstringType: 0x0c06,
  ros: 0x0c1e,
  cidCount: 0x0c22,
  fdArray: 0x0c24,
  fdSelect: 0x0c25,
} as const;
export const LOCAL_SUBRS = 19;

/** A Private DICT with its subroutines, and the Font DICT that names it where there are several. */
export interface PrivatePart {
  readonly font: readonly DictEntry[];
  readonly entries: readonly DictEntry[];
  readonly subrs: readonly Uint8Array[];
}

/** A Compact Font Format file of one font, taken apart. Glyphs by index. */
export interface CffFont {
  readonly version: Uint8Array;
  readonly names: readonly Uint8Array[];
  readonly top: readonly DictEntry[];
  readonly strings: readonly Uint8Array[];
  readonly globals: readonly Uint8Array[];
  readonly charstrings: readonly Uint8Array[];
  /** String or character id of each glyph. */
  readonly charset: readonly number[];
  readonly keyedByCid: boolean;
  /** Glyphs by code; undefined for an encoding that is not known here. */
  readonly encoding: ReadonlyMap<number, number> | 'standard' | undefined;
  readonly privates: readonly PrivatePart[];
  /** Index into `privates` of each glyph. */
  readonly select: readonly number[];
}

/** Throws CffError where the file does not hold together. */
export function readCff(bytes: Uint8Array): CffFont {
  const names = readIndex(bytes, number(bytes, 2, 1));
  const tops = readIndex(bytes, names.end);
  const strings = readIndex(bytes, tops.end);
  const globals = readIndex(bytes, strings.end);
  if (tops.items.length !== 1) throw new CffError('several fonts');
  const top = readDict(tops.items[0]!);
  const type = operandsOf(top, TOP.charstringType)?.[0] ?? 2;
  const at = operandsOf(top, TOP.charstrings)?.[0];
  if (type !== 2 || at === undefined) throw new CffError('charstrings of another type');
  const charstrings = readIndex(bytes, at).items;
  const keyedByCid = top.some(({ operator }) => operator === TOP.ros);
  const count = charstrings.length;
  return {
    version: bytes.subarray(0, 2),
    names: names.items,
    top,
    strings: strings.items,
    globals: globals.items,
    charstrings,
    charset: readCharset(bytes, operandsOf(top, TOP.charset)?.[0] ?? 0, count, keyedByCid),
    keyedByCid,
    encoding: keyedByCid ? undefined : readEncoding(bytes, operandsOf(top, TOP.encoding)?.[0] ?? 0),
    privates: readPrivates(bytes, top, keyedByCid),
    select: keyedByCid
      ? readSelect(bytes, operandsOf(top, TOP.fdSelect)?.[0], count)
      : Array.from({ length: count }, () => 0),
  };
}

/** The name of a glyph of a font that is not keyed by character ids. */
export function glyphName({ charset, strings }: CffFont, glyph: number): string {
  const standard = standardStrings();
  const id = charset[glyph] ?? 0;
  if (id < standard.length) return standard[id]!;
  const own = strings[id - standard.length];
  return own ? Buffer.from(own).toString('latin1') : '';
}

function operandsOf(dict: readonly DictEntry[], operator: number): readonly number[] | undefined {
  return dict.find((entry) => entry.operator === operator)?.operands;
}

function readCharset(bytes: Uint8Array, offset: number, count: number, keyedByCid: boolean): number[] {
  const ids = [0];
  if (offset <= 2) {
    // 0 is ISOAdobe; those of the expert sets are not in PDF files.
    if (offset > 0 && !keyedByCid) throw new CffError('expert charset');
    while (ids.length < count) ids.push(ids.length);
    return ids;
  }
  const format = number(bytes, offset, 1);
  if (format > 2) throw new CffError('charset');
  let at = offset + 1;
  while (ids.length < count) {
    const first = number(bytes, at, 2);
    at += 2;
    let left = 0;
    if (format > 0) {
      left = number(bytes, at, format);
      at += format;
    }
    for (let i = 0; i <= left && ids.length < count; i++) ids.push(first + i);
  }
  return ids;
}

function readEncoding(bytes: Uint8Array, offset: number): CffFont['encoding'] {
  if (offset === 0) return 'standard';
  if (offset === 1) return undefined;
  const codes = new Map<number, number>();
  const format = number(bytes, offset, 1) & 127;
  const count = number(bytes, offset + 1, 1);
  let glyph = 1;
  for (let i = 0; i < count; i++) {
    if (format === 0) codes.set(number(bytes, offset + 2 + i, 1), glyph++);
    else {
      const first = number(bytes, offset + 2 + 2 * i, 1);
      const left = number(bytes, offset + 3 + 2 * i, 1);
      for (let code = first; code <= first + left; code++) codes.set(code, glyph++);
    }
  }
  // Supplements give a glyph a second code, by name; fonts in PDF files have none.
  return (number(bytes, offset, 1) & 128) === 0 ? codes : undefined;
}

function readPrivates(bytes: Uint8Array, top: readonly DictEntry[], keyedByCid: boolean): PrivatePart[] {
  if (!keyedByCid) return [privatePart(bytes, top)];
  const at = operandsOf(top, TOP.fdArray)?.[0];
  if (at === undefined) throw new CffError('no font dicts');
  return readIndex(bytes, at).items.map((item) => privatePart(bytes, readDict(item)));
}

function privatePart(bytes: Uint8Array, font: readonly DictEntry[]): PrivatePart {
  const [size = 0, at = 0] = operandsOf(font, TOP.private) ?? [];
  if (size < 0 || at < 0 || at + size > bytes.length) throw new CffError('private dict');
  const entries = readDict(bytes.subarray(at, at + size));
  const subrs = operandsOf(entries, LOCAL_SUBRS)?.[0];
  return { font, entries, subrs: subrs === undefined ? [] : readIndex(bytes, at + subrs).items };
}

function readSelect(bytes: Uint8Array, offset: number | undefined, count: number): number[] {
  if (offset === undefined) throw new CffError('no selector');
  const format = number(bytes, offset, 1);
  if (format === 0) return Array.from({ length: count }, (_, i) => number(bytes, offset + 1 + i, 1));
  if (format !== 3) throw new CffError('selector');
  const select: number[] = [];
  const ranges = number(bytes, offset + 1, 2);
  for (let i = 0; i < ranges; i++) {
    const at = offset + 3 + 3 * i;
    const [first, part, next] = [number(bytes, at, 2), number(bytes, at + 2, 1), number(bytes, at + 3, 2)];
    for (let glyph = first; glyph < Math.min(next, count); glyph++) select[glyph] = part;
  }
  return Array.from({ length: count }, (_, glyph) => select[glyph] ?? 0);
}
