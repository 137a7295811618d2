/** Types of segments that make a picture (ITU-T T.88, 7.3); comments (62) and profiles (52) do not. */
const DRAWN: ReadonlySet<number> = new Set([
  ...[0, 4, 6, 7, 16, 20, 22, 23, 36, 38, 39, 40, 42, 43, 48, 49, 50, 51, 53],
]);
const NOTES: ReadonlySet<number> = new Set([52, 62]);
const END_OF_PAGE = 49;
const END_OF_FILE = 51;
/** Of a segment whose header does not tell its length. */
const UNKNOWN_LENGTH = 0xffffffff;

/**
 * JBIG2 data without comments and without what follows its last segment; undefined when there is nothing to take or
 * the data is not understood.
 */
export function strippedJbig2(bytes: Uint8Array): Uint8Array | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = startOf(data);
  if (start === undefined) return undefined;
  const kept: Uint8Array[] = [data.subarray(0, start)];
  let taken = false;
  let at = start;
  while (at < data.length) {
    const segment = segmentAt(data, at);
    if (segment === 'endless') return undefined;
    if (!segment) break;
    if (NOTES.has(segment.type)) taken = true;
    else kept.push(data.subarray(at, segment.end));
    at = segment.end;
    if (segment.type === END_OF_PAGE || segment.type === END_OF_FILE) break;
  }
  if (at === start || (!taken && data.length - at <= LINE_END)) return undefined;
  return new Uint8Array(Buffer.concat(kept));
}

/** A line end before "endstream" is usual. */
const LINE_END = 2;
const FILE_HEADER = Buffer.from([0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Behind the header of a file, which some producers leave in; undefined where all segment headers come first. */
function startOf(data: Buffer): number | undefined {
  if (!data.subarray(0, FILE_HEADER.length).equals(FILE_HEADER)) return 0;
  const flags = data[FILE_HEADER.length] ?? 0;
  if ((flags & 1) === 0) return undefined;
  return FILE_HEADER.length + ((flags & 2) === 0 ? 5 : 1);
}

/** Type and end of a segment (T.88, 7.2). */
function segmentAt(
  data: Buffer,
  start: number,
): { readonly type: number; readonly end: number } | 'endless' | undefined {
  if (start + 11 > data.length) return undefined;
  const number = data.readUInt32BE(start);
  const flags = data[start + 4]!;
  const type = flags & 63;
  let at = start + 5;
  let references = data[at]! >> 5;
  if (references === 7) {
    references = data.readUInt32BE(at) & 0x1fffffff;
    at += 4 + ((references + 8) >> 3);
  } else at++;
  at += references * (number <= 256 ? 1 : number <= 65536 ? 2 : 4);
  at += (flags & 64) === 0 ? 1 : 4;
  if (at + 4 > data.length || !(DRAWN.has(type) || NOTES.has(type))) return undefined;
  const length = data.readUInt32BE(at);
  if (length === UNKNOWN_LENGTH) return 'endless';
  const end = at + 4 + length;
  return end <= data.length ? { type, end } : undefined;
}
