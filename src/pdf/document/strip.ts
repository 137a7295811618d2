import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFObject,
} from 'pdf-lib';
import { strippedJbig2 } from '../images/filters/jbig2-segments.ts';
import { arrayAt, entry, nameAt, nameText, numberAt, stringBytes } from '../objects/lookup.ts';
import {
  StreamError,
  deflatedStream,
  filtersOf,
  isUndeflated,
  streamBytes,
} from '../objects/stream-bytes.ts';
import { drop, keepOnly } from './allow.ts';
import { AuthoredNames } from './authored-names.ts';
import { withoutTellingCMapNotes, withoutTellingComments, type Sought } from './content-notes.ts';
import { drawnKeys } from './drawn-keys.ts';
import { trimGlyphMapToProgram } from '../fonts/glyph-map.ts';
import { withoutTellingNames } from '../fonts/program-names.ts';
import { withPrivatePart } from '../fonts/type1-private.ts';
import { typedWith } from './form-resources.ts';
import { FontNames, fontNameTells, isFontWords } from './font-names.ts';
import { isCollection, isPattern } from './format-names.ts';
import { withoutSurplusOfMesh } from './mesh-bytes.ts';
import { withoutForms } from './needles.ts';
import type { Secrets } from './secrets.ts';
import { withoutTellingNotes, withoutTellingProfiles } from './profile-notes.ts';
import { trimPalette } from './palette.ts';
import { imageComponents } from './sample-bytes.ts';
import { withoutNotes } from './stream-notes.ts';
import { textOf } from './text-string.ts';

/** Dictionaries whose keys are names of the author's choice, not keys of the format. */
const MAPS = new Set([
  ...[
    'Font',
    'XObject',
    'ExtGState',
    'ColorSpace',
    'Pattern',
    'Shading',
    'Properties',
    'CharProcs',
    'RoleMap',
  ],
  ...['Colorants', 'Solidities', 'DotGain', 'N', 'RoleMapNS'],
]);
/** What goes from every dictionary: it is never drawn, and holds what someone or some program noted. */
const DROPPED = [
  ...[
    'Metadata',
    'PieceInfo',
    'LastModified',
    'OPI',
    'Alternates',
    'AF',
    'Thumb',
    'JS',
    'AA',
    'PtData',
    'Measure',
    'Schema',
  ],
];
/** Of a property list (ISO 32000-2, 14.6.2) what a reader needs; texts only when they tell nothing. */
const TEXTS_OF_PROPERTIES = ['ActualText', 'Alt', 'E'];

/** Colour profiles, and whatever else of few words, are smaller. */
const MAX_NOTED = 16 << 20;

/** CMaps that fonts and other CMaps name (ISO 32000-2, 9.7.5 and 9.10.3). */
const CMAPS = new Set(['ToUnicode', 'Encoding', 'UseCMap']);

const PROGRAMS = new Set(['FontFile', 'FontFile2', 'FontFile3']);

/**
 * Takes what nobody sees from everything that the root reaches: metadata, private data, alternates, actions,
 * notes in image files; and any string, comment or name that holds a secret.
 */
