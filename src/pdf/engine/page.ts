import { PdfError } from '../../core/ports/pdf.ts';
import type { Box, PageCharacter, PageGeometry } from '../../core/text/characters.ts';
import type { FormDrawing } from './form.ts';
import { drawAlone, type LonePicture } from './lone-picture.ts';
import { shownSize } from './geometry.ts';
import {
  crossOffLetters,
  readCharacters,
  readUndrawn,
  visitCharacters,
  type Characters,
  type PlacedCharacter,
} from './characters.ts';
import { readFontName } from './font-name.ts';
import {
  drawsPictureLate,
  readDrawings,
  readPictures,
  textsByForm,
  type Drawing,
  type DrawnPicture,
} from './drawings.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';
import { takeSaidTexts, type SaidText } from './said-text.ts';
import { readSamples, type Samples } from './samples.ts';
import { tallyCharacters } from './tally.ts';
import { findTold, tellInstead, type OwnedCharacter, type Told } from './tell.ts';
import { readToldDrawings } from './told-drawings.ts';

/** A rendering: rows from the top; one byte (grey) or four (RGBA) a pixel. */
export interface Rendering {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 4;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly pixels: Uint8Array;
}

/** A rendering in the engine's memory. */
export interface LiveRendering extends Rendering {
  /** A hash of 64 bits for each row, as two numbers; rows must be whole words, as those of a grey one are. */
  hashRows(): Int32Array;
}

/** Width and height of a rendering. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** A part of a rendering in its pixels: left and top inclusive, right and bottom exclusive. */
export interface PixelRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A drawing of a page or, with `parent`, of a form on it. */
export interface PageObject {
  readonly pointer: Pointer;
  readonly type: 'text' | 'path' | 'image' | 'shading' | 'form' | 'unknown';
}

const OBJECT_TYPES = ['unknown', 'text', 'path', 'image', 'shading', 'form'] as const;
const FORMAT_GREY = 1;
const FORMAT_BGRA = 4;
const DRAW_ANNOTATIONS = 1;
const REVERSE_BYTE_ORDER = 0x10;
/** Hidden and NoView (ISO 32000-2, table 167). */
const UNSEEN = 0x22;

/** An open page of a document. Close it. */
export class EnginePage {
  private readonly engine: RawEngine;
  private readonly document: Pointer;
  private readonly page: Pointer;
  readonly geometry: PageGeometry;
  private readonly form: FormDrawing | undefined;
  private text: Pointer = 0;
  /** Known, and taken from the drawings, from the first reading of the text on. */
  private saidByDrawing: ReadonlyMap<Pointer, SaidText> | undefined;
  /** Whether annotations and form fields are rendered. */
  annotated = true;
  /** Whether it is rendered a quarter to the right of how a viewer shows it. */
  turned = false;
  /** Whether it is no longer what the file says. */
  isChanged = false;

  /** `document`: 0 where nothing is asked of it. */
  constructor(
    engine: RawEngine,
    document: Pointer,
    page: Pointer,
    geometry: PageGeometry,
    form?: FormDrawing,
  ) {
    this.engine = engine;
    this.document = document;
    this.page = page;
    this.geometry = geometry;
    this.form = form;
    form?.openPage(page);
  }

  /**
   * All characters in the order of the content, hidden layers and invisible text included; where the page says in words
   * of its own (ActualText) what its glyphs do not spell, those words.
   */
  characters(): PageCharacter[] {
    return this.owned().map(({ character }) => character);
  }

  /** Where the page says in words of its own what its glyphs do not spell. */
  told(without: readonly PageObject[] = []): readonly Told[] {
    return this.saidTexts(without).size > 0 ? findTold(this.glyphs(without), this.saidTexts(without)) : [];
  }

  /** What the page says in words of its own, whether or not its glyphs spell the same. */
  said(without: readonly PageObject[] = []): ReadonlySet<SaidText> {
    return new Set(this.saidTexts(without).values());
  }

