import type { Quad } from '../../core/model/redaction.ts';
import { formatNumber, formatString } from './operators.ts';
import { StringOperand, type Operand } from './operand.ts';
import { sideOfGuess, type Extent } from './fonts/extent.ts';
import { centresOfLetter } from './fonts/offset-ink.ts';
import type { ReadGlyph } from './glyphs-read.ts';
import { blankGlyph, centresAlong, type Font } from './fonts/font.ts';
import type { Matrix } from './matrix.ts';
import { ACROSS, Pen, isFarApart } from './pen.ts';
import { boundsOf, transformBox } from './region.ts';
import type { GapNote, Remainder } from './remainder.ts';
import type { PageRun } from './run.ts';
import type { State } from './state.ts';
import { summed, type Token } from './tokens.ts';
import { looseBox, withUnseen } from './unseen-glyphs.ts';
import { roundedGap, smoothed, type LineKeeper } from './width-protection.ts';
import { distance, follows, type WritingPlace } from './writing-place.ts';

export interface Shown {
  readonly removed: number;
  readonly kept: number;
  readonly remainder: Remainder | undefined;
  /** Whether it is written from top to bottom. */
  readonly isVertical: boolean;
  /** How far the string was moved on as it began, in unscaled text space. */
  readonly carried: number;
  /** How far on from its original start what is written of it ends, in unscaled text space. */
  readonly end: number;
}

/** A mark lower than this share of the type size comes from a font whose glyphs have no box: it lies on the baseline. */
const NO_BOX = 0.1;

/** Points within which two readers find the centre of one glyph. */
const ABOUT = 1;
/** Points from its middle across which a glyph counts as marked: of a large letter all else would go as well. */
const MOST_ACROSS = 3;
/** Two programs read one glyph when its origins are this near, in em. */
const SAME_PLACE = 0.05;
/** Narrower glyphs (em) are accents and vowel signs: they are drawn beside the place where they begin. */
const NARROW = 0.01;
/** Points; marks are rounded, and an accent may belong to the letter before. */
const BEGINS = 0.015;

/** Of a box whose middle is just in a mark, rounding included. */
const HALF = 0.49;

const glyph = blankGlyph();

/**
 * Shows the elements of a TJ array: moves the text matrix, and tells what stays when marks cover glyphs
 * (ISO 32000-2, 9.4.3 and 9.4.4).
 */
export function showText(
  run: PageRun,
  state: State,
  elements: readonly Operand[],
  font: Font,
  line: LineKeeper | undefined,
  placed: boolean,
): Shown {
  const pen = new Pen(state, font);
  const keeper = font.vertical ? undefined : line;
  const shift = keeper?.begin(pen.place(), placed) ?? 0;
  const carried = keeper ? pen.length(keeper.carried) : 0;
  const goesOn = run.cutOff !== undefined && follows(run.cutOff, pen.place());
  const marked = findHits(run, pen, elements, font);
  const taken =
    marked.places.length > 0 || goesOn
      ? withUnseen(run, state, elements, font, marked.places)
      : { places: marked.places, isCut: false };
  const hits = { ...marked, places: taken.places };
  const rewrite = hits.places.length > 0 || hits.strayed || shift !== 0 || keeper?.busy === true;
  const made = rewrite ? cut(run, state, elements, font, hits, keeper) : undefined;
  keeper?.end(pen.place(), state.clip);
  state.tm = pen.moved();
  state.apart = hits.strayed ? 0 : pen.apart;
  run.cutOff = taken.isCut && hits.places.at(-1) === hits.glyphs - 1 ? pen.place() : undefined;
  return {
    removed: hits.places.length,
    kept: hits.glyphs - hits.places.length,
    remainder: made?.remainder,
    isVertical: pen.isVertical,
    carried,
    end: made?.end ?? pen.at + carried,
  };
}

interface Hits {
  readonly places: readonly number[];
  readonly glyphs: number;
  /** Whether some readers show a glyph in a mark that is not in it. */
  readonly strayed: boolean;
}

