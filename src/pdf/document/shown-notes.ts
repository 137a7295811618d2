import { PDFName, PDFString, type PDFDict } from 'pdf-lib';
import { dictAt, entry, nameAt } from '../objects/lookup.ts';
import { textOf } from './text-string.ts';

/** What a free text annotation adds when it has no appearance: viewers write it on the page (ISO 32000-2, table 177). */
export const KEPT_OF_FREE_TEXT = ['Contents', 'DA', 'Q', 'IT'];

/** The text that viewers write on the page for an annotation without an appearance; undefined for none. */
export function writtenNote(annotation: PDFDict): string | undefined {
  if (nameAt(annotation, 'Subtype') !== 'FreeText' || dictAt(annotation, 'AP')) return undefined;
  const text = textOf(entry(annotation, 'Contents'));
  return text === '' ? undefined : text;
}

/** Whether viewers can write such a text with the fonts that they have for it. */
export function isLegible(note: string): boolean {
  return /[A-Za-z0-9\u00c0-\u00ff]/.test(note);
}

/** Icons and stamps that viewers know by name (ISO 32000-2, tables 175, 184, 187 and 188). */
const ICONS = new Set([
  ...['Graph', 'PushPin', 'Paperclip', 'Tag', 'Speaker', 'Mic'],
  ...['Comment', 'Key', 'Note', 'Help', 'NewParagraph', 'Paragraph', 'Insert'],
  ...['Approved', 'Experimental', 'NotApproved', 'AsIs', 'Expired', 'NotForPublicRelease', 'Confidential'],
  ...['Final', 'Sold', 'Departmental', 'ForComment', 'TopSecret', 'Draft', 'ForPublicRelease'],
]);

/** Whether viewers draw an annotation by its name. */
export function isDrawnByName(annotation: PDFDict): boolean {
  return !dictAt(annotation, 'AP') && ICONS.has(nameAt(annotation, 'Name') ?? '');
}

/** Whether viewers draw an icon for a file or a sound that is attached to a page. */
export function isAttachmentIcon(annotation: PDFDict): boolean {
  const carries = /^(?:FileAttachment|Sound)$/.test(nameAt(annotation, 'Subtype') ?? '');
  return carries && !dictAt(annotation, 'AP');
}

/** Puts no file or sound at all in the place of one that is attached: without any, some viewers draw no icon. */
export function detach(annotation: PDFDict): void {
  const { context } = annotation;
  if (nameAt(annotation, 'Subtype') === 'FileAttachment') annotation.set(PDFName.of('FS'), PDFString.of(''));
  else annotation.set(PDFName.of('Sound'), context.register(context.stream('', { R: 8000 })));
}
