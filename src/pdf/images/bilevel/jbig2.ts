import { ArithmeticEncoder } from './arithmetic-coder.ts';

/** Context of the bit that says "this row is like the one above" with template 0 (T.88, figure 8). */
const SAME_ROW_CONTEXT = 0x9b25;

/**
 * Encodes packed bits (0 is black) as one lossless generic region of JBIG2 (ITU-T T.88, 6.2, template 0 with
 * typical prediction), without a file header, as JBIG2Decode reads it.
 */
export function encodeJbig2(data: Uint8Array, width: number, height: number): Uint8Array {
  const region = encodeGenericRegion(data, width, height);
  const page = [...fourBytes(width), ...fourBytes(height), ...Array<number>(8).fill(0), 0x01, 0, 0];
  const place = [...fourBytes(width), ...fourBytes(height), ...Array<number>(8).fill(0), 0];
  const adaptive = [3, -1, -3, -1, 2, -2, -2, -2].map((value) => value & 255);
  const regionHeader = [...place, 0x08, ...adaptive];
  const head = [
    ...segmentHeader(0, 48, page.length),
    ...page,
    ...segmentHeader(1, 39, regionHeader.length + region.length),
    ...regionHeader,
  ];
  const out = new Uint8Array(head.length + region.length);
  out.set(head);
  out.set(region, head.length);
  return out;
}

const fourBytes = (value: number): number[] => [
  (value >>> 24) & 255,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

/** Header of a segment that refers to none and belongs to page 1 (T.88, 7.2). */
function segmentHeader(number: number, type: number, length: number): number[] {
  return [...fourBytes(number), type, 0, 1, ...fourBytes(length)];
}

function encodeGenericRegion(data: Uint8Array, width: number, height: number): Uint8Array {
  const stride = Math.ceil(width / 8);
  const coder = new ArithmeticEncoder(1 << 16, data.length >> 3);
  // One byte a pixel, 1 is black, with a white margin on the right for the template to look into.
  let twoAbove = new Uint8Array(width + 4);
  let above = new Uint8Array(width + 4);
  let row = new Uint8Array(width + 4);
  let sameBefore = 0;
  for (let y = 0; y < height; y++) {
    const same = isSameRow(data, y, stride, width) ? 1 : 0;
    coder.encode(SAME_ROW_CONTEXT, same ^ sameBefore);
    sameBefore = same;
    if (same === 1) row.set(above);
    else {
      for (let x = 0; x < width; x++) row[x] = ((data[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1) ^ 1;
      encodeRow(coder, twoAbove, above, row, width);
    }
    [twoAbove, above, row] = [above, row, twoAbove];
  }
  return coder.finish();
}

/** Whether a row equals the one above; the first is compared with white. */
function isSameRow(data: Uint8Array, y: number, stride: number, width: number): boolean {
  const start = y * stride;
  for (let i = 0; i < stride; i++) {
    const used = i === stride - 1 && (width & 7) !== 0 ? 0xff00 >> (width & 7) : 0xff;
    const other = y === 0 ? 0xff : data[start - stride + i]!;
    if (((data[start + i]! ^ other) & used & 0xff) !== 0) return false;
  }
  return true;
}

function encodeRow(
  coder: ArithmeticEncoder,
  twoAbove: Uint8Array,
  above: Uint8Array,
  row: Uint8Array,
  width: number,
): void {
  let upper = (twoAbove[0]! << 1) | twoAbove[1]!;
  let middle = (above[0]! << 2) | (above[1]! << 1) | above[2]!;
  let left = 0;
  for (let x = 0; x < width; x++) {
    upper = ((upper << 1) | twoAbove[x + 2]!) & 0x1f;
    middle = ((middle << 1) | above[x + 3]!) & 0x7f;
    const bit = row[x]!;
    coder.encode((upper << 11) | (middle << 4) | left, bit);
    left = ((left << 1) | bit) & 0xf;
  }
}