/** How many glyphs are shown, and which of them lie in a mark. */
function findHits(run: PageRun, pen: Pen, elements: readonly Operand[], font: Font): Hits {
  const places: number[] = [];
  let glyphs = 0;
  let strayed = false;
  const last = elements.findLast((element) => element instanceof StringOperand);
  for (const element of elements) {
    if (typeof element === 'number') pen.adjust(element);
    if (!(element instanceof StringOperand)) continue;
    const { bytes } = element;
    for (let at = 0; at < bytes.length; at += glyph.length) {
      font.read(bytes, at, glyph);
      const hit = isMarked(run, pen, font, element === last && at + glyph.length >= bytes.length);
      if (hit === 'unread') run.besides.push(looseBox(pen, font, glyph));
      if (hit !== false) places.push(glyphs);
      else if (pen.apart !== 0 && !strayed) strayed = pen.strays(run.region, font, glyph.width);
      glyphs++;
      pen.advance(glyph);
    }
  }
  return { places, glyphs, strayed: strayed && !font.vertical };
}

/**
 * Whether a mark holds the centre of the current glyph's loose box, or about the centre of its ink; `unread` when it
 * does and the other program tells of no glyph there, as in what was an annotation. `ends`: no other glyph is shown with
 * it behind this one.
 */
function isMarked(run: PageRun, pen: Pen, font: Font, ends: boolean): boolean | 'unread' {
  const { base } = pen;
  const originX = base[4] + pen.at * pen.alongX + base[0] * glyph.offsetX + base[2] * glyph.offsetY;
  const originY = base[5] + pen.at * pen.alongY + base[1] * glyph.offsetX + base[3] * glyph.offsetY;
  const { ink } = glyph;
  const reach = pen.scale * (1 + Math.abs(glyph.width));
  // Nearly all glyphs of a page; without a call, which would put its numbers on the heap.
  const { bounds } = run.region;
  const isOff = originX + reach < bounds.left || originX - reach > bounds.right;
  if (!ink && (isOff || originY + reach < bounds.bottom || originY - reach > bounds.top)) return false;
  if (ink) {
    const x = (ink.left + ink.right) / 2;
    const y = (ink.bottom + ink.top) / 2;
    if (run.region.contains(originX + base[0] * x + base[2] * y, originY + base[1] * x + base[3] * y)) {
      return readOf(run, base, originX, originY, ends) ? true : 'unread';
    }
  }
  if (!run.region.reaches(originX, originY, reach)) return false;
  const read = readOf(run, base, originX, originY, ends);
  const strays = pen.isVertical && pen.isShiftedInto(run.region);
  if (strays && !read?.held) run.elsewhere.push(looseBox(pen, font, glyph));
  if (strays) return true;
  if (read) {
    if (read.held && run.region.isBeside(read.ink)) run.elsewhere.push(read.ink);
    if (read.held) return true;
    const isMarkedToo = hasLooseCentre(run, font, base, originX, originY, read.ink);
    if (isMarkedToo) run.besides.push(read.ink);
    if (isMarkedToo && font.vertical) run.elsewhere.push(looseBox(pen, font, glyph));
    return isMarkedToo;
  }
  const { level } = glyph;
  const ofLetter = level === undefined ? undefined : centresOfLetter(level);
  const most = MOST_ACROSS / (Math.hypot(base[0], base[1]) * Math.abs(glyph.width) || 1);
  for (const share of ACROSS) {
    const near = Math.min(0.5 + most, Math.max(0.5 - most, share));
    const x = originX + base[0] * glyph.width * near;
    const y = originY + base[1] * glyph.width * near;
    for (const centre of ofLetter ?? font.centres) {
      if (run.region.contains(x + base[2] * centre, y + base[3] * centre)) return 'unread';
    }
    if (run.region.containsThin(x, y, NO_BOX * Math.hypot(base[2], base[3]))) return 'unread';
    if (level !== undefined && run.region.contains(x + base[2] * level, y + base[3] * level)) return 'unread';
  }
  return hasLooseCentre(run, font, base, originX, originY) ? 'unread' : false;
}

/**
 * What the other program reads where the current glyph begins. Where an accent begins at the same place as the letter
 * behind it, it is told from it by where it is drawn: before that place, unless the glyph itself says otherwise.
 */
