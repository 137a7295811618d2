import { PDFArray, PDFName, PDFNumber, PDFStream, type PDFDict } from 'pdf-lib';
import { blankGlyph } from '../content/fonts/font.ts';
import { loadFont } from '../content/fonts/load.ts';
import { readTable } from '../content/fonts/composite-font.ts';
import { arrayAt, dictAt, entry, nameAt, numberAt } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { OWN_CMAP, readCMapText, writeEncoding, writeToUnicode } from './cmap-text.ts';
import { codeLength, isByNumber } from './code-length.ts';
import { partsOf, renameFont } from './font-parts.ts';
import { newNames } from './generic-names.ts';
import { bytesAt, ownCopy, setStream } from './lists.ts';
import { neededCodes } from './needed-codes.ts';
import { withCidsInOrder, withCodesInOrder, type NewCodes } from './program-order.ts';
import { replaceProgram, type FontProgram, type Rewritten } from './program.ts';
import { newTag, withNewTag } from './subset-tag.ts';
import { namesByCode } from './told-codes.ts';
import { readDifferences } from './usage.ts';

/**
 * Writes a font anew, with other codes and the glyphs of its program in their order; false, and nothing done, where
 * its program or encoding is not understood.
 */
export function renumberFont(font: PDFDict, codes: ReadonlyMap<number, number>): boolean {
  const { descendant, descriptor, program } = partsOf(font);
  const done = descendant
    ? program !== undefined && renumberComposite(font, descendant, program, codes)
    : renumberSimple(font, program, codes);
  // Lists that may be missing (ISO 32000-2, tables 120 and 122).
  if (done && descriptor) for (const key of ['CharSet', 'CIDSet']) descriptor.delete(PDFName.of(key));
  return done;
}

function renumberSimple(
  font: PDFDict,
  program: FontProgram | undefined,
  codes: ReadonlyMap<number, number>,
): boolean {
  const { descriptor } = partsOf(font);
  const isSame = [...codes].every(([from, to]) => from === to);
  const names = namesByCode(font);
  const fresh: NewCodes = { codes, names: isSame ? new Map() : newNames(names, codes) };
  const isNamed = dictAt(font, 'Encoding') !== undefined;
  // Codes that only a base encoding names cannot have others.
  if (!isSame && isNamed && [...codes.keys()].some((code) => !names.has(code))) return false;
  if (nameAt(font, 'Subtype') === 'Type3') {
    if (!isNamed || !setProcedures(font, fresh)) return false;
  } else {
    const bytes = program && descriptor && bytesAt(descriptor, program.key);
    const rewritten = bytes && withCodesInOrder(bytes, neededCodes(font, new Set(codes.keys())), fresh);
    if (!rewritten) return false;
    setProgram(font, program, rewritten, codes);
  }
  if (isSame) return true;
  setToUnicode(font, codes);
  setDifferences(font, fresh);
  const widths = arrayAt(font, 'Widths');
  if (widths) setWidths(font, widths, codes);
  return true;
}

function renumberComposite(
  font: PDFDict,
  descendant: PDFDict,
  program: FontProgram,
  codes: ReadonlyMap<number, number>,
): boolean {
  const { descriptor } = partsOf(font);
  const bytes = descriptor && bytesAt(descriptor, program.key);
  const cidOf = cidsOf(font, codes.keys());
  if (!bytes || !cidOf) return false;
  const cids = [...codes].map(([code, fresh]) => [cidOf(code), fresh] as const);
  const isByMap = nameAt(descendant, 'Subtype') === 'CIDFontType2';
  const isMapped = isByMap && entry(descendant, 'CIDToGIDMap') instanceof PDFStream;
  const map = isMapped ? bytesAt(descendant, 'CIDToGIDMap') : isByMap ? 'identity' : 'own';
  const rewritten = map === undefined ? undefined : withCidsInOrder(bytes, cids, map);
  if (!rewritten) return false;
  setProgram(font, program, rewritten, codes);
  setToUnicode(font, codes);
  setDescendant(font, descendant, cids, rewritten.map);
  if (!isByNumber(font)) setEncoding(font, codes);
  return true;
}

/** Character ids of codes; undefined for a map of codes that differ in length, or that have no text of their own. */
function cidsOf(font: PDFDict, codes: Iterable<number>): ((code: number) => number) | undefined {
  if (isByNumber(font)) return (code) => code;
  const length = codeLength(font);
  if (length === undefined || !font.has(PDFName.of('ToUnicode'))) return undefined;
  const reader = loadFont(font, undefined);
  const glyph = blankGlyph();
  const cids = new Map<number, number>();
  for (const code of codes) {
    reader.read(Uint8Array.of(code >> 8, code & 255).subarray(2 - length), 0, glyph);
    if (glyph.length !== length || glyph.doubtful || glyph.code !== code) return undefined;
    cids.set(code, glyph.cid);
  }
  return (code) => cids.get(code)!;
}

