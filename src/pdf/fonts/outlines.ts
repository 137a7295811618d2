import { viewOf, type Sfnt } from './sfnt.ts';

/** Flags of a composite glyph (ISO/IEC 14496-22, 5.3.3.1). */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const SCALE_XY = 0x0040;
const MATRIX = 0x0080;

/** The tables glyf and loca. */
export class Outlines {
  private readonly glyf: Uint8Array;
  private readonly offsets: readonly number[];
  private readonly wide: boolean;
  private inOrder: readonly number[] | undefined;

  private constructor(glyf: Uint8Array, offsets: readonly number[], wide: boolean) {
    this.glyf = glyf;
    this.offsets = offsets;
    this.wide = wide;
  }

  static read(font: Sfnt): Outlines | undefined {
    const [glyf, loca, head] = ['glyf', 'loca', 'head'].map((tag) => font.table(tag));
    if (!glyf || !loca || !head || head.length < 54) return undefined;
    const wide = viewOf(head).getInt16(50) !== 0;
    const view = viewOf(loca);
    const offsets: number[] = [];
    for (let at = 0; at + (wide ? 4 : 2) <= loca.length; at += wide ? 4 : 2) {
      offsets.push(wide ? view.getUint32(at) : 2 * view.getUint16(at));
    }
    return new Outlines(glyf, offsets, wide);
  }

  /** How many glyphs there are. */
  get count(): number {
    return Math.max(0, this.offsets.length - 1);
  }

  private outline(glyph: number): Uint8Array {
    const start = this.offsets[glyph] ?? 0;
    let end = this.offsets[glyph + 1] ?? 0;
    // Where offsets fall back viewers take all that follows: of that, what is before the next outline.
    if (end < start) end = this.sorted.find((offset) => offset > start) ?? this.glyf.length;
    return this.glyf.subarray(start, Math.min(end, this.glyf.length));
  }

  private get sorted(): readonly number[] {
    return (this.inOrder ??= [...this.offsets].sort((a, b) => a - b));
  }

  /** Glyphs that a composite glyph is made of. */
  components(glyph: number): number[] {
    const outline = this.outline(glyph);
    const view = viewOf(outline);
    return componentPlaces(outline).map((at) => view.getUint16(at));
  }

  /**
   * Both tables for glyphs in another order; `undefined` stands for one without outline. `indexOf` tells the new
   * number of a component.
   */
  inOrderOf(
    glyphs: readonly (number | undefined)[],
    indexOf: (glyph: number) => number,
  ): Map<string, Uint8Array> {
    const loca = new Uint8Array((glyphs.length + 1) * (this.wide ? 4 : 2));
    const view = viewOf(loca);
    const parts: Uint8Array[] = [];
    let length = 0;
    [...glyphs, undefined].forEach((glyph, index) => {
      if (this.wide) view.setUint32(4 * index, length);
      else view.setUint16(2 * index, length / 2);
      if (glyph === undefined) return;
      const outline = Uint8Array.from(this.outline(glyph));
      const own = viewOf(outline);
      for (const at of componentPlaces(outline)) own.setUint16(at, indexOf(own.getUint16(at)));
      const gap = -outline.length & 3;
      parts.push(outline, new Uint8Array(gap));
      length += outline.length + gap;
    });
    // A table without any byte is taken for one that is missing.
    if (length === 0) parts.push(new Uint8Array(4));
    return new Map([
      ['glyf', Buffer.concat(parts)],
      ['loca', loca],
    ]);
  }
}

/** Where a composite glyph names its components; none for others. */
function componentPlaces(outline: Uint8Array): number[] {
  if (outline.length < 10) return [];
  const view = viewOf(outline);
  if (view.getInt16(0) >= 0) return [];
  const places: number[] = [];
  for (let at = 10; at + 4 <= outline.length;) {
    const flags = view.getUint16(at);
    places.push(at + 2);
    at += 4 + ((flags & WORDS) !== 0 ? 4 : 2);
    if ((flags & SCALE) !== 0) at += 2;
    else if ((flags & SCALE_XY) !== 0) at += 4;
    else if ((flags & MATRIX) !== 0) at += 8;
    if ((flags & MORE) === 0) break;
  }
  return places;
}
