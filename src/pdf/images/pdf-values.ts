import { type PDFContext, PDFArray, PDFBool, type PDFDict, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';

/** An object with references followed; a chain of references that does not end is nothing. */
export function follow(context: PDFContext, object: PDFObject | undefined): PDFObject | undefined {
  let current = object;
  for (let hops = 0; current instanceof PDFRef; hops++) {
    if (hops > 32) return undefined;
    current = context.lookup(current);
  }
  return current;
}

/** The value of the first of these keys that the dictionary has, references followed. */
export function entry(
  context: PDFContext,
  dict: PDFDict | undefined,
  ...keys: readonly string[]
): PDFObject | undefined {
  for (const key of keys) {
    const value = follow(context, dict?.get(PDFName.of(key)));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A number, or undefined for anything else. */
export function asNumber(object: PDFObject | undefined): number | undefined {
  return object instanceof PDFNumber ? object.asNumber() : undefined;
}

/** A boolean, or the fallback for anything else. */
export function asBoolean(object: PDFObject | undefined, fallback: boolean): boolean {
  return object instanceof PDFBool ? object.asBoolean() : fallback;
}

/** A name without its slash, or undefined for anything else. */
export function asName(object: PDFObject | undefined): string | undefined {
  return object instanceof PDFName ? object.decodeText() : undefined;
}

/** The numbers of an array, or undefined when it is no array of numbers. */
export function asNumbers(context: PDFContext, object: PDFObject | undefined): number[] | undefined {
  if (!(object instanceof PDFArray)) return undefined;
  const numbers: number[] = [];
  for (const item of object.asArray()) {
    const value = asNumber(follow(context, item));
    if (value === undefined) return undefined;
    numbers.push(value);
  }
  return numbers;
}
