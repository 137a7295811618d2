import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
} from 'pdf-lib';
import { drawnKeys } from '../document/drawn-keys.ts';
import { strippedJpeg, strippedJpx } from '../images/image-metadata.ts';
import { arrayAt, dictAt, nameAt, nameText, numberAt, resolve } from '../objects/lookup.ts';

/** What decides how a page looks and what it says. */
const PAGE = ['MediaBox', 'CropBox', 'Rotate', 'UserUnit', 'Contents', 'Resources', 'Group'];
/** What decides how an annotation looks. */
const ANNOTATION = [
  ...[
    'Subtype',
    'Rect',
    'F',
    'AS',
    'C',
    'IC',
    'CA',
    'BS',
    'BE',
    'Border',
    'QuadPoints',
    'InkList',
    'Vertices',
  ],
  ...['L', 'LE', 'RD', 'CL', 'DA', 'MK', 'FT', 'Ff', 'V', 'OC'],
];
/** Never drawn, so it may differ. */
const IGNORED = new Set([
  ...[
    'Metadata',
    'PieceInfo',
    'LastModified',
    'OPI',
    'Alternates',
    'AF',
    'Thumb',
    'JS',
    'AA',
    'PtData',
    'Measure',
  ],
  ...['Name', 'ID', 'GeoInfo', 'Ref', 'CreationDate', 'ModDate'],
  ...['Length', 'StructParent', 'StructParents', 'Parent'],
  ...['P', 'Pg', 'ActualText', 'Alt', 'E', 'Usage', 'CreatorInfo'],
]);
const HIDDEN = 2 | 32;
const MAX_DEPTH = 200;

/**
 * Digests of how pages look and what they say, by the objects that they reach: equal digests need no comparison
 * of pixels. `wants` tells which pages (from 0) they are needed of; the others have an empty one.
 */
export function pageDigests(doc: PDFDocument, wants: (index: number) => boolean): string[] {
  const digester = new Digester(doc.context);
  return doc.getPages().map((page, index) => (wants(index) ? digester.page(page.node) : ''));
}

class Digester {
  private readonly context: PDFContext;
  private readonly known = new Map<PDFRef, string>();
  private readonly open = new Set<PDFRef>();

  constructor(context: PDFContext) {
    this.context = context;
  }

  page(page: PDFDict): string {
    const parts = PAGE.map((key) => `${key} ${this.digest(page.get(PDFName.of(key)), 0)}`);
    for (const raw of arrayAt(page, 'Annots')?.asArray() ?? []) {
      const annotation = resolve(this.context, raw);
      if (annotation instanceof PDFDict) parts.push(this.annotation(annotation));
    }
    return sha1(parts.join('\n'));
  }

  private annotation(annotation: PDFDict): string {
    const subtype = nameAt(annotation, 'Subtype');
    if (subtype === undefined || subtype === 'Popup' || ((numberAt(annotation, 'F') ?? 0) & HIDDEN) !== 0)
      return '';
    const parts = ANNOTATION.map((key) => `${key} ${this.digest(annotation.get(PDFName.of(key)), 0)}`);
    const appearances = dictAt(annotation, 'AP');
    if (appearances) parts.push(`AP ${this.digest(appearances.get(PDFName.of('N')), 0)}`);
    return sha1(parts.join('\n'));
  }

  private digest(object: PDFObject | undefined, depth: number): string {
    if (object === undefined) return '';
    if (depth > MAX_DEPTH) return 'deep';
    if (object instanceof PDFRef) return this.reference(object, depth);
    if (object instanceof PDFArray) {
      return `[${object
        .asArray()
        .map((element) => this.digest(element, depth + 1))
        .join(' ')}]`;
    }
    if (object instanceof PDFStream) return this.stream(object, depth);
    if (object instanceof PDFDict) return this.dict(object, depth);
    return object.toString();
  }

  private reference(ref: PDFRef, depth: number): string {
    const known = this.known.get(ref);
    if (known !== undefined) return known;
    if (this.open.has(ref)) return 'loop';
    this.open.add(ref);
    const digest = sha1(this.digest(this.context.lookup(ref), depth + 1));
    this.open.delete(ref);
    this.known.set(ref, digest);
    return digest;
  }

  private dict(dict: PDFDict, depth: number): string {
    // A layer's name and a page's place in the tree do not show.
    const type = nameAt(dict, 'Type');
    if (type === 'OCG' || type === 'Page' || type === 'Pages') return type;
    const drawn = drawnKeys(dict);
    const parts: string[] = [];
    for (const [key, value] of dict.entries()) {
      const name = nameText(key);
      if (!IGNORED.has(name) && drawn?.has(name) !== false)
        parts.push(`${key.toString()} ${this.digest(value, depth + 1)}`);
    }
    return `<<${parts.sort().join(' ')}>>`;
  }

  private stream(stream: PDFStream, depth: number): string {
    const bytes = stream instanceof PDFRawStream ? stream.contents : stream.getContents();
    const hash = createHash('sha1').update(this.dict(stream.dict, depth));
    return hash.update(strippedJpeg(bytes) ?? strippedJpx(bytes) ?? bytes).digest('base64');
  }
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
