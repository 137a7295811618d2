import {
  PDFArray,
  PDFBool,
  PDFName,
  PDFStream,
  type PDFContext,
  type PDFDict,
  type PDFObject,
} from 'pdf-lib';
import { asNumber, entry, nameAt, numberAt, numbersAt, resolve } from '../objects/lookup.ts';

/**
 * Bytes of samples that a picture or a sampled function has, decoded (ISO 32000-2, 8.9.5.2 and 7.10.2); undefined when
 * it does not tell.
 */
export function sampleBytes(dict: PDFDict): number | undefined {
  if (numberAt(dict, 'FunctionType') === 0) return functionBytes(dict);
  if (nameAt(dict, 'Subtype') !== 'Image') return undefined;
  const width = numberAt(dict, 'Width') ?? numberAt(dict, 'W');
  const height = numberAt(dict, 'Height') ?? numberAt(dict, 'H');
  const components = imageComponents(dict);
  const bits = isStencil(dict) ? 1 : (numberAt(dict, 'BitsPerComponent') ?? numberAt(dict, 'BPC'));
  if (width === undefined || height === undefined || components === undefined || bits === undefined) {
    return undefined;
  }
  const bytes = Math.ceil((width * components * bits) / 8) * height;
  return bytes > 0 ? bytes : undefined;
}

function functionBytes(dict: PDFDict): number | undefined {
  const sizes = numbersAt(dict, 'Size') ?? [];
  const outputs = (numbersAt(dict, 'Range')?.length ?? 0) / 2;
  const bits = numberAt(dict, 'BitsPerSample') ?? 0;
  const bytes = Math.ceil((sizes.reduce((product, size) => product * size, 1) * outputs * bits) / 8);
  return bytes > 0 ? bytes : undefined;
}

/** Numbers of one pixel of a picture; undefined when it does not tell. */
export function imageComponents(dict: PDFDict): number | undefined {
  if (isStencil(dict)) return 1;
  return componentsOf(dict.context, entry(dict, 'ColorSpace') ?? entry(dict, 'CS'));
}

function isStencil(dict: PDFDict): boolean {
  return (entry(dict, 'ImageMask') ?? entry(dict, 'IM')) === PDFBool.True;
}

const COMPONENTS: Readonly<Record<string, number>> = {
  ...{ DeviceGray: 1, G: 1, CalGray: 1, Indexed: 1, I: 1, Separation: 1 },
  ...{ DeviceRGB: 3, RGB: 3, CalRGB: 3, Lab: 3, DeviceCMYK: 4, CMYK: 4 },
};

/** Numbers of one colour in a space. */
export function componentsOf(context: PDFContext, space: PDFObject | undefined): number | undefined {
  const [kind, second] = space instanceof PDFArray ? [0, 1].map((i) => part(context, space, i)) : [space];
  if (!(kind instanceof PDFName)) return undefined;
  const name = kind.asString().slice(1);
  if (name === 'DeviceN') return second instanceof PDFArray ? second.size() : undefined;
  if (name === 'ICCBased') return second instanceof PDFStream ? asNumber(entry(second.dict, 'N')) : undefined;
  return COMPONENTS[name];
}

function part(context: PDFContext, array: PDFArray, index: number): PDFObject | undefined {
  return index < array.size() ? resolve(context, array.get(index)) : undefined;
}