  /** Of a page that was flattened (`withFlatPage`): the characters that each annotation or field shows. */
  annotationTexts(): PageCharacter[][] {
    const [last] = this.lastObjects(1);
    if (last?.type !== 'form') return [];
    const texts = textsByForm(this.engine, last.pointer);
    const formOf = new Map(texts.flatMap((owners, form) => owners.map((owner) => [owner, form] as const)));
    const found = texts.map((): PageCharacter[] => []);
    let form: number | undefined;
    for (const { character, owner } of formOf.size > 0 ? this.owned() : []) {
      if (!character.generated) form = formOf.get(owner);
      if (form !== undefined) found[form]!.push(character);
    }
    return found.filter((characters) => characters.some(({ generated }) => !generated));
  }

  private saidTexts(without: readonly PageObject[]): ReadonlyMap<Pointer, SaidText> {
    this.textPage();
    const said = this.saidByDrawing ?? new Map<Pointer, SaidText>();
    if (said.size === 0 || without.length === 0) return said;
    const skipped = new Set(without.map(({ pointer }) => pointer));
    return new Map([...said].filter(([pointer]) => !skipped.has(pointer)));
  }

  private owned(): readonly OwnedCharacter[] {
    const glyphs = this.glyphs([]);
    const said = this.saidTexts([]);
    return said.size === 0 ? glyphs : tellInstead(glyphs, findTold(glyphs, said));
  }

  private glyphs(without: readonly PageObject[]): readonly OwnedCharacter[] {
    const skipped = new Set(without.map(({ pointer }) => pointer));
    return readCharacters(this.engine, this.textPage(), skipped);
  }

  /** The glyphs, as each by itself spells, to be gone through without a list of them: see `visitCharacters`. */
  passing(without: readonly PageObject[] = []): Characters {
    const skipped = new Set(without.map(({ pointer }) => pointer));
    return {
      forEach: (visit) => visitCharacters(this.engine, this.textPage(), skipped, visit),
      tally: (places, visit) => tallyCharacters(this.engine, this.textPage(), skipped, places, visit),
      fontOf: (index) => readFontName(this.engine, this.textPage(), index),
    };
  }

  /**
   * Takes from lists of letters by font (BaseFont, without the tag of a subset) those that the page shows in that font.
   */
  crossOff(sought: ReadonlyMap<string, Set<string>>): void {
    crossOffLetters(this.engine, this.textPage(), sought);
  }

  /** See `readUndrawn`. */
  undrawn(): PlacedCharacter[] {
    return readUndrawn(this.engine, this.textPage());
  }

  /** All drawings, forms opened, in the order of painting. */
  drawings(): Drawing[] {
    return readDrawings(this.engine, this.page);
  }

  /** All pictures and shadings, forms opened. */
  pictures(): DrawnPicture[] {
    return readPictures(this.engine, this.page);
  }

  /** See `drawsPictureLate`. */
  drawsPictureLate(): boolean {
    return drawsPictureLate(this.engine, this.page);
  }

  /** For each of `characters()`, the drawing that it belongs to (0 for none). */
  owners(): Pointer[] {
    return this.owned().map(({ owner }) => owner);
  }

  /** The annotations of the page with their subtype as PDFium numbers it (fpdf_annot.h). */
  annotations(): { readonly subtype: number; readonly box: Box }[] {
    return this.eachAnnotation((annotation, box) => ({
      subtype: this.engine.calls.FPDFAnnot_GetSubtype(annotation),
      box,
    }));
  }

  private eachAnnotation<T>(work: (annotation: Pointer, box: Box) => T | undefined): T[] {
    const { calls } = this.engine;
    const found: T[] = [];
    const rect = reserve(this.engine, 16);
    try {
      const count = Math.max(0, calls.FPDFPage_GetAnnotCount(this.page));
      for (let i = 0; i < count; i++) {
        const annotation = calls.FPDFPage_GetAnnot(this.page, i);
        if (annotation === 0) continue;
        if (calls.FPDFAnnot_GetRect(annotation, rect) !== 0) {
          const [l = 0, t = 0, r = 0, b = 0] = this.engine.floats.subarray(rect >>> 2, (rect >>> 2) + 4);
          const made = work(annotation, [Math.min(l, r), Math.min(t, b), Math.max(l, r), Math.max(t, b)]);
          if (made !== undefined) found.push(made);
        }
        calls.FPDFPage_CloseAnnot(annotation);
      }
      return found;
    } finally {
      calls.free(rect);
    }
  }

