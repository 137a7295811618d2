import type { PDFContext, PDFPage, PDFRef } from 'pdf-lib';
import type { BoxStyle, RedactionMark, WidthProtection } from '../../core/ports/pdf.ts';
import type { PageGeometry } from '../../core/text/characters.ts';
import { Region } from '../content/region.ts';
import { cornersOfFrame, frameOf, mergeLines, type Frame } from './frame.ts';
import type { LabelFont } from './label-font.ts';
import { labelBeside, labelInside, labelString, labelText, type Label, type LabelOptions } from './labels.ts';
import { framesOfGaps, quadOfFrame, type Movements } from './gaps.ts';
import { addResource, pdfNumber, wrapContent } from './page-content.ts';
import type { Room } from './room.ts';
import { textString } from './text-string.ts';

/** Red, green and blue, 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** What is drawn for one mark. */
export interface MarkBoxes {
  readonly mark: RedactionMark;
  readonly frames: readonly Frame[];
  readonly labels: readonly Label[];
  readonly fill: Rgb;
  readonly ink: Rgb;
  /** Width in points of the line along the edge, on the inside; 0 for none. */
  readonly border: number;
  /** Whether it was to grow under width protection and had no room. */
  readonly cramped: boolean;
}

/** What tells where a label beside a box may go: nothing readable, nothing drawn. */
export type FreeRoom = (area: Frame) => boolean;

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [1, 1, 1];
const BORDER = 0.75;
/** Of the names of our resources: on a small page every byte counts. */
const PREFIX = 'Lk';

/** Lays out boxes and codes of a page. */
export function planBoxes(
  marks: readonly RedactionMark[],
  style: BoxStyle,
  geometry: PageGeometry,
  { isFree, isOpen, keeps }: Room & { readonly keeps?: (area: Frame) => boolean },
  protection: { readonly level: WidthProtection; readonly movements: Movements },
): MarkBoxes[] {
  const { level, movements } = protection;
  const framed = marks.map((mark) => {
    const lines = mergeLines(mark.quads.map(frameOf), keeps);
    if (mark.kind !== 'text') return { mark, frames: lines, cramped: false };
    return { mark, ...framesOfGaps(lines, movements, level, isOpen) };
  });
  const taken = [...framed.flatMap(({ frames }) => frames), ...movements.moved.map(frameOf)];
  const isRoom: FreeRoom = (area) => !taken.some((other) => overlaps(area, other)) && isFree(area);
  return framed.map(({ mark, frames, cramped }) => {
    const fill = fillOf(mark, style);
    const own = colourOf(mark, style) !== undefined;
    const labels = labelsOf(mark, frames, style, geometry, isRoom);
    taken.push(...labels.map(({ area }) => area));
    return {
      mark,
      frames,
      labels,
      fill,
      ink: luminance(fill) > 0.18 ? BLACK : WHITE,
      border: style.look === 'white' && !own ? BORDER : 0,
      cramped,
    };
  });
}

function overlaps(a: Frame, b: Frame): boolean {
  return new Region([quadOfFrame(b)]).marksOver(cornersOfFrame(a)).length > 0;
}

function labelsOf(
  mark: RedactionMark,
  frames: readonly Frame[],
  style: BoxStyle,
  geometry: PageGeometry,
  isFree: FreeRoom,
): Label[] {
  const codes = mark.codes.map(labelText).filter((code) => code.trim() !== '');
  if (style.code === 'none' || codes.length === 0) return [];
  const options: LabelOptions = {
    rotate: geometry.rotate,
    userUnit: geometry.userUnit,
    alongText: mark.kind === 'text',
  };
  const inside = (): Label[] =>
    frames.map((frame) => labelInside(frame, codes, options)).filter((label) => label !== undefined);
  const beside = (): Label[] => {
    for (const frame of frames) {
      const label = labelBeside(frame, codes, options, isFree);
      if (label) return [label];
    }
    return [];
  };
  const first = style.code === 'beside' ? beside() : inside();
  if (first.length > 0) return first;
  return style.code === 'beside' ? inside() : beside();
}

