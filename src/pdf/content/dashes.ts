import { PDFArray, type PDFDict } from 'pdf-lib';
import { arrayAt, asNumber, elements, numberAt } from '../objects/lookup.ts';
import type { State } from './state.ts';

/** A line has no more dashes and gaps before they repeat; the bars of a barcode are more. */
const MANY_DASHES = 12;

/** `d`, or D of a graphics state (ISO 32000-2, 8.4.3.6): the lengths of dashes and gaps in turn. */
export function setDashes(state: State, pattern: unknown): void {
  state.dashes = dashesOf(pattern);
  state.isDashDrawing = Array.isArray(pattern) && pattern.length > MANY_DASHES;
}

/** What a dictionary of a graphics state says of lines (ISO 32000-2, table 57). */
export function setLines(state: State, settings: PDFDict): void {
  const width = numberAt(settings, 'LW');
  if (width !== undefined) state.lineWidth = Math.abs(width);
  state.caps = numberAt(settings, 'LC') ?? state.caps;
  const [dashes] = elements(arrayAt(settings, 'D') ?? PDFArray.withContext(settings.context));
  if (dashes instanceof PDFArray) setDashes(state, elements(dashes).map(asNumber));
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
