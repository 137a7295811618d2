import { PDFName, PDFNumber, type PDFDict } from 'pdf-lib';
import { readTable } from '../content/fonts/composite-font.ts';
import { arrayAt, numberAt, numbersAt } from '../objects/lookup.ts';
import { Outlines } from './outlines.ts';
import { Sfnt, viewOf } from './sfnt.ts';

/** Left, bottom, right and top in thousandths of an em, as in FontBBox (ISO 32000-2, table 120). */
type Bounds = readonly [left: number, bottom: number, right: number, top: number];

/** Thousandths by which programs round differently. */
const ROUNDING = 1.5;
/** Of a number that is no whole one as many parts are kept, however it was written. */
const GRAIN = 1000;
/** What Ghostscript takes for the width of stems, in widths of the box. */
const STEM = 0.15;

/** Bounds of all outlines of a TrueType program; undefined for another, or one without any. */
export function measuredBounds(program: Uint8Array | undefined): Bounds | undefined {
  const font = program && Sfnt.read(program);
  const outlines = font && Outlines.read(font);
  if (!font || !outlines) return undefined;
  const unit = 1000 / (viewOf(font.table('head')!).getUint16(18) || 1000);
  let all: Bounds | undefined;
  for (let glyph = 0; glyph < outlines.count; glyph++) {
    const own = outlines.boundsOf(glyph);
    if (!own) continue;
    all = all
      ? [
          Math.min(all[0], own[0]),
          Math.min(all[1], own[1]),
          Math.max(all[2], own[2]),
          Math.max(all[3], own[3]),
        ]
      : [own[0], own[1], own[2], own[3]];
  }
  return all && [all[0] * unit, all[1] * unit, all[2] * unit, all[3] * unit];
}

/** The largest width that a composite font lists. */
export function widestOf(descendant: PDFDict): number {
  let widest = 0;
  readTable(arrayAt(descendant, 'W'), 1, (_, [width]) => (widest = Math.max(widest, width ?? 0)));
  return widest;
}

/**
 * Some programs measure FontBBox on the glyphs of a subset (Typst, Ghostscript), where it would tell a letter that
 * reaches farther than all others: it is measured anew on what stays. So are the numbers that Ghostscript makes of it.
 */
export function measureAnew(descriptor: PDFDict, before: Bounds, after: Bounds): void {
  const old = numbersAt(descriptor, 'FontBBox');
  if (old?.length !== 4 || old.some((side, i) => Math.abs(side - before[i]!) > ROUNDING)) return;
  const whole = old.every(Number.isInteger);
  const fresh = old.map((side, i) => {
    const value = after[i] === before[i] ? side : after[i]!;
    return whole ? Math.trunc(value) : Math.round(value * GRAIN) / GRAIN;
  });
  setBox(descriptor, fresh);
  const follow = (key: string, from: number, to: number): void => {
    if (from !== to && numberAt(descriptor, key) === from) descriptor.set(PDFName.of(key), PDFNumber.of(to));
  };
  const [, bottom, right, top] = old as unknown as Bounds;
  const [, newBottom, newRight, newTop] = fresh as unknown as Bounds;
  follow('Ascent', top, newTop);
  follow('Descent', bottom, newBottom);
  follow('CapHeight', top, newTop);
  follow('StemV', Math.trunc(STEM * right), Math.trunc(STEM * newRight));
}

/** Others take the largest width that is used for the right side (Pango, for WeasyPrint). */
export function widenAnew(descriptor: PDFDict, before: number, after: number): void {
  const box = numbersAt(descriptor, 'FontBBox');
  if (box?.length !== 4 || before === after || Math.abs(box[2]! - before) > ROUNDING) return;
  setBox(descriptor, [box[0]!, box[1]!, after, box[3]!]);
}

function setBox(descriptor: PDFDict, sides: readonly number[]): void {
  descriptor.set(PDFName.of('FontBBox'), descriptor.context.obj([...sides]));
}
