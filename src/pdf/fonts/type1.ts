import { encodingNames } from '../content/fonts/encodings.ts';
import { CharstringError, noUse, type CharstringUse } from './charstrings.ts';
import { renamed, type GlyphNeeds } from './needs.ts';
import { decrypt, encrypt, CHARSTRING_KEY, EEXEC_KEY } from './type1-cipher.ts';
import { traceType1 } from './type1-charstrings.ts';

/** A font program in the parts that the stream's Length1, Length2 and Length3 count. */
export interface Type1Parts {
  readonly bytes: Uint8Array;
  readonly lengths: readonly [number, number, number];
}

/** Subroutines that flex and hint replacement call by number (Adobe Type 1 Font Format, 8.3). */
const FIXED_SUBRS = 4;
const EXECUTE = 'eexec';
const TRAILER = `${`${'0'.repeat(64)}\n`.repeat(8)}cleartomark\n`;
const RETURN = Uint8Array.of(11);
/** Bytes before each charstring, unless the font says otherwise. */
const LEN_IV = 4;

/** A charstring or subroutine in the decrypted part: from its first word to behind its last. */
interface Procedure {
  readonly start: number;
  readonly end: number;
  readonly data: Uint8Array;
  /** Words before and behind the data, as written. */
  readonly read: string;
  readonly define: string;
}

/**
 * A Type 1 program with the needed glyphs and the subroutines that these use. Undefined for one that is not sound, or
 * in which a needed glyph cannot be found.
 */
export function trimType1(file: Uint8Array, needs: GlyphNeeds): Type1Parts | undefined {
  const bytes = withoutSegments(file);
  const clearEnd = endOfClear(bytes);
  if (clearEnd < 0) return undefined;
  const clear = latin1(bytes.subarray(0, clearEnd));
  const hidden = decryptedPart(bytes.subarray(clearEnd));
  const text = latin1(hidden);
  const closed = text.lastIndexOf('closefile');
  const starts = text.split('/CharStrings').length - 1;
  if (closed < 0 || starts !== 1) return undefined;
  const lenIV = Number(/\/lenIV\s+(-?\d+)/.exec(text)?.[1] ?? LEN_IV);
  const glyphs = readGlyphs(hidden, text);
  const subrs = readSubrs(hidden, text);
  if (!glyphs || !subrs) return undefined;
  const kept = neededNames(clear, glyphs, needs);
  if (!kept) return undefined;
  try {
    const use = closeOver(glyphs, subrs, kept, lenIV);
    const fresh = rebuild(
      hidden.subarray(0, closed + 'closefile'.length),
      text,
      glyphs,
      subrs,
      kept,
      use,
      lenIV,
    );
    const head = Buffer.from(trimEncoding(clear, kept), 'latin1');
    const start = renamed(head, needs.rename);
    const body = encrypt(Buffer.concat([Buffer.alloc(4), fresh, Buffer.from('\n')]), EEXEC_KEY);
    return {
      bytes: Buffer.concat([start, body, Buffer.from(TRAILER)]),
      lengths: [start.length, body.length, TRAILER.length],
    };
  } catch (error) {
    if (error instanceof CharstringError) return undefined;
    throw error;
  }
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

const ENCODED = /dup\s+(\d+|8#[0-7]+|16#[\da-fA-F]+)\s*\/([^\s/]+)\s+put\s*/g;

function codeOf(written: string): number {
  const [base, digits] = written.split('#');
  return digits === undefined ? Number(written) : Number.parseInt(digits, Number(base));
}

function neededNames(
  clear: string,
  glyphs: ReadonlyMap<string, Procedure>,
  { codes }: GlyphNeeds,
): Set<string> | undefined {
  const own = new Map([...clear.matchAll(ENCODED)].map(([, code, name]) => [codeOf(code!), name!] as const));
  const standard = encodingNames('StandardEncoding');
  const kept = new Set(['.notdef']);
  for (const { code, names, unicodes } of codes) {
    const named = names.find((name) => glyphs.has(name));
    const encoded = own.size > 0 ? own.get(code) : standard[code];
    if (named !== undefined) kept.add(named);
    else if (encoded !== undefined && glyphs.has(encoded)) kept.add(encoded);
    else if (!names.every((name) => BLANK.test(name)) || !unicodes.every((point) => point <= 32))
      return undefined;
  }
  return kept;
}

const BLANK = /^(space|nbspace|nonbreakingspace|\.notdef)$/;

/** Follows the kept charstrings; adds the glyphs that they are composed of. Returns the subroutines in use. */
function closeOver(
  glyphs: ReadonlyMap<string, Procedure>,
  subrs: ReadonlyMap<number, Procedure>,
  kept: Set<string>,
  lenIV: number,
): CharstringUse {
  const use = noUse();
  const standard = encodingNames('StandardEncoding');
  const plain = ({ data }: Procedure): Uint8Array =>
    lenIV < 0 ? data : decrypt(data, CHARSTRING_KEY).subarray(lenIV);
  for (const name of kept) {
    const glyph = glyphs.get(name);
    if (!glyph) continue;
    traceType1(
      plain(glyph),
      (index) => {
        const subr = subrs.get(index);
        return subr && plain(subr);
      },
      use,
    );
    for (const code of use.parts) kept.add(standard[code]!);
  }
  return use;
}

function rebuild(
  bytes: Uint8Array,
  text: string,
  glyphs: ReadonlyMap<string, Procedure>,
  subrs: ReadonlyMap<number, Procedure>,
  kept: ReadonlySet<string>,
  use: CharstringUse,
  lenIV: number,
): Uint8Array {
  const nothing = lenIV < 0 ? RETURN : encrypt(Buffer.concat([Buffer.alloc(lenIV), RETURN]), CHARSTRING_KEY);
  const edits: { start: number; end: number; bytes: Uint8Array }[] = [];
  for (const [index, { start, end, data, read, define }] of subrs) {
    const body = index < FIXED_SUBRS || use.local.has(index) ? data : nothing;
    edits.push({ start, end, bytes: procedure(`\ndup ${index} ${body.length} ${read} `, body, define) });
  }
  let count = 0;
  for (const [name, { start, end, data, read, define }] of glyphs) {
    const stays = kept.has(name);
    if (stays) count++;
    const written = stays ? procedure(`\n/${name} ${data.length} ${read} `, data, define) : new Uint8Array(0);
    edits.push({ start, end, bytes: written });
  }
  const declared = /\/CharStrings\s+(\d+)/.exec(text);
  if (declared) {
    const end = declared.index + declared[0].length;
    edits.push({ start: end - declared[1]!.length, end, bytes: Buffer.from(String(count)) });
  }
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    if (edit.start < at) throw new CharstringError('parts in one another');
    pieces.push(bytes.subarray(at, edit.start), edit.bytes);
    at = edit.end;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}

function procedure(head: string, body: Uint8Array, define: string): Uint8Array {
  return Buffer.concat([Buffer.from(head, 'latin1'), body, Buffer.from(` ${define}`, 'latin1')]);
}

/** The program's own encoding names kept glyphs only. */
function trimEncoding(clear: string, kept: ReadonlySet<string>): string {
  return clear.replaceAll(ENCODED, (entry, _code, name: string) => (kept.has(name) ? entry : ''));
}
