import { StandardFontEmbedder, StandardFonts } from 'pdf-lib';
import { at, turned, type Frame } from './frame.ts';

/** Text of a label, placed in PDF user space. */
export interface Label {
  readonly lines: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  readonly size: number;
  /** Direction of reading, radians counter-clockwise. */
  readonly angle: number;
  /** What the letters cover. */
  readonly area: Frame;
}

/** Smaller than this (points on paper) nobody reads. */
const MIN_SIZE = 5;
const MAX_SIZE = 12;
/** A label of a large area grows with it up to this. */
const MAX_SIZE_OF_AREA = 28;
/** Room between letters and edge, in points. */
const PADDING = 1;
/** Of Helvetica, in ems: digits and capitals above the baseline, commas and descenders below. */
const ASCENT = 0.72;
const DESCENT = 0.21;
const LEADING = 1.15;
/** Distance of a label from its box, in points. */
const ASIDE = 1.5;

type FontName = Parameters<typeof StandardFontEmbedder.for>[0];
const helvetica = StandardFontEmbedder.for(StandardFonts.Helvetica as unknown as FontName);

/** A text in WinAnsiEncoding as a string of PDF syntax. */
export function labelString(text: string): string {
  // Literal where nothing in it needs a backslash: it is half as long.
  return /^[ -'*-[\]-~]*$/.test(text) ? `(${text})` : `<${helvetica.encodeText(text).asString()}>`;
}

/** A text with only what the label's font can say. */
export function labelText(code: string): string {
  return [...code]
    .map((character) => {
      try {
        helvetica.encodeText(character);
        return character;
      } catch {
        return '?';
      }
    })
    .join('');
}

/** Width of a text as labels are laid out, in thousandths of the type size. */
export function labelWidth(text: string): number {
  return helvetica.widthOfTextAtSize(text, 1000);
}

/** How labels are placed. */
export interface LabelOptions {
  /** Clockwise rotation of the page as it is shown. */
  readonly rotate: number;
  readonly userUnit: number;
  /** Text marks keep the direction of their text; others are upright to the reader. */
  readonly alongText: boolean;
}

/** A label within a box, as large as fits; undefined when it would be too small to read. */
export function labelInside(box: Frame, codes: readonly string[], options: LabelOptions): Label | undefined {
  const minimum = MIN_SIZE / options.userUnit;
  const fits = directions(box, options)
    .map((frame) => fit(frame, codes, options))
    .filter((fitting) => fitting.size >= minimum);
  const [first, second] = fits;
  if (!first) return undefined;
  // Turned on its side it may be far larger in a high, narrow box.
  const chosen = second && second.size > first.size * 1.6 ? second : first;
  // Half points: labels of one height are of one size, and take fewer bytes.
  return place(chosen.frame, chosen.lines, Math.max(minimum, Math.floor(2 * chosen.size) / 2));
}

/** A label beside a box where `isFree` says that there is room: behind it, before it, below or above. */
export function labelBeside(
  box: Frame,
  codes: readonly string[],
  options: LabelOptions,
  isFree: (area: Frame) => boolean,
): Label | undefined {
  const frame = directions(box, options)[0]!;
  const text = codes.join(' ');
  const minimum = MIN_SIZE / options.userUnit;
  const best = Math.max(minimum, Math.min(9 / options.userUnit, frame.height * 0.8));
  for (const size of [best, (best + minimum) / 2, minimum]) {
    const width = helvetica.widthOfTextAtSize(text, size) + 2 * PADDING;
    const height = size * (ASCENT + DESCENT) + PADDING;
    const middle = (frame.height - height) / 2;
    const places = [
      [frame.width + ASIDE, middle],
      [-width - ASIDE, middle],
      [0, -height - ASIDE],
      [0, frame.height + ASIDE],
    ] as const;
    for (const [along, up] of places) {
      const area: Frame = { ...at(frame, along, up), angle: frame.angle, width, height };
      if (isFree(area)) return place(area, [text], size);
    }
  }
  return undefined;
}

/** The frame as read upright (or along its text, not upside down), then on its side. */
function directions(box: Frame, { rotate, alongText }: LabelOptions): Frame[] {
  const onScreen = (frame: Frame): number => Math.cos(frame.angle - (rotate * Math.PI) / 180);
  const all = [0, 1, 2, 3].map((times) => turned(box, times));
  if (!alongText) {
    const sorted = [...all].sort((a, b) => onScreen(b) - onScreen(a));
    return sorted.slice(0, 2);
  }
  const upright = (a: Frame, b: Frame): Frame => (onScreen(a) >= -1e-6 || onScreen(a) > onScreen(b) ? a : b);
  return [upright(all[0]!, all[2]!), upright(all[1]!, all[3]!)];
}

function fit(
  frame: Frame,
  codes: readonly string[],
  options: LabelOptions,
): { readonly frame: Frame; readonly lines: readonly string[]; readonly size: number } {
  const smaller = Math.min(frame.width, frame.height);
  const growth = options.alongText ? MAX_SIZE : Math.min(MAX_SIZE_OF_AREA, Math.max(MAX_SIZE, smaller * 0.1));
  const largest = growth / options.userUnit;
  let best: { lines: readonly string[]; size: number } = { lines: [], size: 0 };
  for (let count = 1; count <= codes.length; count++) {
    const lines = split(codes, count);
    const widest = Math.max(...lines.map((line) => helvetica.widthOfTextAtSize(line, 1)));
    const byWidth = (frame.width - 2 * PADDING) / widest;
    const byHeight = (frame.height - PADDING) / (ASCENT + DESCENT + (count - 1) * LEADING);
    const size = Math.min(largest, byWidth, byHeight);
    if (size > best.size * 1.05) best = { lines, size };
  }
  return { frame, ...best };
}

function split(codes: readonly string[], count: number): string[] {
  const per = Math.ceil(codes.length / count);
  const lines: string[] = [];
  for (let i = 0; i < codes.length; i += per) lines.push(codes.slice(i, i + per).join(' '));
  return lines;
}

function place(frame: Frame, lines: readonly string[], size: number): Label {
  const widths = lines.map((line) => helvetica.widthOfTextAtSize(line, size));
  const height = size * (ASCENT + DESCENT + (lines.length - 1) * LEADING);
  // Without letters below the line the capitals and digits are centred by themselves.
  const below = /[gjpqy,;()[\]]/.test(lines.at(-1) ?? '') ? DESCENT : 0;
  const bottom = (frame.height - height + size * (DESCENT - below)) / 2 + size * below;
  const placed = lines.map((text, index) => {
    const up = bottom + (lines.length - 1 - index) * size * LEADING;
    return { text, ...at(frame, (frame.width - widths[index]!) / 2, up) };
  });
  const width = Math.max(...widths);
  const area: Frame = {
    ...at(frame, (frame.width - width) / 2, (frame.height - height) / 2),
    angle: frame.angle,
    width,
    height,
  };
  return { lines: placed, size, angle: frame.angle, area };
}
