import type { PDFDict } from 'pdf-lib';

const NONE: ReadonlySet<number> = new Set();

/** Sets of codes, by the dictionary of the font that they are shown in. A code is a number, whatever its length. */
export class CodesByFont {
  private readonly sets = new Map<PDFDict, Set<number>>();

  get fonts(): Iterable<PDFDict> {
    return this.sets.keys();
  }

  /** The set of a font, to be added to. */
  of(font: PDFDict): Set<number> {
    let codes = this.sets.get(font);
    if (!codes) this.sets.set(font, (codes = new Set<number>()));
    return codes;
  }

  /** The codes of a font, if there are any; to be read only. */
  get(font: PDFDict): ReadonlySet<number> {
    return this.sets.get(font) ?? NONE;
  }

  add(font: PDFDict, code: number): void {
    this.of(font).add(code);
  }

  addAll(other: CodesByFont): void {
    for (const [font, codes] of other.sets) for (const code of codes) this.add(font, code);
  }

  has(font: PDFDict, code: number): boolean {
    return this.sets.get(font)?.has(code) ?? false;
  }
}
