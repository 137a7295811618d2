import { PDFArray, PDFDict, PDFName, PDFRef, PDFStream, type PDFDocument, type PDFObject } from 'pdf-lib';
import { nameAt, nameText } from '../objects/lookup.ts';

/**
 * Keys by which readers come to what they draw (ISO 32000-2); of a category of resources, of the states of a look, and of
 * glyph procedures, what is in the dictionary there.
 */
const BY_WAY_OF = new Set([
  ...['Contents', 'XObject', 'Pattern', 'N', 'G', 'CharProcs', 'SMask', 'Mask', 'Shading', 'HT', 'Function'],
  // Icons of buttons are drawn where a form's fields are made anew.
  ...['I', 'RI', 'IX'],
]);
const DICTIONARIES = new Set(['XObject', 'Pattern', 'N', 'CharProcs', 'Shading']);

/**
 * How many pictures, forms and pages a file holds that no page comes to: kept as an alternate, by an element of the
 * structure or under any other key, each may be what was removed from one.
 */
export function countStray(doc: PDFDocument): number {
  const { context } = doc;
  const pages = new Set<PDFObject>(doc.getPages().map(({ node }) => node));
  const drawn = new Set<PDFObject>();
  const all = new Set<PDFObject>();
  const seen = new Map<PDFObject, Set<string>>();
  const stack: { readonly object: PDFObject; readonly via: string }[] = [];
  const put = (object: PDFObject | undefined, via: string): void => {
    if (object) stack.push({ object, via });
  };
  put(context.trailerInfo.Root, '');
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { via } = step;
    const object = step.object instanceof PDFRef ? context.lookup(step.object) : step.object;
    if (!object) continue;
    if (object instanceof PDFStream && isDrawing(object)) {
      all.add(object);
      if (via !== '') drawn.add(object);
    }
    const ways = seen.get(object) ?? new Set();
    if (ways.has(via)) continue;
    seen.set(object, ways.add(via));
    if (object instanceof PDFArray) for (const each of object.asArray()) put(each, via);
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) continue;
    if (nameAt(dict, 'Type') === 'Page' && !pages.has(dict) && hasContent(dict)) all.add(dict);
    for (const [key, value] of dict.entries()) {
      const name = nameText(key);
      const isEntry = DICTIONARIES.has(via) && object instanceof PDFDict;
      put(value, BY_WAY_OF.has(name) ? name : isEntry ? `${via} ` : '');
    }
  }
  return [...all].filter((each) => !drawn.has(each)).length;
}

/** Some writers take the page for a list of properties: what is left of one then shows nothing. */
function hasContent(page: PDFDict): boolean {
  return ['Contents', 'Resources', 'Annots', 'Thumb'].some((key) => page.has(PDFName.of(key)));
}

function isDrawing({ dict }: PDFStream): boolean {
  const subtype = nameAt(dict, 'Subtype');
  return subtype === 'Image' || subtype === 'Form';
}