export function stripHidden(context: PDFContext, root: PDFRef, sought: Sought): void {
  const { secrets } = sought;
  const names = new AuthoredNames(secrets);
  const fonts = new FontNames(secrets);
  const seen = new Set<PDFObject>();
  const stack: Step[] = [{ object: root, key: '', via: '' }];
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { object, key, via } = item;
    if (seen.has(object)) continue;
    seen.add(object);
    if (object instanceof PDFRef) {
      const target = context.lookup(object);
      if (target === undefined) continue;
      const stripped = target instanceof PDFRawStream ? strippedStream(target, sought, key) : undefined;
      if (stripped) context.assign(object, stripped);
      stack.push({ object: stripped ?? target, key, via });
    } else if (object instanceof PDFArray) {
      names.cleanArray(object);
      trimPalette(context, object);
      object.asArray().forEach((element, index) => {
        if (isSecret(element, sought)) object.set(index, PDFString.of(''));
        else if (isStray(context, element, via)) object.set(index, PDFNull);
        else stack.push({ object: element, key: '', via });
      });
    } else if (object instanceof PDFDict || object instanceof PDFStream) {
      const dict = object instanceof PDFStream ? object.dict : object;
      const map = object instanceof PDFDict && MAPS.has(key);
      const isListed = !map && stripDict(dict, key);
      if (object instanceof PDFRawStream) stripShared(object);
      if (map || nameAt(dict, 'Type') === undefined) stripProperties(dict, secrets);
      // The key says of a stream what it is for; the names in its dictionary are the format's.
      names.cleanDict(dict, object instanceof PDFStream ? '' : key);
      if (!map) {
        fonts.clean(dict);
        if (!isListed) names.dropKeys(dict);
      }
      if (key === '' && via === 'Properties' && !LAYERS.test(nameAt(dict, 'Type') ?? ''))
        keepOnly(dict, PROPERTIES);
      const isFlat = map || isPattern(dict);
      const isHalftone = dict.has(HALFTONE);
      for (const [name, value] of dict.entries()) {
        const text = nameText(name);
        if (isSecret(value, sought) && !isWordOfFormat(name, value)) dict.set(name, PDFString.of(''));
        else if (isStray(context, value, map ? key : isHalftone ? 'HT' : text)) dict.delete(name);
        else if (text === 'DR' && !map) {
          const object = typedWith(value, context, secrets);
          dict.set(name, object);
          stack.push({ object, key: text, via: text });
        } else stack.push({ object: value, key: isFlat ? '' : text, via: map ? key : text });
      }
    }
  }
}

interface Step {
  readonly object: PDFObject;
  /** What it stands at; '' where the author of the file chose that. */
  readonly key: string;
  /** The key of the format by which it is reached. */
  readonly via: string;
}

/** Whether it is a stream where no reader looks for one, whatever it holds. */
function isStray(context: PDFContext, value: PDFObject, via: string): boolean {
  if (!(value instanceof PDFRef) || STREAM_KEYS.has(via)) return false;
  const stream = context.lookup(value);
  // For an icon that stays without its sound.
  const isSilence = via === 'Sound' && stream instanceof PDFRawStream && stream.contents.length === 0;
  return stream instanceof PDFStream && !isSilence;
}

/** Keys by which content, drawing, fonts and what they are made of are reached (ISO 32000-2). */
const STREAM_KEYS = new Set([
  ...['Contents', 'XObject', 'Pattern', 'Shading', 'ColorSpace', 'CharProcs', 'N', 'G', 'SMask', 'Mask'],
  ...['FontFile', 'FontFile2', 'FontFile3', 'ToUnicode', 'Encoding', 'UseCMap', 'CIDToGIDMap'],
  ...[
    'JBIG2Globals',
    'DestOutputProfile',
    'CS',
    'Alternate',
    'Colorants',
    'DotGain',
    'Function',
    'Functions',
  ],
  ...['HT', 'TR', 'TR2', 'BG', 'BG2', 'UCR', 'UCR2', 'TransferFunction', 'SpotFunction', 'Obj', 'Stm'],
]);

/** By whatever key a halftone has one for an ink. */
const HALFTONE = PDFName.of('HalftoneType');

/** Of a property list, if it is none of a layer: ISO 32000-2, tables 352 to 363. */
const PROPERTIES = [
  'Type',
  'Subtype',
  'MCID',
  'Lang',
  'ActualText',
  'Alt',
  'E',
  'BBox',
  'Attached',
  'Contents',
];
const LAYERS = /^OC(?:G|MD)$/;

/**
 * A stream, reached by a key, without what no decoder reads and without notes that tell, of a colour profile, a function
 * or a CMap; undefined as it was.
 */
