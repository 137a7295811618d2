import { roundPoint } from '../model/order.ts';
import type { Quad } from '../model/redaction.ts';
import type { Box, PageText } from './characters.ts';
import { hasArea } from './geometry.ts';
import { quadOfFrame, toFrame, type FrameBox, type FrameCharacter } from './line-frame.ts';
import { linesOf, type TextLine } from './lines.ts';
import { quoteOfRange } from './quote.ts';

/** Quads of a text mark with the text under them. */
export interface MarkedText {
  readonly quads: readonly Quad[];
  readonly quote: string;
}

/**
 * The quads that cover characters `start` up to and excluding `end` of a page: a run of a line becomes one quad,
 * high enough to hide all its ink, no higher or lower than the ink of the lines around it, and no wider than the
 * neighbours on the line. Of text behind a scan, whose glyphs have no outline, the quad is as wide and high as the
 * picture of the word may be. A range without anything drawn gives no quads.
 */
export function quadsForRange(page: PageText, start: number, end: number): MarkedText {
  const lines = linesOf(page.characters);
  const quads = lines.flatMap((line) =>
    runsOf(line, start, end).map((run) =>
      rounded(quadOfFrame(atLeast(coverOf(run, line, lines)), line.angle)),
    ),
  );
  return { quads, quote: quoteOfRange(page, start, end) };
}

/** Side that a quad has at the least, points, so that rounding leaves it an area: text may be a hundredth of a point high. */
const LEAST = 0.04;

function atLeast({ u0, u1, v0, v1 }: FrameBox): FrameBox {
  const [across, up] = [(LEAST - (u1 - u0)) / 2, (LEAST - (v1 - v0)) / 2].map((more) => Math.max(0, more));
  return { u0: u0 - across!, u1: u1 + across!, v0: v0 - up!, v1: v1 + up! };
}

/** As the file holds it, so that a mark is the same before and after saving. */
function rounded(quad: Quad): Quad {
  return quad.map(roundPoint) as unknown as Quad;
}

/** Gap, in heights of the text, that divides a line in two: the next cell of a table, the next column. */
const WIDE_GAP = 2.5;

/** Selected characters that stand side by side on the page, nothing unselected drawn between them. */
function runsOf(line: TextLine, start: number, end: number): readonly (readonly FrameCharacter[])[] {
  const visible = line.characters.filter((character) => character.visible);
  const across = visible.toSorted((a, b) => middle(a) - middle(b));
  const runs: FrameCharacter[][] = [];
  let run: FrameCharacter[] | undefined;
  for (const character of across) {
    if (character.index < start || character.index >= end) {
      run = undefined;
      continue;
    }
    const before = run?.at(-1);
    if (run === undefined || before === undefined || gapTooWide(before, character)) {
      run = [];
      runs.push(run);
    }
    run.push(character);
  }
  return runs;
}

function gapTooWide(a: FrameCharacter, b: FrameCharacter): boolean {
  return b.loose.u0 - a.loose.u1 > WIDE_GAP * Math.max(a.loose.v1 - a.loose.v0, b.loose.v1 - b.loose.v0);
}

function coverOf(run: readonly FrameCharacter[], line: TextLine, lines: readonly TextLine[]): FrameBox {
  if (run.every(({ character }) => character.pictured)) return coverOfPicture(run, line, lines);
  if (run.every(isBehindScan)) return coverOfScan(run, line, lines);
  const ink = union(run.map((character) => character.ink));
  const loose = union([ink, ...run.map((character) => character.loose)]);
  const full = run.every(isBare) ? asHighAsLine(loose, run, line) : loose;
  return clipSides(run, clipHeight(full, ink, line, lines), besides(line, run));
}

/** Whether all that is known of a character's height is its ink: its font does not say how high type is. */
function isBare({ character, ink, loose }: FrameCharacter): boolean {
  return hasArea(character.ink) && Math.abs(ink.v0 - loose.v0) < HAIR && Math.abs(ink.v1 - loose.v1) < HAIR;
}

/** Depth of tails, in heights of capitals, where a line has none. */
const DEPTH = 0.3;

/** As high and deep as other such characters of the line, so that a mark tells neither tails nor capitals. */
function asHighAsLine(full: FrameBox, run: readonly FrameCharacter[], line: TextLine): FrameBox {
  const others = line.characters.filter((each) => each.visible && isBare(each));
  const tops = others.map((each) => each.ink.v1 - each.baseline);
  const depths = others.map((each) => each.baseline - each.ink.v0);
  // All of one height, they are no letters but boxes.
  if ([tops, depths].every((all) => Math.max(...all) - Math.min(...all) < HAIR)) return full;
  const above = Math.max(0, ...tops);
  const below = Math.max(DEPTH * above, ...depths);
  const baselines = run.map(({ baseline }) => baseline);
  return {
    ...full,
    v0: Math.min(full.v0, Math.min(...baselines) - below),
    v1: Math.max(full.v1, Math.max(...baselines) + above),
  };
}