function readOf(
  { read }: PageRun,
  base: Matrix,
  originX: number,
  originY: number,
  ends: boolean,
): ReadGlyph | undefined {
  const isNarrow = Math.abs(glyph.width) < NARROW;
  const isBack = glyph.ink ? glyph.ink.left + glyph.ink.right <= 0 : isNarrow;
  return read.find(originX, originY, SAME_PLACE * Math.hypot(base[2], base[3]), ({ ink, accent, held }) => {
    const [l, b, r, t] = ink;
    const before = base[0] * ((l + r) / 2 - originX) + base[1] * ((b + t) / 2 - originY) <= 0;
    if (before === isBack) return 'well';
    // Signs of music have no width either: each is placed by itself, and drawn behind where it begins.
    if (isNarrow && ends && held) return 'so-so';
    return isNarrow === (accent === true) ? 'so-so' : 'not';
  });
}

/** Whether the current glyph's loose box has about its centre in a mark, wherever others read it (with ink `drawn`). */
function hasLooseCentre(
  run: PageRun,
  font: Font,
  base: Matrix,
  originX: number,
  originY: number,
  drawn?: ReadGlyph['ink'],
): boolean {
  const length = Math.hypot(base[0], base[1]) * Math.abs(glyph.width);
  const off = length > 0 ? Math.min(0.2, ABOUT / length) : 0;
  const size = Math.hypot(base[2], base[3]);
  const slant = (base[0] * base[2] + base[1] * base[3]) / (base[0] ** 2 + base[1] ** 2 || 1);
  const edge = Math.abs(glyph.width) < NARROW ? BEGINS : 0;
  for (const share of centresAlong(glyph, off)) {
    const x = originX + base[0] * glyph.width * share;
    const y = originY + base[1] * glyph.width * share;
    for (const { level: own, margin, half, inked, guessedBy } of font.looseCentres) {
      const level = guessedBy ? own * sideOfGuess(guessedBy, base) : own;
      if ((inked === true || level !== own) && drawn && run.region.isBeside(drawn)) continue;
      const tolerance = -Math.max(margin * size, edge) || undefined;
      const [aboveX, aboveY] = [x + base[2] * level, y + base[3] * level];
      // Along the type's own slant, and straight up from the baseline, as readers do that know of no slant.
      const isIn =
        run.region.contains(aboveX, aboveY, tolerance) ||
        (slant !== 0 &&
          run.region.contains(aboveX - slant * base[0] * level, aboveY - slant * base[1] * level, tolerance));
      if (!isIn) continue;
      if (!half || isHalfIn(run, base, originX, originY, half)) return true;
    }
  }
  return false;
}

/** Whether marks cover at least half of the current glyph's box, by an extent that others take its font to have. */
function isHalfIn(
  { region }: PageRun,
  base: Matrix,
  originX: number,
  originY: number,
  { ascent, descent }: Extent,
): boolean {
  const box = { left: 0, bottom: descent, right: glyph.width, top: ascent };
  const corners = transformBox([base[0], base[1], base[2], base[3], originX, originY], box);
  return region.share(boundsOf(corners)) >= HALF;
}

/** Writes the elements without the glyphs at some places, each run of them replaced by its advance. */
function cut(
  run: PageRun,
  state: State,
  elements: readonly Operand[],
  font: Font,
  { places, strayed }: Hits,
  keeper: LineKeeper | undefined,
): { readonly remainder: Remainder; readonly end: number } {
  if (font.inexact !== undefined && places.length > 0) run.unsupported.add(font.inexact);
  const pen = new Pen(state, font);
  const writer = new ArrayWriter(state, pen, keeper, strayed);
  let index = 0;
  let next = 0;
  for (const element of elements) {
    if (typeof element === 'number') {
      writer.number(element);
      pen.adjust(element);
    }
    if (!(element instanceof StringOperand)) continue;
    const { bytes, hex } = element;
    for (let at = 0; at < bytes.length; at += glyph.length) {
      font.read(bytes, at, glyph);
      if (places[next] === index++) {
        writer.skip(run);
        run.shared.loseBox(looseBox(pen, font, glyph));
        next++;
      } else writer.glyph(bytes, at, hex);
      pen.advance(glyph);
    }
    writer.endString();
  }
  return writer.finish(font);
}

