import { encodingNames } from '../content/fonts/encodings.ts';
import type { NeededCode } from './needs.ts';
import { decrypt, EEXEC_KEY } from './type1-cipher.ts';

const EXECUTE = 'eexec';
/** Bytes before each charstring, unless the font says otherwise. */
const LEN_IV = 4;

/** A charstring or subroutine in the decrypted part: from its first word to behind its last. */
export interface Procedure {
  readonly start: number;
  readonly end: number;
  readonly data: Uint8Array;
  /** Words before and behind the data, as written. */
  readonly read: string;
  readonly define: string;
}

/** A Type 1 program, taken apart. */
export interface Type1Font {
  /** The part that is not encrypted. */
  readonly clear: string;
  /** The decrypted part up to `closefile`, and the whole of it as text. */
  readonly hidden: Uint8Array;
  readonly text: string;
  /** Bytes before each charstring; below 0 where these are not encrypted. */
  readonly lenIV: number;
  /** By name, in the order of the program. */
  readonly glyphs: ReadonlyMap<string, Procedure>;
  readonly subrs: ReadonlyMap<number, Procedure>;
  /** Names by code, of the program's own encoding; empty for the standard one. */
  readonly encoding: ReadonlyMap<number, string>;
}

/** Undefined for a program that is not sound. */
export function readType1(file: Uint8Array): Type1Font | undefined {
  const bytes = withoutSegments(file);
  const clearEnd = endOfClear(bytes);
  if (clearEnd < 0) return undefined;
  const clear = latin1(bytes.subarray(0, clearEnd));
  const hidden = decryptedPart(bytes.subarray(clearEnd));
  const text = latin1(hidden);
  const closed = text.lastIndexOf('closefile');
  const starts = text.split('/CharStrings').length - 1;
  if (closed < 0 || starts !== 1) return undefined;
  const glyphs = readGlyphs(hidden, text);
  const subrs = readSubrs(hidden, text);
  if (!glyphs || !subrs) return undefined;
  return {
    clear,
    hidden: hidden.subarray(0, closed + 'closefile'.length),
    text,
    lenIV: Number(/\/lenIV\s+(-?\d+)/.exec(text)?.[1] ?? LEN_IV),
    glyphs,
    subrs,
    encoding: new Map([...clear.matchAll(ENCODED)].map(([, code, name]) => [codeOf(code!), name!] as const)),
  };
}

/** Finds the name of the glyph of a code: the one that the document gives it, else that of the program's encoding. */
export function nameFinder({ glyphs, encoding }: Type1Font): (needed: NeededCode) => string | undefined {
  const standard = encodingNames('StandardEncoding');
  return ({ code, names }) => {
    const named = names.find((name) => glyphs.has(name));
    if (named !== undefined) return named;
    const encoded = encoding.size > 0 ? encoding.get(code) : standard[code];
    return encoded !== undefined && glyphs.has(encoded) ? encoded : undefined;
  };
}

/** A line of the program's own encoding. */
export const ENCODED = /dup\s+(\d+|8#[0-7]+|16#[\da-fA-F]+)\s*\/([^\s/]+)\s+put\s*/g;

function codeOf(written: string): number {
  const [base, digits] = written.split('#');
  return digits === undefined ? Number(written) : Number.parseInt(digits, Number(base));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Without the headers of a PFB file, which does not belong in a PDF. */
function withoutSegments(file: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (file[at] === 0x80 && at + 6 <= file.length && file[at + 1] !== 3) {
    const length = Buffer.from(file.subarray(at + 2, at + 6)).readUInt32LE();
    parts.push(file.subarray(at + 6, at + 6 + length));
    at += 6 + length;
  }
  return parts.length > 0 ? Buffer.concat(parts) : file;
}

/** Behind the one white space that follows `eexec`. */
function endOfClear(bytes: Uint8Array): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(EXECUTE);
  if (at < 0) return -1;
  const end = at + EXECUTE.length;
  return bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
}

function decryptedPart(part: Uint8Array): Uint8Array {
  const head = latin1(part.subarray(0, 8));
  const binary = /^[\s\da-fA-F]{8}$/.test(head)
    ? Buffer.from(latin1(part).replace(/[^\da-fA-F]/g, ''), 'hex')
    : part;
  return decrypt(binary, EEXEC_KEY).subarray(4);
}

/** Undefined when not all of them can be read. */
function readGlyphs(bytes: Uint8Array, text: string): Map<string, Procedure> | undefined {
  const glyphs = new Map<string, Procedure>();
  let at = text.indexOf('/CharStrings');
  at = text.indexOf('begin', at);
  const pattern = /\s*\/([^\s/()<>[\]{}%]+)\s+(\d+)\s+(\S+) /y;
  for (at += 5; at > 4;) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) break;
    const procedure = procedureAt(bytes, text, found, Number(found[2]), found[3]!);
    glyphs.set(found[1]!, procedure);
    at = procedure.end;
  }
  return /\/[^\s/]+\s+\d+\s+(?:RD|-\|)\s/.test(text.slice(at)) ? undefined : glyphs;
}

/** Undefined when not all of them can be read. */
function readSubrs(bytes: Uint8Array, text: string): Map<number, Procedure> | undefined {
  const subrs = new Map<number, Procedure>();
  const declared = /\/Subrs\s+\d+\s+array/.exec(text);
  const pattern = /\s*dup\s+(\d+)\s+(\d+)\s+(\S+) /y;
  if (!declared) return subrs;
  let at = declared.index + declared[0].length;
  for (;;) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) break;
    const procedure = procedureAt(bytes, text, found, Number(found[2]), found[3]!);
    subrs.set(Number(found[1]), procedure);
    at = procedure.end;
  }
  return /^\s*dup\s+\d+\s+\d+\s/.test(text.slice(at, at + 64)) ? undefined : subrs;
}

function procedureAt(
  bytes: Uint8Array,
  text: string,
  found: RegExpExecArray,
  length: number,
  read: string,
): Procedure {
  const start = found.index + found[0].length;
  const define = /\s*(noaccess (?:put|def)|[^\s/]+)/y;
  define.lastIndex = start + length;
  const word = define.exec(text);
  return {
    start: found.index,
    end: word ? define.lastIndex : start + length,
    data: bytes.subarray(start, start + length),
    read,
    define: word?.[1] ?? '',
  };
}
