import { PDFArray, PDFDict, PDFNumber, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib';

/**
 * Writes numbers as short as they can be: the engine reads 443.52 in single precision and writes 443.51999, so that
 * a page became smaller than the picture that fills it.
 */
export function shortenNumbers(context: PDFContext): void {
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFNumber) context.assign(ref, shorter(object));
    else shortenIn(object);
  }
}

function shortenIn(root: PDFObject): void {
  const stack = [root];
  for (let object = stack.pop(); object; object = stack.pop()) {
    const holder = object instanceof PDFStream ? object.dict : object;
    if (holder instanceof PDFDict) {
      for (const [key, value] of holder.entries()) {
        if (value instanceof PDFNumber) holder.set(key, shorter(value));
        else stack.push(value);
      }
    } else if (holder instanceof PDFArray) {
      holder.asArray().forEach((value, index) => {
        if (value instanceof PDFNumber) holder.set(index, shorter(value));
        else stack.push(value);
      });
    }
  }
}

/** Digits that tell any two numbers of single precision apart. */
const DIGITS = 9;

function shorter(number: PDFNumber): PDFNumber {
  const value = number.asNumber();
  if (Number.isInteger(value) || !Number.isFinite(value)) return number;
  for (let digits = 1; digits < DIGITS; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return PDFNumber.of(short);
  }
  return number;
}
