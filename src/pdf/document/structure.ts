import { PDFArray, PDFDict, PDFName, PDFNull, PDFNumber, PDFRef, PDFStream, type PDFObject } from 'pdf-lib';
import { arrayAt, asNumber, dictAt, entry, nameAt, numberAt, resolve } from '../objects/lookup.ts';
import { drop, keepOnly } from './allow.ts';
import type { Secrets } from './secrets.ts';
import { textOf, textString } from './text-string.ts';

/** Marked-content ids (ISO 32000-2, 14.6) out of which something was removed, by page; `all` of a raster page. */
export type TouchedContentIds = ReadonlyMap<PDFRef, ReadonlySet<number> | 'all'>;

/** What the structure tree is cleaned by. */
export interface StructureOptions {
  readonly touched: TouchedContentIds;
  readonly secrets: Secrets;
  readonly pages: ReadonlySet<PDFRef>;
  /** Annotations that are still on a page. */
  readonly annotations: ReadonlySet<PDFDict>;
  /** Whether something is still drawn with a form or picture; asked once all pages are as they will be. */
  readonly isDrawn: (stream: PDFStream) => boolean;
  /** Whether the width of what was removed is to stay unknown. */
  readonly hideWidths: boolean;
}

const MAX_DEPTH = 400;
const ALTERNATIVES = ['ActualText', 'Alt', 'E'] as const;
const KEPT = ['Type', 'S', 'P', 'Pg', 'K', 'Lang', 'A', 'NS', ...ALTERNATIVES];

/** The tags of a tagged file (ISO 32000-2, 14.7); undefined for an untagged one. */
export class StructureTree {
  private readonly root: PDFDict;
  private readonly options: StructureOptions;
  private readonly seen = new Set<PDFDict>();
  /** Elements by page and marked-content id, found while cleaning. */
  private readonly owners = new Map<string, { readonly element: PDFDict; readonly ref: PDFRef }>();

  private constructor(root: PDFDict, options: StructureOptions) {
    this.root = root;
    this.options = options;
  }

  /**
   * Cleans the tree of a document: no titles, ids, classes; no alternative text for what was touched or may
   * repeat a secret; no way to an annotation or page that is gone.
   */
  static clean(catalog: PDFDict, options: StructureOptions): StructureTree | undefined {
    const root = dictAt(catalog, 'StructTreeRoot');
    if (!root) return undefined;
    const tree = new StructureTree(root, options);
    keepOnly(root, ['Type', 'K', 'ParentTree', 'ParentTreeNextKey', 'RoleMap', 'Namespaces']);
    tree.cleanKids(root, undefined, undefined, 0);
    tree.cleanParents();
    tree.cleanRoles();
    return tree;
  }

  /** Cleans an element; tells whether anything in it was touched. */
  private cleanElement(
    element: PDFDict,
    ref: PDFRef | undefined,
    page: PDFRef | undefined,
    depth: number,
  ): boolean {
    const own = pageOf(element) ?? page;
    const touched = this.cleanKids(element, ref, own, depth);
    keepOnly(element, KEPT);
    for (const key of ALTERNATIVES) {
      const text = textOf(entry(element, key));
      if (touched || text === undefined || this.options.secrets.mayRepeat(text)) drop(element, [key]);
    }
    const hides = touched && this.options.hideWidths;
    cleanAttributes(element, hides);
    if (hides && nameAt(element, 'S') === 'Table') this.hidePlaces(element, 0);
    this.cleanType(element);
    this.cleanPage(element);
    return touched;
  }

  /** Cells of a table are as wide, and begin, where others of their column do. */
  private hidePlaces(element: PDFDict, depth: number): void {
    const kids = entry(element, 'K');
    for (const raw of kids instanceof PDFArray ? kids.asArray() : [kids]) {
      const kid = resolve(element.context, raw);
      if (!(kid instanceof PDFDict) || !this.seen.has(kid) || depth > MAX_DEPTH) continue;
      cleanAttributes(kid, true);
      this.hidePlaces(kid, depth + 1);
    }
  }

  /** Only a page of the document may be named: another, with all that is on it, would stay in the file. */
  private cleanPage(node: PDFDict): void {
    const goal = pageOf(node);
    if (goal === undefined || !this.options.pages.has(goal)) drop(node, ['Pg']);
  }

  /** What content belongs to: nothing that is no longer in the tree. */
  private cleanParents(): void {
    const { context } = this.root;
    const numbers = readNumbers(dictAt(this.root, 'ParentTree'));
    const isKept = (raw: PDFObject): boolean => {
      const node = resolve(context, raw);
      return node === undefined || node === PDFNull || (node instanceof PDFDict && this.seen.has(node));
    };
    let isWhole = true;
    for (const [number, raw] of numbers) {
      const value = resolve(context, raw);
      if (value instanceof PDFArray) {
        const list = value.asArray();
        if (list.every(isKept)) continue;
        numbers.set(
          number,
          context.register(context.obj(list.map((each) => (isKept(each) ? each : PDFNull)))),
        );
      } else if (isKept(raw)) continue;
      else numbers.delete(number);
      isWhole = false;
    }
    if (!isWhole) this.writeParents(numbers);
  }