class ArrayWriter {
  private readonly state: State;
  private readonly pen: Pen;
  private readonly tokens: Token[] = [];
  private isAnchored = false;
  private isSmoothed = false;
  /** Where the last glyph that stays ended, and where it does as it is written. */
  private lastEnd: number | undefined;
  private end = 0;
  private bytes: number[] = [];
  private hex = false;
  /** Sum of a removed run, in thousandths as TJ counts them. */
  private gap: number | undefined;
  private gapAt = 0;
  /** Where the last glyph that went ended. */
  private goneEnd = 0;
  /** How far what is before the gap has moved. */
  private gapCarried = 0;
  private readonly gaps: GapNote[] = [];
  private readonly keeper: LineKeeper | undefined;
  /** Whether readers that are elsewhere are brought to where this one is. */
  private readonly gathers: boolean;
  /** How much farther some readers are by now. */
  private apart: number;
  /** Whether they differ on the width of the gap. */
  private isVague = false;
  /** The first place from which glyphs moved. */
  private movedFrom: WritingPlace | undefined;
  /** How far any moved back, below 0. */
  private movedBack = 0;

  constructor(state: State, pen: Pen, keeper: LineKeeper | undefined, gathers: boolean) {
    this.state = state;
    this.pen = pen;
    this.keeper = keeper;
    this.gathers = gathers && !keeper;
    const before = keeper?.keptEnd;
    // Kerning may stand between two strings: then the second has a place of its own.
    if (before) this.lastEnd = pen.at - pen.length(distance(before, pen.place()).along);
    this.apart = state.apart;
  }

  number(thousandths: number): void {
    if (this.gap !== undefined) this.gap += thousandths;
    else if (this.keeper?.busy === true) this.smooth(thousandths, this.keeper);
    else this.tokens.push({ value: thousandths, gap: 'none' });
  }

  private smooth(thousandths: number, keeper: LineKeeper): void {
    const value = smoothed(thousandths);
    if (value !== thousandths) {
      this.isSmoothed = true;
      this.drift(thousandths - value, keeper);
    }
    if (value !== 0) this.tokens.push({ value, gap: 'none' });
  }

  /** What follows stands so many thousandths farther on. */
  private drift(thousandths: number, keeper: LineKeeper): void {
    const { state, pen } = this;
    const { alongX, alongY } = pen;
    const length = (thousandths / 1000) * state.fontSize * state.scaling;
    keeper.drift += length * Math.hypot(alongX, alongY);
    this.movedFrom ??= pen.place();
  }

  skip(run: PageRun): void {
    this.endString();
    this.isVague ||= glyph.vague !== 0;
    const { keeper, gap, lastEnd, pen } = this;
    const isKerned = keeper && gap === undefined && lastEnd !== undefined && pen.isKernedTo(lastEnd);
    const at = isKerned ? lastEnd : pen.at;
    if (this.gap === undefined) {
      this.gap = 0;
      this.gapAt = at;
      this.gapCarried = this.keeper?.carried ?? 0;
    }
    this.goneEnd = this.pen.at + this.pen.reach(glyph);
    this.keeper?.remove(this.pen.place(at), this.pen.place(this.goneEnd));
    if (this.state.fontDict) run.removed.add(this.state.fontDict, glyph.code);
    const { fontSize, charSpacing, wordSpacing } = this.state;
    const spacing = charSpacing + (glyph.space ? wordSpacing : 0);
    if (fontSize !== 0) this.gap -= 1000 * (glyph.advance + spacing / fontSize);
    else if (spacing !== 0) run.unsupported.add('text of size zero with spacing');
  }

  glyph(bytes: Uint8Array, at: number, hex: boolean): void {
    this.closeGap(this.grow());
    if (!glyph.space) this.keeper?.follow(glyph.code);
    if (this.gathers && isFarApart(this.apart, this.state)) {
      this.endString();
      this.anchor();
    }
    this.apart += glyph.vague * this.state.fontSize * this.state.scaling;
    this.hex = hex;
    for (let i = 0; i < glyph.length && at + i < bytes.length; i++) this.bytes.push(bytes[at + i]!);
    this.lastEnd = this.pen.at + this.pen.reach(glyph);
    this.end = this.lastEnd + this.pen.length(this.keeper?.carried ?? 0);
  }

  endString(): void {
    if (this.bytes.length === 0) return;
    const text = formatString(this.bytes, this.hex);
    this.bytes = [];
    const last = this.tokens.at(-1);
    // Where a number was left out, nothing tells that there was one.
    if (this.keeper?.busy === true && typeof last === 'string' && last[0] === text[0])
      this.tokens[this.tokens.length - 1] = last.slice(0, -1) + text.slice(1);
    else this.tokens.push(text);
  }

