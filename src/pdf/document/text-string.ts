import { PDFHexString, PDFString, type PDFObject } from 'pdf-lib';
import { stringAs } from '../objects/lookup.ts';

/**
 * The text of a string object by its byte-order mark, else PDFDocEncoding (ISO 32000-2, 7.9.2), without the escapes that
 * tell languages; never throws.
 */
export function textOf(object: PDFObject | undefined): string | undefined {
  const string = stringAs(object);
  if (!string) return undefined;
  try {
    const text = string.decodeText();
    return text.includes('\u001b') ? text.replace(LANGUAGE, '') : text;
  } catch {
    return Buffer.from(string.asBytes()).toString('latin1');
  }
}

const LANGUAGE = /\u001b[a-z]{2}(?:[A-Z]{2})?\u001b?/g;

/** The text of the bytes of a string. */
export function textOfBytes(bytes: Uint8Array): string {
  return textOf(PDFHexString.of(Buffer.from(bytes).toString('hex'))) ?? '';
}

/** A text string object: ASCII as it is, anything else as UTF-16BE. */
export function textString(text: string): PDFString | PDFHexString {
  const plain = /^[\x20-\x7e]*$/.test(text);
  return plain ? PDFString.of(text.replace(/[\\()]/g, '\\$&')) : PDFHexString.fromText(text);
}