/** A map of codes that says that they are character ids. */
function setEncoding(font: PDFDict, codes: ReadonlyMap<number, number>): void {
  const { context } = font;
  const length = codeLength(font)!;
  const { vertical } = loadFont(font, undefined);
  const old = entry(font, 'Encoding');
  const map = writeEncoding({
    codespaces: [{ length, low: 0, high: 256 ** length - 1 }],
    uses: undefined,
    vertical,
    ranges: [],
    entries: new Map(
      [...codes.values()].map((code) => [code, { length, target: code, before: [], skipped: false }]),
    ),
  });
  const stream = deflatedStream(context, map, old instanceof PDFStream ? old.dict : undefined);
  for (const key of ['UseCMap', 'WMode']) stream.dict.delete(PDFName.of(key));
  stream.dict.set(PDFName.of('CMapName'), PDFName.of(OWN_CMAP));
  if (vertical) stream.dict.set(PDFName.of('WMode'), PDFNumber.of(1));
  font.set(PDFName.of('Encoding'), context.register(stream));
}

function setProgram(
  font: PDFDict,
  program: FontProgram,
  { bytes, lengths }: Rewritten,
  codes: ReadonlyMap<number, number>,
): void {
  const tag = newTag([font], () => codes.values());
  replaceProgram(font.context, program, { bytes: withNewTag(bytes, tag), lengths });
  if (tag) renameFont(font, tag);
}

function setToUnicode(font: PDFDict, codes: ReadonlyMap<number, number>): void {
  const map = bytesAt(font, 'ToUnicode');
  if (!map) return;
  const text = readCMapText(map, new Set(codes.keys()));
  const entries = new Map([...text.entries].map(([code, value]) => [codes.get(code)!, value] as const));
  setStream(font, PDFName.of('ToUnicode'), writeToUnicode({ ...text, entries }));
}

function setDescendant(
  font: PDFDict,
  descendant: PDFDict,
  cids: readonly (readonly [old: number, fresh: number])[],
  map: Uint8Array | undefined,
): void {
  const { context } = font;
  const { ref, copy } = ownCopy(context, descendant);
  const sorted = cids.toSorted(([, a], [, b]) => a - b);
  for (const [key, count] of [
    ['W', 1],
    ['W2', 3],
  ] as const) {
    const table = new Map<number, readonly number[]>();
    const old = arrayAt(descendant, key);
    readTable(old, count, (cid, values) => table.set(cid, values));
    const rows = sorted.flatMap(([from, to]) => (table.has(from) ? [to, [...table.get(from)!]] : []));
    if (old) copy.set(PDFName.of(key), context.obj(rows));
  }
  const key = PDFName.of('CIDToGIDMap');
  if (map) setStream(copy, key, map);
  else if (nameAt(copy, 'Subtype') === 'CIDFontType2') copy.set(key, PDFName.of('Identity'));
  else copy.delete(key);
  font.set(PDFName.of('DescendantFonts'), context.obj([ref]));
}

function setWidths(font: PDFDict, widths: PDFArray, codes: ReadonlyMap<number, number>): void {
  const first = Math.trunc(numberAt(font, 'FirstChar') ?? 0);
  const oldOf = new Map([...codes].map(([from, to]) => [to, from] as const));
  const [low, high] = [Math.min(...oldOf.keys()), Math.max(...oldOf.keys())];
  const fresh = PDFArray.withContext(font.context);
  for (let code = low; code <= high; code++) {
    const at = (oldOf.get(code) ?? -1) - first;
    fresh.push(at >= 0 && at < widths.size() ? widths.get(at) : PDFNumber.of(0));
  }
  font.set(PDFName.of('FirstChar'), PDFNumber.of(low));
  font.set(PDFName.of('LastChar'), PDFNumber.of(high));
  font.set(PDFName.of('Widths'), fresh);
}

function setDifferences(font: PDFDict, { codes, names }: NewCodes): void {
  const encoding = dictAt(font, 'Encoding');
  const differences = encoding && arrayAt(encoding, 'Differences');
  if (!differences) return;
  const old = readDifferences(differences);
  const fresh = PDFArray.withContext(font.context);
  let next = -1;
  for (const [from, to] of [...codes].sort(([, a], [, b]) => a - b)) {
    const name = old.get(from);
    if (!name) continue;
    if (to !== next) fresh.push(PDFNumber.of(to));
    fresh.push(PDFName.of(names.get(name.decodeText()) ?? name.decodeText()));
    next = to + 1;
  }
  const own = encoding.clone(font.context);
  own.set(PDFName.of('Differences'), fresh);
  font.set(PDFName.of('Encoding'), own);
}

/** Procedures of Type 3 in the order of their codes; false where a code has none. */
function setProcedures(font: PDFDict, { codes, names }: NewCodes): boolean {
  const procedures = dictAt(font, 'CharProcs');
  if (!procedures) return false;
  const byCode = namesByCode(font);
  const fresh = font.context.obj({});
  for (const code of codes.keys()) {
    const name = byCode.get(code)!;
    const procedure = procedures.get(PDFName.of(name));
    if (procedure) fresh.set(PDFName.of(names.get(name) ?? name), procedure);
  }
  font.set(PDFName.of('CharProcs'), fresh);
  return true;
}
