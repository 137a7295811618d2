import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFContext,
  type PDFObject,
} from 'pdf-lib';
import { DictOperand, NameOperand, StringOperand, type Operand } from './operand.ts';

/** An inline image as it is written in content. */
export function inlineBytes(dict: PDFDict, data: Uint8Array): Uint8Array {
  const head = dict.entries().map(([key, value]) => `${key.toString()} ${value.toString()}`);
  return Buffer.concat([
    Buffer.from(`BI ${head.join(' ')} ID `, 'latin1'),
    data,
    Buffer.from('\nEI', 'latin1'),
  ]);
}

/** The entries of an inline image as those of a stream; keys stay abbreviated. */
export function inlineDict(context: PDFContext, { entries }: DictOperand): PDFDict {
  const dict = PDFDict.withContext(context);
  for (const { key, value } of entries) dict.set(PDFName.of(key), toPdf(context, value));
  return dict;
}

function toPdf(context: PDFContext, operand: Operand): PDFObject {
  if (typeof operand === 'number') return PDFNumber.of(operand);
  if (typeof operand === 'boolean') return operand ? PDFBool.True : PDFBool.False;
  if (operand instanceof NameOperand) return PDFName.of(operand.raw);
  if (operand instanceof StringOperand) return PDFHexString.of(Buffer.from(operand.bytes).toString('hex'));
  if (operand instanceof DictOperand) return inlineDict(context, operand);
  if (operand === null) return PDFNull;
  const array = PDFArray.withContext(context);
  for (const item of operand) array.push(toPdf(context, item));
  return array;
}
