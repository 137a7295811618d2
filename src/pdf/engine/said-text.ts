import type { Box } from '../../core/text/characters.ts';
import { IDENTITY, mapBox, multiply, type Affine } from './geometry.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { allocate, reserve } from './scratch.ts';

/** Text that a reader is told in other words than its glyphs are (ActualText; ISO 32000-2, 14.9.4). */
export interface SaidText {
  readonly text: string;
  /** Where it is shown, a box for each drawing; readers spread the words over the first, or over all of them. */
  readonly places: readonly Box[];
}

const KEY = new TextEncoder().encode('ActualText\0');
const TEXT = 1;
const FORM = 5;
/** A parameter of a mark as PDFium numbers its type (fpdfview.h). */
const STRING = 3;
const MAX_DEPTH = 12;

/**
 * Takes what is said of drawings away from an open page, and answers with it by drawing; the file is not changed. The
 * engine spreads such words over the first drawing alone, in the space of the form that it is in, and does not read
 * the glyphs at all; without them it reads each glyph where it is.
 */
export function takeSaidTexts(engine: RawEngine, page: Pointer): ReadonlyMap<Pointer, SaidText> {
  const taker = new Taker(engine);
  try {
    for (let i = taker.next(page, 0); i >= 0; i = taker.next(page, i + 1))
      taker.look(engine.calls.FPDFPage_GetObject(page, i), undefined, 0);
    return taker.take();
  } finally {
    taker.close();
  }
}

class Taker {
  private readonly engine: RawEngine;
  private readonly key: Pointer;
  private readonly room: Pointer;
  /** What each mark says; undefined for one that says nothing. */
  private readonly texts = new Map<Pointer, string | undefined>();
  private readonly said = new Map<Pointer, SaidText & { readonly places: Box[] }>();
  private readonly marked: {
    readonly drawing: Pointer;
    readonly said: SaidText;
    readonly marks: Pointer[];
  }[] = [];

  constructor(engine: RawEngine) {
    this.engine = engine;
    this.key = allocate(engine, KEY);
    this.room = reserve(engine, 32);
  }

  close(): void {
    this.engine.calls.free(this.key);
    this.engine.calls.free(this.room);
  }

  /** The index of the next drawing of a page that may be said in words, from one on; -1 when there is none. */
  next(page: Pointer, from: number): number {
    return this.engine.loops.nextMarked(page, this.key, from);
  }

  look(object: Pointer, outer: Affine | undefined, depth: number): void {
    if (object === 0) return;
    const { calls } = this.engine;
    const type = calls.FPDFPageObj_GetType(object);
    if (type === TEXT) this.lookAtText(object, outer);
    if (type !== FORM || depth > MAX_DEPTH) return;
    const count = calls.FPDFFormObj_CountObjects(object);
    if (count <= 0) return;
    const inner = multiply(this.matrix(object), outer ?? IDENTITY);
    for (let i = 0; i < count; i++) this.look(calls.FPDFFormObj_GetObject(object, i), inner, depth + 1);
  }

  private lookAtText(drawing: Pointer, outer: Affine | undefined): void {
    const { calls } = this.engine;
    const count = calls.FPDFPageObj_CountMarks(drawing);
    const marks: Pointer[] = [];
    for (let i = 0; i < count; i++) {
      const mark = calls.FPDFPageObj_GetMark(drawing, i);
      if (mark !== 0 && this.textOf(mark) !== undefined) marks.push(mark);
    }
    // The words of an outer sequence stand for all that is in it.
    const [outermost] = marks;
    if (outermost === undefined) return;
    const said = this.said.get(outermost) ?? { text: this.textOf(outermost) ?? '', places: [] };
    this.said.set(outermost, said);
    said.places.push(this.bounds(drawing, outer));
    this.marked.push({ drawing, said, marks });
  }

  /** Drawings have marks in common, so they lose them when all were looked at. */
  take(): ReadonlyMap<Pointer, SaidText> {
    for (const { drawing, marks } of this.marked) {
      for (const mark of marks) this.engine.calls.FPDFPageObj_RemoveMark(drawing, mark);
    }
    return new Map(this.marked.map(({ drawing, said }) => [drawing, said]));
  }

  private textOf(mark: Pointer): string | undefined {
    if (this.texts.has(mark)) return this.texts.get(mark);
    const { calls } = this.engine;
    const isText = calls.FPDFPageObjMark_GetParamValueType(mark, this.key) === STRING;
    const text = isText ? this.read(mark) : undefined;
    this.texts.set(mark, text);
    return text;
  }

  private read(mark: Pointer): string | undefined {
    const { calls } = this.engine;
    if (calls.FPDFPageObjMark_GetParamStringValue(mark, this.key, 0, 0, this.room) === 0) return undefined;
    const length = new DataView(this.engine.bytes.buffer, this.room, 4).getUint32(0, true);
    if (length <= 2) return undefined;
    const text = reserve(this.engine, length);
    try {
      calls.FPDFPageObjMark_GetParamStringValue(mark, this.key, text, length, this.room);
      const bytes = this.engine.bytes.slice(text, text + length - 2);
      // An escape puts a language before the words of it (ISO 32000-2, 7.9.2.2).
      const words = Buffer.from(bytes.buffer)
        .toString('utf16le')
        .replaceAll(/\u001b[^\u001b]*\u001b/g, '');
      return words.replaceAll(/[\0-\u001f]/g, ' ');
    } finally {
      calls.free(text);
    }
  }

  private matrix(form: Pointer): Affine {
    if (this.engine.calls.FPDFPageObj_GetMatrix(form, this.room) === 0) return IDENTITY;
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.floats(6);
    return { a, b, c, d, e, f };
  }

  private bounds(drawing: Pointer, outer: Affine | undefined): Box {
    const at = this.room;
    if (this.engine.calls.FPDFPageObj_GetBounds(drawing, at, at + 4, at + 8, at + 12) === 0)
      return [0, 0, 0, 0];
    const [l = 0, b = 0, r = 0, t = 0] = this.floats(4);
    return outer ? mapBox([l, b, r, t], outer) : [l, b, r, t];
  }

  private floats(count: number): number[] {
    return Array.from(this.engine.floats.subarray(this.room >>> 2, (this.room >>> 2) + count));
  }
}
