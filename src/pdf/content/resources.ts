import { PDFDict, PDFName, type PDFContext, type PDFObject, type PDFRef } from 'pdf-lib';
import { dictAt, resolve } from '../objects/lookup.ts';

export type ResourceKind =
  | 'XObject'
  | 'Pattern'
  | 'ExtGState'
  | 'Properties'
  | 'Font'
  | 'Shading'
  | 'ColorSpace';

/** A name as written, with its `#xx` decoded. */
function decodeName(raw: string): string {
  return raw.replace(/#([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Gives every replaced resource of a page a name of its own. */
export interface NameSource {
  next(): string;
}

/**
 * The resources of one content stream, and what its copy needs besides. The dictionary itself is never touched:
 * other streams may use it. Streams without resources of their own share the scope of the one that draws them.
 */
export class ResourceScope {
  readonly dict: PDFDict | undefined;
  private readonly context: PDFContext;
  private readonly names: NameSource;
  private readonly added: { kind: ResourceKind; name: string; value: PDFObject }[] = [];
  private readonly kept = new Set<string>();
  private readonly replaced = new Map<string, { kind: ResourceKind; key: PDFName }>();

  private readonly outer: ResourceScope | undefined;
  /** Content asks for the same few again and again. */
  private readonly keys = new Map<string, PDFName>();

  /** `outer`: of the stream that draws this one; poppler looks there for what a form's own resources lack. */
  constructor(context: PDFContext, dict: PDFDict | undefined, names: NameSource, outer?: ResourceScope) {
    this.context = context;
    this.dict = dict;
    this.names = names;
    this.outer = outer;
  }

  /** The object itself, references followed. */
  find(kind: ResourceKind, name: string): PDFObject | undefined {
    return resolve(this.context, this.raw(kind, name));
  }

  /** As it stands in the dictionary: often a reference. */
  raw(kind: ResourceKind, name: string): PDFObject | undefined {
    // With a font that is lacking readers differ; all others of them take one of their own.
    return this.own(kind, name) ?? (kind === 'Font' ? undefined : this.outer?.raw(kind, name));
  }

  private own(kind: ResourceKind, name: string): PDFObject | undefined {
    const group = this.dict && dictAt(this.dict, kind);
    const key = this.keys.get(name) ?? PDFName.of(name);
    this.keys.set(name, key);
    const found = group?.get(key);
    if (found || !group || !name.includes('#')) return found;
    const wanted = decodeName(name);
    return group.entries().find(([key]) => decodeName(key.asString().slice(1)) === wanted)?.[1];
  }

  /** Notes that a name is still used as it was. */
  keep(kind: ResourceKind, name: string): void {
    this.kept.add(`${kind}/${name}`);
    if (this.outer && !this.own(kind, name)) this.outer.keep(kind, name);
  }

  /** Notes that one use of a name went or got another object; returns the new name when there is one. */
  replace(kind: ResourceKind, name: string, value: PDFRef | PDFDict | undefined): string {
    this.replaced.set(`${kind}/${name}`, { kind, key: PDFName.of(name) });
    if (!value) return '';
    let fresh = this.names.next();
    while (this.raw(kind, fresh)) fresh = this.names.next();
    this.added.push({ kind, name: fresh, value });
    return fresh;
  }

  get changed(): boolean {
    return this.replaced.size > 0;
  }

  /** A copy with the new objects, and without those that no use is left of. */
  build(): PDFDict {
    const copy = this.dict ? this.dict.clone() : PDFDict.withContext(this.context);
    const groups = new Map<ResourceKind, PDFDict>();
    const group = (kind: ResourceKind): PDFDict => {
      let found = groups.get(kind);
      if (!found) {
        const original = this.dict && dictAt(this.dict, kind);
        found = original ? original.clone() : PDFDict.withContext(this.context);
        groups.set(kind, found);
        copy.set(PDFName.of(kind), found);
      }
      return found;
    };
    for (const [use, { kind, key }] of this.replaced) if (!this.kept.has(use)) group(kind).delete(key);
    for (const { kind, name, value } of this.added) group(kind).set(PDFName.of(name), value);
    return copy;
  }
}
