import { createHash } from 'node:crypto';
import { PDFArray, PDFName, PDFStream, type PDFContext, type PDFDict, type PDFDocument } from 'pdf-lib';
import type { CodesByFont } from '../content/fonts/codes.ts';
import { loadFont } from '../content/fonts/load.ts';
import type { CMapLoader } from '../content/types.ts';
import { annotationsOf } from '../document/annotation-list.ts';
import { fieldText } from '../document/fields.ts';
import { dictAt, entry, nameAt } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { OWN_CMAP, readCMapText, tellsUse, writeEncoding } from './cmap-text.ts';
import { partsOf, renameFont, tagOf, typedFonts } from './font-parts.ts';
import {
  bytesAt,
  ownCopy,
  renumberGlyphMap,
  trimCidTable,
  trimCidWidths,
  trimDifferences,
  trimGlyphMap,
  trimProcedures,
  trimToUnicode,
  trimWidths,
} from './lists.ts';
import { measureAnew, measuredBounds, widenAnew, widestOf } from './measured-box.ts';
import { glyphsOf, neededCodes } from './needed-codes.ts';
import type { NeededCode } from './needs.ts';
import { trimProgram, type FontProgram } from './program.ts';
import { newTag } from './subset-tag.ts';
import { FontUsage, UsageError } from './usage.ts';

/** How far fonts are taken back to what is shown: their programs too, or only the lists beside these. */
export type TrimLevel = 'programs' | 'lists';

/** What became of the fonts that would tell which letters were removed. */
export interface TrimmedFonts {
  readonly trimmed: number;
  /** Fonts in which something is left that tells it. */
  readonly left: number;
}

const NOTHING: TrimmedFonts = { trimmed: 0, left: 0 };

interface TrimOptions {
  /** Codes of glyphs that were removed. */
  readonly lost: CodesByFont;
  readonly level: TrimLevel;
  readonly loadCMap: CMapLoader | undefined;
}

/**
 * Takes from fonts what they would tell of removed text. A code that was removed and is shown nowhere any more is a
 * lone one; a font with a lone code is taken back to what the document still shows, in its lists (ToUnicode, widths,
 * encoding) and in its program. All that is not shown goes, not only the lone codes: where everything else stayed,
 * the holes would name them. Other fonts stay as they were.
 */