/** By which a quad is larger than the picture of a word, whose edges are soft: in the height of the text. */
const SOFT = 0.08;

/**
 * What the picture of a word takes up, as high as its line, so that a mark tells neither tails nor capitals; and the
 * middles of its glyphs, which the text has where it likes: by them a mark removes them.
 */
function coverOfPicture(
  run: readonly FrameCharacter[],
  line: TextLine,
  lines: readonly TextLine[],
): FrameBox {
  const ink = union(run.map((character) => character.ink));
  const shown = line.characters.filter(({ character }) => character.pictured);
  const below = Math.max(...shown.map((each) => each.baseline - each.ink.v0));
  const above = Math.max(...shown.map((each) => each.ink.v1 - each.baseline));
  const baselines = run.map(({ baseline }) => baseline);
  const soft = SOFT * (below + above);
  let [u0, u1] = [ink.u0 - soft, ink.u1 + soft];
  for (const neighbour of besides(line, run)) {
    if (middle(neighbour) < (ink.u0 + ink.u1) / 2) u0 = Math.max(u0, Math.min(ink.u0, neighbour.ink.u1));
    else u1 = Math.min(u1, Math.max(ink.u1, neighbour.ink.u0));
  }
  const [v0, v1] = [Math.min(...baselines) - below - soft, Math.max(...baselines) + above + soft];
  return union([
    clipHeight({ u0, u1, v0, v1 }, ink, line, lines),
    ...run.map(({ loose }) => middleOf(loose)),
  ]);
}

function middleOf({ u0, u1, v0, v1 }: FrameBox): FrameBox {
  const [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2];
  return { u0: u - HAIR, u1: u + HAIR, v0: v - HAIR, v1: v + HAIR };
}

/** What is drawn on a line and is not among some of its characters. */
function besides(line: TextLine, run: readonly FrameCharacter[]): readonly FrameCharacter[] {
  const selected = new Set(run.map(({ index }) => index));
  return line.characters.filter((character) => character.visible && !selected.has(character.index));
}

/**
 * What the picture of a word may take up of which the text stands behind a scan. That text stands on the baseline,
 * without tails; its letters are all of one width; and as a rule it is stretched so that the space behind the word ends
 * where its picture does. So signs at either end of the word go with it, and the letter behind a part of a word may be
 * touched.
 */
function coverOfScan(run: readonly FrameCharacter[], line: TextLine, lines: readonly TextLine[]): FrameBox {
  const before = attached(run[0], line, -1);
  const after = attached(run.at(-1), line, 1);
  const whole = [...(before.some(isLetter) ? [] : before), ...run, ...(after.some(isLetter) ? [] : after)];
  const ink = union(whole.map((character) => character.ink));
  const drawn = union([ink, ...whole.map((character) => character.loose)]);
  const full = overScan(drawn, whole.length, line, lines);
  return clipSides(whole, clipHeight(full, ink, line, lines), besides(line, [...whole, ...after]));
}

/** The rest of a word before (-1) or behind (1) one of its characters. */
function attached(from: FrameCharacter | undefined, line: TextLine, step: -1 | 1): readonly FrameCharacter[] {
  const found: FrameCharacter[] = [];
  let at = from === undefined ? -1 : line.characters.indexOf(from);
  for (let next = line.characters[(at += step)]; next?.visible === true; next = line.characters[(at += step)])
    found.push(next);
  return found;
}

const isLetter = ({ character }: FrameCharacter): boolean => /[\p{L}\p{N}]/u.test(character.text);

/** Whether a glyph is invisible and has no outline, so that the engine knows no ink or takes its whole box for it. */
function isBehindScan({ character: { ink, loose, unseen } }: FrameCharacter): boolean {
  return unseen === true && (!hasArea(ink) || ink.every((side, i) => Math.abs(side - loose[i]!) < ROUNDED));
}

/** Points by which an engine's boxes differ that are one. */
const ROUNDED = 0.05;

/** Below the baseline and above the letters, in the height of the text. */
const TAIL = 0.3;
const CROWN = 0.1;

