import { PdfError } from '../../core/ports/pdf.ts';
import type { Box, PageGeometry } from '../../core/text/characters.ts';
import { loadFrom, type FileAccess } from './file-access.ts';
import { FlatCopy } from './flat-copy.ts';
import { FormDrawing } from './form.ts';
import { readOutline, type Bookmark } from './outline.ts';
import { EnginePage } from './page.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

const MEDIA_BOX = 0;
const CROP_BOX = 1;
/** FPDF_REMOVE_SECURITY: written whole, without encryption. */
const SAVE_UNPROTECTED = 3;
/** FPDF_ImportPagesByIndex: no list of pages. */
const ALL_PAGES = 0;
/** ISO 32000-2, 7.7.3.3 has no default; PDFium and others take US Letter. */
const DEFAULT_BOX: Box = [0, 0, 612, 792];

/** Pages of a small document (bytes) stay open: they are wanted again while it is read, built and proven. */
const SMALL = 1 << 20;
/** Without their text pages they take little, but for the pictures of small files that unpack to much. */
const MOST_AT_HAND = 512;
/** Bytes of the engine beyond which nothing stays open. */
const MUCH = 128 << 20;
const MOST_WITH_TEXT = 16;

/** Bytes that may be read of a document before it is opened anew. */
const KEPT = 16 << 20;

/** Pages that are there, that are said to be and are not, and the number (from 1) of the last that is. */
export interface PageCounts {
  readonly found: number;
  readonly missing: number;
  readonly upTo: number;
}

/** An open document. Close it. */
export class EngineDocument {
  private readonly engine: RawEngine;
  private pointer: Pointer;
  private readonly access: FileAccess;
  private readonly geometries = new Map<number, PageGeometry>();
  private form: FormDrawing | undefined;
  private readonly flat: FlatCopy;
  private counted: PageCounts | undefined;
  private pagesInUse = 0;
  /** Pages that are open though nobody uses them, the one used last at the end. */
  private readonly atHand = new Map<number, EnginePage>();
  /** Those of them that may have their text pages. */
  private readonly withText: number[] = [];
  /** What `access` had read when the document was opened last. */
  private readBefore: number;

  constructor(engine: RawEngine, pointer: Pointer, access: FileAccess) {
    this.engine = engine;
    this.pointer = pointer;
    this.access = access;
    this.readBefore = access.read;
    this.flat = new FlatCopy(engine, access);
    this.form = FormDrawing.of(engine, pointer);
  }

  /** Up to the last page that is there: damaged files name more than they have. */
  get pageCount(): number {
    return this.pages.upTo;
  }

  /** Whether the first page is there. */
  get hasPages(): boolean {
    return this.engine.calls.FPDF_GetPageCount(this.pointer) > 0 && this.places(1)[0] === true;
  }

  /** Looked for when first asked for: all page objects are read. */
  get pages(): PageCounts {
    this.counted ??= this.countPages();
    return this.counted;
  }

  private countPages(): PageCounts {
    const places = this.places(this.engine.calls.FPDF_GetPageCount(this.pointer));
    const found = places.filter(Boolean).length;
    return { found, missing: places.length - found, upTo: places.lastIndexOf(true) + 1 };
  }

  /** Whether each page that the document says to have is there. */
  private places(count: number): boolean[] {
    const { calls } = this.engine;
    const size = reserve(this.engine, 8);
    const places: boolean[] = [];
    for (let index = 0; index < count; index++) {
      // A page without a number of its own is there all the same.
      const isThere =
        calls.EPDFDoc_GetPageObjectNumberByIndex(this.pointer, index) !== 0 ||
        calls.FPDF_GetPageSizeByIndexF(this.pointer, index, size) !== 0;
      places.push(isThere);
    }
    calls.free(size);
    return places;
  }

  get encrypted(): boolean {
    return this.engine.calls.EPDF_IsEncrypted(this.pointer) !== 0;
  }

  /** Boxes and rotation without parsing the page's content. UserUnit is always 1: the engine does not know it. */
  geometry(index: number): PageGeometry {
    const geometry = this.geometries.get(index) ?? this.readGeometry(index);
    this.geometries.set(index, geometry);
    return geometry;
  }