  /** What fields hold that no viewer shows, and where they are. */
  hiddenValues(): { readonly value: string; readonly box: Box }[] {
    const { calls } = this.engine;
    return this.form
      ? this.eachAnnotation((annotation, box) => {
          const isHidden = (calls.FPDFAnnot_GetFlags(annotation) & UNSEEN) !== 0;
          const value = isHidden ? this.form!.valueOf(annotation) : '';
          return value === '' ? undefined : { value, box };
        })
      : [];
  }

  /** See `readToldDrawings`. */
  toldDrawings(): ReadonlyMap<Pointer, readonly string[]> {
    return readToldDrawings(this.engine, this.page);
  }

  /** See `LonePicture`. */
  drawAlone(
    picture: DrawnPicture,
    aside: { readonly x: number; readonly y: number },
  ): LonePicture | undefined {
    this.isChanged = true;
    return drawAlone(this.engine, this.document, this.page, picture, aside);
  }

  /** See `readSamples`. */
  samplesOf({ pointer }: Pick<Drawing, 'pointer'>, work: (samples: Samples) => void): void {
    readSamples(this.engine, pointer, work);
  }

  /** Pixels of a whole rendering at `scale` pixels a point, at most `maxPixels` of them. */
  pixelSize(scale: number, maxPixels = 64_000_000): PixelSize {
    return pixelSizeOf(this.geometry, scale, maxPixels);
  }

  /**
   * What a viewer shows, on white, annotations and form fields included: the page at `size`, or only `clip` of it. Rows
   * are not padded. Throws PdfError `out-of-memory`.
   */
  render(size: PixelSize, channels: 1 | 4, clip?: PixelRect): Rendering {
    return this.withRendering(size, channels, packed, clip);
  }

  /**
   * As `render`, without a copy: the pixels are in the engine's memory and are there until `work` returns. Any
   * call of the engine may move them, so read `pixels` anew after one.
   */
  withRendering<T>(
    size: PixelSize,
    channels: 1 | 4,
    work: (rendering: LiveRendering) => T,
    clip: PixelRect = { left: 0, top: 0, right: size.width, bottom: size.height },
  ): T {
    const kept = this.kept(size, channels, clip);
    try {
      return work(kept.rendering);
    } finally {
      kept.close();
    }
  }

  /** As `withRendering`, but the pixels are there until `close` is called, even when the page is closed before. */
  kept(
    size: PixelSize,
    channels: 1 | 4,
    clip: PixelRect = { left: 0, top: 0, right: size.width, bottom: size.height },
  ): { readonly rendering: LiveRendering; close(): void } {
    const { engine } = this;
    const { calls } = engine;
    const width = clip.right - clip.left;
    const height = clip.bottom - clip.top;
    const stride = (width * channels + 3) & ~3;
    // Memory of our own: the engine's would be blackened first.
    const buffer = reserve(engine, stride * height);
    const end = buffer + stride * height;
    const format = channels === 1 ? FORMAT_GREY : FORMAT_BGRA;
    const bitmap = calls.FPDFBitmap_CreateEx(width, height, format, buffer, stride);
    if (bitmap === 0) {
      calls.free(buffer);
      throw new PdfError('out-of-memory', `no bitmap of ${width} x ${height} pixels`);
    }
    // White, and the same in the padding of each row.
    engine.bytes.fill(255, buffer, end);
    const flags = (this.annotated ? DRAW_ANNOTATIONS : 0) | (channels === 1 ? 0 : REVERSE_BYTE_ORDER);
    const [left, top] = [-clip.left, -clip.top];
    const turn = this.turned ? 1 : 0;
    engine.substituteFonts.use();
    calls.FPDF_RenderPageBitmap(bitmap, this.page, left, top, size.width, size.height, turn, flags);
    if (this.annotated) this.form?.draw(bitmap, this.page, { left, top, ...size }, turn, flags);
    const rendering = new OpenRendering(engine, buffer, { width, height, channels, stride });
    const close = (): void => {
      calls.FPDFBitmap_Destroy(bitmap);
      calls.free(buffer);
    };
    return { rendering, close };
  }

