import { UnsupportedImage } from '../limits.ts';

/** RunLengthDecode (ISO 32000-2, 7.4.5). */
export function decodeRunLength(data: Uint8Array, maxBytes: number): Uint8Array {
  let size = 0;
  for (let i = 0; i < data.length && data[i] !== 128;) {
    const length = data[i]!;
    size += length < 128 ? length + 1 : 257 - length;
    i += length < 128 ? length + 2 : 2;
  }
  if (size > maxBytes) throw new UnsupportedImage('run-length data too large');
  const out = new Uint8Array(size);
  let at = 0;
  for (let i = 0; i < data.length && data[i] !== 128;) {
    const length = data[i]!;
    if (length < 128) {
      const literal = data.subarray(i + 1, i + 2 + length);
      out.set(literal, at);
      at += literal.length;
      i += length + 2;
    } else {
      out.fill(data[i + 1] ?? 0, at, at + 257 - length);
      at += 257 - length;
      i += 2;
    }
  }
  return out.subarray(0, at);
}
