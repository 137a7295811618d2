/** Numbers of any count of bits up to 32, the highest bit first. */
export class BitReader {
  private readonly data: Uint8Array;
  private place = 0;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  /** The bit that is read next. */
  get at(): number {
    return this.place;
  }

  /** Bits that are left. */
  get left(): number {
    return this.data.length * 8 - this.place;
  }

  read(bits: number): number {
    let value = 0;
    for (let rest = bits; rest > 0;) {
      const free = 8 - (this.place & 7);
      const take = Math.min(free, rest);
      const part = ((this.data[this.place >> 3] ?? 0) >> (free - take)) & ((1 << take) - 1);
      value = value * 2 ** take + part;
      this.place += take;
      rest -= take;
    }
    return value;
  }

  skip(bits: number): void {
    this.place += bits;
  }

  /** Goes on at the next whole byte. */
  align(): void {
    this.place = Math.ceil(this.place / 8) * 8;
  }
}

/** Writes a number of so many bits from a bit on. */
export function writeBits(data: Uint8Array, from: number, value: number, bits: number): void {
  let at = from;
  for (let rest = bits; rest > 0;) {
    const free = 8 - (at & 7);
    const take = Math.min(free, rest);
    const part = Math.floor(value / 2 ** (rest - take)) % 2 ** take;
    const mask = ((1 << take) - 1) << (free - take);
    data[at >> 3] = ((data[at >> 3] ?? 0) & ~mask) | (part << (free - take));
    at += take;
    rest -= take;
  }
}
