import { BLACK_RUNS, LONGEST_RUN, type RunCode, WHITE_RUNS } from './runs.ts';

/**
 * Encodes packed bits (0 is black) as CCITT group 4 (ITU-T T.6) with an end-of-block mark: CCITTFaxDecode with
 * K -1 and BlackIs1 false.
 */
export function encodeG4(data: Uint8Array, width: number, height: number): Uint8Array {
  const stride = Math.ceil(width / 8);
  const out = new BitSink(Math.max(1024, data.length >> 2));
  let above = new Int32Array(width + 4).fill(width);
  let current = new Int32Array(width + 4);
  for (let y = 0; y < height; y++) {
    findChanges(data, y * stride, width, current);
    encodeRow(current, above, width, out);
    [above, current] = [current, above];
  }
  out.bits(1, 12);
  out.bits(1, 12);
  return out.finish();
}

/** Columns where the colour changes, from white, ended by the width four times. */
function findChanges(data: Uint8Array, start: number, width: number, changes: Int32Array): void {
  let count = 0;
  let last = 1;
  const whole = width >> 3;
  for (let i = 0; i <= whole; i++) {
    const bits = i < whole ? 8 : width & 7;
    if (bits === 0) break;
    const byte = data[start + i]!;
    if (bits === 8 && byte === (last === 1 ? 255 : 0)) continue;
    for (let bit = 0; bit < bits; bit++) {
      const value = (byte >> (7 - bit)) & 1;
      if (value === last) continue;
      changes[count++] = i * 8 + bit;
      last = value;
    }
  }
  changes.fill(width, count, Math.min(changes.length, count + 4));
}

function encodeRow(current: Int32Array, above: Int32Array, width: number, out: BitSink): void {
  let a0 = -1;
  let next = 0;
  let reference = 0;
  let black = 0;
  while (a0 < width) {
    const a1 = current[next]!;
    while (reference > 0 && above[reference - 1]! > a0) reference--;
    while (above[reference]! < width && (above[reference]! <= a0 || (reference & 1) !== black)) reference++;
    const b1 = above[reference]!;
    const b2 = b1 < width ? above[reference + 1]! : width;
    if (b2 < a1) {
      out.bits(1, 4);
      a0 = b2;
      continue;
    }
    const offset = a1 - b1;
    if (offset >= -3 && offset <= 3) {
      writeVertical(out, offset);
      a0 = a1;
      next++;
      black ^= 1;
    } else {
      const a2 = a1 < width ? current[next + 1]! : width;
      out.bits(1, 3);
      const from = Math.max(0, a0);
      writeRun(out, a1 - from, black === 0 ? WHITE_RUNS : BLACK_RUNS);
      writeRun(out, a2 - a1, black === 0 ? BLACK_RUNS : WHITE_RUNS);
      a0 = a2;
      next += 2;
    }
  }
}

function writeVertical(out: BitSink, offset: number): void {
  if (offset === 0) out.bits(1, 1);
  else if (offset > 0) out.bits(3, [3, 6, 7][offset - 1]!);
  else out.bits(2, [3, 6, 7][-offset - 1]!);
}

function writeRun(out: BitSink, length: number, codes: readonly RunCode[]): void {
  let left = length;
  while (left >= 64) {
    const part = Math.min(LONGEST_RUN, left & ~63);
    out.code(codes[63 + (part >> 6)]!);
    left -= part;
  }
  out.code(codes[left]!);
}

class BitSink {
  private buffer: Uint8Array;
  private length = 0;
  private held = 0;
  private count = 0;

  constructor(capacity: number) {
    this.buffer = new Uint8Array(capacity);
  }

  code({ code, length }: RunCode): void {
    this.bits(code, length);
  }

  bits(value: number, length: number): void {
    this.held = (this.held << length) | value;
    this.count += length;
    while (this.count >= 8) {
      this.count -= 8;
      this.push((this.held >>> this.count) & 255);
    }
    this.held &= (1 << this.count) - 1;
  }

  private push(byte: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Uint8Array(this.buffer.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length++] = byte;
  }

  finish(): Uint8Array {
    if (this.count > 0) this.bits(0, 8 - this.count);
    return this.buffer.slice(0, this.length);
  }
}
