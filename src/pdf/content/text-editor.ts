import type { Edits } from './edits.ts';
import { loadFont } from './fonts/load.ts';
import { latin1 } from './lexer.ts';
import { IDENTITY, isFinite, multiply, type Matrix } from './matrix.ts';
import type { Operand } from './operand.ts';
import type { Operation } from './operators.ts';
import { EMPTY_CLIP } from './paths.ts';
import { LimitReached, type PageRun } from './run.ts';
import { showText, type GapNote } from './show.ts';
import type { State } from './state.ts';
import { LineKeeper } from './width-protection.ts';

/** The gap behind the last glyph of a show operator: written only when text goes on from there. */
interface Trailing {
  needed: boolean;
}

/** Follows text objects, and rewrites the show operators that lose glyphs. */
export class TextEditor {
  private readonly run: PageRun;
  private readonly edits: Edits;
  private trailing: Trailing | undefined;
  private clipRemoved = 0;
  private clipKept = 0;
  /** Whether the next string was given a place since the last one. */
  private placed = true;
  private readonly line: LineKeeper | undefined;

  constructor(run: PageRun, edits: Edits) {
    this.run = run;
    this.edits = edits;
    this.line = run.widthProtection === 'off' ? undefined : new LineKeeper(run.lines);
  }

  begin(state: State): void {
    this.setMatrix(state, IDENTITY);
    this.clipRemoved = 0;
    this.clipKept = 0;
  }

  /** A text object of which all clipping glyphs went must clip everything, not nothing. */
  end(op: Operation): void {
    this.trailing = undefined;
    if (this.clipRemoved > 0 && this.clipKept === 0) this.edits.insert(op.end, EMPTY_CLIP);
    this.clipRemoved = 0;
    this.clipKept = 0;
  }

  setMatrix(state: State, matrix: Matrix): void {
    if (!isFinite(matrix)) throw new LimitReached('text matrix that is not finite');
    this.trailing = undefined;
    this.placed = true;
    state.tm = matrix;
    state.tlm = matrix;
    state.apart = 0;
  }

  /** Td: x and y in unscaled text space. */
  moveLine(state: State, x: number, y: number): void {
    this.setMatrix(state, multiply([1, 0, 0, 1, x, y], state.tlm));
  }

  /** Tj TJ ' " after their line was moved to. Returns whether glyphs went. */
  show(state: State, op: Operation, elements: readonly Operand[], bytes: Uint8Array): boolean {
    if (this.trailing) this.trailing.needed = true;
    this.trailing = undefined;
    const font = state.font ?? loadFont(undefined, undefined);
    const shown = showText(this.run, state, elements, font, this.line, this.placed);
    this.placed = false;
    if (!isFinite(state.tm)) throw new LimitReached('text matrix that is not finite');
    if (state.renderMode >= 4) {
      this.clipRemoved += shown.removed;
      this.clipKept += shown.kept;
    }
    const { remainder } = shown;
    if (!remainder) return false;
    this.run.changes++;
    this.run.glyphs += shown.removed;
    const trailing: Trailing = { needed: false };
    this.trailing = trailing;
    const before = prefix(op, bytes);
    this.edits.replace(op.start, op.end, () => {
      const array = trailing.needed ? `${remainder.array} ${remainder.trailing}` : remainder.array;
      return array.trim() === '' ? before || ' ' : `${before}[${array}] TJ`;
    });
    if (remainder.moved) this.run.moved.push(remainder.moved);
    this.noteGaps(remainder.gaps, remainder.trailing !== '', trailing);
    return shown.removed > 0;
  }

  private noteGaps(gaps: readonly GapNote[], endsWithGap: boolean, trailing: Trailing): void {
    gaps.forEach((gap, index) => {
      const last = endsWithGap && index === gaps.length - 1;
      this.run.gaps.push({
        ...gap,
        get followed() {
          return last ? trailing.needed : true;
        },
      });
    });
  }
}

/** What ' and " do before they show (ISO 32000-2, table 107). */
function prefix(op: Operation, bytes: Uint8Array): string {
  if (op.operator === "'") return 'T* ';
  if (op.operator !== '"') return '';
  const word = op.place(2);
  const char = op.place(1);
  return `${latin1(bytes, word.start, word.end)} Tw ${latin1(bytes, char.start, char.end)} Tc T* `;
}
