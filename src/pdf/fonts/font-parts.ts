import { PDFDict, PDFName, type PDFDocument } from 'pdf-lib';
import { arrayAt, dictAt, elements, entry, nameAt, resolve } from '../objects/lookup.ts';
import { programOf, type FontProgram } from './program.ts';

/** What a font consists of. */
export interface FontParts {
  /** Of a composite font (ISO 32000-2, 9.7.1). */
  readonly descendant: PDFDict | undefined;
  readonly descriptor: PDFDict | undefined;
  readonly program: FontProgram | undefined;
}

export function partsOf(font: PDFDict): FontParts {
  const descendants = arrayAt(font, 'DescendantFonts');
  const first = descendants && elements(descendants)[0];
  const descendant = first instanceof PDFDict ? first : undefined;
  const descriptor = dictAt(descendant ?? font, 'FontDescriptor');
  return { descendant, descriptor, program: programOf(descriptor) };
}

/** Fonts that a form types with (ISO 32000-2, 12.7.4.3). */
export function typedFonts({ context, catalog }: PDFDocument): Set<PDFDict> {
  const form = dictAt(catalog, 'AcroForm');
  const resources = form && dictAt(form, 'DR');
  const fonts = resources && dictAt(resources, 'Font');
  const found = new Set<PDFDict>();
  for (const value of fonts?.values() ?? []) {
    const font = resolve(context, value);
    if (font instanceof PDFDict) found.add(font);
  }
  return found;
}

/** Some programs take digits of a hash for it, instead of capitals. */
const TAG = /^[A-Z\d]{6}\+/i;

/** The tag of a subset (ISO 32000-2, 9.9.2), with its plus sign. */
export function tagOf(font: PDFDict): string | undefined {
  return TAG.exec(nameAt(font, 'BaseFont') ?? '')?.[0];
}

export function renameFont(font: PDFDict, [from, to]: readonly [string, string]): void {
  const { descendant, descriptor } = partsOf(font);
  for (const [dict, key] of [
    [font, 'BaseFont'],
    [descendant, 'BaseFont'],
    [descriptor, 'FontName'],
  ] as const) {
    const name = dict && entry(dict, key);
    if (!(name instanceof PDFName)) continue;
    const plain = name.decodeText();
    if (plain.startsWith(from)) dict!.set(PDFName.of(key), PDFName.of(to + plain.slice(from.length)));
  }
}
