import { PDFHexString, PDFString, type PDFObject } from 'pdf-lib';
import { stringAs } from '../objects/lookup.ts';

/** The text of a string object by its byte-order mark, else PDFDocEncoding (ISO 32000-2, 7.9.2); never throws. */
export function textOf(object: PDFObject | undefined): string | undefined {
  const string = stringAs(object);
  if (!string) return undefined;
  try {
    return string.decodeText();
  } catch {
    return Buffer.from(string.asBytes()).toString('latin1');
  }
}

/** The text of the bytes of a string. */
export function textOfBytes(bytes: Uint8Array): string {
  return textOf(PDFHexString.of(Buffer.from(bytes).toString('hex'))) ?? '';
}

/** A text string object: ASCII as it is, anything else as UTF-16BE. */
export function textString(text: string): PDFString | PDFHexString {
  const plain = /^[\x20-\x7e]*$/.test(text);
  return plain ? PDFString.of(text.replace(/[\\()]/g, '\\$&')) : PDFHexString.fromText(text);
}
