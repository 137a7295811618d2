import { PDFArray, PDFName, PDFNumber, type PDFRawStream } from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';
import { type ImageColorSpace, blackSamples, resolveColorSpace, spaceByComponents } from './color-space.ts';
import type { Coverage } from './coverage.ts';
import type { SampledImage } from './decoders.ts';
import { encodeFlate } from './filters/flate.ts';
import { applyPredictor } from './filters/predictor.ts';
import { encodeSamples } from './jpeg/encode-samples.ts';
import { writeJpeg } from './jpeg/write.ts';
import { readJpxHeader } from './jpx-header.ts';
import { UnsupportedImage } from './limits.ts';
import { asNumber, asNumbers, entry } from './pdf-values.ts';
import type { CutPixels, ImageJob } from './pixels.ts';
import { paintSamples } from './samples.ts';

/** Quality of the JPEG that a JPX image becomes: no difference to be seen, and a size of the same order. */
const QUALITY = { quality: 92, halfChroma: false } as const;

/** A lossless result may be this much larger than the JPX before a JPEG is made instead. */
const LOSSLESS_GROWTH = 1.5;

/**
 * Cuts a JPEG 2000 image. It comes back as 8-bit samples: deflated where values must stay exact or that is
 * about as small, and as a JPEG otherwise. Opacity inside the data becomes a soft mask.
 */
export async function cutJpxImage(job: ImageJob): Promise<CutPixels> {
  if (job.role === 'stencil') throw new UnsupportedImage('JPX as a stencil');
  const header = readJpxHeader(job.source.data);
  if (header.width * header.height > job.limits.maxPixels) throw new UnsupportedImage('image too large');
  if (header.width * header.height * header.components * 8 > job.limits.maxBytes) {
    throw new UnsupportedImage('image too large');
  }
  const named = await namedSpace(job);
  const colourKey = entry(job.context, job.dict, 'Mask') instanceof PDFArray;
  // Places in a table stay as they are with fewer bits; keys would be of other values.
  if ((colourKey || (named?.indexed && header.bits > 8)) && header.bits !== 8)
    throw new UnsupportedImage('JPX with a table or key of odd bits');
  if (header.palette && !named?.indexed) throw new UnsupportedImage('JPX with a table of its own');
  const image = await job.decoders.jpx(job.source.data, { indexed: named?.indexed ?? false });
  const smaskInData = asNumber(entry(job.context, job.dict, 'SMaskInData')) ?? 0;
  const alpha = smaskInData > 0;
  const { colours, opacity } = splitOpacity(image, named?.components ?? header.colours, alpha);
  const space = named ?? spaceByComponents(colours.components);
  const { width, height, components } = colours;
  const coverage = job.cover(width, height);
  const black = blackSamples(space, undefined, 8);
  paintSamples(colours.data, { width, height, components, bitsPerComponent: 8 }, coverage, black);
  const entries: Record<string, PDFObject | undefined> = {
    Width: PDFNumber.of(width),
    Height: PDFNumber.of(height),
    BitsPerComponent: PDFNumber.of(8),
    Decode: undefined,
  };
  if (!named) entries['ColorSpace'] = PDFName.of(deviceName(components));
  if (opacity) {
    const mask = softMaskOf(job, opacity, coverage);
    if (smaskInData === 2) mask.dict.set(PDFName.of('Matte'), matteOf(job, components));
    entries['SMask'] = job.context.register(mask);
  }
  entries['Matte'] = undefined;
  return { ...encode(job, colours, colourKey || space.indexed), entries };
}

async function namedSpace(job: ImageJob): Promise<ImageColorSpace | undefined> {
  const object = entry(job.context, job.dict, 'ColorSpace');
  return object === undefined ? undefined : resolveColorSpace(job.context, object, job.resources, 8);
}

function deviceName(components: number): string {
  return components === 1 ? 'DeviceGray' : components === 3 ? 'DeviceRGB' : 'DeviceCMYK';
}

interface SplitImage {
  readonly colours: SampledImage;
  readonly opacity?: Uint8Array;
}

/** Takes the components that are no colours out of the samples; the first of them is the opacity. */
function splitOpacity(image: SampledImage, known: number | undefined, alpha: boolean): SplitImage {
  const total = image.components;
  const wanted = known ?? (total === 2 || (total === 4 && alpha) ? total - 1 : total);
  if (total < wanted) throw new UnsupportedImage('JPX with too few components');
  if (known === undefined && ![1, 3, 4].includes(wanted)) throw new UnsupportedImage('JPX of odd components');
  if (total === wanted) return { colours: image };
  const pixels = image.width * image.height;
  const colours = new Uint8Array(pixels * wanted);
  const opacity = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    for (let k = 0; k < wanted; k++) colours[i * wanted + k] = image.data[i * total + k]!;
    opacity[i] = image.data[i * total + wanted]!;
  }
  const result = { colours: { ...image, components: wanted, data: colours } };
  return alpha ? { ...result, opacity } : result;
}

function softMaskOf(job: ImageJob, opacity: Uint8Array, coverage: Coverage): PDFRawStream {
  const { width, height } = coverage;
  paintSamples(opacity, { width, height, components: 1, bitsPerComponent: 8 }, coverage, [0]);
  const data = encodeFlate(opacity);
  return job.context.stream(data, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 8,
    Filter: 'FlateDecode',
  });
}

/** The colour that the samples were blended with in advance (ISO 32000-2, 11.6.5.2): black unless named. */
function matteOf(job: ImageJob, components: number): PDFObject {
  const named = asNumbers(job.context, entry(job.context, job.dict, 'Matte'));
  return job.context.obj(named ?? Array<number>(components).fill(0));
}

function encode(job: ImageJob, image: SampledImage, exact: boolean): Omit<CutPixels, 'entries'> {
  const { width, height, components, data } = image;
  const predictor = { predictor: 15, colors: components, bitsPerComponent: 8, columns: width };
  const lossless = (): Omit<CutPixels, 'entries'> => ({
    data: encodeFlate(applyPredictor(data, predictor)),
    filter: 'FlateDecode',
    parameters: job.context.obj({ Predictor: 15, Colors: components, BitsPerComponent: 8, Columns: width }),
  });
  if (exact || (components !== 1 && components !== 3 && components !== 4)) return lossless();
  if (data.length < 4_000_000) {
    const candidate = lossless();
    if (candidate.data.length <= job.encodedLength * LOSSLESS_GROWTH) return candidate;
  }
  const jpeg = writeJpeg(encodeSamples({ width, height, components, data }, QUALITY));
  return { data: jpeg, filter: 'DCTDecode' };
}