  private writeParents(numbers: ReadonlyMap<number, PDFObject>): void {
    const { context } = this.root;
    const flat = [...numbers]
      .sort(([a], [b]) => a - b)
      .flatMap(([number, value]) => [PDFNumber.of(number), value]);
    const tree = PDFDict.withContext(context);
    tree.set(PDFName.of('Nums'), context.obj(flat));
    this.root.set(PDFName.of('ParentTree'), context.register(tree));
  }

  /** A type of the author's own that may repeat a secret becomes what it stands for. */
  private cleanType(element: PDFDict): void {
    const type = nameAt(element, 'S');
    if (type === undefined || !this.options.secrets.inText(type)) return;
    const roles = dictAt(this.root, 'RoleMap');
    const role = roles ? nameAt(roles, type) : undefined;
    if (role === undefined) return;
    element.set(PDFName.of('S'), PDFName.of(this.options.secrets.inText(role) ? 'Span' : role));
  }

  private cleanRoles(): void {
    const roles = dictAt(this.root, 'RoleMap');
    for (const [key, value] of roles?.entries() ?? []) {
      const names = value instanceof PDFName ? [key, value] : [key];
      if (names.some((name) => this.options.secrets.inText(name.decodeText()))) roles?.delete(key);
    }
  }

  private cleanKids(
    node: PDFDict,
    ref: PDFRef | undefined,
    page: PDFRef | undefined,
    depth: number,
  ): boolean {
    const value = node.get(PDFName.of('K'));
    const found = resolve(node.context, value);
    if (value === undefined || found === undefined) return false;
    const list = found instanceof PDFArray ? found.asArray() : [value];
    const kept: PDFObject[] = [];
    let touched = false;
    for (const raw of list) {
      const verdict = this.cleanKid(raw, node, ref, page, depth);
      if (verdict !== 'gone') kept.push(raw);
      if (verdict !== 'kept') touched = true;
    }
    node.set(PDFName.of('K'), node.context.obj(kept));
    return touched;
  }

  private cleanKid(
    raw: PDFObject,
    node: PDFDict,
    ref: PDFRef | undefined,
    page: PDFRef | undefined,
    depth: number,
  ): 'kept' | 'touched' | 'gone' {
    const kid = resolve(node.context, raw);
    const id = asNumber(kid);
    if (id !== undefined) return this.content(page, id, node, ref);
    if (!(kid instanceof PDFDict) || depth > MAX_DEPTH) return 'gone';
    const type = nameAt(kid, 'Type');
    if (type === 'MCR') {
      keepOnly(kid, ['Type', 'Pg', 'MCID', 'Stm']);
      const owner = pageOf(kid) ?? page;
      this.cleanPage(kid);
      // What is in a form or another stream is not told apart: the stream may be shared.
      if (kid.has(PDFName.of('Stm'))) {
        const stream = entry(kid, 'Stm');
        if (!(stream instanceof PDFStream) || !this.options.isDrawn(stream)) return 'gone';
        return this.options.touched.has(owner ?? NO_PAGE) ? 'touched' : 'kept';
      }
      return this.content(owner, numberAt(kid, 'MCID') ?? -1, node, ref);
    }
    if (type === 'OBJR') {
      const object = entry(kid, 'Obj');
      keepOnly(kid, ['Type', 'Pg', 'Obj']);
      this.cleanPage(kid);
      // What was cut is there in a copy; as it was, it must not stay.
      const alive =
        object instanceof PDFStream
          ? this.options.isDrawn(object)
          : object instanceof PDFDict && this.options.annotations.has(object);
      return alive ? 'kept' : 'gone';
    }
    if (this.seen.has(kid)) return 'gone';
    this.seen.add(kid);
    const touched = this.cleanElement(kid, raw instanceof PDFRef ? raw : undefined, page, depth + 1);
    return touched ? 'touched' : 'kept';
  }

  private content(
    page: PDFRef | undefined,
    id: number,
    element: PDFDict,
    ref: PDFRef | undefined,
  ): 'kept' | 'touched' | 'gone' {
    if (page === undefined || !this.options.pages.has(page)) return 'gone';
    if (ref) this.owners.set(`${page.tag} ${id}`, { element, ref });
    const touched = this.options.touched.get(page);
    if (touched === 'all') return 'gone';
    return touched?.has(id) === true ? 'touched' : 'kept';
  }

  /**
   * Adds an element that reads as `text` for content that is about to be drawn on a page, and returns the
   * marked-content id to draw it with. It comes right behind the first of `near` that the tree knows.
   */
  addRedaction(page: PDFDict, pageRef: PDFRef, near: readonly number[], text: string): number {
    const { context } = this.root;
    const element = PDFDict.withContext(context);
    const ref = context.register(element);
    const place = near
      .map((id) => ({ id, owner: this.owners.get(`${pageRef.tag} ${id}`) }))
      .find((each) => each.owner);
    const parent = place?.owner ?? this.top();
    const id = this.register(page, ref);
    element.set(PDFName.of('Type'), PDFName.of('StructElem'));
    element.set(PDFName.of('S'), PDFName.of('Span'));
    element.set(PDFName.of('P'), parent.ref);
    element.set(PDFName.of('Pg'), pageRef);
    element.set(PDFName.of('K'), PDFNumber.of(id));
    element.set(PDFName.of('ActualText'), textString(text));
    insertKid(parent.element, ref, place?.id, pageRef);
    return id;
  }

