/** Probability estimates (ITU-T T.88, table E.1): Qe, next state after MPS, after LPS, switch of sense. */
const STATES: readonly (readonly [number, number, number, number])[] = [
  [0x5601, 1, 1, 1],
  [0x3401, 2, 6, 0],
  [0x1801, 3, 9, 0],
  [0x0ac1, 4, 12, 0],
  [0x0521, 5, 29, 0],
  [0x0221, 38, 33, 0],
  [0x5601, 7, 6, 1],
  [0x5401, 8, 14, 0],
  [0x4801, 9, 14, 0],
  [0x3801, 10, 14, 0],
  [0x3001, 11, 17, 0],
  [0x2401, 12, 18, 0],
  [0x1c01, 13, 20, 0],
  [0x1601, 29, 21, 0],
  [0x5601, 15, 14, 1],
  [0x5401, 16, 14, 0],
  [0x5101, 17, 15, 0],
  [0x4801, 18, 16, 0],
  [0x3801, 19, 17, 0],
  [0x3401, 20, 18, 0],
  [0x3001, 21, 19, 0],
  [0x2801, 22, 19, 0],
  [0x2401, 23, 20, 0],
  [0x2201, 24, 21, 0],
  [0x1c01, 25, 22, 0],
  [0x1801, 26, 23, 0],
  [0x1601, 27, 24, 0],
  [0x1401, 28, 25, 0],
  [0x1201, 29, 26, 0],
  [0x1101, 30, 27, 0],
  [0x0ac1, 31, 28, 0],
  [0x09c1, 32, 29, 0],
  [0x08a1, 33, 30, 0],
  [0x0521, 34, 31, 0],
  [0x0441, 35, 32, 0],
  [0x02a1, 36, 33, 0],
  [0x0221, 37, 34, 0],
  [0x0141, 38, 35, 0],
  [0x0111, 39, 36, 0],
  [0x0085, 40, 37, 0],
  [0x0049, 41, 38, 0],
  [0x0025, 42, 39, 0],
  [0x0015, 43, 40, 0],
  [0x0009, 44, 41, 0],
  [0x0005, 45, 42, 0],
  [0x0001, 45, 43, 0],
  [0x5601, 46, 46, 0],
];

const QE = Uint16Array.from(STATES, ([qe]) => qe);
const AFTER_MPS = Uint8Array.from(STATES, ([, next]) => next);
const AFTER_LPS = Uint8Array.from(STATES, ([, , next]) => next);
const SWITCHES = Uint8Array.from(STATES, ([, , , flip]) => flip);

/** Encoder of the adaptive binary arithmetic code of JBIG2 (T.88, annex E, with the encoder of T.800, annex C). */
export class ArithmeticEncoder {
  private readonly states: Uint8Array;
  private readonly senses: Uint8Array;
  private buffer: Uint8Array;
  /** Place of the byte being made; byte 0 is a dummy before the first. */
  private at = 0;
  private interval = 0x8000;
  private code = 0;
  private count = 12;

  /** `contexts` is the number of contexts in use. */
  constructor(contexts: number, capacity: number) {
    this.states = new Uint8Array(contexts);
    this.senses = new Uint8Array(contexts);
    this.buffer = new Uint8Array(capacity + 8);
  }

  /** Encodes one bit in a context. */
  encode(context: number, bit: number): void {
    const state = this.states[context]!;
    const qe = QE[state]!;
    this.interval -= qe;
    if (bit === this.senses[context]) {
      if ((this.interval & 0x8000) !== 0) {
        this.code += qe;
        return;
      }
      if (this.interval < qe) this.interval = qe;
      else this.code += qe;
      this.states[context] = AFTER_MPS[state]!;
    } else {
      if (this.interval < qe) this.code += qe;
      else this.interval = qe;
      if (SWITCHES[state] === 1) this.senses[context]! ^= 1;
      this.states[context] = AFTER_LPS[state]!;
    }
    do {
      this.interval <<= 1;
      this.code <<= 1;
      if (--this.count === 0) this.byteOut();
    } while ((this.interval & 0x8000) === 0);
  }

  private byteOut(): void {
    if (this.at + 2 > this.buffer.length) {
      const larger = new Uint8Array(this.buffer.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    if (this.buffer[this.at] !== 0xff && this.code >= 0x8000000) {
      this.buffer[this.at]!++;
      if (this.buffer[this.at] === 0xff) this.code &= 0x7ffffff;
    }
    if (this.buffer[this.at] === 0xff) {
      this.buffer[++this.at] = this.code >>> 20;
      this.code &= 0xfffff;
      this.count = 7;
    } else {
      this.buffer[++this.at] = this.code >>> 19;
      this.code &= 0x7ffff;
      this.count = 8;
    }
  }

  /** Ends the data; nothing may be encoded afterwards. */
  finish(): Uint8Array {
    const limit = this.code + this.interval;
    this.code |= 0xffff;
    if (this.code >= limit) this.code -= 0x8000;
    this.code <<= this.count;
    this.byteOut();
    this.code <<= this.count;
    this.byteOut();
    const end = this.buffer[this.at] === 0xff ? this.at : this.at + 1;
    const out = new Uint8Array(end + 1);
    out.set(this.buffer.subarray(1, end));
    out[end - 1] = 0xff;
    out[end] = 0xac;
    return out;
  }
}