function colourOf(mark: RedactionMark, style: BoxStyle): string | undefined {
  const colours = style.colours ?? {};
  return mark.codes.map((code) => colours[code]).find((colour) => /^#[0-9a-f]{6}$/i.test(colour ?? ''));
}

function fillOf(mark: RedactionMark, style: BoxStyle): Rgb {
  const colour = colourOf(mark, style);
  if (colour === undefined) return style.look === 'white' ? WHITE : BLACK;
  const part = (from: number): number => Number.parseInt(colour.slice(from, from + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** What a picture of a page is painted with under the boxes: the fill of the first of them, 0 to 255. */
export function boxColourOf(
  marks: readonly RedactionMark[],
  style: BoxStyle,
): { readonly red: number; readonly green: number; readonly blue: number } {
  const [first] = marks;
  const [red, green, blue] = (first ? fillOf(first, style) : BLACK).map((part) => Math.round(part * 255));
  return { red: red ?? 0, green: green ?? 0, blue: blue ?? 0 };
}

/** Relative luminance (WCAG 2.2); above 0.18 black is the more readable ink. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** What a screen reader says in the place of a mark. */
export function spokenText(mark: RedactionMark): string {
  return mark.codes.length === 0 ? 'weggelakt' : `weggelakt: ${mark.codes.join(', ')}`;
}

/**
 * Draws boxes and codes on top of everything on a page. Each mark is one marked-content sequence with its
 * spoken text; `contentId` gives the id in the structure tree of a tagged file. Returns how many drawings
 * (paths and texts) there are now at the end of the page: the proof takes them off again. `written`: streams of
 * the page's content that may be added to; `leavesState`: whether
 * that may end in another graphics state than it began in.
 */
export function drawBoxes(
  page: PDFPage,
  plans: readonly MarkBoxes[],
  font: LabelFont,
  contentId: (mark: RedactionMark) => number | undefined,
  content: { readonly written: readonly PDFRef[]; readonly leavesState: boolean },
): number {
  if (plans.length === 0) return 0;
  const fontName = plans.some((plan) => plan.labels.length > 0)
    ? addResource(page, 'Font', PREFIX, font.ref)
    : '';
  const { written, leavesState } = content;
  let drawings = 0;
  let boxes = '\n';
  // Whatever the page's content left behind, a box is opaque and of its own colour.
  if (leavesState) {
    const opaque = addResource(page, 'ExtGState', PREFIX, opaqueState(page.doc.context));
    boxes = `\nQ\nq/${opaque} gs\n`;
  }
  for (const [place, plan] of plans.entries()) {
    boxes += `/Span${propertiesOf(page, plan.mark, place, contentId(plan.mark))}BDC q\n`;
    for (const frame of plan.frames) {
      boxes += boxContent(frame, plan);
      drawings += plan.border > 0 ? 2 : 1;
    }
    for (const label of plan.labels) {
      boxes += labelContent(label, fontName, font, labelInk(label, plan));
      drawings += label.lines.length;
    }
    boxes += 'Q\nEMC\n';
  }
  if (leavesState) wrapContent(page, 'q\n', `${boxes}Q\n`, written);
  else wrapContent(page, '', boxes, written);
  return drawings;
}

const opaqueStates = new WeakMap<PDFContext, PDFRef>();

/** Normal blending, full opacity, no mask (ISO 32000-2, table 57); one object a document. */
function opaqueState(context: PDFContext): PDFRef {
  const known = opaqueStates.get(context);
  if (known) return known;
  const state = context.register(
    context.obj({ BM: 'Normal', CA: 1, ca: 1, SMask: 'None', op: false, OP: false }),
  );
  opaqueStates.set(context, state);
  return state;
}

/**
 * Marks that say the same share a property list (ISO 32000-2, 14.6.2) unless they have an id. Two in a row do
 * not: PDFium takes sequences with one list for one sequence, and gives the text of the first only.
 */
function propertiesOf(page: PDFPage, mark: RedactionMark, place: number, id: number | undefined): string {
  const text = textString(spokenText(mark));
  if (id !== undefined) return `<</MCID ${id}/ActualText${text.toString()}>>`;
  const { context } = page.doc;
  const lists = spoken.get(context) ?? new Map<string, PDFRef>();
  spoken.set(context, lists);
  const key = `${place % 2} ${text.toString()}`;
  const ref = lists.get(key) ?? context.register(context.obj({ ActualText: text }));
  lists.set(key, ref);
  return `/${addResource(page, 'Properties', PREFIX, ref)} `;
}

const spoken = new WeakMap<PDFContext, Map<string, PDFRef>>();

/** A label beside its box stands on the page's own ground. */
function labelInk(label: Label, plan: MarkBoxes): Rgb {
  const inside = plan.frames.some((frame) => {
    const { x, y } = label.area;
    const dx = x - frame.x;
    const dy = y - frame.y;
    const along = dx * Math.cos(frame.angle) + dy * Math.sin(frame.angle);
    const up = dy * Math.cos(frame.angle) - dx * Math.sin(frame.angle);
    return along > -1 && up > -1 && along < frame.width + 1 && up < frame.height + 1;
  });
  return inside ? plan.ink : BLACK;
}

function boxContent(frame: Frame, plan: MarkBoxes): string {
  const fill = `${colour(plan.fill, 'g')} ${outline(frame)} f\n`;
  if (plan.border === 0) return fill;
  const half = plan.border / 2;
  const cos = Math.cos(frame.angle);
  const sin = Math.sin(frame.angle);
  const inner: Frame = {
    x: frame.x + half * cos - half * sin,
    y: frame.y + half * sin + half * cos,
    angle: frame.angle,
    width: Math.max(0, frame.width - plan.border),
    height: Math.max(0, frame.height - plan.border),
  };
  return `${fill}${colour(plan.ink, 'G')} ${pdfNumber(plan.border)} w ${outline(inner)} s\n`;
}

function outline(frame: Frame): string {
  const { x, y, width, height, angle } = frame;
  if (angle === 0) return `${[x, y, width, height].map(coordinate).join(' ')} re`;
  const corners = cornersOfFrame(frame).map(
    (corner, index) => `${coordinate(corner.x)} ${coordinate(corner.y)} ${index === 0 ? 'm' : 'l'}`,
  );
  return `${corners.join(' ')} h`;
}

function labelContent(label: Label, name: string, font: LabelFont, ink: Rgb): string {
  const cos = pdfNumber(Math.cos(label.angle));
  const sin = pdfNumber(Math.sin(label.angle));
  const back = pdfNumber(-Math.sin(label.angle));
  const turn = `${cos} ${sin} ${back} ${cos}`;
  const lines = label.lines.map(({ text, x, y }, index) => {
    const place = `${tenth(x)} ${tenth(y)}`;
    // From where a text object begins (ISO 32000-2, 9.4.2), a move is a matrix in fewer words.
    const move = index === 0 && turn === '1 0 0 1' ? `${place} Td` : `${turn} ${place} Tm`;
    return `${stretched(font.stretch(text))}${move}${labelString(text)}Tj`;
  });
  return `BT\n/${name} ${tenth(label.size)} Tf ${colour(ink, 'g')} ${lines.join(' ')}\nET\n`;
}

const stretched = (percent: number): string => (percent === 100 ? '' : `${pdfNumber(percent)} Tz `);

/** A hundredth of a point is as fine as marks are. */
const coordinate = (value: number): string => pdfNumber(Math.round(value * 100) / 100);

/** A label has a margin to stand in. */
const tenth = (value: number): string => pdfNumber(Math.round(value * 10) / 10);

/** A colour with its operator; greys have one of their own (ISO 32000-2, 8.6.8). */
function colour(rgb: Rgb, operator: 'g' | 'G'): string {
  const [r, g, b] = rgb.map(pdfNumber);
  if (r === g && g === b) return `${r} ${operator}`;
  return `${r} ${g} ${b} ${operator === 'g' ? 'rg' : 'RG'}`;
}
