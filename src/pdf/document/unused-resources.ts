import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFStream,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
  type PDFPage,
} from 'pdf-lib';
import { isRegular } from '../content/lexer.ts';
import { arrayAt, dictAt, entry, nameAt, nameText, resolve, inheritedResources } from '../objects/lookup.ts';
import { StreamError, streamBytes } from '../objects/stream-bytes.ts';
import type { ContentNotes } from './content-notes.ts';
import { textOf } from './text-string.ts';

/** Categories of resources that content names (ISO 32000-2, table 34); any other entry is a note. */
const CATEGORIES = ['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'];
/** Defaults that are used without being named (ISO 32000-2, 8.6.5.6). */
const UNNAMED = /^Default(?:Gray|RGB|CMYK)$/;
const MAX_STREAM = 64 << 20;
const MAX_TOTAL = 512 << 20;
const MAX_DEPTH = 32;

/**
 * Takes from all resources what no content names: pictures and forms that some program left behind when it deleted
 * them from a page; then, from what stays, `notes` that tell. A name counts as used wherever it is spelled in the content, so rather too much stays.
 */
export function dropUnusedResources(doc: PDFDocument, notes: ContentNotes): void {
  const usage = new Usage(doc.context, notes);
  try {
    for (const page of doc.getPages()) {
      const resources = inheritedResources(page.node);
      const contents = entry(page.node, 'Contents');
      const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
      for (const stream of streams)
        usage.content(resolve(doc.context, stream), resources ? [resources] : [], 0);
      for (const annotation of arrayAt(page.node, 'Annots')?.asArray() ?? []) {
        const dict = resolve(doc.context, annotation);
        if (dict instanceof PDFDict) usage.appearances(entry(dict, 'AP'), 0);
      }
      // A page whose content names nothing has no need of any.
      if (resources) usage.noteOf(resources);
    }
    usage.fields(doc.catalog, doc.getPages());
  } catch (error) {
    // What cannot be read may name anything.
    if (error instanceof StreamError) return;
    throw error;
  }
  usage.prune();
  notes.clean(doc.context, usage.categories());
}

/** Resources in which content finds what it names, innermost first. */
type Scope = readonly PDFDict[];

class Usage {
  private readonly context: PDFContext;
  private readonly resources = new Set<PDFDict>();
  /** Names in use, by the dictionary of the category that holds them. */
  private readonly used = new Map<PDFDict, Set<PDFName>>();
  private readonly visited = new Map<PDFObject, Set<PDFDict | undefined>>();
  private readonly notes: ContentNotes;
  private total = 0;

  constructor(context: PDFContext, notes: ContentNotes) {
    this.context = context;
    this.notes = notes;
  }

  /** The dictionaries in which content finds what it names. */
  categories(): Iterable<PDFDict> {
    return this.used.keys();
  }

  noteOf(resources: PDFDict): void {
    this.resources.add(resources);
  }

  /** A content stream, read with resources: its own, and those of the streams that draw it, from within. */
  content(stream: PDFObject | undefined, scope: Scope, depth: number): void {
    const [resources] = scope;
    if (!(stream instanceof PDFStream) || !resources || depth > MAX_DEPTH) return;
    const known = this.visited.get(stream) ?? new Set();
    if (known.has(resources)) return;
    this.visited.set(stream, known.add(resources));
    this.noteOf(resources);
    const bytes = streamBytes(stream, MAX_STREAM);
    this.total += bytes.length;
    if (this.total > MAX_TOTAL) throw new StreamError('too-large', 'too much content');
    const spelled = namesIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    if (known.size === 1) this.notes.see(stream, bytes, spelled);
    this.spelled(spelled, resources, scope, depth);
  }

  /** Names that a text of operators spells and that resources have, less those that resources of its own have. */
  spelled(
    spelled: ReadonlySet<string>,
    resources: PDFDict,
    scope: Scope,
    depth: number,
    own?: PDFDict,
  ): void {
    for (const category of CATEGORIES) {
      const entries = dictAt(resources, category);
      if (!entries) continue;
      const names = this.used.get(entries) ?? new Set();
      this.used.set(entries, names);
      for (const [name, value] of entries.entries()) {
        if (own && dictAt(own, category)?.has(name) === true) continue;
        if (!spelled.has(name.toString()) && !spelled.has(ANY) && !UNNAMED.test(nameText(name))) continue;
        const object = resolve(this.context, value);
        names.add(name);
        if (category === 'XObject' && object instanceof PDFStream && !isDrawn(object)) {
          entries.set(name, this.context.register(emptied(object)));
          continue;
        }
        this.follow(category, object, scope, depth + 1);
      }
    }
  }

