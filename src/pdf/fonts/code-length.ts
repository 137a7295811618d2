import { PDFStream, type PDFDict } from 'pdf-lib';
import { entry, nameAt } from '../objects/lookup.ts';
import { readCMapText } from './cmap-text.ts';
import { partsOf } from './font-parts.ts';
import { bytesAt } from './lists.ts';

/** Whether the codes of a composite font are character ids. */
export function isByNumber(font: PDFDict): boolean {
  return ['Identity-H', 'Identity-V'].includes(nameAt(font, 'Encoding') ?? '');
}

/** How many bytes the codes of a font have; undefined where they differ, or only readers know. */
export function codeLength(font: PDFDict): 1 | 2 | undefined {
  if (!partsOf(font).descendant) return 1;
  if (isByNumber(font)) return 2;
  const bytes = entry(font, 'Encoding') instanceof PDFStream ? bytesAt(font, 'Encoding') : undefined;
  const [space, ...more] = bytes ? readCMapText(bytes, new Set()).codespaces : [];
  const length = space?.length;
  if (more.some((other) => other.length !== length)) return undefined;
  return length === 1 || length === 2 ? length : undefined;
}
