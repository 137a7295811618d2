import { inflateSync } from 'node:zlib';
import { isRegular, isSpace, Lexer } from './lexer.ts';
import { DictOperand, NameOperand, type Operand } from './operand.ts';

/** An inline image in a content stream (ISO 32000-2, 8.9.7); byte offsets. */
export interface InlineImagePlace {
  readonly dict: DictOperand;
  readonly dataStart: number;
  readonly dataEnd: number;
  /** Behind EI. */
  readonly end: number;
}

/** Components of a colour space of the resources; undefined when it is not known. */
export type ColourComponents = (name: string) => number | undefined;

/** How far behind the computed end of the data EI is looked for before it is searched from the start. */
const SLACK = 12;

/**
 * Reads an inline image of which BI was just read; `at` is behind BI. Where the length of the data follows
 * from the dictionary or from the filter, EI is looked for there; else, or if it is not there, the first EI
 * that stands alone and is followed by what looks like content ends the data.
 */
export function readInlineImage(
  bytes: Uint8Array,
  at: number,
  components: ColourComponents,
): InlineImagePlace | undefined {
  const { dict, dataStart } = readHead(bytes, at);
  if (dataStart < 0) return undefined;
  const computed = dataEnd(bytes, dataStart, dict, components);
  if (computed !== undefined) {
    for (let i = computed; i <= computed + SLACK && i < bytes.length; i++) {
      if (isEnd(bytes, i)) return { dict, dataStart, dataEnd: computed, end: i + 2 };
      if (!isSpace(bytes[i])) break;
    }
  }
  for (let i = dataStart; i < bytes.length; i++) {
    if (isEnd(bytes, i) && (i === dataStart || isSpace(bytes[i - 1])) && plausible(bytes, i + 2)) {
      return { dict, dataStart, dataEnd: Math.max(dataStart, i - 1), end: i + 2 };
    }
  }
  return { dict, dataStart, dataEnd: bytes.length, end: bytes.length };
}

/** The bare filter names of an inline image, abbreviated or not. */
export function inlineFilters(dict: DictOperand): string[] {
  const filter = dict.get('F', 'Filter');
  const list: readonly Operand[] = Array.isArray(filter) ? filter : [filter ?? null];
  return list.filter((item) => item instanceof NameOperand).map((item) => item.raw);
}

function readHead(bytes: Uint8Array, at: number): { dict: DictOperand; dataStart: number } {
  const lexer = new Lexer(bytes, at);
  const entries = [];
  let key: { raw: string; start: number } | undefined;
  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    if (kind === 'operator') {
      if (lexer.operator !== 'ID') continue;
      const start = isSpace(bytes[lexer.at]) ? lexer.at + 1 : lexer.at;
      const cut = bytes[lexer.at] === 13 && bytes[lexer.at + 1] === 10 ? start + 1 : start;
      return { dict: new DictOperand(entries), dataStart: cut };
    }
    const { operand } = lexer;
    if (key) {
      entries.push({ key: key.raw, value: operand, start: key.start, end: lexer.end });
      key = undefined;
    } else if (operand instanceof NameOperand) key = { raw: operand.raw, start: lexer.start };
  }
  return { dict: new DictOperand(entries), dataStart: -1 };
}

function isEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x45 && bytes[at + 1] === 0x49 && !isRegular(bytes[at + 2]);
}

/** Whether the next bytes could be content: text, not image data. */
function plausible(bytes: Uint8Array, at: number): boolean {
  const end = Math.min(bytes.length, at + 24);
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!;
    if (byte > 126 || (byte < 32 && !isSpace(byte))) return false;
  }
  return true;
}

function dataEnd(
  bytes: Uint8Array,
  start: number,
  dict: DictOperand,
  components: ColourComponents,
): number | undefined {
  const length = dict.get('L', 'Length');
  if (typeof length === 'number' && length > 0) return start + length;
  switch (inlineFilters(dict)[0]) {
    case undefined:
      return rawEnd(start, dict, components);
    case 'Fl':
    case 'FlateDecode':
      return deflatedEnd(bytes, start);
    case 'AHx':
    case 'ASCIIHexDecode':
      return markEnd(bytes, start, (i) => bytes[i] === 0x3e, 1);
    case 'A85':
    case 'ASCII85Decode':
      return markEnd(bytes, start, (i) => bytes[i] === 0x7e && bytes[i + 1] === 0x3e, 2);
    case 'RL':
    case 'RunLengthDecode':
      return runLengthEnd(bytes, start);
    case 'DCT':
    case 'DCTDecode':
      return jpegEnd(bytes, start);
    default:
      return undefined;
  }
}

function rawEnd(start: number, dict: DictOperand, components: ColourComponents): number | undefined {
  const bytes = sampleBytesOf(dict, components);
  return bytes === undefined ? undefined : start + bytes;
}

/** How many bytes of samples an inline image has; undefined when it does not tell. */
export function sampleBytesOf(dict: DictOperand, components: ColourComponents): number | undefined {
  const width = dict.get('W', 'Width');
  const height = dict.get('H', 'Height');
  const mask = dict.get('IM', 'ImageMask') === true;
  const bits = mask ? 1 : (dict.get('BPC', 'BitsPerComponent') ?? 8);
  const count = mask ? 1 : componentsOf(dict.get('CS', 'ColorSpace'), components);
  if (typeof width !== 'number' || typeof height !== 'number' || typeof bits !== 'number' || !count) {
    return undefined;
  }
  return Math.ceil((width * count * bits) / 8) * height;
}

function componentsOf(space: Operand | undefined, components: ColourComponents): number | undefined {
  const first = Array.isArray(space) ? (space as readonly Operand[])[0] : space;
  if (!(first instanceof NameOperand)) return undefined;
  switch (first.raw) {
    case 'G':
    case 'DeviceGray':
    case 'CalGray':
    case 'I':
    case 'Indexed':
      return 1;
    case 'RGB':
    case 'DeviceRGB':
    case 'CalRGB':
    case 'Lab':
      return 3;
    case 'CMYK':
    case 'DeviceCMYK':
      return 4;
    default:
      return components(first.raw);
  }
}

/** Inline images are small by design; data beyond this is searched for EI instead. */
const MAX_INLINE = 8_000_000;

function deflatedEnd(bytes: Uint8Array, start: number): number | undefined {
  try {
    const { engine } = inflateSync(bytes.subarray(start), {
      info: true,
      maxOutputLength: MAX_INLINE,
    }) as unknown as { engine: { bytesWritten: number } };
    return start + engine.bytesWritten;
  } catch {
    return undefined;
  }
}

function markEnd(
  bytes: Uint8Array,
  start: number,
  found: (at: number) => boolean,
  length: number,
): number | undefined {
  for (let i = start; i < bytes.length; i++) if (found(i)) return i + length;
  return undefined;
}

function runLengthEnd(bytes: Uint8Array, start: number): number | undefined {
  for (let i = start; i < bytes.length;) {
    const length = bytes[i]!;
    if (length === 128) return i + 1;
    i += length < 128 ? length + 2 : 2;
  }
  return undefined;
}

/** Behind the end-of-image marker; segments are skipped by their length, so that thumbnails do not end it. */
function jpegEnd(bytes: Uint8Array, start: number): number | undefined {
  let at = start;
  while (at + 3 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at++;
      continue;
    }
    const marker = bytes[at + 1]!;
    if (marker === 0xd9) return at + 2;
    const standalone = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8);
    at += standalone ? (marker === 0xff ? 1 : 2) : 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  return bytes[at] === 0xff && bytes[at + 1] === 0xd9 ? at + 2 : undefined;
}
