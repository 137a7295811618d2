import { BLACK_RUNS, WHITE_RUNS, type RunCode } from '../bilevel/runs.ts';

/** How fax data is coded (ISO 32000-2, table 11), and how many rows of it a picture has. */
export interface FaxLayout {
  readonly k: number;
  readonly columns: number;
  readonly rows: number;
  readonly byteAligned: boolean;
}

/**
 * Where fax data ends, found by reading its codes row by row: behind the rows of the picture, with the mark of the
 * end where there is one. Undefined when the data is not understood.
 */
export function endOfFaxRows(data: Uint8Array, layout: FaxLayout): number | undefined {
  return new FaxReader(data, layout).end();
}

/** Codes are at most so long. */
const LONGEST = 13;
/** An end of line is at least so many zeros and a one (ITU-T T.4, 4.1.2). */
const ZEROS = 11;

/** Run and length of the code, by the thirteen bits that begin with it; 0 where no code does. */
function tableOf(codes: readonly RunCode[]): Uint16Array {
  const table = new Uint16Array(1 << LONGEST);
  codes.forEach(({ code, length }, index) => {
    const run = index < 64 ? index : (index - 63) * 64;
    const first = code << (LONGEST - length);
    table.fill((run << 4) | length, first, first + (1 << (LONGEST - length)));
  });
  return table;
}

let tables: { readonly white: Uint16Array; readonly black: Uint16Array } | undefined;

/** Codes of how far a change of colour is from that in the row above (ITU-T T.4, table 4). */
const VERTICAL: readonly (readonly [code: string, offset: number])[] = [
  ['1', 0],
  ['011', 1],
  ['000011', 2],
  ['0000011', 3],
  ['010', -1],
  ['000010', -2],
  ['0000010', -3],
];
const PASS = 8;
const HORIZONTAL = 9;

/** By the seven bits that begin with it: a mode (an offset plus 4, or one of the others) and the length of its code. */
const MODES = ((): Uint8Array => {
  const table = new Uint8Array(128);
  const put = (bits: string, mode: number): void => {
    const first = Number.parseInt(bits.padEnd(7, '0'), 2);
    table.fill((mode << 4) | bits.length, first, first + (1 << (7 - bits.length)));
  };
  for (const [bits, offset] of VERTICAL) put(bits, offset + 4);
  put('0001', PASS);
  put('001', HORIZONTAL);
  return table;
})();

class FaxReader {
  private readonly data: Uint8Array;
  private readonly layout: FaxLayout;
  private readonly length: number;
  private readonly white: Uint16Array;
  private readonly black: Uint16Array;
  private at = 0;

  constructor(data: Uint8Array, layout: FaxLayout) {
    this.data = data;
    this.layout = layout;
    this.length = data.length * 8;
    tables ??= { white: tableOf(WHITE_RUNS), black: tableOf(BLACK_RUNS) };
    this.white = tables.white;
    this.black = tables.black;
  }

  end(): number | undefined {
    const { k, rows, columns } = this.layout;
    let above: number[] = [];
    for (let row = 0; row < rows; row++) {
      let lines = 0;
      while (this.skipEndOfLine()) {
        lines++;
        if (k > 0 && this.isEndOfLineBehindTag()) this.at++;
        else break;
      }
      if (lines === 1 && k <= 0) while (this.skipEndOfLine()) lines++;
      if (lines > 1) return this.bytesRead();
      const flat = k === 0 || (k > 0 && this.take(1) === 1);
      const changes = flat ? this.flatRow(columns) : this.rowBelow(above, columns);
      if (!changes) return undefined;
      above = changes;
      if (this.layout.byteAligned) this.at = (this.at + 7) & ~7;
    }
    this.skipMarkOfEnd();
    return this.bytesRead();
  }

  private bytesRead(): number | undefined {
    return this.at <= this.length ? (this.at + 7) >> 3 : undefined;
  }

  private isEndOfLineBehindTag(): boolean {
    const start = this.at++;
    const is = this.skipEndOfLine();
    this.at = start;
    return is;
  }

  /** Two ends of line or more, with what tells of the row after them; one alone belongs to nothing. */
  private skipMarkOfEnd(): void {
    const start = this.at;
    let lines = 0;
    while (this.skipEndOfLine()) {
      lines++;
      if (this.layout.k > 0) this.at++;
    }
    if (lines < 2) this.at = start;
  }

  private skipEndOfLine(): boolean {
    const start = this.at;
    let at = start;
    while (at < this.length && this.bit(at) === 0) at++;
    if (at - start < ZEROS || at >= this.length) return false;
    this.at = at + 1;
    return true;
  }

  /** Columns where the colour changes, of a row coded by itself. */
  private flatRow(columns: number): number[] | undefined {
    const changes: number[] = [];
    let column = 0;
    for (let isBlack = false; column < columns; isBlack = !isBlack) {
      const run = this.run(isBlack);
      if (run === undefined) return undefined;
      column += run;
      if (column > columns) return undefined;
      changes.push(column);
    }
    return changes;
  }

  /** The same of a row coded by what differs from the one above (ITU-T T.6, 2.2). */
  private rowBelow(above: readonly number[], columns: number): number[] | undefined {
    const changes: number[] = [];
    let column = -1;
    let isBlack = false;
    let next = 0;
    while (column < columns) {
      while (next > 0 && (above[next - 1] ?? columns) > column) next--;
      while (
        (above[next] ?? columns) < columns &&
        (above[next]! <= column || (next & 1) !== (isBlack ? 1 : 0))
      )
        next++;
      const first = above[next] ?? columns;
      const mode = MODES[this.peek(7)]!;
      if (mode === 0 || this.at >= this.length) return undefined;
      this.at += mode & 15;
      const kind = mode >> 4;
      if (kind === PASS) column = first < columns ? (above[next + 1] ?? columns) : columns;
      else if (kind === HORIZONTAL) {
        const one = this.run(isBlack);
        const other = one === undefined ? undefined : this.run(!isBlack);
        if (one === undefined || other === undefined) return undefined;
        const from = Math.max(0, column) + one;
        column = from + other;
        changes.push(Math.min(from, columns), Math.min(column, columns));
      } else {
        const to = first + kind - 4;
        // Never back.
        if (to < Math.max(0, column)) return undefined;
        column = to;
        changes.push(Math.min(to, columns));
        isBlack = !isBlack;
      }
    }
    return changes;
  }

  /** The length of a run: codes of multiples of 64, and one of what is left. */
  private run(isBlack: boolean): number | undefined {
    const table = isBlack ? this.black : this.white;
    for (let total = 0; ;) {
      const found = table[this.peek(LONGEST)]!;
      if (found === 0 || this.at >= this.length) return undefined;
      this.at += found & 15;
      total += found >> 4;
      if (found >> 4 < 64) return total;
    }
  }

  private bit(at: number): number {
    return (this.data[at >> 3]! >> (7 - (at & 7))) & 1;
  }

  private take(count: number): number {
    const value = this.peek(count);
    this.at += count;
    return value;
  }

  /** The next bits, up to 16; zeros behind the end. */
  private peek(count: number): number {
    const byte = this.at >> 3;
    const word =
      ((this.data[byte] ?? 0) << 16) | ((this.data[byte + 1] ?? 0) << 8) | (this.data[byte + 2] ?? 0);
    return (word >> (24 - (this.at & 7) - count)) & ((1 << count) - 1);
  }
}
