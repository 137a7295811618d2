import { CMap } from './cmap.ts';

/** A packed CMap that does not hold what it should. */
class PackedCMapError extends Error {
  override readonly name = 'PackedCMapError';
}

/**
 * Reads a predefined CMap in the packed form that pdf.js ships (`.bcmap`): numbers in base 128, each range given
 * as the distance to the one before. Throws when the data is cut short.
 */
export function readPackedCMap(bytes: Uint8Array, use: (name: string) => CMap | undefined): CMap {
  const input = new PackedReader(bytes);
  const map = new CMap();
  map.vertical = (input.byte() & 1) === 1;
  while (!input.done) {
    const head = input.byte();
    const kind = head >> 5;
    if (kind === 7) {
      const text = input.text();
      if ((head & 31) === 1) map.parent = use(text);
      continue;
    }
    // Kinds 4 and 5 map to Unicode: not for encodings.
    if (kind > 3) break;
    readSection(input, map, kind, (head & 16) !== 0, (head & 15) + 1);
  }
  return map;
}

/** Kinds: 0 codespace ranges, 1 notdef ranges, 2 single ids, 3 ranges of ids. `sequence`: no distances given. */
function readSection(input: PackedReader, map: CMap, kind: number, sequence: boolean, length: number): void {
  const count = input.number();
  let end = -1;
  let cid = -1;
  for (let i = 0; i < count; i++) {
    const first = i === 0;
    let start: number;
    if (first) start = input.fixed(length);
    else start = end + 1 + (sequence && kind >= 2 ? 0 : input.number());
    end = kind === 2 ? start : start + input.number();
    switch (kind) {
      case 0:
        map.addCodespace(length, start, end);
        break;
      case 1:
        input.number();
        break;
      case 2:
        cid = first ? input.number() : cid + 1 + input.signed();
        map.addCid(length, start, cid);
        break;
      default:
        cid = input.number();
        map.addRange(length, start, end, cid);
    }
  }
}

class PackedReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new PackedCMapError('packed CMap is cut short');
    return byte;
  }

  number(): number {
    let value = 0;
    for (;;) {
      const byte = this.byte();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  }

  signed(): number {
    const value = this.number();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  fixed(length: number): number {
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + this.byte();
    return value;
  }

  text(): string {
    const length = this.number();
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.number());
    return text;
  }
}