  /** The page's last drawings, at most so many; those of forms do not count. */
  lastObjects(most: number): PageObject[] {
    const { calls } = this.engine;
    const count = Math.max(0, calls.FPDFPage_CountObjects(this.page));
    const length = Math.min(count, most);
    return Array.from({ length }, (_, i) =>
      this.object(calls.FPDFPage_GetObject(this.page, count - length + i)),
    );
  }

  private object(pointer: Pointer): PageObject {
    return { pointer, type: OBJECT_TYPES[this.engine.calls.FPDFPageObj_GetType(pointer)] ?? 'unknown' };
  }

  /** Whether a drawing is rendered from now on; the file is not changed. */
  setActive(object: Pick<PageObject, 'pointer'>, active: boolean): void {
    this.isChanged = true;
    this.engine.calls.FPDFPageObj_SetIsActive(object.pointer, active ? 1 : 0);
  }

  /** Frees what the page holds. */
  close(): void {
    this.closeText();
    this.form?.closePage(this.page);
    this.engine.calls.FPDF_ClosePage(this.page);
  }

  /** Frees what is known of its characters, until they are asked for again. */
  closeText(): void {
    if (this.text !== 0) this.engine.calls.FPDFText_ClosePage(this.text);
    this.text = 0;
  }

  private textPage(): Pointer {
    this.saidByDrawing ??= takeSaidTexts(this.engine, this.page);
    if (this.text !== 0) return this.text;
    this.engine.substituteFonts.settle(this.engine);
    this.text = this.engine.calls.FPDFText_LoadPage(this.page);
    return this.text;
  }
}

/** Pixels at a place in the engine's memory. */
class OpenRendering implements LiveRendering {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 4;
  readonly stride: number;
  private readonly engine: RawEngine;
  private readonly buffer: Pointer;

  constructor(
    engine: RawEngine,
    buffer: Pointer,
    { width, height, channels, stride }: Omit<Rendering, 'pixels'>,
  ) {
    this.engine = engine;
    this.buffer = buffer;
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.stride = stride;
  }

  get pixels(): Uint8Array {
    return this.engine.bytes.subarray(this.buffer, this.buffer + this.stride * this.height);
  }

  hashRows(): Int32Array {
    const { engine, height } = this;
    const hashes = reserve(engine, 8 * height);
    try {
      engine.loops.hashRows(this.buffer, this.stride, height, hashes);
      return new Int32Array(engine.bytes.slice(hashes, hashes + 8 * height).buffer);
    } finally {
      engine.calls.free(hashes);
    }
  }
}

/** As `EnginePage.pixelSize`, of a page that need not be open. */
export function pixelSizeOf(geometry: PageGeometry, scale: number, maxPixels: number): PixelSize {
  const { width, height } = shownSize(geometry);
  const fit = Math.min(scale, Math.sqrt(maxPixels / Math.max(1e-6, width * height)));
  const side = (points: number): number => Math.min(30_000, Math.max(1, Math.round(points * fit)));
  return { width: side(width), height: side(height) };
}

/** A copy without padding. */
function packed({ width, height, channels, stride, pixels: all }: Rendering): Rendering {
  const row = width * channels;
  if (stride === row) return { width, height, channels, stride, pixels: all.slice() };
  const pixels = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) pixels.set(all.subarray(y * stride, y * stride + row), y * row);
  return { width, height, channels, stride: row, pixels };
}
