import type { Pointer, RawEngine } from './raw.ts';
import { allocate, reserve } from './scratch.ts';
import { readWideText } from './wide-text.ts';

/** Words for what is drawn: instead of it, or about it (ISO 32000-2, 14.9.3 to 14.9.5). */
const KEYS = ['ActualText', 'Alt', 'E'];
/** A parameter of a mark as PDFium numbers its type (fpdfview.h). */
const STRING = 3;
const TEXT = 1;
const FORM = 5;
const MAX_DEPTH = 12;
const MAX_TREE = 64;
const MAX_ELEMENTS = 50_000;

/** What an open page says of each drawing that is no text, in its content or in the structure of the document. */
export function readToldDrawings(engine: RawEngine, page: Pointer): ReadonlyMap<Pointer, readonly string[]> {
  const reader = new ToldReader(engine);
  try {
    reader.structure(page);
    const count = engine.calls.FPDFPage_CountObjects(page);
    for (let i = 0; i < count; i++) reader.look(engine.calls.FPDFPage_GetObject(page, i), [], 0);
    return reader.told;
  } finally {
    reader.close();
  }
}

class ToldReader {
  readonly told = new Map<Pointer, readonly string[]>();
  private readonly engine: RawEngine;
  private readonly keys: readonly Pointer[];
  private readonly room: Pointer;
  private readonly byContent = new Map<number, readonly string[]>();
  private elements = 0;

  constructor(engine: RawEngine) {
    this.engine = engine;
    this.keys = KEYS.map((key) => allocate(engine, new TextEncoder().encode(`${key}\0`)));
    this.room = reserve(engine, 8);
  }

  close(): void {
    for (const key of [...this.keys, this.room]) this.engine.calls.free(key);
  }

  /** By the ids of marked content. */
  structure(page: Pointer): void {
    const { calls } = this.engine;
    const tree = calls.FPDF_StructTree_GetForPage(page);
    if (tree === 0) return;
    const count = calls.FPDF_StructTree_CountChildren(tree);
    for (let i = 0; i < count; i++) this.element(calls.FPDF_StructTree_GetChildAtIndex(tree, i), [], 0);
    calls.FPDF_StructTree_Close(tree);
  }

  private element(element: Pointer, outer: readonly string[], depth: number): void {
    if (element === 0 || depth > MAX_TREE || ++this.elements > MAX_ELEMENTS) return;
    const { calls } = this.engine;
    const own = [calls.FPDF_StructElement_GetActualText, calls.FPDF_StructElement_GetAltText]
      .map((get) => readWideText(this.engine, (room, size) => get(element, room, size)))
      .filter((text) => text !== '');
    const texts = own.length > 0 ? [...outer, ...own] : outer;
    const ids = texts.length > 0 ? calls.FPDF_StructElement_GetMarkedContentIdCount(element) : 0;
    for (let i = 0; i < ids; i++)
      this.byContent.set(calls.FPDF_StructElement_GetMarkedContentIdAtIndex(element, i), texts);
    const count = calls.FPDF_StructElement_CountChildren(element);
    for (let i = 0; i < count; i++)
      this.element(calls.FPDF_StructElement_GetChildAtIndex(element, i), texts, depth + 1);
  }

  look(object: Pointer, outer: readonly string[], depth: number): void {
    if (object === 0 || depth > MAX_DEPTH) return;
    const { calls } = this.engine;
    const type = calls.FPDFPageObj_GetType(object);
    if (type === TEXT) return;
    const own = [
      ...this.ofMarks(object),
      ...(this.byContent.get(calls.FPDFPageObj_GetMarkedContentID(object)) ?? []),
    ];
    const texts = own.length > 0 ? [...outer, ...own] : outer;
    if (texts.length > 0) this.told.set(object, texts);
    if (type !== FORM) return;
    const count = calls.FPDFFormObj_CountObjects(object);
    for (let i = 0; i < count; i++) this.look(calls.FPDFFormObj_GetObject(object, i), texts, depth + 1);
  }

  private ofMarks(object: Pointer): string[] {
    const { calls } = this.engine;
    const texts: string[] = [];
    const count = calls.FPDFPageObj_CountMarks(object);
    for (let i = 0; i < count; i++) {
      const mark = calls.FPDFPageObj_GetMark(object, i);
      for (const key of mark === 0 ? [] : this.keys)
        if (calls.FPDFPageObjMark_GetParamValueType(mark, key) === STRING) texts.push(this.read(mark, key));
    }
    return texts.filter((text) => text !== '');
  }

  private read(mark: Pointer, key: Pointer): string {
    return readWideText(this.engine, (room, size) => {
      const isTold =
        this.engine.calls.FPDFPageObjMark_GetParamStringValue(mark, key, room, size, this.room) !== 0;
      return isTold ? new DataView(this.engine.bytes.buffer, this.room, 4).getUint32(0, true) : 0;
    });
  }
}
