import { type PDFContext, PDFArray, PDFDict, PDFName, PDFRawStream } from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';
import { stringBytes } from '../objects/lookup.ts';
import { decodeFilters } from './filters/chain.ts';
import { UnsupportedImage } from './limits.ts';
import { asName, asNumber, asNumbers, entry, follow } from './pdf-values.ts';

/** What painting black into an image needs to know of its colour space. */
export interface ImageColorSpace {
  readonly components: number;
  /** The darkest colour, one value a component, in the units of `range`. */
  readonly black: readonly number[];
  /** Default Decode array (ISO 32000-2, table 88), pairs low, high. */
  readonly range: readonly number[];
  /** Samples are places in a table; values between them mean nothing. */
  readonly indexed: boolean;
}

const MAX_DEPTH = 8;

/** Resolves the ColorSpace of an image; names are looked up in the resources that are in force. */
export async function resolveColorSpace(
  context: PDFContext,
  object: PDFObject | undefined,
  resources: PDFDict | undefined,
  bitsPerComponent: number,
  depth = 0,
): Promise<ImageColorSpace> {
  if (depth > MAX_DEPTH) throw new UnsupportedImage('colour space nested too deep');
  const space = follow(context, object);
  if (space instanceof PDFName) {
    const device = deviceSpace(asName(space) ?? '');
    if (device) return device;
    const spaces = entry(context, resources, 'ColorSpace');
    const named = spaces instanceof PDFDict ? follow(context, spaces.get(space)) : undefined;
    if (named === undefined) throw new UnsupportedImage('unknown colour space');
    return resolveColorSpace(context, named, resources, bitsPerComponent, depth + 1);
  }
  if (!(space instanceof PDFArray) || space.size() === 0) throw new UnsupportedImage('no colour space');
  const item = (index: number): PDFObject | undefined =>
    index < space.size() ? follow(context, space.get(index)) : undefined;
  const family = asName(item(0)) ?? '';
  switch (family) {
    case 'CalGray':
      return additive(1);
    case 'CalRGB':
      return additive(3);
    case 'Lab':
      return labSpace(context, item(1));
    case 'ICCBased':
      return iccSpace(context, item(1));
    case 'Separation':
      return subtractive(1);
    case 'DeviceN': {
      const names = item(1);
      return subtractive(names instanceof PDFArray ? names.size() : 1);
    }
    case 'Indexed':
    case 'I':
      return indexedSpace(
        await resolveColorSpace(context, item(1), resources, 8, depth + 1),
        asNumber(item(2)) ?? 255,
        await tableBytes(context, item(3)),
        bitsPerComponent,
      );
    default: {
      const device = deviceSpace(family);
      if (device) return device;
      throw new UnsupportedImage('unknown colour space family');
    }
  }
}

/** The device space of an image that names none, by its number of components. */
export function spaceByComponents(components: number): ImageColorSpace {
  return components === 4 ? subtractive(4) : additive(components);
}

/**
 * Black as raw samples: the integers that stand in the file, after the Decode array is taken into account.
 */
export function blackSamples(
  space: ImageColorSpace,
  decode: readonly number[] | undefined,
  bitsPerComponent: number,
): number[] {
  const max = 2 ** bitsPerComponent - 1;
  const usable = decode !== undefined && decode.length >= 2 * space.components ? decode : space.range;
  return space.black.map((value, component) => {
    const low = usable[2 * component]!;
    const high = usable[2 * component + 1]!;
    if (high === low) return 0;
    const sample = Math.round(((value - low) / (high - low)) * max);
    return Math.min(max, Math.max(0, sample));
  });
}

function deviceSpace(name: string): ImageColorSpace | undefined {
  switch (name) {
    case 'DeviceGray':
    case 'G':
    case 'CalGray':
      return additive(1);
    case 'DeviceRGB':
    case 'RGB':
    case 'CalRGB':
      return additive(3);
    case 'DeviceCMYK':
    case 'CMYK':
      return subtractive(4);
    default:
      return undefined;
  }
}

function additive(components: number): ImageColorSpace {
  return {
    components,
    black: Array<number>(components).fill(0),
    range: unitRange(components),
    indexed: false,
  };
}

function subtractive(components: number): ImageColorSpace {
  return {
    components,
    black: Array<number>(components).fill(1),
    range: unitRange(components),
    indexed: false,
  };
}

const unitRange = (components: number): number[] =>
  Array.from({ length: 2 * components }, (_, index) => index % 2);

function labSpace(context: PDFContext, parameters: PDFObject | undefined): ImageColorSpace {
  const dict = parameters instanceof PDFDict ? parameters : undefined;
  const range = asNumbers(context, entry(context, dict, 'Range')) ?? [-100, 100, -100, 100];
  return { components: 3, black: [0, 0, 0], range: [0, 100, ...range.slice(0, 4)], indexed: false };
}

function iccSpace(context: PDFContext, profile: PDFObject | undefined): ImageColorSpace {
  const dict = profile instanceof PDFRawStream ? profile.dict : undefined;
  const components = asNumber(entry(context, dict, 'N'));
  if (components !== 1 && components !== 3 && components !== 4) {
    throw new UnsupportedImage('ICC profile without a number of components');
  }
  const alternate = asName(entry(context, dict, 'Alternate'));
  if (components === 3 && alternate === 'Lab') throw new UnsupportedImage('ICC profile in Lab');
  return spaceByComponents(components);
}

async function tableBytes(context: PDFContext, object: PDFObject | undefined): Promise<Uint8Array> {
  const bytes = stringBytes(object);
  if (bytes) return bytes;
  if (object instanceof PDFRawStream) {
    const decoded = await decodeFilters(context, object.dict, object.contents, 1 << 20);
    if (decoded.image === undefined) return decoded.data;
  }
  throw new UnsupportedImage('colour table unreadable');
}

function indexedSpace(
  base: ImageColorSpace,
  highest: number,
  table: Uint8Array,
  bitsPerComponent: number,
): ImageColorSpace {
  const max = 2 ** bitsPerComponent - 1;
  const entries = Math.min(highest, max, Math.ceil(table.length / base.components) - 1);
  const target = blackSamples(base, undefined, 8);
  let nearest = 0;
  let distance = Infinity;
  for (let index = 0; index <= entries; index++) {
    let sum = 0;
    for (let k = 0; k < base.components; k++) {
      sum += ((table[index * base.components + k] ?? 0) - target[k]!) ** 2;
    }
    if (sum < distance) {
      distance = sum;
      nearest = index;
    }
  }
  return { components: 1, black: [nearest], range: [0, max], indexed: true };
}
