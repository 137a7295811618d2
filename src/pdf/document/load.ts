import { inflateSync } from 'node:zlib';
import type { PDFContext } from 'pdf-lib';
import {
  PDFCatalog,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNull,
  PDFParser,
  PDFRawStream,
  PDFRef,
  type PDFObject,
} from 'pdf-lib';
import { PdfError } from '../../core/ports/pdf.ts';
import type { EngineDocument } from '../engine/document.ts';
import { nameAt } from '../objects/lookup.ts';
import { readOddNumbers } from './odd-numbers.ts';
import { flattenPageTree } from './page-tree.ts';
import { shortenNumbers } from './short-numbers.ts';

/** A document whose objects can be changed. */
export interface LoadedDocument {
  readonly doc: PDFDocument;
  /** The bytes that the objects were read from: the source, or the engine's rewriting of it. */
  readonly bytes: Uint8Array;
  /** Whether the source was compact (object streams), so that the result may be. */
  readonly compact: boolean;
}

interface Parsed {
  readonly doc: PDFDocument;
  /** Two objects with one number, or several revisions: which one counts is told by the cross-references only. */
  readonly ambiguous: boolean;
}

/**
 * Reads a document into objects. The reader of objects goes by what it finds in the file, not by the
 * cross-references; so what is encrypted, damaged or ambiguous is first written anew by the engine, which
 * goes by them; and where that has other pages than the engine finds, these alone are taken over. Throws PdfError
 * `damaged` when all that fails.
 */
export async function loadDocument(bytes: Uint8Array, opened: EngineDocument): Promise<LoadedDocument> {
  const compact = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('/ObjStm');
  const direct = opened.encrypted ? undefined : await tryParse(bytes, opened.pageCount);
  if (direct && !direct.ambiguous) return { doc: direct.doc, bytes, compact };
  const rewritten = opened.rewritten();
  const again = await tryParse(rewritten, opened.pageCount);
  if (again) {
    shortenNumbers(again.doc.context);
    return { doc: again.doc, bytes: rewritten, compact };
  }
  const collected = opened.collected();
  const pages = collected && (await tryParse(collected, opened.pageCount));
  if (pages) {
    shortenNumbers(pages.doc.context);
    return { doc: pages.doc, bytes: collected, compact };
  }
  throw new PdfError('damaged', 'the objects of the document cannot be read');
}

