import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFString,
  type PDFContext,
  type PDFObject,
  type PDFPage,
} from 'pdf-lib';
import type { Region } from '../content/region.ts';
import { arrayAt, dictAt, elements, entry, nameAt, numberAt, resolve } from '../objects/lookup.ts';
import { keepOnly } from './allow.ts';
import { annotationsOf, touches } from './annotation-list.ts';
import { fieldAbove } from './field-tree.ts';
import type { Secrets } from './secrets.ts';
import { textOf } from './text-string.ts';
import { isBesideTyped } from './typed-look.ts';

const MAX_DEPTH = 32;
const NAME = PDFName.of('T');
/** Bit 14 of a text field's flags. */
const PASSWORD = 1 << 13;

/** What stays of a field that is no widget itself (ISO 32000-2, table 226). */
const KEPT = [
  'FT',
  'Parent',
  'Kids',
  'T',
  'TU',
  'Ff',
  'V',
  'DA',
  'DR',
  'Q',
  'DS',
  'MaxLen',
  'Opt',
  'TI',
  'I',
];

/** The terminal field of a widget: the nearest dictionary upwards that has a name of its own. */
export function fieldOf(widget: PDFDict): PDFDict {
  let node = widget;
  for (let depth = 0; depth < MAX_DEPTH && !node.has(NAME); depth++) {
    const parent = fieldAbove(node);
    if (!parent) break;
    node = parent;
  }
  return node;
}

/** Value, choices and description of a widget's field, as text. */
export function fieldText(widget: PDFDict): string {
  const parts: string[] = [];
  let node: PDFDict | undefined = widget;
  for (let depth = 0; node && depth < MAX_DEPTH; depth++) {
    for (const key of ['V', 'DV', 'RV', 'Opt']) collect(entry(node, key), parts, 0);
    node = fieldAbove(node);
  }
  return parts.join('\n');
}

function collect(value: PDFObject | undefined, parts: string[], depth: number): void {
  const text = textOf(value);
  if (text !== undefined) parts.push(text);
  if (value instanceof PDFArray && depth < 3) {
    for (const element of elements(value)) collect(element, parts, depth + 1);
  }
}

/**
 * The fields with a widget of which a mark touches more than the empty part; their values go from the whole document.
 */
export function touchedFields(marked: Iterable<readonly [PDFPage, Region]>): Set<PDFDict> {
  const fields = new Set<PDFDict>();
  for (const [page, region] of marked) {
    for (const { dict } of annotationsOf(page)) {
      if (nameAt(dict, 'Subtype') !== 'Widget' || !touches(region, dict, page)) continue;
      if (!isBesideTyped(dict, region)) fields.add(fieldOf(dict));
    }
  }
  return fields;
}

/**
 * Reduces the form to the fields that still have a widget on a page, with neutral names (a name may tell
 * something), without scripts, XFA, signatures and data that nothing shows.
 */
export function cleanForm(catalog: PDFDict, pages: readonly PDFPage[], secrets: Secrets): void {
  const key = PDFName.of('AcroForm');
  const form = dictAt(catalog, 'AcroForm');
  const widgets = new Set<PDFDict>();
  for (const page of pages) {
    for (const { dict } of annotationsOf(page)) if (nameAt(dict, 'Subtype') === 'Widget') widgets.add(dict);
  }
  catalog.delete(key);
  const ancestors = cleanAncestors(widgets, secrets);
  const pruner = new FieldPruner(catalog.context, widgets, secrets);
  const pruned = pruner.prune(form && arrayAt(form, 'Fields'));
  for (const field of [...ancestors, ...widgets]) {
    if (!fieldAbove(field)) field.delete(PDFName.of('Parent'));
    pruner.nameAnew(field);
  }
  if (!form || (pruned.size() === 0 && widgets.size === 0)) return;
  const clean = PDFDict.withContext(catalog.context);
  for (const name of ['NeedAppearances', 'DR', 'DA', 'Q']) {
    const value = form.get(PDFName.of(name));
    if (value !== undefined) clean.set(PDFName.of(name), value);
  }
  clean.set(PDFName.of('Fields'), pruned);
  catalog.set(key, catalog.context.register(clean));
}

