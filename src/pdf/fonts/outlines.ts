import { viewOf, type Sfnt } from './sfnt.ts';

/** Flags of a composite glyph (ISO/IEC 14496-22, 5.3.3.1). */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const SCALE_XY = 0x0040;
const MATRIX = 0x0080;
const INSTRUCTIONS = 0x0100;
/** Components of components beyond this are an error. */
const MAX_DEPTH = 16;

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

  /** Left, bottom, right and top as the glyph's header tells them; undefined for one without outline. */
  boundsOf(glyph: number): readonly [number, number, number, number] | undefined {
    const outline = this.outline(glyph);
    if (outline.length < 10) return undefined;
    const view = viewOf(outline);
    return [view.getInt16(2), view.getInt16(4), view.getInt16(6), view.getInt16(8)];
  }

  /** What a glyph has of its own, without that of its components. */
  sizesOf(glyph: number): { contours: number; points: number; instructions: number; components: number[] } {
    const outline = this.outline(glyph);
    const sizes = { contours: 0, points: 0, instructions: 0, components: this.components(glyph) };
    if (outline.length < 10) return sizes;
    const view = viewOf(outline);
    const number = (at: number): number => (at + 2 <= outline.length ? view.getUint16(at) : 0);
    if (sizes.components.length > 0) {
      const { end, flags } = lastComponent(outline);
      if ((flags & INSTRUCTIONS) !== 0) sizes.instructions = number(end);
      return sizes;
    }
    sizes.contours = Math.max(0, view.getInt16(0));
    const ends = 10 + 2 * sizes.contours;
    sizes.points = sizes.contours === 0 ? 0 : number(ends - 2) + 1;
    sizes.instructions = number(ends);
    return sizes;
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

/** Limits of a table maxp (ISO/IEC 14496-22, 5.2.6). */
export interface GlyphLimits {
  points: number;
  contours: number;
  compositePoints: number;
  compositeContours: number;
  instructions: number;
  components: number;
  depth: number;
}

export function glyphLimits(outlines: Outlines, glyphs: Iterable<number>): GlyphLimits {
  const limits: GlyphLimits = {
    points: 0,
    contours: 0,
    compositePoints: 0,
    compositeContours: 0,
    instructions: 0,
    components: 0,
    depth: 0,
  };
  const raise = (key: keyof GlyphLimits, value: number): void => {
    limits[key] = Math.max(limits[key], value);
  };
  for (const glyph of glyphs) {
    const sizes = outlines.sizesOf(glyph);
    raise('instructions', sizes.instructions);
    if (sizes.components.length === 0) {
      raise('points', sizes.points);
      raise('contours', sizes.contours);
      continue;
    }
    const whole = composed(outlines, glyph, 0);
    raise('compositePoints', whole.points);
    raise('compositeContours', whole.contours);
    raise('components', sizes.components.length);
    raise('depth', whole.depth);
  }
  return limits;
}

function composed(
  outlines: Outlines,
  glyph: number,
  level: number,
): { points: number; contours: number; depth: number } {
  const { points, contours, components } = outlines.sizesOf(glyph);
  const whole = { points, contours, depth: 0 };
  for (const part of level < MAX_DEPTH ? components : []) {
    const own = composed(outlines, part, level + 1);
    whole.points += own.points;
    whole.contours += own.contours;
    whole.depth = Math.max(whole.depth, own.depth + 1);
  }
  return whole;
}

/** Where a composite glyph names its components; none for others. */
function componentPlaces(outline: Uint8Array): number[] {
  return componentsIn(outline).map(({ at }) => at);
}

/** Where the components of a composite glyph end, and the flags of the last. */
function lastComponent(outline: Uint8Array): { end: number; flags: number } {
  return componentsIn(outline).at(-1) ?? { end: outline.length, flags: 0 };
}

/** Components of a composite glyph: where the glyph is named, where they end, their flags; none for other glyphs. */
function componentsIn(outline: Uint8Array): { at: number; end: number; flags: number }[] {
  if (outline.length < 10) return [];
  const view = viewOf(outline);
  if (view.getInt16(0) >= 0) return [];
  const found: { at: number; end: number; flags: number }[] = [];
  for (let at = 10; at + 4 <= outline.length;) {
    const flags = view.getUint16(at);
    const place = at + 2;
    at += 4 + ((flags & WORDS) !== 0 ? 4 : 2);
    if ((flags & SCALE) !== 0) at += 2;
    else if ((flags & SCALE_XY) !== 0) at += 4;
    else if ((flags & MATRIX) !== 0) at += 8;
    found.push({ at: place, end: at, flags });
    if ((flags & MORE) === 0) break;
  }
  return found;
}
