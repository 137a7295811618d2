/** A range of codes of one length; each byte must lie between its own bounds (ISO 32000-2, 9.7.6.2). */
interface Codespace {
  readonly length: number;
  readonly low: number;
  readonly high: number;
}

interface CidRange {
  readonly low: number;
  readonly high: number;
  readonly cid: number;
}

/** The longest code in bytes. */
const MAX_LENGTH = 4;

/** From the bytes of a string to character ids: where codes end, and which id they mean. */
export class CMap {
  vertical = false;
  /** Another map that this one builds on (`usecmap`). */
  parent: CMap | undefined;
  /** Set for Identity: ids are the two-byte codes themselves. */
  identity = false;
  private readonly codespaces: Codespace[] = [];
  private readonly singles = new Map<number, number>();
  private readonly ranges: CidRange[][] = [[], [], [], [], []];
  private sorted = true;

  addCodespace(length: number, low: number, high: number): void {
    if (length >= 1 && length <= MAX_LENGTH) this.codespaces.push({ length, low, high });
  }

  addCid(length: number, code: number, cid: number): void {
    this.singles.set(key(length, code), cid);
  }

  addRange(length: number, low: number, high: number, cid: number): void {
    if (length < 1 || length > MAX_LENGTH || high < low) return;
    if (low === high) this.addCid(length, low, cid);
    else {
      this.ranges[length]!.push({ low, high, cid });
      this.sorted = false;
    }
  }

  /** Bytes of the code at `at`: of the first codespace that fits, else of one whose first byte fits. */
  lengthAt(bytes: Uint8Array, at: number): number {
    if (this.identity) return 2;
    const left = bytes.length - at;
    let code = 0;
    for (let length = 1; length <= MAX_LENGTH && length <= left; length++) {
      code = code * 256 + bytes[at + length - 1]!;
      if (this.fits(length, code)) return length;
    }
    return Math.min(left, this.partialLength(bytes[at]!));
  }

  /** 0 (notdef) for a code without an id. */
  cidOf(length: number, code: number): number {
    if (this.identity) return code;
    const single = this.singles.get(key(length, code));
    if (single !== undefined) return single;
    const range = this.rangeOf(length, code);
    if (range) return range.cid + (code - range.low);
    return this.parent?.cidOf(length, code) ?? 0;
  }

  /** Whether a code is in a codespace: where it is not, readers differ on where it ends. */
  isValid(length: number, code: number): boolean {
    return this.identity ? length === 2 : !this.hasCodespaces || this.fits(length, code);
  }

  get hasCodespaces(): boolean {
    return this.identity || this.codespaces.length > 0 || (this.parent?.hasCodespaces ?? false);
  }

  private fits(length: number, code: number): boolean {
    for (const space of this.codespaces) {
      if (space.length === length && everyByteBetween(space, code)) return true;
    }
    if (this.parent?.identity) return length === 2;
    return this.parent?.fits(length, code) ?? false;
  }

  private partialLength(first: number): number {
    const spaces = this.allCodespaces();
    for (const { length, low, high } of spaces) {
      const shift = 256 ** (length - 1);
      if (first >= Math.floor(low / shift) && first <= Math.floor(high / shift)) return length;
    }
    return spaces.length > 0 ? Math.min(...spaces.map(({ length }) => length)) : 1;
  }

  private allCodespaces(): readonly Codespace[] {
    if (this.identity) return [{ length: 2, low: 0, high: 0xffff }];
    return this.parent ? [...this.codespaces, ...this.parent.allCodespaces()] : this.codespaces;
  }

  private rangeOf(length: number, code: number): CidRange | undefined {
    if (!this.sorted) {
      for (const list of this.ranges) list.sort((a, b) => a.low - b.low);
      this.sorted = true;
    }
    const list = this.ranges[length]!;
    let from = 0;
    let to = list.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (list[middle]!.low <= code) from = middle + 1;
      else to = middle;
    }
    const found = list[from - 1];
    return found && code <= found.high ? found : undefined;
  }
}

export function identityCMap(vertical: boolean): CMap {
  const map = new CMap();
  map.identity = true;
  map.vertical = vertical;
  return map;
}

function key(length: number, code: number): number {
  return length * 0x100000000 + code;
}

function everyByteBetween({ length, low, high }: Codespace, code: number): boolean {
  for (let i = 0, shift = 1; i < length; i++, shift *= 256) {
    const byte = Math.floor(code / shift) & 255;
    if (byte < (Math.floor(low / shift) & 255) || byte > (Math.floor(high / shift) & 255)) return false;
  }
  return true;
}
