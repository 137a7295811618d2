import { PDFArray, type PDFDict } from 'pdf-lib';
import { arrayAt, asNumber, elements, numberAt } from '../objects/lookup.ts';
import type { State } from './state.ts';

/** A line has no more dashes and gaps before they repeat; the bars of a barcode are more. */
const MANY_DASHES = 12;

/** `d`, or D of a graphics state (ISO 32000-2, 8.4.3.6): the lengths of dashes and gaps in turn, and where in them a line begins. */
export function setDashes(state: State, pattern: unknown, phase: number): void {
  state.dashes = dashesOf(pattern);
  state.isDashFitted = state.dashes > 0 && (phase !== 0 || !isEven(pattern));
  state.isDashDrawing = Array.isArray(pattern) && pattern.length > MANY_DASHES;
}

/** What a dictionary of a graphics state says of lines (ISO 32000-2, table 57). */
export function setLines(state: State, settings: PDFDict): void {
  const width = numberAt(settings, 'LW');
  if (width !== undefined) state.lineWidth = Math.abs(width);
  state.caps = numberAt(settings, 'LC') ?? state.caps;
  const [dashes, phase] = elements(arrayAt(settings, 'D') ?? PDFArray.withContext(settings.context));
  if (dashes instanceof PDFArray) setDashes(state, elements(dashes).map(asNumber), asNumber(phase) ?? 0);
}

/** Numbers that someone chose; others were made to fit in where a line begins and ends. */
function isEven(pattern: unknown): boolean {
  const tenths = (value: unknown): number => Number(value) * 10;
  return (
    Array.isArray(pattern) &&
    pattern.every((each) => Math.abs(tenths(each) - Math.round(tenths(each))) < 1e-4)
  );
}

/** The length of a dash pattern; one of an odd number of lengths repeats with dashes and gaps exchanged. */
function dashesOf(pattern: unknown): number {
  if (!Array.isArray(pattern)) return 0;
  const sum = pattern.reduce<number>(
    (all, dash) => all + (typeof dash === 'number' ? Math.max(0, dash) : 0),
    0,
  );
  return pattern.length % 2 === 1 ? 2 * sum : sum;
}
