import { type ImageLimits, UnsupportedImage } from '../limits.ts';
import { type HuffmanDecoder, huffmanDecoder } from './huffman-decoder.ts';
import { type ScanComponent, type ScanPlan, decodeScan } from './scan.ts';
import { type JpegCoefficients, type JpegComponent } from './types.ts';

interface ReaderState {
  readonly data: Uint8Array;
  readonly dc: (HuffmanDecoder | undefined)[];
  readonly ac: (HuffmanDecoder | undefined)[];
  readonly quantisation: (Uint16Array | undefined)[];
  restartInterval: number;
  jfif: boolean;
  adobeTransform: number | undefined;
  frame: Frame | undefined;
}

interface Frame {
  readonly marker: number;
  readonly progressive: boolean;
  readonly width: number;
  readonly height: number;
  readonly maxH: number;
  readonly maxV: number;
  readonly components: JpegComponent[];
  readonly tables: number[];
  readonly seen: Set<number>;
}

/**
 * Reads a Huffman-coded JPEG of 8 bits, baseline, extended or progressive, down to its coefficients. Data that
 * ends early leaves the rest grey, as common decoders do. Throws `UnsupportedImage` for anything else.
 */
export function readJpeg(data: Uint8Array, limits: ImageLimits): JpegCoefficients {
  const state = newState(data);
  let at = startOfImage(data);
  for (;;) {
    const found = findScan(state, at, limits);
    if (!found) break;
    for (const component of state.frame?.components ?? []) allocate(component);
    at = decodeScan(data, found.start, readScan(state, found.header));
  }
  const { frame } = state;
  if (!frame || frame.seen.size === 0) throw new UnsupportedImage('JPEG without an image');
  return imageOf(state, frame);
}

/** A JPEG whose whole image is one sequential scan, before its data are read. */
export interface SequentialJpeg {
  /** Without coefficients yet. */
  readonly image: JpegCoefficients;
  /** ITU-T T.81, table B.1: 0xC0 or 0xC1. */
  readonly frameMarker: number;
  readonly plan: ScanPlan;
  /** Components' table selectors as the scan header gives them: DC << 4 | AC. */
  readonly selectors: readonly number[];
  /** Where the entropy-coded data start. */
  readonly start: number;
}

/** Reads up to the first scan; undefined when that is not a sequential one of all components. */
export function openSequentialJpeg(data: Uint8Array, limits: ImageLimits): SequentialJpeg | undefined {
  const state = newState(data);
  const found = findScan(state, startOfImage(data), limits);
  const { frame } = state;
  if (!found || !frame || frame.progressive) return undefined;
  const plan = readScan(state, found.header);
  const { components } = frame;
  const inOrder =
    plan.components.length === components.length &&
    plan.components.every(({ component }, index) => component === components[index]);
  if (!inOrder) return undefined;
  return {
    image: imageOf(state, frame),
    frameMarker: frame.marker,
    plan,
    selectors: components.map((_, index) => found.header[2 + 2 * index]!),
    start: found.start,
  };
}

function allocate(component: JpegComponent): void {
  if (component.coefficients.length > 0) return;
  component.coefficients = new Int16Array(component.blocksPerLine * component.blocksPerColumn * 64);
}

function newState(data: Uint8Array): ReaderState {
  return {
    data,
    dc: [],
    ac: [],
    quantisation: [],
    restartInterval: 0,
    jfif: false,
    adobeTransform: undefined,
    frame: undefined,
  };
}

function imageOf({ jfif, adobeTransform }: ReaderState, frame: Frame): JpegCoefficients {
  const { width, height, components, maxH, maxV } = frame;
  return { width, height, components, maxH, maxV, jfif, adobeTransform };
}

/** Reads segments up to the next scan; undefined when there is none. */
function findScan(
  state: ReaderState,
  from: number,
  limits: ImageLimits,
): { readonly header: Uint8Array; readonly start: number } | undefined {
  const { data } = state;
  let at = from;
  while (at + 4 <= data.length) {
    if (data[at] !== 0xff) {
      at++;
      continue;
    }
    const marker = data[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) return undefined;
    if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = (data[at + 2]! << 8) | data[at + 3]!;
    const segment = data.subarray(at + 4, at + 2 + length);
    at += 2 + Math.max(2, length);
    if (marker === 0xda) return { header: segment, start: at };
    readSegment(state, marker, segment, limits);
  }
  return undefined;
}

function startOfImage(data: Uint8Array): number {
  for (let at = 0; at + 1 < data.length; at++) {
    if (data[at] === 0xff && data[at + 1] === 0xd8) return at + 2;
  }
  throw new UnsupportedImage('no JPEG data');
}

function readSegment(state: ReaderState, marker: number, segment: Uint8Array, limits: ImageLimits): void {
  switch (marker) {
    case 0xc0:
    case 0xc1:
    case 0xc2:
      if (state.frame) throw new UnsupportedImage('JPEG with several frames');
      state.frame = readFrame(segment, marker, limits);
      return;
    case 0xc4:
      readHuffmanTables(state, segment);
      return;
    case 0xdb:
      readQuantisationTables(state, segment);
      return;
    case 0xdd:
      state.restartInterval = (segment[0]! << 8) | segment[1]!;
      return;
    case 0xdc:
      throw new UnsupportedImage('JPEG that gives its height late');
    case 0xe0:
      if (latin(segment, 4) === 'JFIF') state.jfif = true;
      return;
    case 0xee:
      if (latin(segment, 5) === 'Adobe' && segment.length >= 12) state.adobeTransform = segment[11]!;
      return;
    default:
      if (marker >= 0xc3 && marker <= 0xcf) {
        throw new UnsupportedImage('JPEG that is lossless, hierarchical or arithmetic-coded');
      }
  }
}

