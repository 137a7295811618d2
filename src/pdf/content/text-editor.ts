import type { Edits } from './edits.ts';
import { loadFont } from './fonts/load.ts';
import { latin1 } from './lexer.ts';
import { IDENTITY, invert, isFinite, multiply, turned, type Matrix } from './matrix.ts';
import type { Operand } from './operand.ts';
import type { Operation } from './operators.ts';
import { EMPTY_CLIP } from './paths.ts';
import type { GapNote } from './remainder.ts';
import { LimitReached, type PageRun } from './run.ts';
import { showText, type Shown } from './show.ts';
import { fixSpaces, NO_OFFSET, spreads, type State } from './state.ts';
import { TextPlacing } from './text-placing.ts';
import { arrayOf, type Token } from './tokens.ts';
import { LineKeeper } from './width-protection.ts';

/** Text rendering mode (ISO 32000-2, table 104). */
const INVISIBLE = 3;

/** The gap behind the last glyph of a show operator: whether text goes on from there. */
interface Trailing {
  needed: boolean;
}

/** Follows text objects, and rewrites the show operators that lose glyphs. */
export class TextEditor {
  private readonly run: PageRun;
  private readonly edits: Edits;
  private readonly bytes: Uint8Array;
  private readonly placing: TextPlacing;
  private trailing: Trailing | undefined;
  private clipRemoved = 0;
  private clipKept = 0;
  /** Whether the next string was given a place since the last one. */
  private isPlaced = true;
  private readonly line: LineKeeper | undefined;

  constructor(run: PageRun, edits: Edits, bytes: Uint8Array) {
    this.run = run;
    this.edits = edits;
    this.bytes = bytes;
    this.placing = new TextPlacing(run, edits, bytes);
    this.line = run.widthProtection === 'off' ? undefined : new LineKeeper(run.lines);
  }

  begin(state: State): void {
    this.setMatrix(state, IDENTITY);
    this.placing.begin(state);
    this.clipRemoved = 0;
    this.clipKept = 0;
  }

  /** Returns whether the text object clips nothing more: one of which all clipping glyphs went must clip everything. */
  end(op: Operation): boolean {
    this.trailing = undefined;
    this.placing.end();
    const clipsAll = this.clipRemoved > 0 && this.clipKept === 0;
    if (clipsAll) this.edits.insert(op.end, EMPTY_CLIP);
    this.clipRemoved = 0;
    this.clipKept = 0;
    return !clipsAll;
  }

  /** TD T* Td and Tm: `matrix` is that of the new line. */
  place(state: State, op: Operation, matrix: Matrix): void {
    this.placing.place(op, state.leading);
    this.setMatrix(state, matrix);
  }

  /** Td: x and y in unscaled text space. */
  moveLine(state: State, op: Operation, x: number, y: number): void {
    this.place(state, op, multiply([1, 0, 0, 1, x, y], state.tlm));
  }

  /** The leading becomes another. */
  setLeading(): void {
    this.placing.setLeading();
  }

  /** q and Q keep the current place, which is written before them. */
  settle(state: State, op: Operation): void {
    const operators = this.placing.settle(state);
    if (operators === '') return;
    this.run.noteFate(true);
    this.edits.insert(op.start, ` ${operators}`);
  }

  /** Something else than text comes, from a place on, in a space that text was moved with. */
  settleSpace(state: State, at: number): void {
    const operator = this.placing.settleSpace(state);
    if (operator !== '') this.edits.insert(at, ` ${operator}`);
  }

  /** The space becomes another one, from a place on, that is moved as far. */
  turnSpace(state: State, matrix: Matrix, at: number): void {
    const offset = turned(state.offset, invert(matrix));
    if (!offset) this.settleSpace(state, at);
    state.offset = offset ?? NO_OFFSET;
  }

  /** From a place on, the space must be where it was. */
  fixSpace(state: State, at: number): void {
    fixSpaces(state);
    this.settleSpace(state, at);
  }

  private setMatrix(state: State, matrix: Matrix): void {
    if (!isFinite(matrix)) throw new LimitReached('text matrix that is not finite');
    this.trailing = undefined;
    this.isPlaced = true;
    state.tm = matrix;
    state.tlm = matrix;
    state.apart = 0;
  }