async function tryParse(bytes: Uint8Array, pageCount: number): Promise<Parsed | undefined> {
  try {
    const parsed = await parse(bytes);
    return parsed.doc.getPageCount() === pageCount ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Objects as they are in the file, without repair. Throws when they cannot be read. */
export async function parse(bytes: Uint8Array): Promise<Parsed> {
  const parser = PDFParser.forBytesWithOptions(SharedBytes.over(bytes), Infinity, true, false);
  const repeats = watchRepeats(parser);
  inflateObjectStreams(parser);
  readEmptyObjects(parser);
  readOddNumbers();
  const context = await parser.parseDocument();
  // Before anything is put in its place here.
  const ambiguous = repeats() || severalRevisions(bytes);
  const root = context.lookup(context.trailerInfo.Root);
  if (!(root instanceof PDFDict)) throw new Error('no catalog');
  const catalog = root instanceof PDFCatalog ? root : PDFCatalog.fromMapWithContext(root.asMap(), context);
  const rootRef =
    context.trailerInfo.Root instanceof PDFRef ? context.trailerInfo.Root : context.register(catalog);
  // Some readers open no document without it (ISO 32000-2, table 29).
  catalog.set(PDFName.of('Type'), PDFName.of('Catalog'));
  context.assign(rootRef, catalog);
  context.trailerInfo.Root = rootRef;
  delete context.trailerInfo.Encrypt;
  flattenPageTree(catalog, rootRef);
  const doc = new DocumentOf(context, true, false);
  return { doc, ambiguous };
}

/** Parts of it are views, so that the streams of a large file are in memory once only. */
class SharedBytes extends Uint8Array<ArrayBuffer> {
  static over(bytes: Uint8Array): SharedBytes {
    return new SharedBytes(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
  }

  override slice(start?: number, end?: number): Uint8Array<ArrayBuffer> {
    // Plain views: what goes on with a part expects a slice of it to be a copy.
    const part = super.subarray(start, end);
    return new Uint8Array(part.buffer, part.byteOffset, part.length);
  }
}

/** The constructor of PDFDocument is private to its typings only. */
const DocumentOf = PDFDocument as unknown as new (
  context: PDFContext,
  ignoreEncryption: boolean,
  updateMetadata: boolean,
) => PDFDocument;

function watchRepeats(parser: PDFParser): () => boolean {
  const { context } = parser as unknown as { readonly context: PDFContext };
  const seen = new Set<PDFRef>();
  let repeated = false;
  const assign = context.assign.bind(context);
  context.assign = (ref: PDFRef, object: PDFObject): void => {
    if (seen.has(ref)) repeated = true;
    seen.add(ref);
    assign(ref, object);
  };
  return () => {
    context.assign = assign;
    return repeated;
  };
}

/** Object streams are inflated natively: the parser's own way is slow. */
function inflateObjectStreams(parser: PDFParser): void {
  const own = parser as unknown as { parseDictOrStream(): PDFObject };
  const parseOne = own.parseDictOrStream.bind(parser);
  own.parseDictOrStream = () => {
    const object = parseOne();
    if (!(object instanceof PDFRawStream)) return object;
    const type = nameAt(object.dict, 'Type');
    if (type === 'ObjStm') return inflated(object);
    return type === 'XRef' ? withoutEntries(object) : object;
  };
}

const E = 0x65;

/** An object with nothing in it is null; the parser would refuse the file. */
function readEmptyObjects(parser: PDFParser): void {
  const own = parser as unknown as {
    readonly bytes: { peek(): number };
    parseIndirectObjectHeader(): PDFRef;
    parseObject(): PDFObject;
  };
  const parseHeader = own.parseIndirectObjectHeader.bind(parser);
  const parseOne = own.parseObject.bind(parser);
  let begins = false;
  own.parseIndirectObjectHeader = () => {
    begins = true;
    return parseHeader();
  };
  own.parseObject = () => {
    // Of all that can stand there, `endobj` alone begins so.
    const isEmpty = begins && own.bytes.peek() === E;
    begins = false;
    return isEmpty ? PDFNull : parseOne();
  };
}

const MAX_OBJECTS = 64 << 20;

/**
 * A cross-reference stream (ISO 32000-2, 7.5.8) without its entries, if they are sound: of it the parser uses what is
 * in the dictionary, and would make a reference of each entry first.
 */
function withoutEntries(stream: PDFRawStream): PDFRawStream {
  const { dict } = stream;
  if (nameAt(dict, 'Filter') !== 'FlateDecode') return stream;
  try {
    inflateSync(stream.contents, { maxOutputLength: MAX_OBJECTS });
  } catch {
    return stream;
  }
  const bare = dict.clone();
  bare.delete(PDFName.of('Filter'));
  bare.set(PDFName.of('Index'), dict.context.obj([0, 0]));
  return PDFRawStream.of(bare, new Uint8Array(0));
}

function inflated(stream: PDFRawStream): PDFRawStream {
  const { dict } = stream;
  if (nameAt(dict, 'Filter') !== 'FlateDecode' || dict.has(PDFName.of('DecodeParms'))) return stream;
  try {
    const bytes = inflateSync(stream.contents, { maxOutputLength: MAX_OBJECTS });
    dict.delete(PDFName.of('Filter'));
    return PDFRawStream.of(dict, bytes);
  } catch {
    // Damaged: the parser reads it as far as it can.
    return stream;
  }
}

function severalRevisions(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const linearised = buffer.subarray(0, 2048).includes('/Linearized');
  let count = 0;
  for (let at = buffer.indexOf('startxref'); at >= 0; at = buffer.indexOf('startxref', at + 9)) count++;
  return count > (linearised ? 2 : 1);
}
