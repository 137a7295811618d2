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

/**
 * The length after which a dash pattern repeats; one of an odd number of lengths repeats with dashes and gaps exchanged.
 * PDFium draws a dash without length, a dot where lines end round, as one of a tenth: then it is a length after which its
 * dashes repeat as well as those of others.
 */
function dashesOf(pattern: unknown): number {
  if (!Array.isArray(pattern)) return 0;
  const lengths = pattern.map((dash) => (typeof dash === 'number' ? Math.max(0, dash) : 0));
  const all = lengths.length % 2 === 1 ? [...lengths, ...lengths] : lengths;
  const sum = all.reduce((length, dash) => length + dash, 0);
  const added = DOT * all.filter((dash, i) => i % 2 === 0 && dash === 0).length;
  if (added === 0 || sum === 0) return sum;
  for (let times = 1; times <= MOST_TIMES; times++) {
    const drawn = (times * sum) / (sum + added);
    if (Math.abs(drawn - Math.round(drawn)) * (sum + added) < SAME) return times * sum;
  }
  return sum;
}

/** Length of a dash without one as PDFium draws it, in user space. */
const DOT = 0.1;
/** A pattern is not repeated more often until both meet, and they meet where they are so near, in user space. */
const MOST_TIMES = 400;
const SAME = 0.02;