const latin = (bytes: Uint8Array, length: number): string =>
  String.fromCharCode(...bytes.subarray(0, length));

function readFrame(segment: Uint8Array, marker: number, limits: ImageLimits): Frame {
  const height = (segment[1]! << 8) | segment[2]!;
  const width = (segment[3]! << 8) | segment[4]!;
  const count = segment[5] ?? 0;
  if (segment[0] !== 8) throw new UnsupportedImage('JPEG of more than 8 bits');
  if (height === 0 || width === 0) throw new UnsupportedImage('JPEG without a size');
  if (count < 1 || count > 4 || segment.length < 6 + 3 * count)
    throw new UnsupportedImage('JPEG frame damaged');
  if (width * height > limits.maxPixels) throw new UnsupportedImage('image too large');
  const headers = Array.from({ length: count }, (_, index) => {
    const at = 6 + 3 * index;
    return { id: segment[at]!, h: segment[at + 1]! >> 4, v: segment[at + 1]! & 15, table: segment[at + 2]! };
  });
  if (headers.some(({ h, v }) => h < 1 || h > 4 || v < 1 || v > 4)) {
    throw new UnsupportedImage('JPEG sampling factors out of range');
  }
  const maxH = Math.max(...headers.map(({ h }) => h));
  const maxV = Math.max(...headers.map(({ v }) => v));
  const mcusPerLine = Math.ceil(width / (8 * maxH));
  const mcusPerColumn = Math.ceil(height / (8 * maxV));
  const blocks = headers.reduce((sum, { h, v }) => sum + mcusPerLine * h * mcusPerColumn * v, 0);
  if (blocks * 128 > limits.maxBytes) throw new UnsupportedImage('image too large');
  const components = headers.map(({ id, h, v }): JpegComponent => ({
    id,
    h,
    v,
    width: Math.ceil((width * h) / maxH),
    height: Math.ceil((height * v) / maxV),
    blocksPerLine: mcusPerLine * h,
    blocksPerColumn: mcusPerColumn * v,
    coefficients: new Int16Array(0),
    quantisation: new Uint16Array(64),
  }));
  const tables = headers.map(({ table }) => table);
  const progressive = marker === 0xc2;
  return { marker, progressive, width, height, maxH, maxV, components, tables, seen: new Set() };
}

function readHuffmanTables(state: ReaderState, segment: Uint8Array): void {
  let at = 0;
  while (at + 17 <= segment.length) {
    const kind = segment[at]!;
    const counts = segment.slice(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const symbols = new Uint8Array(256);
    symbols.set(segment.subarray(at + 17, at + 17 + Math.min(256, total)));
    (kind >> 4 === 0 ? state.dc : state.ac)[kind & 15] = huffmanDecoder(counts, symbols);
    at += 17 + total;
  }
}

function readQuantisationTables(state: ReaderState, segment: Uint8Array): void {
  let at = 0;
  while (at < segment.length) {
    const kind = segment[at++]!;
    const wide = kind >> 4 !== 0;
    const table = new Uint16Array(64);
    for (let i = 0; i < 64; i++) {
      const value = wide ? (segment[at]! << 8) | segment[at + 1]! : segment[at]!;
      table[i] = Math.max(1, value);
      at += wide ? 2 : 1;
    }
    state.quantisation[kind & 15] = table;
  }
}

/** What a scan header and the tables in force ask for. */
function readScan(state: ReaderState, segment: Uint8Array): ScanPlan {
  const { frame } = state;
  if (!frame) throw new UnsupportedImage('JPEG scan before its frame');
  const count = segment[0] ?? 0;
  if (count < 1 || count > 4 || segment.length < 4 + 2 * count)
    throw new UnsupportedImage('JPEG scan damaged');
  const components: ScanComponent[] = [];
  for (let i = 0; i < count; i++) {
    const index = frame.components.findIndex(({ id }) => id === segment[1 + 2 * i]);
    const component = frame.components[index];
    if (!component) throw new UnsupportedImage('JPEG scan of an unknown component');
    if (!frame.seen.has(index)) {
      const table = state.quantisation[frame.tables[index]!];
      if (!table) throw new UnsupportedImage('JPEG without its quantisation table');
      component.quantisation = table;
      frame.seen.add(index);
    }
    const selectors = segment[2 + 2 * i]!;
    components.push({
      component,
      dc: state.dc[selectors >> 4],
      ac: state.ac[selectors & 15],
      prediction: 0,
    });
  }
  const last = 1 + 2 * count;
  return {
    components,
    restartInterval: state.restartInterval,
    mcusPerLine: Math.ceil(frame.width / (8 * frame.maxH)),
    mcusPerColumn: Math.ceil(frame.height / (8 * frame.maxV)),
    progressive: frame.progressive
      ? {
          start: segment[last]!,
          end: Math.min(63, segment[last + 1]!),
          high: segment[last + 2]! >> 4,
          low: segment[last + 2]! & 15,
        }
      : undefined,
  };
}