  finish(font: Font): { readonly remainder: Remainder; readonly end: number } {
    const endsWithGap = this.closeGap(0, true);
    const { gaps, isAnchored, isSmoothed, end } = this;
    const moved = this.movedQuad(font);
    return {
      remainder: { tokens: summed(this.tokens), gaps, endsWithGap, isAnchored, isSmoothed, moved },
      end,
    };
  }

  /** Before a glyph that stays: by how much the gap before it grows, in points. */
  private grow(): number {
    if (!this.keeper) return 0;
    const place = this.pen.place();
    const grown = this.keeper.keep(place);
    if (this.keeper.carried !== 0 || this.keeper.drift !== 0) this.movedFrom ??= place;
    this.movedBack = Math.min(this.movedBack, this.keeper.carried);
    return grown;
  }

  private movedQuad(font: Font): Quad | undefined {
    if (!this.movedFrom || !this.keeper) return undefined;
    const from = this.movedFrom;
    const to = this.pen.place();
    const { base } = this.pen;
    const corner = ({ x, y }: WritingPlace, level: number, shift: number): [number, number] => [
      x + from.alongX * shift + base[2] * level,
      y + from.alongY * shift + base[3] * level,
    ];
    const { carried, drift } = this.keeper;
    const back = Math.min(0, drift) + this.movedBack;
    const on = Math.max(0, carried) + Math.max(0, drift);
    return [
      ...corner(from, font.ascent, back),
      ...corner(to, font.ascent, on),
      ...corner(from, font.descent, back),
      ...corner(to, font.descent, on),
    ];
  }

  private closeGap(grown: number, isLast = false): boolean {
    if (this.gap === undefined && grown !== 0) {
      this.endString();
      this.gap = 0;
      this.gapAt = this.goneEnd = this.pen.at;
      this.gapCarried = (this.keeper?.carried ?? 0) - grown;
    }
    if (this.gap === undefined) return false;
    const { base, alongX, alongY } = this.pen;
    const { fontSize, scaling } = this.state;
    // Kerning before the first glyph that went is part of the gap where its width is to stay unknown.
    const along = this.keeper
      ? this.pen.at - this.gapAt
      : (-this.gap / 1000) * fontSize * (this.pen.isVertical ? 1 : scaling);
    const length = Math.hypot(alongX, alongY);
    this.gaps.push({
      x: base[4] + this.gapAt * alongX,
      y: base[5] + this.gapAt * alongY,
      angle: along < 0 ? Math.atan2(-alongY, -alongX) : Math.atan2(alongY, alongX),
      width: Math.abs(along) * length + grown,
      filled: Math.abs(this.goneEnd - this.gapAt) * length,
      shift: grown,
      carried: this.gapCarried,
      fontSize: Math.hypot(base[2], base[3]),
    });
    const isUnsure = this.isVague || (this.gathers && isFarApart(this.apart, this.state));
    this.isVague = false;
    if (isUnsure && !isLast && !this.keeper && !this.pen.isVertical) this.anchor();
    else {
      const width = this.gap + (grown === 0 ? 0 : this.pen.thousandths(grown));
      // A gap up to another column: what was rounded of each letter that went is left in it.
      const value = this.keeper?.isApart === true && !isLast ? roundedGap(width) : width;
      if (this.keeper && value !== width) this.drift(width - value, this.keeper);
      this.tokens.push({ value, gap: grown === 0 ? 'went' : 'grown' });
    }
    this.gap = undefined;
    return true;
  }

  /**
   * Goes on at a place of its own, as nothing tells how wide the gap is: elsewhere, a reader might show what follows in
   * the mark. The line begins where it did, for what is placed by it.
   */
  private anchor(): void {
    this.apart = 0;
    this.isAnchored = true;
    while (typeof this.tokens.at(-1) === 'object') this.tokens.pop();
    const line = this.state.tlm.map((each) => formatNumber(each, 6)).join(' ');
    this.tokens.push(`] TJ ${line} Tm [${formatNumber(this.pen.fromLineStart(), 6)}`);
  }
}