function strippedStream(stream: PDFRawStream, sought: Sought, key: string): PDFRawStream | undefined {
  // Programs for printers that no viewer runs (ISO 32000-1, 8.8.2).
  if (nameAt(stream.dict, 'Subtype') === 'PS') return emptied(stream);
  const plain = withoutTellingCode(withoutNotes(stream) ?? stream, sought);
  const withoutTelling = noteTaker(stream.dict, sought, key);
  const clean = withoutTelling ? rewritten(plain, withoutTelling) : undefined;
  const overwritten = sought.leftInStreams.size > 0 ? withoutLeft(clean ?? plain, sought, key) : undefined;
  return overwritten ?? clean ?? (plain === stream ? undefined : plain);
}

function emptied({ dict }: PDFRawStream): PDFRawStream {
  return PDFRawStream.of(dict.context.obj({ Type: 'XObject', Subtype: 'PS' }), new Uint8Array(0));
}

/** A stream with other bytes; undefined where they stay or cannot be decoded. */
function rewritten(
  stream: PDFRawStream,
  rewrite: (bytes: Uint8Array) => Uint8Array | undefined,
): PDFRawStream | undefined {
  try {
    const clean = rewrite(streamBytes(stream, MAX_NOTED));
    return clean && deflatedStream(stream.dict.context, clean, stream.dict);
  } catch (error) {
    if (error instanceof StreamError) return undefined;
    throw error;
  }
}

/**
 * A stream of numbers in which quotes are written over: whether anything is drawn otherwise, the proof tells. Not of a
 * mesh, of which programs draw more or less.
 */
function withoutLeft(stream: PDFRawStream, { leftInStreams }: Sought, key: string): PDFRawStream | undefined {
  const { dict } = stream;
  const isNumbers = NUMBERS.has(key) || nameAt(dict, 'Subtype') === 'Image' || isProfile(dict);
  if (!isNumbers && !NUMBERED.some((type) => dict.has(type))) return undefined;
  const overwrite = (bytes: Uint8Array): Uint8Array | undefined => withoutForms(bytes, leftInStreams);
  const plain = rewritten(stream, (bytes) => {
    const clean = overwrite(bytes);
    return withPrivatePart(clean ?? bytes, overwrite) ?? clean;
  });
  if (plain) return plain;
  // A picture in a file format of its own.
  const encoded = withoutForms(stream.contents, leftInStreams);
  return encoded && PDFRawStream.of(dict, encoded);
}

const NUMBERS = new Set([...PROGRAMS, 'CIDToGIDMap']);
const NUMBERED = ['FunctionType', 'HalftoneType'].map((name) => PDFName.of(name));

/** A colour profile has no Type, and tells its components. */
function isProfile(dict: PDFDict): boolean {
  return dict.has(PDFName.of('N')) && nameAt(dict, 'Type') === undefined;
}

/** A stream that says nothing by the way it is encoded, nor by the profile in a picture. */
function withoutTellingCode(stream: PDFRawStream, { secrets, inBytes }: Sought): PDFRawStream {
  if (isUndeflated(stream)) return stream;
  const [first] = filtersOf(stream.dict);
  if (PICTURES.test(first?.name ?? '')) {
    const clean = withoutTellingProfiles(stream.contents, (text) => secrets.inText(text));
    return clean ? PDFRawStream.of(stream.dict, clean) : stream;
  }
  // Readers pass over what is no digit.
  if (!DIGITS.test(first?.name ?? '') || !inBytes(stream.contents)) return stream;
  try {
    return deflatedStream(stream.dict.context, streamBytes(stream, MAX_NOTED), stream.dict);
  } catch (error) {
    if (error instanceof StreamError) return stream;
    throw error;
  }
}

const PICTURES = /^(?:DCT|DCTDecode|JPXDecode)$/;
const DIGITS = /^(?:AHx|ASCIIHexDecode|A85|ASCII85Decode)$/;