function overScan(
  { u0, u1, v0, v1 }: FrameBox,
  letters: number,
  line: TextLine,
  lines: readonly TextLine[],
): FrameBox {
  const height = v1 - v0;
  const full = { u0, u1: u1 + (u1 - u0) / letters, v0: v0 - TAIL * height, v1: v1 + CROWN * height };
  for (const other of lines) {
    if (other === line) continue;
    for (const character of other.characters) {
      if (!character.visible) continue;
      const box = inFrameOf(line, other, character);
      // Beside it, as in another column; what is above or below is heeded with the height.
      if (box.u0 >= u1 - HAIR && box.u0 < full.u1 && box.v0 < full.v1 && box.v1 > full.v0)
        full.u1 = Math.max(u1, box.u0 - HAIR);
    }
  }
  return full;
}

/** Own ink is hidden in any case; beyond it the quad ends where another line's ink begins. */
function clipHeight(full: FrameBox, ink: FrameBox, line: TextLine, lines: readonly TextLine[]): FrameBox {
  let { v0, v1 } = full;
  const centre = (ink.v0 + ink.v1) / 2;
  for (const other of lines) {
    if (other === line) continue;
    for (const character of other.characters) {
      if (!character.visible) continue;
      const box = inFrameOf(line, other, character);
      if (box.u1 <= full.u0 || box.u0 >= full.u1) continue;
      if ((box.v0 + box.v1) / 2 > centre) v1 = Math.min(v1, Math.max(box.v0, ink.v1));
      else v0 = Math.max(v0, Math.min(box.v1, ink.v0));
    }
  }
  return { ...full, v0, v1 };
}

/** Ink of a character of another line, in the frame of this one. */
function inFrameOf(line: TextLine, other: TextLine, character: FrameCharacter): FrameBox {
  if (Math.abs(line.angle - other.angle) < 1e-3) return character.ink;
  const quad = quadOfFrame(character.ink, other.angle);
  const corners = [0, 2, 4, 6].map((at) => toFrame([quad[at] ?? 0, quad[at + 1] ?? 0], line.angle));
  const us = corners.map(([u]) => u);
  const vs = corners.map(([, v]) => v);
  return { u0: Math.min(...us), u1: Math.max(...us), v0: Math.min(...vs), v1: Math.max(...vs) };
}

/**
 * The quad ends where the neighbours on the line begin; own ink beyond that is covered up to a neighbour's centre.
 * Own centres stay covered in any case, also where glyphs are drawn on top of each other.
 */
function clipSides(
  run: readonly FrameCharacter[],
  full: FrameBox,
  beside: readonly FrameCharacter[],
): FrameBox {
  let { u0, u1 } = full;
  const ink = union(run.map((character) => character.ink));
  const own = run.flatMap(centres);
  const [first, last] = [Math.min(...own) - HAIR, Math.max(...own) + HAIR];
  const centre = (ink.u0 + ink.u1) / 2;
  for (const neighbour of beside) {
    // Of words whose letters have one place together nothing can be spared.
    if (run.some(({ character }) => isSamePlace(character.ink, neighbour.character.ink))) continue;
    const theirs = centres(neighbour);
    if (middle(neighbour) < centre) {
      const limit = Math.max(neighbour.ink.u1, neighbour.loose.u1);
      u0 = Math.max(u0, Math.min(first, Math.max(Math.min(limit, ink.u0), Math.max(...theirs) + HAIR)));
    } else {
      const limit = Math.min(neighbour.ink.u0, neighbour.loose.u0);
      u1 = Math.min(u1, Math.max(last, Math.min(Math.max(limit, ink.u1), Math.min(...theirs) - HAIR)));
    }
  }
  return { ...full, u0, u1 };
}

function isSamePlace(a: Box, b: Box): boolean {
  return hasArea(a) && a.every((side, i) => side === b[i]);
}

/** Along the line: of the ink and of the loose box, either of which decides whether a mark removes a glyph. */
function centres({ ink, loose }: FrameCharacter): readonly [number, number] {
  return [(ink.u0 + ink.u1) / 2, (loose.u0 + loose.u1) / 2];
}

/** Keeps a neighbour's centre out of the quad after rounding to 0.01 point. */
const HAIR = 0.02;

function middle({ ink }: FrameCharacter): number {
  return (ink.u0 + ink.u1) / 2;
}

function union(boxes: readonly FrameBox[]): FrameBox {
  return {
    u0: Math.min(...boxes.map((box) => box.u0)),
    u1: Math.max(...boxes.map((box) => box.u1)),
    v0: Math.min(...boxes.map((box) => box.v0)),
    v1: Math.max(...boxes.map((box) => box.v1)),
  };
}
