import type { JpegCoefficients } from './types.ts';

const twoBytes = (value: number): [number, number] => [(value >> 8) & 255, value & 255];

function segment(marker: number, payload: readonly number[]): number[] {
  return [0xff, marker, ...twoBytes(payload.length + 2), ...payload];
}

/**
 * From the start of a sequential JPEG to its frame header: nothing but what is needed to read it. `frameMarker`
 * gives way to that of an extended image where steps need two bytes (ITU-T T.81, table B.4).
 */
export function imageHeader(image: JpegCoefficients, frameMarker: number): number[] {
  const { components, adobeTransform } = image;
  const wide = components.some(({ quantisation }) => quantisation.some((step) => step > 255));
  return [
    0xff,
    0xd8,
    ...(image.jfif ? segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]) : []),
    ...(adobeTransform === undefined
      ? []
      : segment(0xee, [0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, adobeTransform])),
    ...components.flatMap(({ quantisation }, index) => {
      const steps = [...quantisation];
      return segment(0xdb, wide ? [0x10 | index, ...steps.flatMap(twoBytes)] : [index, ...steps]);
    }),
    ...segment(wide ? 0xc1 : frameMarker, [
      8,
      ...twoBytes(image.height),
      ...twoBytes(image.width),
      components.length,
      ...components.flatMap(({ id, h, v }, index) => [id, (h << 4) | v, index]),
    ]),
  ];
}

/** `place`: class << 4 | destination (T.81, B.2.4.2). */
export function huffmanTable(
  place: number,
  { counts, symbols }: { readonly counts: Uint8Array; readonly symbols: Uint8Array },
): number[] {
  return segment(0xc4, [place, ...counts, ...symbols]);
}

export function restartInterval(units: number): number[] {
  return segment(0xdd, twoBytes(units));
}

/** Header of a sequential scan: for each component its id and its tables, DC << 4 | AC. */
export function scanHeader(components: readonly (readonly [id: number, tables: number])[]): number[] {
  return segment(0xda, [components.length, ...components.flat(), 0, 63, 0]);
}