function noteTaker(
  dict: PDFDict,
  sought: Sought,
  key: string,
): ((bytes: Uint8Array) => Uint8Array | undefined) | undefined {
  if (PROGRAMS.has(key))
    return (bytes) => withoutTellingNames(bytes, (text) => fontNameTells(text, sought.secrets));
  if (CMAPS.has(key)) return (bytes) => withoutTellingCMapNotes(bytes, sought);
  if (numberAt(dict, 'ShadingType') !== undefined) return (bytes) => withoutSurplusOfMesh(dict, bytes);
  if (numberAt(dict, 'FunctionType') === POSTSCRIPT) return (bytes) => withoutTellingComments(bytes, sought);
  return isProfile(dict)
    ? (bytes) => withoutTellingNotes(bytes, (text) => sought.secrets.inText(text))
    : undefined;
}

/** Collections of characters (ISO 32000-2, table 114), and families that fonts have anyway. */
function isWordOfFormat(name: PDFName, value: PDFObject): boolean {
  const text = textOf(value) ?? '';
  if (name === FONT_FAMILY) return isFontWords(text);
  return (name === REGISTRY || name === ORDERING) && isCollection(text);
}

const FONT_FAMILY = PDFName.of('FontFamily');
const REGISTRY = PDFName.of('Registry');
const ORDERING = PDFName.of('Ordering');

/** The type of functions that are programs (ISO 32000-2, 7.10.5). */
const POSTSCRIPT = 4;

/** Segments that JBIG2 pictures have in common lie in a stream of their own. */
function stripShared({ dict }: PDFRawStream): void {
  const { context } = dict;
  for (const { name, parameters } of filtersOf(dict)) {
    const shared = name === 'JBIG2Decode' ? parameters?.get(PDFName.of('JBIG2Globals')) : undefined;
    const stream = shared instanceof PDFRef ? context.lookup(shared) : undefined;
    if (!(shared instanceof PDFRef) || !(stream instanceof PDFRawStream)) continue;
    try {
      const clean = strippedJbig2(streamBytes(stream, MAX_NOTED));
      if (clean) context.assign(shared, deflatedStream(context, clean, stream.dict));
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
    }
  }
}

/** Whether it is known which keys count. */
function stripDict(dict: PDFDict, key: string): boolean {
  drop(dict, DROPPED);
  const drawn = drawnKeys(dict, key);
  if (drawn) keepOnly(dict, drawn);
  if (nameAt(dict, 'Subtype') === 'Image' && dict.has(DECODE)) stripDecode(dict);
  if (nameAt(dict, 'Type') === 'Font') {
    stripWidths(dict);
    trimGlyphMapToProgram(dict);
  }
  return drawn !== undefined;
}

const DECODE = PDFName.of('Decode');

/** A number for each code (ISO 32000-2, table 109); simple fonts have no more than 256. */
function stripWidths(font: PDFDict): void {
  const widths = arrayAt(font, 'Widths');
  const first = numberAt(font, 'FirstChar') ?? 0;
  for (let i = (widths?.size() ?? 0) - 1; i > 255 - first && i >= 0; i--) widths?.remove(i);
}

/** Two numbers a component; more of them tell something else. */
function stripDecode(dict: PDFDict): void {
  const decode = arrayAt(dict, 'Decode');
  const wanted = 2 * (imageComponents(dict) ?? Infinity);
  for (let i = (decode?.size() ?? 0) - 1; i >= wanted; i--) decode?.remove(i);
}

function stripProperties(dict: PDFDict, secrets: Secrets): void {
  for (const key of TEXTS_OF_PROPERTIES) {
    const text = textOf(entry(dict, key));
    if (text !== undefined && secrets.mayRepeat(text)) drop(dict, [key]);
  }
}

function isSecret(value: PDFObject, { secrets, inBytes }: Sought): boolean {
  if (!(value instanceof PDFString || value instanceof PDFHexString)) return false;
  const text = textOf(value);
  if (text !== undefined && secrets.inText(text)) return true;
  const bytes = stringBytes(value);
  return bytes !== undefined && inBytes(bytes);
}
