import type { PDFDict } from 'pdf-lib';
import { dictAt, nameAt } from '../objects/lookup.ts';

/** What damaged files have for the parent of a field: something of another kind, by a number that was meant for it. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['Catalog', 'Pages', 'Page', 'Font', 'FontDescriptor', 'Encoding', 'ExtGState', 'XObject', 'Pattern'],
  ...['StructTreeRoot', 'StructElem', 'Outlines', 'OCG', 'OCMD', 'Action', 'Filespec', 'Thread', 'Bead'],
]);

/** The field that a field or a widget is part of (Parent; ISO 32000-2, table 226); undefined for none. */
export function fieldAbove(node: PDFDict): PDFDict | undefined {
  const parent = dictAt(node, 'Parent');
  return parent && OTHERS.has(nameAt(parent, 'Type') ?? '') ? undefined : parent;
}
