import type { PDFDict } from 'pdf-lib';
import { nameAt } from '../../objects/lookup.ts';
import type { CMapLoader } from '../types.ts';
import { loadCompositeFont } from './composite-font.ts';
import type { Font } from './font.ts';
import { loadSimpleFont, missingFont } from './simple-font.ts';
import { Type3Font } from './type3-font.ts';

/** Fonts by their dictionary: pages share them, so each is read once a document. */
const known = new WeakMap<PDFDict, Font>();
let substitute: Font | undefined;

export function loadFont(dict: PDFDict | undefined, load: CMapLoader | undefined): Font {
  if (!dict) return (substitute ??= missingFont());
  let font = known.get(dict);
  if (!font) {
    font = readFont(dict, load);
    // With a loader of CMaps it may turn out exact.
    if (font.inexact === undefined) known.set(dict, font);
  }
  return font;
}

function readFont(dict: PDFDict, load: CMapLoader | undefined): Font {
  switch (nameAt(dict, 'Subtype')) {
    case 'Type0':
      return loadCompositeFont(dict, load);
    case 'Type3':
      return new Type3Font(dict);
    default:
      return loadSimpleFont(dict);
  }
}