  private readGeometry(index: number): PageGeometry {
    const { calls } = this.engine;
    const mediaBox = this.box(index, MEDIA_BOX) ?? DEFAULT_BOX;
    const quarter = calls.EPDF_GetPageRotationByIndex(this.pointer, index);
    const rotate = ([0, 90, 180, 270] as const)[((quarter % 4) + 4) % 4] ?? 0;
    return { page: index + 1, mediaBox, cropBox: this.box(index, CROP_BOX) ?? mediaBox, rotate, userUnit: 1 };
  }

  private box(index: number, which: number): Box | undefined {
    const { engine } = this;
    const rect = reserve(engine, 16);
    try {
      if (engine.calls.EPDF_GetPageBoxByIndex(this.pointer, index, which, rect) === 0) return undefined;
      const [l = 0, t = 0, r = 0, b = 0] = engine.floats.subarray(rect >>> 2, (rect >>> 2) + 4);
      const box: Box = [Math.min(l, r), Math.min(t, b), Math.max(l, r), Math.max(t, b)];
      const sound = box.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1];
      return sound ? box : undefined;
    } finally {
      engine.calls.free(rect);
    }
  }

  /** The bookmarks in order, whatever their level. */
  outline(): Bookmark[] {
    return readOutline(this.engine, this.pointer);
  }

  /** Pages count from 0. Throws PdfError `damaged` with the page (from 1). */
  openPage(index: number): EnginePage {
    this.engine.substituteFonts.settle(this.engine);
    const page = this.engine.calls.FPDF_LoadPage(this.pointer, index);
    if (page === 0) throw new PdfError('damaged', `page ${index + 1} does not open`, { page: index + 1 });
    this.form ??= FormDrawing.without(this.engine, this.pointer, page);
    return new EnginePage(this.engine, this.pointer, page, this.geometry(index), this.form);
  }

  /** Opens a page, hands it to `work` and closes it whatever happens, at once or when others are wanted. */
  withPage<T>(index: number, work: (page: EnginePage) => T): T {
    this.letGo();
    const known = this.atHand.get(index);
    this.atHand.delete(index);
    const page = known ?? this.openPage(index);
    this.pagesInUse++;
    let isSound = false;
    try {
      const result = work(page);
      isSound = !page.isChanged && page.annotated;
      return result;
    } finally {
      this.pagesInUse--;
      if (isSound && this.access.size <= SMALL && !this.atHand.has(index)) this.keepAtHand(index, page);
      else page.close();
    }
  }

  private keepAtHand(index: number, page: EnginePage): void {
    this.atHand.set(index, page);
    this.withText.push(index);
    if (this.withText.length > MOST_WITH_TEXT) this.atHand.get(this.withText.shift()!)?.closeText();
    const [oldest] = this.atHand.keys();
    if (this.engine.bytes.byteLength > MUCH) this.closeAtHand();
    else if (this.atHand.size > MOST_AT_HAND && oldest !== undefined) {
      this.atHand.get(oldest)?.close();
      this.atHand.delete(oldest);
    }
  }

  private closeAtHand(): void {
    for (const page of this.atHand.values()) page.close();
    this.atHand.clear();
  }

  /** The engine keeps what it reads of a document until that is closed, so a long one is opened anew now and then. */
  private letGo(): void {
    if (this.pagesInUse > 0 || this.access.read - this.readBefore < KEPT) return;
    this.closeAtHand();
    this.flat.close();
    this.form?.close();
    this.form = undefined;
    this.engine.calls.FPDF_CloseDocument(this.pointer);
    this.pointer = loadFrom(this.engine, this.access);
    this.readBefore = this.access.read;
    if (this.pointer === 0) throw new PdfError('engine-failed', 'the document does not open again');
    this.form = FormDrawing.of(this.engine, this.pointer);
  }

  /**
   * Opens a page of which annotations and fields are part of the content, hands it to `work` and closes it; undefined
   * where there are none, or the engine cannot do it.
   */
  withFlatPage<T>(index: number, work: (page: EnginePage) => T): T | undefined {
    this.letGo();
    const pointer = this.flat.open(index);
    if (pointer === 0) return undefined;
    const page = new EnginePage(this.engine, 0, pointer, this.geometry(index));
    this.pagesInUse++;
    try {
      return work(page);
    } finally {
      this.pagesInUse--;
      page.close();
    }
  }

  /** The document written anew: one revision, sound cross-reference table, no encryption. */
  rewritten(): Uint8Array {
    const { engine } = this;
    // Drawing its form may have changed the document in memory.
    const fresh = loadFrom(engine, this.access);
    try {
      return withoutOldIndex(saved(engine, fresh));
    } finally {
      engine.calls.FPDF_CloseDocument(fresh);
    }
  }

  /**
   * Its pages as the engine finds them, with what is on them, in a document of their own; undefined where it cannot take
   * them over.
   */
  collected(): Uint8Array | undefined {
    const { engine } = this;
    const { calls } = engine;
    const fresh = loadFrom(engine, this.access);
    const own = fresh === 0 ? 0 : calls.FPDF_CreateNewDocument();
    try {
      return own !== 0 && calls.FPDF_ImportPagesByIndex(own, fresh, ALL_PAGES, 0, 0) !== 0
        ? saved(engine, own)
        : undefined;
    } finally {
      if (own !== 0) calls.FPDF_CloseDocument(own);
      if (fresh !== 0) calls.FPDF_CloseDocument(fresh);
    }
  }

  /**
   * As `rewritten`, with the looks that the engine draws for fields of some pages (from 0) where viewers do not go by one
   * in the file; undefined for a document without a form.
   */
  withLooks(pages: Iterable<number>): Uint8Array | undefined {
    const { engine } = this;
    const fresh = loadFrom(engine, this.access);
    const form = fresh === 0 ? undefined : FormDrawing.of(engine, fresh);
    try {
      engine.substituteFonts.settle(engine);
      for (const index of form ? pages : []) {
        const page = engine.calls.FPDF_LoadPage(fresh, index);
        if (page === 0) continue;
        form?.openPage(page);
        form?.closePage(page);
        engine.calls.FPDF_ClosePage(page);
      }
      return form && withoutOldIndex(saved(engine, fresh));
    } finally {
      form?.close();
      if (fresh !== 0) engine.calls.FPDF_CloseDocument(fresh);
    }
  }

  /** Frees the document; its bytes are the caller's again. */
  close(): void {
    this.closeAtHand();
    this.flat.close();
    this.form?.close();
    if (this.pointer !== 0) this.engine.calls.FPDF_CloseDocument(this.pointer);
    this.access.close();
  }
}

