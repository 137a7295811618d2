/** The next 16 bits from a bit position; four bytes more than there are bits must lie in the buffer. */
export function peek16(bytes: Uint8Array, at: number): number {
  const i = at >>> 3;
  return (((bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!) >>> (8 - (at & 7))) & 0xffff;
}

/** Used again and again: memory that is let go with every picture is not given back soon. */
let scratch = new Uint8Array(0);

/** Bits without stuffing, put together from copies and codes. */
export class BitSink {
  private bytes: Uint8Array;
  private length = 0;

  /** `capacity` in bytes; more is made room for. What `finish` gives holds until the next sink is made. */
  constructor(capacity: number) {
    if (capacity + 8 > scratch.length) scratch = new Uint8Array(Math.ceil(1.25 * capacity) + 8);
    this.bytes = scratch.subarray(0, capacity + 8).fill(0);
  }

  /** At most 16 bits. */
  put(value: number, count: number): void {
    this.reserve(count);
    const { bytes } = this;
    for (let left = count; left > 0;) {
      const free = 8 - (this.length & 7);
      const take = Math.min(free, left);
      left -= take;
      bytes[this.length >>> 3]! |= ((value >>> left) & ((1 << take) - 1)) << (free - take);
      this.length += take;
    }
  }

  /** Bits `from` to `to` of a buffer that `peek16` can read. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    let at = from;
    const lead = Math.min(to - at, (8 - (this.length & 7)) & 7);
    this.put(peek16(source, at) >>> (16 - lead), lead);
    at += lead;
    const whole = (to - at) >>> 3;
    const { bytes } = this;
    const target = this.length >>> 3;
    const first = at >>> 3;
    const shift = 8 - (at & 7);
    if (shift === 8) bytes.set(source.subarray(first, first + whole), target);
    else {
      for (let i = 0; i < whole; i++) {
        bytes[target + i] = ((source[first + i]! << 8) | source[first + i + 1]!) >>> shift;
      }
    }
    this.length += 8 * whole;
    at += 8 * whole;
    this.put(peek16(source, at) >>> (16 - (to - at)), to - at);
  }

  /** Fills the last byte with ones, as entropy-coded data are (ITU-T T.81, F.1.2.3), and gives all. */
  finish(): Uint8Array {
    const missing = (8 - (this.length & 7)) & 7;
    this.put((1 << missing) - 1, missing);
    return this.bytes.subarray(0, this.length >>> 3);
  }

  private reserve(bits: number): void {
    const needed = ((this.length + bits) >>> 3) + 8;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, Math.ceil(this.bytes.length * 1.5)));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Entropy-coded bytes without the zero that stands behind each 0xFF, and four bytes of zero at the end. */
export function unstuffed(data: Uint8Array): { readonly bytes: Uint8Array; readonly length: number } {
  const source = Buffer.from(data.buffer, data.byteOffset, data.length);
  const bytes = new Uint8Array(data.length + 4);
  let length = 0;
  let from = 0;
  for (let at = source.indexOf(0xff); at >= 0; at = source.indexOf(0xff, at + 2)) {
    bytes.set(source.subarray(from, at + 1), length);
    length += at + 1 - from;
    from = at + 2;
  }
  bytes.set(source.subarray(from), length);
  return { bytes, length: length + Math.max(0, source.length - from) };
}

/** The inverse of `unstuffed`. */
export function stuffed(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const marks: number[] = [];
  for (let at = source.indexOf(0xff); at >= 0; at = source.indexOf(0xff, at + 1)) marks.push(at);
  const result = new Uint8Array(source.length + marks.length);
  let from = 0;
  let length = 0;
  for (const at of marks) {
    result.set(source.subarray(from, at + 1), length);
    length += at + 2 - from;
    from = at + 1;
  }
  result.set(source.subarray(from), length);
  return result;
}
