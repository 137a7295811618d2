import { PDFArray, PDFDict, PDFName, PDFRef, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib';
import { dictAt, entry, nameText } from '../objects/lookup.ts';
import { keepOnly } from './allow.ts';
import type { Secrets } from './secrets.ts';
import { textOf } from './text-string.ts';

/** Fields are typed with fonts; the other resources of a form may be those of a page, as they were. */
const TYPED_WITH = ['Font', 'Encoding'];

/** The resources that a form is typed with, without fonts under a name that tells and that no field is typed with. */
export function typedWith(value: PDFObject, context: PDFContext, secrets: Secrets): PDFObject {
  const resources = value instanceof PDFRef ? context.lookup(value) : value;
  if (!(resources instanceof PDFDict)) return value;
  const copy = resources.clone(context);
  keepOnly(copy, TYPED_WITH);
  const fonts = dictAt(copy, 'Font');
  const telling = fonts?.keys().filter((name) => secrets.inText(nameText(name))) ?? [];
  if (!fonts || telling.length === 0) return copy;
  const looks = defaultLooks(context);
  const used = (name: string): boolean => looks.some((look) => look.includes(name));
  const kept = fonts.clone(context);
  for (const name of telling) if (!used(nameText(name))) kept.delete(name);
  copy.set(PDFName.of('Font'), kept);
  return copy;
}

/** What fields, annotations and the form say of how they are typed (DA; ISO 32000-2, 12.7.4.3). */
function defaultLooks(context: PDFContext): string[] {
  const looks: string[] = [];
  const stack = context.enumerateIndirectObjects().map(([, object]) => object);
  for (let object = stack.pop(); object; object = stack.pop()) {
    const dict = object instanceof PDFStream ? object.dict : object;
    const parts = dict instanceof PDFArray ? dict.asArray() : dict instanceof PDFDict ? dict.values() : [];
    for (const part of parts) if (!(part instanceof PDFRef)) stack.push(part);
    const look = dict instanceof PDFDict ? textOf(entry(dict, 'DA')) : undefined;
    if (look !== undefined) looks.push(look);
  }
  return looks;
}