  /** The streams of an appearance dictionary, whatever state they stand for. */
  appearances(value: PDFObject | undefined, depth: number): void {
    if (value instanceof PDFStream) this.form(value, [], depth);
    else if (value instanceof PDFDict && depth < 4) {
      for (const each of value.values()) this.appearances(resolve(this.context, each), depth + 1);
    }
  }

  /** What viewers draw the values of form fields with (ISO 32000-2, 12.7.4.3); pages may share it. */
  fields(catalog: PDFDict, pages: readonly PDFPage[]): void {
    const form = dictAt(catalog, 'AcroForm');
    if (!form) return;
    const holders = new Set([form]);
    for (const { node } of pages) {
      for (const raw of arrayAt(node, 'Annots')?.asArray() ?? []) {
        let dict = resolve(this.context, raw);
        for (let depth = 0; dict instanceof PDFDict && depth < MAX_DEPTH; depth++) {
          holders.add(dict);
          dict = entry(dict, 'Parent');
        }
      }
    }
    const looks = Buffer.from(
      [...holders].map((each) => textOf(entry(each, 'DA')) ?? '').join('\n'),
      'latin1',
    );
    const names = namesIn(looks);
    this.notes.seeNames(names);
    for (const holder of holders) {
      const resources = dictAt(holder, 'DR');
      if (resources) this.spelled(names, resources, [resources], 0);
    }
  }

  private form(stream: PDFStream, outer: Scope, depth: number): void {
    const own = dictAt(stream.dict, 'Resources');
    const scope = own ? [own, ...outer.filter((each) => each !== own)] : outer;
    this.content(stream, scope, depth);
    // Poppler looks there for what a form's own resources lack.
    if (own) for (const each of scope.slice(1)) this.lacking(stream, own, each, scope, depth);
  }

  private lacking(stream: PDFStream, own: PDFDict, outer: PDFDict, scope: Scope, depth: number): void {
    const known = this.visited.get(stream) ?? new Set();
    if (known.has(outer) || depth > MAX_DEPTH) return;
    this.visited.set(stream, known.add(outer));
    const bytes = streamBytes(stream, MAX_STREAM);
    const spelled = namesIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    this.spelled(spelled, outer, scope, depth, own);
  }

  private follow(category: string, value: PDFObject | undefined, outer: Scope, depth: number): void {
    if (value instanceof PDFStream) {
      const subtype = value.dict.get(PDFName.of('Subtype'));
      if (category === 'Pattern' || (category === 'XObject' && subtype === PDFName.of('Form'))) {
        this.form(value, outer, depth);
      }
      return;
    }
    if (!(value instanceof PDFDict)) return;
    if (category === 'ExtGState') {
      const mask = dictAt(value, 'SMask');
      const group = mask && entry(mask, 'G');
      if (group instanceof PDFStream) this.form(group, outer, depth);
    }
    const procedures = category === 'Font' ? dictAt(value, 'CharProcs') : undefined;
    for (const raw of procedures?.values() ?? []) {
      const procedure = resolve(this.context, raw);
      if (procedure instanceof PDFStream) {
        const own = dictAt(value, 'Resources');
        this.content(procedure, own ? [own] : outer, depth);
      }
    }
  }

  prune(): void {
    for (const resources of this.resources) {
      for (const key of resources.keys()) {
        const category = nameText(key);
        const entries = CATEGORIES.includes(category) ? dictAt(resources, category) : undefined;
        if (!entries) {
          resources.delete(key);
          continue;
        }
        const names = this.used.get(entries);
        for (const name of entries.keys()) if (names?.has(name) !== true) entries.delete(name);
      }
    }
  }
}

/** Whether Do draws a stream: its subtype says how (ISO 32000-2, 8.8), and by no other, nor without one, any reader does. */
function isDrawn({ dict }: PDFStream): boolean {
  return DRAWN.has(nameAt(dict, 'Subtype') ?? '');
}

/** Some readers end the page where the name is unknown. */
function emptied({ dict }: PDFStream): PDFStream {
  const subtype = nameAt(dict, 'Subtype');
  return dict.context.stream('', subtype === undefined ? {} : { Subtype: subtype });
}

const DRAWN: ReadonlySet<string> = new Set(['Form', 'Image', 'PS']);

/** Stands for every name. */
const ANY = '';

const SLASH = 0x2f;

/** The names that content spells, with their slash; a name with escapes (`#41`) may be spelled in any way. */
function namesIn(content: Buffer): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = content.indexOf(SLASH); at >= 0; at = content.indexOf(SLASH, at + 1)) {
    let end = at + 1;
    while (isRegular(content[end])) end++;
    names.add(content.toString('latin1', at, end));
  }
  if (content.includes('#') && ESCAPED_NAME.test(content.toString('latin1'))) names.add(ANY);
  return names;
}

const ESCAPED_NAME = /\/[^\s()<>[\]{}/%]*#[\da-fA-F]{2}/;
