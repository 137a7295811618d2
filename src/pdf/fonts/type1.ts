import { encodingNames } from '../content/fonts/encodings.ts';
import { CharstringError, noUse, type CharstringUse } from './charstrings.ts';
import { isBlank, renamed, type GlyphNeeds } from './needs.ts';
import { decrypt, encrypt, CHARSTRING_KEY, EEXEC_KEY } from './type1-cipher.ts';
import { traceType1 } from './type1-charstrings.ts';
import { ENCODED, nameFinder, readType1, type Procedure, type Type1Font } from './type1-font.ts';

/** A font program in the parts that the stream's Length1, Length2 and Length3 count. */
export interface Type1Parts {
  readonly bytes: Uint8Array;
  readonly lengths: readonly [number, number, number];
}

/** Subroutines that flex and hint replacement call by number (Adobe Type 1 Font Format, 8.3). */
const FIXED_SUBRS = 4;
const TRAILER = `${`${'0'.repeat(64)}\n`.repeat(8)}cleartomark\n`;
const RETURN = Uint8Array.of(11);

/**
 * A Type 1 program with the needed glyphs and the subroutines that these use. Undefined for one that is not sound, or
 * in which a needed glyph cannot be found.
 */
export function trimType1(file: Uint8Array, needs: GlyphNeeds): Type1Parts | undefined {
  const font = readType1(file);
  const kept = font && neededNames(font, needs);
  if (!kept) return undefined;
  return writeType1(font, { kept, clear: trimEncoding(font.clear, kept), rename: needs.rename });
}

/** What a program is written from. */
interface Type1Layout {
  /** Names of the glyphs; those that these are composed of are added. */
  readonly kept: Set<string>;
  readonly clear: string;
  readonly rename: GlyphNeeds['rename'];
  /** Whether the glyphs come in the order of `kept`; else they keep theirs. */
  readonly inOrder?: boolean;
  /** Other names of glyphs. */
  readonly names?: ReadonlyMap<string, string>;
}

/** A program anew; undefined where its charstrings are not understood. */
export function writeType1(font: Type1Font, layout: Type1Layout): Type1Parts | undefined {
  try {
    const use = closeOver(font, layout.kept);
    const fresh = rebuild(font, layout, use);
    const start = renamed(Buffer.from(layout.clear, 'latin1'), layout.rename);
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

function neededNames(font: Type1Font, { codes }: GlyphNeeds): Set<string> | undefined {
  const find = nameFinder(font);
  const kept = new Set(['.notdef']);
  for (const code of codes) {
    const name = find(code);
    if (name !== undefined) kept.add(name);
    else if (!isBlank(code)) return undefined;
  }
  return kept;
}

/** Follows the kept charstrings; adds the glyphs that they are composed of. Returns the subroutines in use. */
function closeOver({ glyphs, subrs, lenIV }: Type1Font, kept: Set<string>): CharstringUse {
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
  { hidden: bytes, text, glyphs, subrs, lenIV }: Type1Font,
  { kept, inOrder, names }: Type1Layout,
  use: CharstringUse,
): Uint8Array {
  const nothing = lenIV < 0 ? RETURN : encrypt(Buffer.concat([Buffer.alloc(lenIV), RETURN]), CHARSTRING_KEY);
  const edits: { start: number; end: number; bytes: Uint8Array }[] = [];
  // Programs that write subsets end the row with the last one in use, which may be of a letter that went.
  const last = Math.max(-1, ...[...subrs.keys()].filter((index) => index < FIXED_SUBRS), ...use.local);
  for (const [index, { start, end, data, read, define }] of subrs) {
    if (index > last) {
      edits.push({ start, end, bytes: new Uint8Array(0) });
      continue;
    }
    const body = index < FIXED_SUBRS || use.local.has(index) ? data : nothing;
    edits.push({ start, end, bytes: procedure(`\ndup ${index} ${body.length} ${read} `, body, define) });
  }
  const written = [...(inOrder === true ? kept : glyphs.keys())].filter(
    (name) => kept.has(name) && glyphs.has(name),
  );
  const places = [...glyphs.values()];
  const row = written.map((name) => {
    const { data, read, define } = glyphs.get(name)!;
    return procedure(`\n/${names?.get(name) ?? name} ${data.length} ${read} `, data, define);
  });
  places.forEach(({ start, end }, i) => {
    edits.push({ start, end, bytes: i === 0 ? Buffer.concat(row) : new Uint8Array(0) });
  });
  const count = (pattern: RegExp, value: number): void => {
    const declared = pattern.exec(text);
    if (!declared) return;
    const start = declared.index + declared[0].indexOf(declared[1]!);
    edits.push({ start, end: start + declared[1]!.length, bytes: Buffer.from(String(value)) });
  };
  count(/\/CharStrings\s+(\d+)/, written.length);
  if (subrs.size > 0) count(/\/Subrs\s+(\d+)\s+array/, last + 1);
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
