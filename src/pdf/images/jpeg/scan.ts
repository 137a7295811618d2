import { UnsupportedImage } from '../limits.ts';
import { type HuffmanDecoder, JpegBitReader } from './huffman-decoder.ts';
import { progressiveDecoder } from './progressive.ts';
import type { JpegComponent } from './types.ts';

/** A component as one scan reads it. */
export interface ScanComponent {
  readonly component: JpegComponent;
  readonly dc: HuffmanDecoder | undefined;
  readonly ac: HuffmanDecoder | undefined;
  /** DC of the block before. */
  prediction: number;
}

/** Part of the coefficients that a progressive scan brings (T.81, G.1.1.1). */
export interface SpectralPart {
  /** First and last coefficient, zigzag order. */
  readonly start: number;
  readonly end: number;
  /** Bit position of the scan before (0: first scan) and of this one. */
  readonly high: number;
  readonly low: number;
}

/** What a scan header and the tables in force say. */
export interface ScanPlan {
  readonly components: readonly ScanComponent[];
  readonly restartInterval: number;
  readonly mcusPerLine: number;
  readonly mcusPerColumn: number;
  /** Undefined for a sequential scan. */
  readonly progressive: SpectralPart | undefined;
}

/** Decodes one block at an offset in the component's coefficients. */
export interface BlockDecoder {
  decode(scan: ScanComponent, offset: number): void;
  /** At a restart marker. */
  reset(): void;
}

/** Decodes the entropy-coded data of a scan into its components; returns where the next marker stands. */
export function decodeScan(data: Uint8Array, start: number, plan: ScanPlan): number {
  const reader = new JpegBitReader(data, start);
  const decoder = plan.progressive
    ? progressiveDecoder(reader, plan.progressive, plan.components)
    : sequentialDecoder(reader, plan.components);
  const only = plan.components.length === 1 ? plan.components[0] : undefined;
  const perLine = only ? Math.ceil(only.component.width / 8) : plan.mcusPerLine;
  const perColumn = only ? Math.ceil(only.component.height / 8) : plan.mcusPerColumn;
  const total = perLine * perColumn;
  const interval = plan.restartInterval > 0 ? plan.restartInterval : total;

  for (let first = 0; first < total; first += interval) {
    const last = Math.min(total, first + interval);
    for (let mcu = first; mcu < last && !reader.exhausted; mcu++) {
      const row = Math.floor(mcu / perLine);
      const column = mcu - row * perLine;
      if (only) decoder.decode(only, (row * only.component.blocksPerLine + column) * 64);
      else decodeMcu(decoder, plan.components, row, column);
    }
    const marker = reader.nextMarker();
    const code = data[marker + 1] ?? 0;
    if (last >= total || code < 0xd0 || code > 0xd7) return marker;
    reader.restart(marker + 2);
    decoder.reset();
    for (const component of plan.components) component.prediction = 0;
  }
  return reader.nextMarker();
}

function decodeMcu(
  decoder: BlockDecoder,
  components: readonly ScanComponent[],
  row: number,
  column: number,
): void {
  for (const scan of components) {
    const { h, v, blocksPerLine } = scan.component;
    for (let j = 0; j < v; j++) {
      const line = (row * v + j) * blocksPerLine + column * h;
      for (let i = 0; i < h; i++) decoder.decode(scan, (line + i) * 64);
    }
  }
}

function sequentialDecoder(reader: JpegBitReader, components: readonly ScanComponent[]): BlockDecoder {
  if (components.some(({ dc, ac }) => !dc || !ac))
    throw new UnsupportedImage('JPEG without its Huffman table');
  return {
    decode: (scan, offset) => decodeBlock(reader, scan, offset),
    reset: () => undefined,
  };
}

function decodeBlock(reader: JpegBitReader, scan: ScanComponent, offset: number): void {
  const { coefficients } = scan.component;
  const size = reader.symbol(scan.dc!) & 15;
  if (size > 0) scan.prediction += reader.signed(size);
  coefficients[offset] = scan.prediction;
  reader.acCoefficients(scan.ac!, coefficients, offset);
}
