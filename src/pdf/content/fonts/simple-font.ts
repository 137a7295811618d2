import { PDFDict, PDFName, PDFNumber } from 'pdf-lib';
import { arrayAt, asNumber, dictAt, elements, entry, nameAt, numberAt } from '../../objects/lookup.ts';
import { encodingNames, type EncodingName } from './encodings.ts';
import { centresOf, extentOf, looseCentresOf, type Extent, type LooseCentre } from './extent.ts';
import type { Font, Glyph } from './font.ts';
import { levelsOfNames, levelsOfToUnicode, type InkLevel, type InkLevels } from './offset-ink.ts';
import { standardMetrics, substituteMetrics, type StandardMetrics } from './standard.ts';

/** By code, em. */
interface Widths {
  readonly advances: Float64Array;
  /** Width of a glyph's ink where the font does not tell its advance. */
  readonly inked: Float64Array;
  /** Where the font tells no widths: by how much more some readers advance. */
  readonly more?: Float64Array;
}

/** Type 1, MMType 1 and TrueType (ISO 32000-2, 9.6): one byte a code. */
export class SimpleFont implements Font {
  readonly vertical = false;
  readonly ascent: number;
  readonly descent: number;
  readonly centres: readonly number[];
  readonly looseCentres: readonly LooseCentre[];
  readonly inexact = undefined;
  private readonly widths: Widths;
  /** By code. */
  private readonly levels: readonly (InkLevel | undefined)[];

  constructor(widths: Widths, levels: InkLevels, extent: Extent, standard: Extent = extent) {
    this.widths = widths;
    this.levels = Array.from({ length: 256 }, (_, code) => levels.get(code));
    this.ascent = extent.ascent;
    this.descent = extent.descent;
    this.centres = centresOf(extent);
    this.looseCentres = looseCentresOf(extent, standard);
  }

  read(bytes: Uint8Array, at: number, glyph: Glyph): void {
    const code = bytes[at]!;
    const { advances, inked, more } = this.widths;
    const width = advances[code]!;
    glyph.length = 1;
    glyph.code = code;
    glyph.cid = code;
    glyph.doubtful = false;
    glyph.vague = more === undefined ? 0 : more[code]!;
    glyph.space = code === 32;
    glyph.advance = width;
    glyph.width = width === 0 ? inked[code]! : width;
    glyph.offsetX = 0;
    glyph.offsetY = 0;
    glyph.ink = undefined;
    glyph.level = this.levels[code];
  }
}

export function loadSimpleFont(dict: PDFDict): Font {
  const descriptor = dictAt(dict, 'FontDescriptor');
  const baseFont = nameAt(dict, 'BaseFont') ?? '';
  const standard = standardMetrics(baseFont);
  const explicit = explicitWidths(dict);
  const extent = descriptor ? extentOf(descriptor) : (standard ?? extentOf(undefined));
  const flags = (descriptor && numberAt(descriptor, 'Flags')) ?? 0;
  const metrics = standard ?? substituteMetrics(baseFont, flags);
  const names = glyphNames(dict, metrics);
  const levels = new Map([...levelsOfNames(names), ...levelsOfToUnicode(dict)]);
  if (!explicit) return new SimpleFont(drawnWidths(metrics, names), levels, extent, standard);
  const usual = metricWidths(metrics, names);
  // Codes that the font says nothing of: viewers draw them, and differ on their advance.
  const inked = inkWidths(usual, names).map((width, code) => (Number.isNaN(explicit[code]!) ? width : 0));
  const missing = ((descriptor && numberAt(descriptor, 'MissingWidth')) ?? 0) / 1000;
  const advances = explicit.map((width) => (Number.isNaN(width) ? missing : width));
  return new SimpleFont({ advances, inked }, levels, extent, standard);
}

/** FontDescriptor Flags (ISO 32000-2, table 121). */
const SERIF = 2;
/** A difference in width for what is as wide in two fonts. */
const SOME = 0.001;

/** Stands for a font that the resources lack. */
export function missingFont(): Font {
  const metrics = substituteMetrics('', 0);
  const names = encodingNames('WinAnsiEncoding');
  const widths = drawnWidths(metrics, names);
  // Some readers go on with the font before it, whatever that is; all of them are elsewhere by it.
  const other = substituteMetrics('', SERIF);
  const more = widths.advances.map((width, code) => other.drawn(names[code]!) - width || SOME);
  return new SimpleFont({ ...widths, more }, levelsOfNames(names), metrics);
}

/** By code; not a number where the font does not tell. */
function explicitWidths(dict: PDFDict): Float64Array | undefined {
  const array = arrayAt(dict, 'Widths');
  if (!array) return undefined;
  const widths = new Float64Array(256).fill(Number.NaN);
  const first = Math.trunc(numberAt(dict, 'FirstChar') ?? 0);
  elements(array).forEach((element, index) => {
    const code = first + index;
    if (code >= 0 && code < 256) widths[code] = (asNumber(element) ?? 0) / 1000;
  });
  return widths;
}

function metricWidths(metrics: StandardMetrics, names: readonly string[]): Float64Array {
  const widths = new Float64Array(256);
  names.forEach((name, code) => {
    widths[code] = metrics.width(name) ?? 0;
  });
  return widths;
}

/** Of a font that tells no widths. */
function drawnWidths(metrics: StandardMetrics, names: readonly string[]): Widths {
  const usual = metricWidths(metrics, names);
  const advances = Float64Array.from(names, (name) => metrics.drawn(name));
  const more = advances.map((width, code) => usual[code]! - width);
  return { advances, inked: inkWidths(usual, names), more };
}

/** About the width of a letter, em. */
const LETTER = 0.5;

/** How wide the ink of each code may be: that of the metrics, or about a letter for a glyph that they lack. */
function inkWidths(widths: Float64Array, names: readonly string[]): Float64Array {
  return widths.map((width, code) => (width === 0 && names[code] !== '' ? LETTER : width));
}

/** Names by code from Encoding and Differences (ISO 32000-2, 9.6.5). */
function glyphNames(dict: PDFDict, metrics: StandardMetrics): string[] {
  const encoding = entry(dict, 'Encoding');
  if (encoding instanceof PDFName) return baseNames(encoding.asString().slice(1), metrics);
  if (!(encoding instanceof PDFDict)) return baseNames(undefined, metrics);
  const names = baseNames(nameAt(encoding, 'BaseEncoding'), metrics);
  const differences = arrayAt(encoding, 'Differences');
  let code = 0;
  for (const element of differences ? elements(differences) : []) {
    if (element instanceof PDFNumber) code = element.asNumber();
    else if (element instanceof PDFName) {
      if (code >= 0 && code < 256) names[code] = element.asString().slice(1);
      code++;
    }
  }
  return names;
}

function baseNames(name: string | undefined, metrics: StandardMetrics): string[] {
  if (metrics.names) return [...metrics.names];
  const known: readonly EncodingName[] = ['WinAnsiEncoding', 'MacRomanEncoding', 'StandardEncoding'];
  const names = encodingNames(known.find((encoding) => encoding === name) ?? 'StandardEncoding');
  if (name !== 'WinAnsiEncoding') return names;
  // All codes that it leaves open show a bullet (ISO 32000-2, annex D.3, footnote 5).
  return names.map((each, code) => (each === '' && code > 0x20 ? 'bullet' : each));
}
