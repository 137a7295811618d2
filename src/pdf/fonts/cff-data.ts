/** Data of the Compact Font Format (Adobe technical note 5176) that does not fit its bounds. */
export class CffError extends Error {
  override readonly name = 'CffError';
}

/** An INDEX (clause 5); `end` is behind it. */
export function readIndex(bytes: Uint8Array, at: number): { items: Uint8Array[]; end: number } {
  const count = number(bytes, at, 2);
  if (count === 0) return { items: [], end: at + 2 };
  const size = number(bytes, at + 2, 1);
  if (size < 1 || size > 4) throw new CffError('offset size');
  const base = at + 3 + (count + 1) * size - 1;
  const items: Uint8Array[] = [];
  let start = base + number(bytes, at + 3, size);
  for (let i = 1; i <= count; i++) {
    const end = base + number(bytes, at + 3 + i * size, size);
    if (end < start || end > bytes.length) throw new CffError('index');
    items.push(bytes.subarray(start, end));
    start = end;
  }
  return { items, end: start };
}

export function writeIndex(items: readonly Uint8Array[]): Uint8Array {
  if (items.length === 0) return new Uint8Array(2);
  const total = items.reduce((sum, { length }) => sum + length, 1);
  const size = total < 0x100 ? 1 : total < 0x10000 ? 2 : total < 0x1000000 ? 3 : 4;
  const head = Buffer.alloc(3 + (items.length + 1) * size);
  head.writeUInt16BE(items.length);
  head[2] = size;
  let offset = 1;
  head.writeUIntBE(offset, 3, size);
  items.forEach(({ length }, i) => {
    offset += length;
    head.writeUIntBE(offset, 3 + (i + 1) * size, size);
  });
  return Buffer.concat([head, ...items]);
}

/** Reads a number of some bytes; throws beyond the end. */
export function number(bytes: Uint8Array, at: number, size: number): number {
  if (at < 0 || at + size > bytes.length) throw new CffError('cut short');
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + bytes[at + i]!;
  return value;
}

/** One entry of a DICT (clause 4); operators of two bytes are 0x0c00 and the second. */
export interface DictEntry {
  readonly operator: number;
  readonly operands: readonly number[];
  /** The operands as written. */
  readonly raw: Uint8Array;
}

export function readDict(bytes: Uint8Array): DictEntry[] {
  const entries: DictEntry[] = [];
  let operands: number[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!;
    if (byte <= 21) {
      const operator = byte === 12 ? 0x0c00 + number(bytes, at + 1, 1) : byte;
      entries.push({ operator, operands, raw: bytes.subarray(start, at) });
      at += byte === 12 ? 2 : 1;
      operands = [];
      start = at;
    } else if (byte === 28) {
      operands.push((number(bytes, at + 1, 2) << 16) >> 16);
      at += 3;
    } else if (byte === 29) {
      operands.push(number(bytes, at + 1, 4) | 0);
      at += 5;
    } else if (byte === 30) {
      at++;
      while (at < bytes.length && (bytes[at]! & 15) !== 15 && bytes[at]! >> 4 !== 15) at++;
      at++;
      operands.push(NaN);
    } else if (byte >= 32 && byte <= 246) {
      operands.push(byte - 139);
      at++;
    } else if (byte >= 247 && byte <= 254) {
      const low = number(bytes, at + 1, 1);
      operands.push(byte <= 250 ? (byte - 247) * 256 + low + 108 : -(byte - 251) * 256 - low - 108);
      at += 2;
    } else throw new CffError('dict');
  }
  return entries;
}

export function writeDict(entries: readonly DictEntry[]): Uint8Array {
  return Buffer.concat(
    entries.flatMap(({ operator, raw }) => [
      raw,
      operator >= 0x0c00 ? Uint8Array.of(12, operator & 255) : Uint8Array.of(operator),
    ]),
  );
}

/** An entry of whole numbers in the form that has the same length whatever they are. */
export function fixedEntry(operator: number, operands: readonly number[]): DictEntry {
  const raw = Buffer.alloc(5 * operands.length);
  operands.forEach((value, i) => {
    raw[5 * i] = 29;
    raw.writeInt32BE(value, 5 * i + 1);
  });
  return { operator, operands, raw };
}
