import type { Pointer, RawEngine } from './raw.ts';

/** The samples of a picture, without its masks; row 0 is at the top. */
export interface Samples {
  readonly columns: number;
  readonly rows: number;
  /** Mean of all colours of a sample, 0 (black) to 255. */
  shade(column: number, row: number): number;
}

/** Bytes of a sample by FPDFBitmap_GetFormat (fpdfview.h): grey, BGR, BGRx, BGRA. */
const CHANNELS: Readonly<Record<number, number>> = { 1: 1, 2: 3, 3: 4, 4: 4 };

/** Gives `work` the samples of a picture of an open page, as long as it runs; not where the engine cannot read them. */
export function readSamples(engine: RawEngine, image: Pointer, work: (samples: Samples) => void): void {
  const { calls } = engine;
  const bitmap = calls.FPDFImageObj_GetBitmap(image);
  if (bitmap === 0) return;
  try {
    const channels = CHANNELS[calls.FPDFBitmap_GetFormat(bitmap)];
    if (channels === undefined) return;
    const colours = Math.min(3, channels);
    // Its memory may have moved.
    const { bytes } = engine;
    const [start, stride] = [calls.FPDFBitmap_GetBuffer(bitmap), calls.FPDFBitmap_GetStride(bitmap)];
    work({
      columns: calls.FPDFBitmap_GetWidth(bitmap),
      rows: calls.FPDFBitmap_GetHeight(bitmap),
      shade: (column, row) => {
        const at = start + row * stride + column * channels;
        let sum = 0;
        for (let channel = 0; channel < colours; channel++) sum += bytes[at + channel]!;
        return sum / colours;
      },
    });
  } finally {
    calls.FPDFBitmap_Destroy(bitmap);
  }
}