export function trimFonts(doc: PDFDocument, options: TrimOptions): TrimmedFonts {
  const lone = new Map<PDFDict, Set<number>>();
  for (const font of options.lost.fonts) if (tells(font)) lone.set(font, new Set(options.lost.of(font)));
  if (lone.size === 0) return NOTHING;
  const usage = new FontUsage(doc.context, options.loadCMap);
  try {
    for (const page of doc.getPages()) {
      usage.page(page);
      for (const [font, codes] of lone) {
        for (const code of codes) if (usage.shown.has(font, code)) codes.delete(code);
        if (codes.size === 0) lone.delete(font);
      }
      if (lone.size === 0) return NOTHING;
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { trimmed: 0, left: lone.size };
  }
  noteTyped(doc, usage);
  return new Trimmer(doc, usage, options).trim([...lone.keys(), ...copiesOf(lone, usage)]);
}

/** What fields hold counts as shown in the fonts that a form types with: viewers draw it anew. */
function noteTyped(doc: PDFDocument, usage: FontUsage): void {
  const fonts = typedFonts(doc);
  for (const page of fonts.size > 0 ? doc.getPages() : []) {
    for (const { dict } of annotationsOf(page)) {
      if (nameAt(dict, 'Subtype') !== 'Widget') continue;
      for (const font of fonts)
        for (const letter of fieldText(dict)) usage.shown.add(font, letter.charCodeAt(0));
    }
  }
}

/** Other copies of subsets: files that were put together have one a part, each with the letters of the whole. */
function copiesOf(lone: ReadonlyMap<PDFDict, unknown>, usage: FontUsage): PDFDict[] {
  const names = new Set(
    [...lone.keys()].filter((font) => tagOf(font) !== undefined).map((font) => nameAt(font, 'BaseFont')),
  );
  const programs = new Set([...lone.keys()].map(digestOfProgram).filter((digest) => digest !== undefined));
  return [...usage.shown.fonts].filter((font) => {
    if (lone.has(font) || !tells(font)) return false;
    if (tagOf(font) !== undefined && names.has(nameAt(font, 'BaseFont'))) return true;
    const digest = programs.size > 0 ? digestOfProgram(font) : undefined;
    return digest !== undefined && programs.has(digest);
  });
}

function digestOfProgram(font: PDFDict): string | undefined {
  const stream = partsOf(font).program?.stream;
  return stream && createHash('sha256').update(stream.getContents()).digest('hex');
}

/** Whether a font says anything of the codes that are used. */
function tells(font: PDFDict): boolean {
  return TELLING.some((key) => font.has(PDFName.of(key))) || dictAt(font, 'Encoding') !== undefined;
}

const TELLING = ['FontDescriptor', 'DescendantFonts', 'ToUnicode', 'Widths', 'CharProcs'];

class Trimmer {
  private readonly context: PDFContext;
  private readonly usage: FontUsage;
  private readonly options: TrimOptions;
  private readonly typed: ReadonlySet<PDFDict>;

  constructor(doc: PDFDocument, usage: FontUsage, options: TrimOptions) {
    this.context = doc.context;
    this.usage = usage;
    this.options = options;
    this.typed = typedFonts(doc);
  }

  trim(lone: readonly PDFDict[]): TrimmedFonts {
    const families = new Set<readonly PDFDict[]>(lone.map((font) => this.familyOf(font)));
    let trimmed = 0;
    let left = 0;
    const done = new Set<PDFDict>();
    for (const family of families) {
      if (family.some((font) => done.has(font))) continue;
      for (const font of family) done.add(font);
      const touched = family.filter((font) => lone.includes(font));
      if (family.some((font) => this.typed.has(font) && tagOf(font) === undefined)) {
        // What is typed in a form needs the whole font; and a whole font tells nothing.
        continue;
      }
      if (this.trimFamily(family, touched)) trimmed += touched.length;
      else left += touched.length;
    }
    return { trimmed, left };
  }

  /** Fonts that share a font program. */
  private familyOf(font: PDFDict): PDFDict[] {
    const ref = partsOf(font).program?.ref;
    if (!ref) return [font];
    const all = new Set([...this.usage.shown.fonts, ...this.options.lost.fonts, ...this.typed]);
    return [...all].filter((other) => partsOf(other).program?.ref === ref);
  }

  /** Whether nothing is left in the fonts that tells more than they show. */
  private trimFamily(family: readonly PDFDict[], touched: readonly PDFDict[]): boolean {
    if (touched.some((font) => this.isUnclear(font))) return false;
    const rename = newTag(family, (font) => this.usage.shown.of(font));
    const { program, descriptor } = partsOf(family[0]!);
    let complete = true;
    if (program && descriptor) {
      complete = this.options.level === 'programs' && this.trimProgram(family, descriptor, program, rename);
    }
    for (const font of touched) if (!this.trimLists(font)) complete = false;
    if (rename) for (const font of family) renameFont(font, rename);
    return complete;
  }

  /** Whether readers may see other codes in its strings, or other characters in its codes. */
  private isUnclear(font: PDFDict): boolean {
    return this.usage.doubtful.has(font) || loadFont(font, this.options.loadCMap).inexact !== undefined;
  }

  private trimProgram(
    family: readonly PDFDict[],
    descriptor: PDFDict,
    program: FontProgram,
    rename: readonly [string, string] | undefined,
  ): boolean {
    const codes: NeededCode[] = [];
    const cids = new Set<number>();
    const glyphs = new Set<number>();
    let isMapped = true;
    for (const font of family) {
      const { descendant } = partsOf(font);
      isMapped &&= !descendant || bytesAt(descendant, 'CIDToGIDMap') !== undefined;
      if (this.isUnclear(font)) return false;
      if (!descendant) codes.push(...neededCodes(font, this.usage.shown.of(font)));
      else {
        const shown = this.usage.cids.of(font);
        const type2 = nameAt(descendant, 'Subtype') === 'CIDFontType2';
        if (type2) for (const glyph of glyphsOf(descendant, shown)) glyphs.add(glyph);
        if (!type2 || program.key === 'FontFile3') for (const cid of shown) cids.add(cid);
      }
    }
    const needs = { codes, cids, glyphs, isMapped: isMapped && glyphs.size > 0, rename };
    const before = measuredBounds(bytesAt(descriptor, program.key));
    const trimmed = trimProgram(this.context, descriptor, program, needs);
    const after = measuredBounds(trimmed?.bytes);
    for (const font of before && after ? family : []) {
      const own = partsOf(font).descriptor;
      if (own) measureAnew(own, before!, after!);
    }
    for (const font of trimmed?.numbers ? family : []) {
      const copy = this.ownDescendant(font);
      if (copy) renumberGlyphMap(copy, trimmed!.numbers!);
    }
    return trimmed !== undefined;
  }

  /** A copy of the descendant of a composite font, for this font alone. */
  private ownDescendant(font: PDFDict): PDFDict | undefined {
    const { descendant } = partsOf(font);
    if (!descendant) return undefined;
    const { ref, copy } = ownCopy(this.context, descendant);
    const descendants = PDFArray.withContext(this.context);
    descendants.push(ref);
    font.set(PDFName.of('DescendantFonts'), descendants);
    return copy;
  }

  private trimLists(font: PDFDict): boolean {
    const shown = this.usage.shown.of(font);
    const lost = this.options.lost.of(font);
    trimToUnicode(font, shown, lost);
    const { descriptor, descendant } = partsOf(font);
    // Both are lists that may be missing (ISO 32000-2, tables 120 and 122).
    if (descriptor) for (const key of ['CharSet', 'CIDSet']) descriptor.delete(PDFName.of(key));
    if (descendant) return this.trimComposite(font, shown);
    trimWidths(font, shown, lost);
    if (nameAt(font, 'Subtype') === 'Type3') trimProcedures(font, shown);
    trimDifferences(font, shown);
    return true;
  }

  private trimComposite(font: PDFDict, shown: ReadonlySet<number>): boolean {
    const copy = this.ownDescendant(font)!;
    const before = widestOf(copy);
    const cids = this.usage.cids.of(font);
    const lost = this.options.lost.of(font);
    trimCidWidths(copy, cids);
    const { descriptor } = partsOf(font);
    if (descriptor) widenAnew(descriptor, before, widestOf(copy));
    trimCidTable(copy, 'W2', cids);
    trimGlyphMap(copy, cids);
    const encoding = entry(font, 'Encoding');
    if (!(encoding instanceof PDFStream)) return true;
    const bytes = bytesAt(font, 'Encoding');
    if (!bytes || encoding.dict.has(PDFName.of('UseCMap'))) return false;
    const text = readCMapText(bytes, shown);
    if (!tellsUse(text, shown, lost)) return true;
    const stream = deflatedStream(this.context, writeEncoding(text), encoding.dict);
    stream.dict.set(PDFName.of('CMapName'), PDFName.of(OWN_CMAP));
    font.set(PDFName.of('Encoding'), this.context.register(stream));
    return true;
  }
}
