import { notesIn } from '../content/notes.ts';
import { CffError, readDict, readIndex } from './cff-data.ts';
import { Sfnt, viewOf } from './sfnt.ts';

/** What takes the place of a letter; everything stays where it was. */
const FILLING = 0x78;

/**
 * A font program without names, notices and comments that tell: glyphs are not drawn by them. Undefined when none tells,
 * or in a kind of program that is not known.
 */
export function withoutTellingNames(
  program: Uint8Array,
  tells: (text: string) => boolean,
): Uint8Array | undefined {
  const found = textsOfProgram(program).filter(({ text }) => tells(text));
  if (found.length === 0) return undefined;
  const clean = program.slice();
  for (const { bytes } of found) {
    const start = bytes.byteOffset - program.byteOffset;
    clean.fill(FILLING, start, start + bytes.length);
  }
  return clean;
}

/** A text for people, and the part of the program that holds it. */
interface ProgramText {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Names, notices and comments of a program; none of a kind that is not known. */
export function textsOfProgram(program: Uint8Array): ProgramText[] {
  const font = Sfnt.read(program);
  if (font) return [...namesIn(font.table('name')), ...cffTexts(font.table('CFF '))];
  if (program[0] === 1 && program[1] === 0) return cffTexts(program);
  return program[0] === PERCENT || program[0] === PFB ? type1Texts(program) : [];
}

const PERCENT = 0x25;
const PFB = 0x80;

const NAME_HEAD = 6;
const NAME_RECORD = 12;

/** The table "name" (ISO/IEC 14496-22, 5.2.6); some writers use one spelling where it asks for another. */
function namesIn(table: Uint8Array | undefined): ProgramText[] {
  if (!table || table.length < NAME_HEAD) return [];
  const view = viewOf(table);
  const count = Math.min(view.getUint16(2), Math.floor((table.length - NAME_HEAD) / NAME_RECORD));
  const texts: ProgramText[] = [];
  for (let i = 0; i < count; i++) {
    const record = NAME_HEAD + i * NAME_RECORD;
    const start = view.getUint16(4) + view.getUint16(record + 10);
    const bytes = table.subarray(start, start + view.getUint16(record + 8));
    const text = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
    texts.push({ text, bytes });
  }
  return texts;
}

/** Operators of a Top DICT whose operands are texts (Adobe technical note 5176, table 9). */
const TEXT_OPERATORS: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 0x0c00, 0x0c15, 0x0c16, 0x0c26]);
const STANDARD_STRINGS = 391;

/** Names of the font and the strings that are no names of glyphs. */
function cffTexts(program: Uint8Array | undefined): ProgramText[] {
  if (!program) return [];
  try {
    const names = readIndex(program, program[2] ?? 4);
    const tops = readIndex(program, names.end);
    const strings = readIndex(program, tops.end);
    const used = tops.items
      .flatMap((top) => readDict(top))
      .filter(({ operator }) => TEXT_OPERATORS.has(operator))
      .flatMap(({ operands }) => operands.map((id) => strings.items[id - STANDARD_STRINGS]));
    const texts = used.filter((bytes) => bytes !== undefined);
    return [...names.items, ...texts].map((bytes) => ({ text: latin1(bytes), bytes }));
  } catch (error) {
    if (error instanceof CffError) return [];
    throw error;
  }
}

/** By these words of the first comment readers know what they have before them. */
const SIGNATURE = /^(?:\x80.{5})?%!(?:PS-AdobeFont|PS-Adobe|FontType)[\d.-]*/s;

/** Of the part that is not encrypted: comments, strings, and the name that the font has. */
function type1Texts(program: Uint8Array): ProgramText[] {
  const end = Buffer.from(program.buffer, program.byteOffset, program.length).indexOf('eexec');
  const clear = program.subarray(0, end < 0 ? program.length : end);
  const texts: ProgramText[] = [];
  let before = '';
  const [signature = ''] = SIGNATURE.exec(latin1(clear.subarray(0, 64))) ?? [];
  for (const { kind, start, end: behind } of notesIn(clear)) {
    const from = Math.max(start + 1, signature.length);
    const bytes = clear.subarray(from, kind === 'string' ? behind - 1 : behind);
    if (kind !== 'name' || before === 'FontName') texts.push({ text: latin1(bytes), bytes });
    before = kind === 'name' ? latin1(bytes) : '';
  }
  return texts;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
