import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFObject,
} from 'pdf-lib';

/** A reference to a reference is damage; chains longer than this end nowhere. */
const MAX_CHAIN = 8;

/** What a reference stands for; undefined when it leads nowhere. Never throws. */
export function resolve(context: PDFContext, object: PDFObject | undefined): PDFObject | undefined {
  let found = object;
  for (let i = 0; found instanceof PDFRef; i++) {
    if (i === MAX_CHAIN) return undefined;
    found = context.lookup(found);
  }
  return found;
}

const keys = new Map<string, PDFName>();

/** A key of the format as a name; finding it anew looks for escapes in it each time. */
function keyName(key: string): PDFName {
  const known = keys.get(key);
  if (known) return known;
  const name = PDFName.of(key);
  keys.set(key, name);
  return name;
}

/** The value of a key of the format, references followed; undefined when missing. Never throws. */
export function entry(dict: PDFDict, key: string): PDFObject | undefined {
  const value = dict.get(keyName(key));
  return value instanceof PDFRef ? resolve(dict.context, value) : value;
}

/** The dictionary at a key; a stream counts with its dictionary. */
export function dictAt(dict: PDFDict, key: string): PDFDict | undefined {
  const value = entry(dict, key);
  if (value instanceof PDFDict) return value;
  return value instanceof PDFStream ? value.dict : undefined;
}

/** A page tree deeper than this is a loop. */
const MAX_TREE = 64;

/** The resources of a page, its own or those of the nearest node above it (ISO 32000-2, 7.7.3.4). */
export function inheritedResources(page: PDFDict): PDFDict | undefined {
  let node: PDFDict | undefined = page;
  for (let depth = 0; node && depth < MAX_TREE; depth++) {
    const resources = dictAt(node, 'Resources');
    if (resources) return resources;
    node = dictAt(node, 'Parent');
  }
  return undefined;
}

export function arrayAt(dict: PDFDict, key: string): PDFArray | undefined {
  const value = entry(dict, key);
  return value instanceof PDFArray ? value : undefined;
}

/** The name at a key, without its slash. */
export function nameAt(dict: PDFDict, key: string): string | undefined {
  const value = entry(dict, key);
  return value instanceof PDFName ? value.asString().slice(1) : undefined;
}

/** A name without its slash, escapes written out. */
export function nameText(name: PDFName): string {
  const written = name.asString();
  return written.includes('#') ? name.decodeText() : written.slice(1);
}

/** The number at a key; undefined when missing or not finite. */
export function numberAt(dict: PDFDict, key: string): number | undefined {
  return asNumber(entry(dict, key));
}

/** The numbers of an array, 0 where an element is none; undefined when there is no array. */
export function numbersAt(dict: PDFDict, key: string): number[] | undefined {
  const array = arrayAt(dict, key);
  return array ? elements(array).map((element) => asNumber(element) ?? 0) : undefined;
}

/** The elements of an array, references followed. */
export function elements(array: PDFArray): (PDFObject | undefined)[] {
  const found: (PDFObject | undefined)[] = [];
  for (let i = 0; i < array.size(); i++) found.push(array.lookup(i));
  return found;
}

export function asNumber(object: PDFObject | undefined): number | undefined {
  if (!(object instanceof PDFNumber)) return undefined;
  const value = object.asNumber();
  return Number.isFinite(value) ? value : undefined;
}

/**
 * A string object of either kind; white space in a hexadecimal one says nothing (ISO 32000-2, 7.3.4.3), but pdf-lib
 * takes it for digits.
 */
export function stringAs(object: PDFObject | undefined): PDFString | PDFHexString | undefined {
  if (object instanceof PDFString) return object;
  if (!(object instanceof PDFHexString)) return undefined;
  const digits = object.asString();
  return SPACE.test(digits) ? PDFHexString.of(digits.replace(SPACES, '')) : object;
}

const SPACE = /[\s\0]/;
const SPACES = new RegExp(SPACE, 'g');

/** The bytes of a string object of either kind. */
export function stringBytes(object: PDFObject | undefined): Uint8Array | undefined {
  return stringAs(object)?.asBytes();
}
