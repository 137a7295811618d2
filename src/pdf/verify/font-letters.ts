import { PDFDict, PDFName, PDFStream, type PDFDocument } from 'pdf-lib';
import { isOtherName } from '../document/font-names.ts';
import type { Checkpoint } from '../document/tools.ts';
import { plainFontName } from '../engine/characters.ts';
import type { EngineDocument } from '../engine/document.ts';
import { readCff, glyphName } from '../fonts/cff-font.ts';
import { readCmap } from '../fonts/cmap-table.ts';
import { unicodeOfName } from '../fonts/glyph-names.ts';
import { Sfnt, viewOf } from '../fonts/sfnt.ts';
import { decrypt, EEXEC_KEY } from '../fonts/type1-cipher.ts';
import { encodingNames } from '../content/fonts/encodings.ts';
import { readDifferences } from '../fonts/usage.ts';
import { arrayAt, asNumber, dictAt, elements, entry, nameAt, numberAt } from '../objects/lookup.ts';
import { streamBytes } from '../objects/stream-bytes.ts';
import { everyObject } from './file-proof.ts';
import type { PageReading } from './reading.ts';

const MAX_STREAM = 64 << 20;

/** A list with so many letters that were never used is not one of what is used. */
const UNUSED = 10;

type Letters = Map<string, Set<string>>;

/**
 * How many fonts of a redacted file still list a letter that they showed under a mark and show nowhere now. What was
 * under the marks, and what is shown, is as the engine reads it; what a font lists is read here from its ToUnicode, its
 * encoding and the outlines of its program. What fonts of one name show counts for all of them.
 */
export async function countTellingFonts(
  doc: PDFDocument,
  final: EngineDocument,
  readings: Iterable<PageReading>,
  checkpoint: Checkpoint,
): Promise<number> {
  const removed = lettersRemoved(readings);
  const fonts = removed.size > 0 ? fontsOf(doc) : [];
  addRenamed(removed, new Set(fonts.map(({ name }) => name)));
  const lists = listsOf(fonts.filter(({ name }) => removed.has(name)));
  const left: Letters = new Map();
  for (const { name, listed } of lists) {
    addAll(
      left,
      name,
      [...listed].filter((letter) => removed.get(name)!.has(letter)),
    );
  }
  await crossOffShown(final, left, checkpoint);
  if (left.size === 0) return 0;
  const suspects = lists.filter(({ name }) => left.has(name));
  const unshown: Letters = new Map();
  for (const { name, listed } of suspects) addAll(unshown, name, listed);
  await crossOffShown(final, unshown, checkpoint);
  const telling = suspects.filter(({ name, listed }) => {
    const idle = [...listed].filter((letter) => unshown.get(name)?.has(letter));
    const known = idle.filter((letter) => removed.get(name)!.has(letter));
    return known.length > 0 && idle.length - known.length < UNUSED;
  });
  return new Set(telling.map(({ font }) => font)).size;
}

function lettersRemoved(readings: Iterable<PageReading>): Letters {
  const removed: Letters = new Map();
  for (const { letters } of readings) for (const [font, each] of letters) addAll(removed, font, each);
  return removed;
}

function addAll(letters: Letters, name: string, more: Iterable<string>): void {
  const all = letters.get(name) ?? new Set();
  for (const letter of more) all.add(letter);
  if (all.size > 0) letters.set(name, all);
}

/** One of the lists of letters in a font. */
interface LetterList {
  readonly font: PDFDict;
  /** BaseFont without the tag of a subset. */
  readonly name: string;
  readonly listed: ReadonlySet<string>;
}

/** A font that had a name that told has another now: what fonts that are gone showed may have been its own. */
function addRenamed(removed: Letters, names: ReadonlySet<string>): void {
  const gone = [...removed].filter(([name]) => !names.has(name)).flatMap(([, letters]) => [...letters]);
  for (const name of names) if (isOtherName(name)) addAll(removed, name, gone);
}

type NamedFont = Pick<LetterList, 'font' | 'name'>;

function fontsOf({ context }: PDFDocument): NamedFont[] {
  const fonts: NamedFont[] = [];
  for (const font of everyObject(context, [context.trailerInfo.Root])) {
    if (!(font instanceof PDFDict) || !isFont(font)) continue;
    fonts.push({ font, name: plainFontName(nameAt(font, 'BaseFont') ?? '') });
  }
  return fonts;
}

function listsOf(fonts: readonly NamedFont[]): LetterList[] {
  const lists: LetterList[] = [];
  for (const { font, name } of fonts) {
    for (const listed of [
      toUnicodeTexts(bytesOf(font, 'ToUnicode')),
      namesIn(font),
      widthsIn(font),
      drawnBy(font),
    ]) {
      lists.push({ font, name, listed: new Set(listed) });
    }
  }
  return lists;
}

/** Takes out what any page shows; reads pages only until nothing is left. */
async function crossOffShown(final: EngineDocument, letters: Letters, checkpoint: Checkpoint): Promise<void> {
  for (let index = 0; index < final.pageCount && letters.size > 0; index++) {
    final.withPage(index, (page) => page.crossOff(letters));
    for (const [name, { size }] of letters) if (size === 0) letters.delete(name);
    await checkpoint.step(0);
  }
}

function isFont(dict: PDFDict): boolean {
  const type = nameAt(dict, 'Subtype');
  return nameAt(dict, 'Type') === 'Font' && type !== 'CIDFontType0' && type !== 'CIDFontType2';
}

