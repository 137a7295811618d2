import type { JpegCoefficients } from './types.ts';

/** How the components of a JPEG stand for the colours of the image. */
export type JpegTransform = 'none' | 'ycc' | 'ycck';

/**
 * The transform that decoders undo: the Adobe marker decides, then the ColorTransform parameter of the PDF
 * filter, then the file's own habits (ISO 32000-2, table 13).
 */
export function transformOf(image: JpegCoefficients, parameter: number | undefined): JpegTransform {
  const count = image.components.length;
  if (count === 3) {
    if (image.adobeTransform !== undefined) return image.adobeTransform === 0 ? 'none' : 'ycc';
    if (parameter !== undefined) return parameter === 0 ? 'none' : 'ycc';
    const letters = String.fromCharCode(...image.components.map(({ id }) => id));
    return !image.jfif && letters === 'RGB' ? 'none' : 'ycc';
  }
  if (count === 4) {
    if (image.adobeTransform !== undefined) return image.adobeTransform === 2 ? 'ycck' : 'none';
    return parameter === 1 ? 'ycck' : 'none';
  }
  return 'none';
}

/** The coded samples of a colour that is given as the samples that a decoder puts out, 0 to 255. */
export function codedColour(colour: readonly number[], transform: JpegTransform): number[] {
  if (transform === 'none') return [...colour];
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = colour;
  if (transform === 'ycc') return toYcc(c0, c1, c2);
  return [...toYcc(255 - c0, 255 - c1, 255 - c2), c3];
}

function toYcc(red: number, green: number, blue: number): number[] {
  const values = [
    0.299 * red + 0.587 * green + 0.114 * blue,
    128 - 0.168736 * red - 0.331264 * green + 0.5 * blue,
    128 + 0.5 * red - 0.418688 * green - 0.081312 * blue,
  ];
  return values.map((value) => Math.min(255, Math.max(0, Math.round(value))));
}
