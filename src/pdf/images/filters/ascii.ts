const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;

/** ASCIIHexDecode (ISO 32000-2, 7.4.2). Bytes that are no digit are skipped. */
export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const out = new Uint8Array((data.length >> 1) + 1);
  let length = 0;
  let half = -1;
  for (const byte of data) {
    if (byte === 0x3e) break;
    const digit = hexDigit(byte);
    if (digit < 0) continue;
    if (half < 0) half = digit;
    else {
      out[length++] = (half << 4) | digit;
      half = -1;
    }
  }
  if (half >= 0) out[length++] = half << 4;
  return out.subarray(0, length);
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

/** ASCII85Decode (ISO 32000-2, 7.4.3). */
export function decodeAscii85(data: Uint8Array): Uint8Array {
  let start = 0;
  while (start < data.length && isSpace(data[start]!)) start++;
  if (data[start] === 0x3c && data[start + 1] === 0x7e) start += 2;
  const out = new Uint8Array(data.length * 4);
  let length = 0;
  let group = 0;
  let count = 0;
  for (let i = start; i < data.length; i++) {
    const byte = data[i]!;
    if (byte === 0x7e) break;
    if (byte === 0x7a && count === 0) {
      length += 4;
      continue;
    }
    if (byte < 0x21 || byte > 0x75) continue;
    group = group * 85 + (byte - 0x21);
    if (++count === 5) {
      out[length++] = (group / 0x1000000) & 255;
      out[length++] = (group >>> 16) & 255;
      out[length++] = (group >>> 8) & 255;
      out[length++] = group & 255;
      group = 0;
      count = 0;
    }
  }
  if (count > 1) {
    for (let i = count; i < 5; i++) group = group * 85 + 84;
    const bytes = [(group / 0x1000000) & 255, (group >>> 16) & 255, (group >>> 8) & 255];
    for (let i = 0; i < count - 1; i++) out[length++] = bytes[i]!;
  }
  return out.slice(0, length);
}

/** ASCII85 with its end mark, and no white space, so that no `EI` can be read into an inline image. */
export function encodeAscii85(data: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(data.length / 4) * 5 + 2);
  let length = 0;
  for (let i = 0; i < data.length; i += 4) {
    const size = Math.min(4, data.length - i);
    let group = 0;
    for (let k = 0; k < 4; k++) group = group * 256 + (data[i + k] ?? 0);
    if (group === 0 && size === 4) {
      out[length++] = 0x7a;
      continue;
    }
    const digits = [0, 0, 0, 0, 0];
    for (let k = 4; k >= 0; k--) {
      digits[k] = group % 85;
      group = Math.floor(group / 85);
    }
    for (let k = 0; k <= size; k++) out[length++] = digits[k]! + 0x21;
  }
  out[length++] = 0x7e;
  out[length++] = 0x3e;
  return out.slice(0, length);
}
