import { UnsupportedImage } from '../limits.ts';

const CLEAR = 256;
const END = 257;

/** LZWDecode (ISO 32000-2, 7.4.4). `earlyChange` is 1 unless the parameters say 0. */
export function decodeLzw(data: Uint8Array, earlyChange: number, maxBytes: number): Uint8Array {
  return readLzw(data, earlyChange, maxBytes).bytes;
}

/** As `decodeLzw`, with the place behind the mark of the end; the length of the data when that is missing. */
export function readLzw(
  data: Uint8Array,
  earlyChange: number,
  maxBytes: number,
): { readonly bytes: Uint8Array; readonly end: number } {
  const prefix = new Uint16Array(4097);
  const suffix = new Uint8Array(4097);
  const lengths = new Uint16Array(4097);
  for (let i = 0; i < 256; i++) {
    suffix[i] = i;
    lengths[i] = 1;
  }
  let out = new Uint8Array(Math.min(maxBytes, Math.max(1024, data.length * 4)));
  let at = 0;
  let next = 258;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let held = 0;
  let end = data.length;
  for (let i = 0; ;) {
    while (held < width && i < data.length) {
      bits = ((bits << 8) | data[i++]!) & 0xffffff;
      held += 8;
    }
    if (held < width) break;
    const code = (bits >>> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === END) {
      end = i - (held >> 3);
      break;
    }
    if (code === CLEAR) {
      next = 258;
      width = 9;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0)) break;
    if (previous >= 0 && next < 4096) {
      prefix[next] = previous;
      lengths[next] = lengths[previous]! + 1;
      suffix[next] = firstByte(code === next ? previous : code, prefix, lengths, suffix);
      next++;
    }
    if (code >= next) break;
    const size = lengths[code]!;
    if (at + size > maxBytes) throw new UnsupportedImage('LZW data too large');
    if (at + size > out.length) {
      const larger = new Uint8Array(Math.min(maxBytes, Math.max(out.length * 2, at + size)));
      larger.set(out);
      out = larger;
    }
    for (let k = at + size - 1, entry = code; k >= at; k--) {
      out[k] = suffix[entry]!;
      entry = prefix[entry]!;
    }
    at += size;
    previous = code;
    if (next + earlyChange >= 1 << width && width < 12) width++;
  }
  return { bytes: out.subarray(0, at), end };
}

function firstByte(code: number, prefix: Uint16Array, lengths: Uint16Array, suffix: Uint8Array): number {
  let entry = code;
  while (lengths[entry]! > 1) entry = prefix[entry]!;
  return suffix[entry]!;
}