/** By the names of Differences. */
function namesIn(font: PDFDict): Set<string> {
  const letters = new Set<string>();
  const encoding = dictAt(font, 'Encoding');
  const differences = encoding && arrayAt(encoding, 'Differences');
  for (const name of differences ? elements(differences) : []) {
    if (name instanceof PDFName) addNamed(letters, name.decodeText());
  }
  return letters;
}

/** By the codes of a simple font that have a width. */
function widthsIn(font: PDFDict): Set<string> {
  const letters = new Set<string>();
  const widths = arrayAt(font, 'Widths');
  if (!widths) return letters;
  const encoding = entry(font, 'Encoding');
  const dict = encoding instanceof PDFDict ? encoding : undefined;
  const base = dict ? nameAt(dict, 'BaseEncoding') : nameAt(font, 'Encoding');
  const names = encodingNames(base === 'MacRomanEncoding' ? base : 'WinAnsiEncoding');
  const differences = dict && arrayAt(dict, 'Differences');
  for (const [code, name] of differences ? readDifferences(differences) : []) names[code] = name.decodeText();
  const first = numberAt(font, 'FirstChar') ?? 0;
  elements(widths).forEach((width, index) => {
    if ((asNumber(width) ?? 0) !== 0) addNamed(letters, names[first + index] ?? '');
  });
  return letters;
}

/** By the outlines of the font program. */
function drawnBy(font: PDFDict): Set<string> {
  const letters = new Set<string>();
  const descendants = arrayAt(font, 'DescendantFonts');
  const first = descendants && elements(descendants)[0];
  const descriptor = dictAt(first instanceof PDFDict ? first : font, 'FontDescriptor');
  for (const key of descriptor ? ['FontFile', 'FontFile2', 'FontFile3'] : []) {
    const program = bytesOf(descriptor!, key);
    if (program) addDrawn(letters, program);
  }
  return letters;
}

function bytesOf(dict: PDFDict, key: string): Uint8Array | undefined {
  const stream = entry(dict, key);
  if (!(stream instanceof PDFStream)) return undefined;
  try {
    return streamBytes(stream, MAX_STREAM);
  } catch {
    return undefined;
  }
}

function addNamed(letters: Set<string>, name: string): void {
  const point = unicodeOfName(name);
  if (point !== undefined) letters.add(String.fromCodePoint(point));
}

/** The texts that a ToUnicode map names, single letters of ranges included. */
function toUnicodeTexts(map: Uint8Array | undefined): string[] {
  const texts: string[] = [];
  const source = map ? Buffer.from(map.buffer, map.byteOffset, map.length).toString('latin1') : '';
  for (const [, body] of source.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, target] of body!.matchAll(/<[\da-f\s]*>\s*<([\da-f\s]*)>/gi)) texts.push(utf16(target!));
  }
  for (const [, body] of source.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    const range = /<([\da-f\s]*)>\s*<([\da-f\s]*)>\s*(?:<([\da-f\s]*)>|\[([^\]]*)\])/gi;
    for (const [, low, high, target, list] of body!.matchAll(range)) {
      if (list !== undefined)
        for (const [, each] of list.matchAll(/<([\da-f\s]*)>/gi)) texts.push(utf16(each!));
      else {
        const start = utf16(target!).codePointAt(0) ?? 0;
        const count = Math.min(0xffff, Number.parseInt(high!, 16) - Number.parseInt(low!, 16));
        for (let i = 0; i <= count && start + i <= 0x10ffff; i++) texts.push(String.fromCodePoint(start + i));
      }
    }
  }
  return texts;
}

function utf16(hex: string): string {
  const bytes = Buffer.from(hex.replace(/\s/g, ''), 'hex');
  return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : '';
}

/** Letters that a program has an outline for, as far as it names them. */
function addDrawn(letters: Set<string>, program: Uint8Array): void {
  const font = Sfnt.read(program);
  const cmap = font?.table('cmap');
  if (font) {
    for (const { platform, encoding, glyphs } of cmap ? readCmap(cmap) : []) {
      if (platform !== 0 && (platform !== 3 || encoding === 0)) continue;
      for (const [point, glyph] of glyphs) if (isDrawn(font, glyph)) letters.add(String.fromCodePoint(point));
    }
  } else if (program[0] === 1 && program[1] === 0) addCffNames(letters, program);
  else addType1Names(letters, program);
}

function isDrawn(font: Sfnt, glyph: number): boolean {
  const [loca, head] = [font.table('loca'), font.table('head')];
  if (!loca || !head || head.length < 54) return true;
  const view = viewOf(loca);
  const wide = viewOf(head).getInt16(50) !== 0;
  if ((glyph + 2) * (wide ? 4 : 2) > loca.length) return false;
  return wide
    ? view.getUint32(4 * glyph) !== view.getUint32(4 * glyph + 4)
    : view.getUint16(2 * glyph) !== view.getUint16(2 * glyph + 2);
}

function addCffNames(letters: Set<string>, program: Uint8Array): void {
  try {
    const font = readCff(program);
    if (font.keyedByCid) return;
    font.charstrings.forEach(({ length }, glyph) => {
      if (length > 1) addNamed(letters, glyphName(font, glyph));
    });
  } catch {
    // A program that cannot be read names nothing.
  }
}

function addType1Names(letters: Set<string>, program: Uint8Array): void {
  const at = Buffer.from(program).indexOf('eexec');
  if (at < 0) return;
  const hidden = Buffer.from(decrypt(program.subarray(at + 6), EEXEC_KEY)).toString('latin1');
  const start = hidden.indexOf('/CharStrings');
  if (start < 0) return;
  for (const [, name] of hidden.slice(start).matchAll(/\/([A-Za-z][\w.]*)\s+\d+\s+(?:RD|-\|)\s/g)) {
    addNamed(letters, name!);
  }
}