/**
 * Parents are reached from widgets even where the form does not list them; and through them all their widgets, of
 * which only those on a page stay.
 */
function cleanAncestors(widgets: ReadonlySet<PDFDict>, secrets: Secrets): ReadonlySet<PDFDict> {
  const ancestors = new Set<PDFDict>();
  for (const widget of widgets) {
    let node = fieldAbove(widget);
    for (let depth = 0; node && depth < MAX_DEPTH && !ancestors.has(node); depth++) {
      ancestors.add(node);
      node = fieldAbove(node);
    }
  }
  for (const node of ancestors) {
    cleanField(node, secrets);
    const kids = arrayAt(node, 'Kids');
    if (!kids) continue;
    const kept = PDFArray.withContext(node.context);
    for (const raw of kids.asArray()) {
      const kid = resolve(node.context, raw);
      if (kid instanceof PDFDict && (widgets.has(kid) || ancestors.has(kid))) kept.push(raw);
    }
    node.set(PDFName.of('Kids'), kept);
  }
  return ancestors;
}

function cleanField(field: PDFDict, secrets: Secrets): void {
  if (nameAt(field, 'Subtype') !== 'Widget') keepOnly(field, KEPT);
  // ISO 32000-2, table 231: what is typed in a password field is not to be stored; viewers show as many asterisks.
  const typed = textOf(entry(field, 'V'));
  if (((numberAt(field, 'Ff') ?? 0) & PASSWORD) !== 0 && nameAt(field, 'FT') === 'Tx') {
    if (typed === undefined) field.delete(PDFName.of('V'));
    else field.set(PDFName.of('V'), PDFString.of('*'.repeat(typed.length)));
  }
  const description = textOf(entry(field, 'TU'));
  if (description === undefined || secrets.mayRepeat(description)) field.delete(PDFName.of('TU'));
}

class FieldPruner {
  private readonly context: PDFContext;
  private readonly widgets: ReadonlySet<PDFDict>;
  private readonly secrets: Secrets;
  private readonly seen = new Set<PDFDict>();
  private readonly named = new Set<PDFDict>();
  private count = 0;

  constructor(context: PDFContext, widgets: ReadonlySet<PDFDict>, secrets: Secrets) {
    this.context = context;
    this.widgets = widgets;
    this.secrets = secrets;
  }

  prune(fields: PDFArray | undefined, depth = 0): PDFArray {
    const kept: PDFObject[] = [];
    for (const raw of fields?.asArray() ?? []) {
      const field = resolve(this.context, raw);
      if (field instanceof PDFDict && this.keep(field, depth)) kept.push(raw);
    }
    const array = PDFArray.withContext(this.context);
    for (const raw of kept) array.push(raw);
    return array;
  }

  private keep(field: PDFDict, depth: number): boolean {
    if (this.seen.has(field) || depth > MAX_DEPTH) return false;
    this.seen.add(field);
    const kids = arrayAt(field, 'Kids');
    const left = kids ? this.prune(kids, depth + 1) : undefined;
    if (left && left.size() > 0) field.set(PDFName.of('Kids'), left);
    else field.delete(PDFName.of('Kids'));
    if (!this.widgets.has(field) && (left === undefined || left.size() === 0)) return false;
    cleanField(field, this.secrets);
    this.nameAnew(field);
    return true;
  }

  /** Those that the form does not list, too: without a name of its own a field is not shown. */
  nameAnew(field: PDFDict): void {
    if (!field.has(NAME) || this.named.has(field)) return;
    this.named.add(field);
    field.set(NAME, PDFString.of(`veld${++this.count}`));
  }
}
