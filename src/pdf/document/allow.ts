import type { PDFDict } from 'pdf-lib';
import { PDFName } from 'pdf-lib';

/** Deletes every key that is not in the list (names without slash). */
export function keepOnly(dict: PDFDict, keys: Iterable<string>): void {
  const allowed = keys instanceof Set ? keys : new Set(keys);
  for (const key of dict.keys()) {
    if (!allowed.has(key.decodeText())) dict.delete(key);
  }
}

/** Deletes the keys in the list. */
export function drop(dict: PDFDict, keys: readonly string[]): void {
  for (const key of keys) dict.delete(PDFName.of(key));
}