  /** The element that holds the document, or the root. */
  private top(): { readonly element: PDFDict; readonly ref: PDFRef } {
    const kids = arrayAt(this.root, 'K')?.asArray() ?? [];
    for (const raw of kids) {
      const kid = resolve(this.root.context, raw);
      if (raw instanceof PDFRef && kid instanceof PDFDict) return { element: kid, ref: raw };
    }
    return {
      element: this.root,
      ref: this.root.context.getObjectRef(this.root) ?? this.root.context.register(this.root),
    };
  }

  /** Puts an element in the parent tree (ISO 32000-2, 14.7.5.4) and returns its id on the page. */
  private register(page: PDFDict, element: PDFRef): number {
    const { context } = this.root;
    const numbers = readNumbers(dictAt(this.root, 'ParentTree'));
    const next = Math.max(-1, ...numbers.keys(), (numberAt(this.root, 'ParentTreeNextKey') ?? 0) - 1) + 1;
    const key = numberAt(page, 'StructParents') ?? next;
    page.set(PDFName.of('StructParents'), PDFNumber.of(key));
    const present = resolve(context, numbers.get(key));
    const list = present instanceof PDFArray ? present.asArray().slice() : [];
    const id = list.length;
    list.push(element);
    numbers.set(key, context.register(context.obj(list)));
    this.writeParents(numbers);
    this.root.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(Math.max(next, key + 1)));
    return id;
  }
}

const NO_PAGE = PDFRef.of(0, 65535);

function pageOf(node: PDFDict): PDFRef | undefined {
  const page = node.get(PDFName.of('Pg'));
  return page instanceof PDFRef ? page : undefined;
}

function insertKid(parent: PDFDict, kid: PDFRef, behind: number | undefined, page: PDFRef): void {
  const kids = arrayAt(parent, 'K')?.asArray().slice() ?? [];
  const at = kids.findIndex((raw) => {
    const value = resolve(parent.context, raw);
    if (asNumber(value) !== undefined) return asNumber(value) === behind;
    return value instanceof PDFDict && numberAt(value, 'MCID') === behind && (pageOf(value) ?? page) === page;
  });
  kids.splice(at < 0 ? kids.length : at + 1, 0, kid);
  parent.set(PDFName.of('K'), parent.context.obj(kids));
}

/** Numbers that count cells. */
const SPANS = new Set(['RowSpan', 'ColSpan'].map((name) => PDFName.of(name)));

/**
 * Attributes (ISO 32000-2, 14.7.6) that are names and numbers stay: spans, scopes, and places unless widths are to stay
 * unknown. Texts and ids go.
 */
function cleanAttributes(element: PDFDict, hidesPlaces: boolean): void {
  const key = PDFName.of('A');
  const value = entry(element, 'A');
  const list = value instanceof PDFArray ? value.asArray() : [value];
  const clean: PDFDict[] = [];
  for (const raw of list) {
    const attributes = resolve(element.context, raw);
    if (!(attributes instanceof PDFDict)) continue;
    const copy = attributes.clone(element.context);
    for (const [name, attribute] of copy.entries()) {
      const found = resolve(element.context, attribute);
      const isPlace = hidesPlaces && !(found instanceof PDFName) && !SPANS.has(name);
      if (isPlace || !isPlain(found, 0)) copy.delete(name);
    }
    clean.push(copy);
  }
  if (clean.length === 0) element.delete(key);
  else element.set(key, clean.length === 1 ? clean[0]! : element.context.obj(clean));
}

function isPlain(value: PDFObject | undefined, depth: number): boolean {
  if (value instanceof PDFName || value instanceof PDFNumber) return true;
  if (!(value instanceof PDFArray) || depth > 2) return false;
  return value.asArray().every((each) => isPlain(each, depth + 1));
}

/** Entries of a number tree (ISO 32000-2, 7.9.7). */
export function readNumbers(root: PDFDict | undefined): Map<number, PDFObject> {
  const found = new Map<number, PDFObject>();
  const seen = new Set<PDFDict>();
  const visit = (node: PDFDict, depth: number): void => {
    if (seen.has(node) || depth > 32) return;
    seen.add(node);
    const pairs = arrayAt(node, 'Nums')?.asArray() ?? [];
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const number = asNumber(resolve(node.context, pairs[i]));
      if (number !== undefined) found.set(number, pairs[i + 1]!);
    }
    for (const raw of arrayAt(node, 'Kids')?.asArray() ?? []) {
      const kid = resolve(node.context, raw);
      if (kid instanceof PDFDict) visit(kid, depth + 1);
    }
  };
  if (root) visit(root, 0);
  return found;
}