function saved(engine: RawEngine, document: Pointer): Uint8Array {
  const writer = engine.calls.PDFiumExt_OpenFileWriter();
  try {
    if (document === 0 || engine.calls.FPDF_SaveAsCopy(document, writer, SAVE_UNPROTECTED) === 0) {
      throw new PdfError('damaged', 'the engine cannot write the document');
    }
    const size = engine.calls.PDFiumExt_GetFileWriterSize(writer);
    const buffer = reserve(engine, Math.max(1, size));
    try {
      engine.calls.PDFiumExt_GetFileWriterData(writer, buffer, size);
      return engine.bytes.slice(buffer, buffer + size);
    } finally {
      engine.calls.free(buffer);
    }
  } finally {
    engine.calls.PDFiumExt_CloseFileWriter(writer);
  }
}

/**
 * The engine writes a classic table, and along with it, as plain objects, the cross-reference and object streams
 * that the source had. A reader that goes through the file object by object would take what is in them for newer
 * than the rest, so they lose their type. Changes the bytes in place.
 */
function withoutOldIndex(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const type of ['/Type/XRef', '/Type/ObjStm']) {
    for (let at = buffer.indexOf(type); at >= 0; at = buffer.indexOf(type, at + type.length)) {
      buffer.write('Old', at + type.length - 3, 'latin1');
    }
  }
  return bytes;
}
