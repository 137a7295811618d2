import { PDFArray, PDFDict, PDFName, PDFRef, PDFString, type PDFContext, type PDFObject } from 'pdf-lib';
import { arrayAt, dictAt, entry, nameAt, resolve } from '../objects/lookup.ts';
import { keepOnly } from './allow.ts';

/** States that decide what is shown or printed (ISO 32000-2, table 100); who made the layer goes. */
const USAGE = ['View', 'Print', 'Export', 'Zoom'];

/** ISO 32000-2, table 96. */
const INTENTS = ['View', 'Design', 'All'];

/** Keeps which layers are shown, gives them neutral names, drops other configurations and labels. */
export function cleanLayers(catalog: PDFDict): void {
  const { context } = catalog;
  const properties = dictAt(catalog, 'OCProperties');
  if (!properties) return;
  keepOnly(properties, ['OCGs', 'D']);
  let number = 0;
  for (const raw of arrayAt(properties, 'OCGs')?.asArray() ?? []) {
    const group = resolve(context, raw);
    if (!(group instanceof PDFDict)) continue;
    const intent = nameAt(group, 'Intent');
    keepOnly(
      group,
      intent !== undefined && INTENTS.includes(intent) ? ['Type', 'Usage', 'Intent'] : ['Type', 'Usage'],
    );
    group.set(PDFName.of('Name'), PDFString.of(`Laag ${++number}`));
    const usage = dictAt(group, 'Usage');
    if (usage) keepOnly(usage, USAGE);
  }
  const defaults = dictAt(properties, 'D');
  if (!defaults) return;
  keepOnly(defaults, ['BaseState', 'ON', 'OFF', 'Intent', 'AS', 'Order', 'ListMode', 'RBGroups', 'Locked']);
  const order = entry(defaults, 'Order');
  if (order instanceof PDFArray) defaults.set(PDFName.of('Order'), withoutLabels(context, order, 0));
}

/** The order of layers, less the strings that label groups of them. */
function withoutLabels(context: PDFContext, order: PDFArray, depth: number): PDFArray {
  const clean = PDFArray.withContext(context);
  for (const raw of order.asArray()) {
    const value: PDFObject | undefined = resolve(context, raw);
    if (value instanceof PDFArray) {
      if (depth < 16) clean.push(withoutLabels(context, value, depth + 1));
    } else if (raw instanceof PDFRef) clean.push(raw);
  }
  return clean;
}
