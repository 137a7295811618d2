import type { Quad } from '../../core/model/redaction.ts';
import { cornersOf, type Bounds } from './region.ts';
import type { Gone } from './told-lines.ts';
import { distance, type WritingPlace } from './writing-place.ts';

/** A line of text, as it was. */
export interface LineSpan {
  readonly start: WritingPlace;
  end: WritingPlace;
  /** What is seen of its last string. */
  clip: Bounds;
  /** By how much its gaps grow: those that text follows, and one at its end, of which only the box grows. */
  grown: number;
  grownBehind: number;
  /** How far text moved from some places on, the start first. */
  readonly steps: Step[];
  /** Where what went at its end began. */
  endsFrom: WritingPlace | undefined;
  /** What went before other text of it. */
  readonly gone: Gone[];
  /** Where text ended behind which some stands apart, and where that begins. */
  readonly joints: { readonly end: WritingPlace; readonly start: WritingPlace }[];
  /** Where its strings begin and end, and how far text moved there. */
  readonly edges: Step[];
  /** Whether its letters or words may be set wider or closer than their font has them. */
  isSpread: boolean;
}

/** `from`: where what went before that place began. */
export interface Step {
  readonly from?: WritingPlace;
  readonly place: WritingPlace;
  readonly shift: number;
}

/** `shift`: how far on it begins. */
export function spanOf(start: WritingPlace, shift: number): LineSpan {
  const clip = { left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity };
  return {
    start,
    end: start,
    clip,
    grown: 0,
    grownBehind: 0,
    steps: [{ place: start, shift }],
    endsFrom: undefined,
    gone: [],
    joints: [],
    edges: [],
    isSpread: false,
  };
}

/** Points within which two lines begin, end or have their middle at the same place. */
const SAME = 0.3;
/** The same of the page: its size is rounded, and so is where a program of whole pixels begins a line. */
const OF_PAGE = 0.75;
/** In em: lines that lie farther apart say nothing of one another. */
const NEAR = 12;
/** In em: a line is not told to be centred by one of the same length. */
const LONGER = 0.3;

/**
 * Which share of what a line grows by comes before its start, so that its fixed place stays: 0 of a line that begins
 * where others do, 1 where it ends with them, a half where it is centred among them. Where text that ends with others
 * begins, and where its middle is, tell how wide it was. By itself a line is told to be centred by the middle of the page,
 * and to end at a margin if that is as wide as the one where others begin.
 *
 * @param page what of the page is seen
 */
export function shareBefore(span: LineSpan, all: readonly LineSpan[], page: Bounds): number {
  const length = distance(span.start, span.end).along;
  let [starts, ends, middles] = [0, 0, 0];
  /** Where lines begin, from the start of this one. */
  let left = 0;
  for (const other of all) {
    if (
      other === span ||
      other.start.alongX * span.start.alongX + other.start.alongY * span.start.alongY < 0.999
    )
      continue;
    const start = distance(span.start, other.start);
    left = Math.min(left, start.along);
    if (Math.abs(start.across) > NEAR * span.start.fontSize) continue;
    const end = distance(span.end, other.end).along;
    if (Math.abs(start.along) <= SAME) starts++;
    if (Math.abs(end) <= SAME) ends++;
    const differs = Math.abs(distance(other.start, other.end).along - length) > LONGER * span.start.fontSize;
    if (differs && Math.abs(start.along + end) <= 2 * SAME) middles++;
  }
  const edges = cornersOf(page).map((corner) => distance(span.start, { ...span.start, ...corner }).along);
  const [from, to] = [Math.min(...edges), Math.max(...edges)];
  if (Math.abs((from + to) / 2 - length / 2) <= OF_PAGE) middles++;
  if (left < -SAME && Math.abs(to - length - (left - from)) <= OF_PAGE) ends++;
  const inClip = standsIn(span, span.clip);
  if (inClip !== undefined && starts === 0) return inClip;
  // Lines of one length begin and end together, however they stand.
  if (starts >= Math.max(ends, middles)) return 0;
  return ends > middles ? 1 : 0.5;
}

/** In em: text that ends this near to the edge of what shows it stands there. */
const PADDING = 0.5;

/** Which share comes before a line's start in what shows it, as a field or cell, if it is centred or ends there. */
function standsIn({ start, end }: LineSpan, box: Bounds): number | undefined {
  if (!Object.values(box).every((side: number) => Number.isFinite(side))) return undefined;
  const edges = cornersOf(box).map((corner) => distance(start, { ...start, ...corner }).along);
  const before = -Math.min(...edges);
  const behind = Math.max(...edges) - distance(start, end).along;
  const near = PADDING * start.fontSize;
  if (before <= near || behind < -SAME) return undefined;
  if (Math.abs(before - behind) <= 2 * SAME) return 0.5;
  return behind <= near && before > behind + near ? 1 : undefined;
}

/** In em: how high and low text reaches, and what the ink of a letter may stick out before its place. */
const HEIGHT = 0.7;
const DEPTH = 0.2;
const OVERHANG = 0.15;

/** Where the start of a line comes to stand that moves back by so many points; undefined where a clip would hide it. */
export function areaBefore({ start, clip }: LineSpan, back: number): Quad | undefined {
  const { x, y, alongX, alongY, fontSize } = start;
  const corner = (along: number, up: number): [number, number] => [
    x + along * alongX - up * alongY,
    y + along * alongY + up * alongX,
  ];
  const [left, bottom] = corner(-back, 0);
  if (left < clip.left || left > clip.right || bottom < clip.bottom || bottom > clip.top) return undefined;
  const end = -OVERHANG * fontSize;
  return [
    ...corner(-back + end, HEIGHT * fontSize),
    ...corner(end, HEIGHT * fontSize),
    ...corner(-back + end, -DEPTH * fontSize),
    ...corner(end, -DEPTH * fontSize),
  ];
}