  /** Tj TJ ' " after their line was moved to. Returns whether glyphs went. */
  show(state: State, op: Operation, elements: readonly Operand[]): boolean {
    const { run } = this;
    if (this.trailing) this.trailing.needed = true;
    this.trailing = undefined;
    const font = state.font ?? loadFont(undefined, undefined);
    const from = state.tm;
    const shown = showText(run, state, elements, font, this.line, this.isPlaced);
    this.isPlaced = false;
    if (elements.length > 1 || spreads(state)) this.line?.spread();
    if (!isFinite(state.tm)) throw new LimitReached('text matrix that is not finite');
    const { removed, kept, remainder } = shown;
    if (state.renderMode >= 4) {
      this.clipRemoved += removed;
      this.clipKept += kept;
    }
    if (removed > 0) {
      run.changes++;
      run.glyphs += removed;
      if (isFitted(state)) run.lines.tell();
    }
    if (remainder) {
      const trailing: Trailing = { needed: false };
      this.trailing = trailing;
      if (remainder.moved) run.moved.push(remainder.moved);
      this.noteGaps(remainder.gaps, remainder.endsWithGap, trailing);
    }
    if (kept === 0 && (removed > 0 || this.placing.hasLost)) {
      if (removed > 0) run.noteFate(false);
      this.placing.lose();
      this.edits.replace(op.start, op.end, ` ${this.spacing(op)}`);
    } else {
      this.write(state, op, from, shown);
      run.noteFate(true);
    }
    return removed > 0;
  }

  /** Writes a string of which something stays where that comes to stand. */
  private write(state: State, op: Operation, from: Matrix, shown: Shown): void {
    const { isVertical, remainder } = shown;
    const [first] = remainder?.tokens ?? [];
    const gap = typeof first === 'object' && first.gap !== 'none' ? first : undefined;
    const unit = state.fontSize * (isVertical ? 1 : state.scaling);
    const { operators, number, leads } = this.placing.keep(state, {
      from,
      ...{ carried: shown.carried, end: shown.end, isVertical, unit },
      lead: gap ? (-gap.value / 1000) * unit : 0,
      grown: gap?.gap === 'grown',
      isAnchored: remainder?.isAnchored ?? false,
    });
    const isCut = remainder?.tokens.some((token) => typeof token === 'object' && token.gap !== 'none');
    const isRewritten =
      remainder !== undefined &&
      (shown.removed > 0 || isCut === true || remainder.isAnchored || remainder.isSmoothed);
    if (!isRewritten && operators === '' && number === 0) return;
    const isOwnLine = op.operator === "'" || op.operator === '"';
    const set = `${this.spacing(op)}${operators === '' && isOwnLine ? 'T* ' : operators}`;
    // An operator may stand right behind the one before it.
    const before = set === '' ? '' : ` ${set}`;
    const ahead = number === 0 ? [] : [{ value: number, gap: 'went' } as const];
    if (isRewritten) {
      const rest: readonly Token[] = leads && gap ? remainder.tokens.slice(1) : remainder.tokens;
      this.edits.replace(op.start, op.end, `${before}[${arrayOf([...ahead, ...rest])}] TJ`);
      return;
    }
    const offset = ahead.length > 0 ? `[${arrayOf(ahead)}] TJ ` : '';
    if (!isOwnLine) this.edits.insert(op.start, before + offset);
    else {
      const { start, end } = op.place(0);
      this.edits.replace(op.start, op.end, `${before}${offset}${latin1(this.bytes, start, end)} Tj`);
    }
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

  /** What " sets before it shows (ISO 32000-2, table 107). */
  private spacing(op: Operation): string {
    if (op.operator !== '"') return '';
    const { bytes } = this;
    const word = op.place(2);
    const char = op.place(1);
    return `${latin1(bytes, word.start, word.end)} Tw ${latin1(bytes, char.start, char.end)} Tc `;
  }
}

/** In thousandths: what someone chose to stretch text by; else it was made to fit in. */
const STRETCHED = 5;

/**
 * Whether text tells by more than its place how wide it was: by how it is stretched, or by what it is painted with, which
 * is often as wide; in front of it a picture shows it, and from top to bottom it does not move.
 */
function isFitted({ fill, stroke, renderMode, scaling, font }: State): boolean {
  const steps = (scaling * 1000) / STRETCHED;
  const isStretched = Math.abs(steps - Math.round(steps)) > 1e-3;
  const isPatterned = fill !== undefined || stroke !== undefined;
  return isStretched || isPatterned || renderMode === INVISIBLE || font?.vertical === true;
}
