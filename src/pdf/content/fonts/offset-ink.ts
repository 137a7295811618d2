import { PDFStream, type PDFDict } from 'pdf-lib';
import { entry } from '../../objects/lookup.ts';
import { streamBytes } from '../../objects/stream-bytes.ts';
import { Lexer } from '../lexer.ts';
import { StringOperand, type Operand } from '../operand.ts';

/** Where the ink of a character has its middle, in em above the baseline: known of letters, digits and signs off the line. */
export type InkLevel = number;

/** Engines give a space an empty box on the baseline. */
const BASELINE = 0;
const COMMA = -0.05;
const PERIOD = 0.05;
const UNDERSCORE = -0.12;
const HIGH = 0.62;
/** Letters that go below the line, small ones, and capitals, digits and small letters as tall as those. */
const DEEP = 0.15;
const SMALL = 0.26;
const TALL = 0.36;
/** Fonts differ by so much. */
const ABOUT = 0.04;

const around = (level: InkLevel): readonly number[] => [level - ABOUT, level + ABOUT];
/** Readers put the centre of a loose box about where that of a capital is. */
const CENTRES = new Map<InkLevel, readonly number[]>([
  [DEEP, [...around(DEEP), ...around(TALL)]],
  [SMALL, [...around(SMALL), ...around(TALL)]],
  [TALL, around(TALL)],
]);

/** Heights at which the centre of a letter or digit can be, that of its loose box included; undefined for others. */
export function centresOfLetter(level: InkLevel): readonly number[] | undefined {
  return CENTRES.get(level);
}

const LEVELS = new Map<number, InkLevel>();
for (const code of [0x20, 0xa0, 0x2002, 0x2003, 0x2009, 0x202f, 0x3000]) LEVELS.set(code, BASELINE);
LEVELS.set(0x5f, UNDERSCORE);
for (const character of '.…。') LEVELS.set(character.codePointAt(0)!, PERIOD);
for (const character of ',‚„、') LEVELS.set(character.codePointAt(0)!, COMMA);
for (const character of '\'"`´^~¨°*’‘“”ªº¹²³') LEVELS.set(character.codePointAt(0)!, HIGH);

const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');
const LETTERS: readonly (readonly [string, InkLevel])[] = [
  ['gjpqy', DEEP],
  ['acemnorsuvwxz', SMALL],
  ['bdfhiklt', TALL],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', TALL],
];
for (const [letters, level] of LETTERS)
  for (const letter of letters) LEVELS.set(letter.codePointAt(0)!, level);

const NAMED: Readonly<Record<string, InkLevel>> = {
  ...Object.fromEntries(DIGITS.map((digit) => [digit, TALL])),
  ...Object.fromEntries(LETTERS.flatMap(([letters, level]) => [...letters].map((each) => [each, level]))),
  space: BASELINE,
  nbspace: BASELINE,
  comma: COMMA,
  period: PERIOD,
  underscore: UNDERSCORE,
  ellipsis: PERIOD,
  quotesinglbase: COMMA,
  quotedblbase: COMMA,
  quotesingle: HIGH,
  quotedbl: HIGH,
  quoteleft: HIGH,
  quoteright: HIGH,
  quotedblleft: HIGH,
  quotedblright: HIGH,
  asciicircum: HIGH,
  asciitilde: HIGH,
  degree: HIGH,
  asterisk: HIGH,
  grave: HIGH,
  acute: HIGH,
  dieresis: HIGH,
};

/** By code; a map without an entry says: about the middle of the line. */
export type InkLevels = ReadonlyMap<number, InkLevel>;

/** From the glyph names of a simple font. */
export function levelsOfNames(names: readonly string[]): Map<number, InkLevel> {
  const levels = new Map<number, InkLevel>();
  names.forEach((name, code) => {
    const level = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (level !== undefined) levels.set(code, level);
  });
  return levels;
}

/** ToUnicode maps are text of moderate size. */
const MAX_MAP = 8_000_000;
const MAX_RANGE = 0x10000;

/** From a font's ToUnicode map; empty when there is none, or none that can be read. */
export function levelsOfToUnicode(font: PDFDict): Map<number, InkLevel> {
  const levels = new Map<number, InkLevel>();
  const stream = entry(font, 'ToUnicode');
  if (!(stream instanceof PDFStream)) return levels;
  let bytes: Uint8Array;
  try {
    bytes = streamBytes(stream, MAX_MAP);
  } catch {
    return levels;
  }
  const lexer = new Lexer(bytes);
  let stack: Operand[] = [];
  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    if (kind === 'operand') {
      stack.push(lexer.operand);
      continue;
    }
    if (lexer.operator === 'endbfchar') readCharacters(stack, levels);
    else if (lexer.operator === 'endbfrange') readRanges(stack, levels);
    stack = [];
  }
  return levels;
}

function readCharacters(stack: readonly Operand[], levels: Map<number, InkLevel>): void {
  for (let i = 0; i + 1 < stack.length; i += 2) note(levels, numberOf(stack[i]), numberOf(stack[i + 1]));
}

function readRanges(stack: readonly Operand[], levels: Map<number, InkLevel>): void {
  for (let i = 0; i + 2 < stack.length; i += 3) {
    const low = numberOf(stack[i]);
    const high = Math.min(numberOf(stack[i + 1]), low + MAX_RANGE);
    const target = stack[i + 2];
    const list = Array.isArray(target) ? (target as readonly Operand[]) : undefined;
    const first = list ? NaN : numberOf(target);
    for (let code = low; code <= high; code++) {
      note(levels, code, list ? numberOf(list[code - low]) : first + (code - low));
    }
  }
}

function note(levels: Map<number, InkLevel>, code: number, unicode: number): void {
  const level = LEVELS.get(unicode);
  if (level !== undefined) levels.set(code, level);
}

function numberOf(operand: Operand | undefined): number {
  if (!(operand instanceof StringOperand) || operand.bytes.length === 0 || operand.bytes.length > 4)
    return NaN;
  let value = 0;
  for (const byte of operand.bytes) value = value * 256 + byte;
  return value;
}
