import type { Box } from '../../core/text/characters.ts';
import { readFontName } from './font-name.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

/** Where a character is; the loose box may be written. */
interface Placed {
  readonly ink: Box;
  readonly loose: [left: number, bottom: number, right: number, top: number];
  readonly origin: readonly [x: number, y: number];
}

/** A loose box is oversized when its longer side is more than so many times all else of its glyph. */
const OVERSIZED = 4;

/** Centre of a capital above the baseline, top and bottom of most letters, in em. */
const CAPITAL = 0.35;
const TOP = 0.9;
const BOTTOM = -0.22;
/** A loose box with its centre further from that of a capital than this, in em, is wild. */
const WILD = 0.4;
/** In vertical writing a loose box has its centre below its origin: it is off by less than this part of its width. */
const CENTRED = 0.25;
/** Sine of an angle at which text is along an axis of the page. */
const ALONG = 0.01;

/** Whether a loose box is worth a second look: nothing is drawn in its centre. */
export function mayBeWild(loose: Box, ink: Box): boolean {
  const [x, y] = [(loose[0] + loose[2]) / 2, (loose[1] + loose[3]) / 2];
  return x < ink[0] || x > ink[2] || y < ink[1] || y > ink[3];
}

/**
 * Gives a character a loose box that has to do with it, where the engine has a wild one. That goes by the FontBBox, in
 * which some programs list what no letter has: of fonts of procedures one number whatever size the glyphs have, of others
 * the bounds of the highest sign, or of all that hangs down. What is marked would take letters of other lines with it.
 */
export function tame(engine: RawEngine, text: Pointer, index: number, placed: Placed): void {
  const { loose, ink } = placed;
  // Only fonts of procedures have no BaseFont (ISO 32000-2, table 110), and those know no em.
  const hasEm = (): boolean => readFontName(engine, text, index) !== '';
  if (isOversized(placed) && !hasEm()) {
    for (let side = 0; side < 4; side++) loose[side] = ink[side]!;
    return;
  }
  const upstroke = upstrokeOf(engine, text, index);
  if (!upstroke || !isWild(placed, upstroke) || !hasEm()) return;
  const { axis, em } = upstroke;
  const ends = [BOTTOM, TOP].map((level) => placed.origin[axis] + level * em);
  if (ink[2] > ink[0] && ink[3] > ink[1]) ends.push(ink[axis], ink[axis + 2]!);
  loose[axis] = Math.min(...ends);
  loose[axis + 2] = Math.max(...ends);
}

/** Whether a loose box is much taller than its glyph. */
function isOversized({ loose, ink }: Placed): boolean {
  const [width, height] = [loose[2] - loose[0], loose[3] - loose[1]];
  const [inkWidth, inkHeight] = [ink[2] - ink[0], ink[3] - ink[1]];
  const own = Math.max(Math.min(width, height), inkWidth, inkHeight);
  return inkWidth > 0 && inkHeight > 0 && Math.max(width, height) > OVERSIZED * own;
}

/** The axis of the page (0: x, 1: y) along which letters rise, and how long an em is, in points; negative downwards. */
interface Upstroke {
  readonly axis: 0 | 1;
  readonly em: number;
}

/** Undefined for text that slants. */
function upstrokeOf(engine: RawEngine, text: Pointer, index: number): Upstroke | undefined {
  const room = reserve(engine, 24);
  try {
    if (engine.calls.FPDFText_GetMatrix(text, index, room) === 0) return undefined;
    const size = engine.calls.FPDFText_GetFontSize(text, index);
    const at = room >>> 2;
    const [a, b, c, d] = engine.floats.subarray(at, at + 4) as unknown as [number, number, number, number];
    if (Math.abs(b) <= ALONG * Math.abs(a)) return emAlong(1, d * size);
    return Math.abs(a) <= ALONG * Math.abs(b) ? emAlong(0, c * size) : undefined;
  } finally {
    engine.calls.free(room);
  }
}

function emAlong(axis: 0 | 1, em: number): Upstroke | undefined {
  return Number.isFinite(em) && em !== 0 ? { axis, em } : undefined;
}

/** Whether a loose box has its centre where no letter has its own. */
function isWild({ loose, origin }: Placed, { axis, em }: Upstroke): boolean {
  const centre = (side: 0 | 1): number => (loose[side] + loose[side + 2]!) / 2 - origin[side];
  const level = centre(axis) / em - CAPITAL;
  const along = axis === 0 ? 1 : 0;
  const length = loose[along + 2]! - loose[along];
  return level > WILD || (level < -WILD && Math.abs(centre(along)) > CENTRED * length);
}
