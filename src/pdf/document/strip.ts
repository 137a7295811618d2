import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFObject,
} from 'pdf-lib';
import { endOfEncoded } from '../images/filters/end.ts';
import { entry, nameAt, nameText } from '../objects/lookup.ts';
import { isUndeflated } from '../objects/stream-bytes.ts';
import { drop, keepOnly } from './allow.ts';
import { drawnKeys } from './drawn-keys.ts';
import { strippedJpeg, strippedJpx } from './image-metadata.ts';
import type { Secrets } from './secrets.ts';
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
  ...['Colorants', 'N'],
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
  ],
];
/** Of a property list (ISO 32000-2, 14.6.2) what a reader needs; texts only when they tell nothing. */
const TEXTS_OF_PROPERTIES = ['ActualText', 'Alt', 'E'];

/**
 * Takes what nobody sees from everything that the root reaches: metadata, private data, alternates, actions,
 * notes in image files; and any string that holds a secret.
 */
export function stripHidden(context: PDFContext, root: PDFRef, secrets: Secrets): void {
  const seen = new Set<PDFObject>();
  const stack: { readonly object: PDFObject; readonly map: boolean }[] = [{ object: root, map: false }];
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { object, map } = item;
    if (seen.has(object)) continue;
    seen.add(object);
    if (object instanceof PDFRef) {
      const target = context.lookup(object);
      if (target === undefined) continue;
      const stripped = target instanceof PDFRawStream ? withoutNotes(target) : undefined;
      if (stripped) context.assign(object, stripped);
      stack.push({ object: stripped ?? target, map });
    } else if (object instanceof PDFArray) {
      object.asArray().forEach((element, index) => {
        if (isSecret(element, secrets)) object.set(index, PDFString.of(''));
        else stack.push({ object: element, map: false });
      });
    } else if (object instanceof PDFDict || object instanceof PDFStream) {
      const dict = object instanceof PDFStream ? object.dict : object;
      if (!map || object instanceof PDFStream) stripDict(dict);
      if (map || nameAt(dict, 'Type') === undefined) stripProperties(dict, secrets);
      for (const [key, value] of dict.entries()) {
        if (isSecret(value, secrets)) dict.set(key, PDFString.of(''));
        else stack.push({ object: value, map: !map && MAPS.has(nameText(key)) });
      }
    }
  }
}

function stripDict(dict: PDFDict): void {
  drop(dict, DROPPED);
  const drawn = drawnKeys(dict);
  if (drawn) keepOnly(dict, drawn);
}

function stripProperties(dict: PDFDict, secrets: Secrets): void {
  for (const key of TEXTS_OF_PROPERTIES) {
    const text = textOf(entry(dict, key));
    if (text !== undefined && secrets.mayRepeat(text)) drop(dict, [key]);
  }
}

function isSecret(value: PDFObject, secrets: Secrets): boolean {
  if (!(value instanceof PDFString || value instanceof PDFHexString)) return false;
  const text = textOf(value);
  return text !== undefined && secrets.inText(text);
}

/** Larger streams are pixels; to inflate them only for this would take too long. */
const MAX_INFLATED = 1 << 20;

/** A line end before "endstream" is usual. */
const LINE_END = 2;

/** The bytes without what follows the end of the data of a filter; undefined when nothing does. */
function withoutTail(filter: string, bytes: Uint8Array): Uint8Array | undefined {
  const end = filter === 'FlateDecode' ? endOfDeflated(bytes) : endOfEncoded(filter, bytes);
  return end !== undefined && bytes.length - end > LINE_END ? bytes.subarray(0, end) : undefined;
}

function endOfDeflated(bytes: Uint8Array): number | undefined {
  if (bytes.length > MAX_INFLATED) return undefined;
  try {
    const { engine } = inflateSync(bytes, { info: true, maxOutputLength: 64 * MAX_INFLATED }) as unknown as {
      readonly engine: { readonly bytesWritten: number };
    };
    return engine.bytesWritten;
  } catch {
    return undefined;
  }
}

const IMAGE_FILES = new Map([
  ['DCTDecode', strippedJpeg],
  ['JPXDecode', strippedJpx],
]);

/**
 * A stream without what no decoder reads: comments, EXIF and XMP of an image file, bytes behind the end of encoded data;
 * undefined when there is nothing to take.
 */
function withoutNotes(stream: PDFRawStream): PDFRawStream | undefined {
  if (isUndeflated(stream)) return undefined;
  const filters = namesAt(stream.dict, 'Filter');
  const [name] = filters;
  if (name === undefined) return undefined;
  const strip = filters.length === 1 ? IMAGE_FILES.get(name) : undefined;
  const bytes = strip ? strip(stream.contents) : withoutTail(name, stream.contents);
  return bytes ? PDFRawStream.of(stream.dict, bytes) : undefined;
}

function namesAt(dict: PDFDict, key: string): readonly string[] {
  const value = entry(dict, key);
  const names = value instanceof PDFArray ? value.asArray() : [value];
  return names.flatMap((name) => (name instanceof PDFName ? [name.decodeText()] : []));
}
