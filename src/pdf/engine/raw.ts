import { init } from '@embedpdf/pdfium';
import { tuned } from './tuning.ts';
import { startLoops, type Loops } from './loops.ts';
import { SubstituteFonts } from './substitute-fonts.ts';

/** A pointer into the engine's memory; 0 is null. */
export type Pointer = number;

/**
 * The engine's exports that are used, called without the wrapper's string conversions (ten times as fast).
 * Names and arguments are those of PDFium's public headers; booleans are 0 and 1.
 */
export interface RawCalls {
  malloc(size: number): Pointer;
  readonly free: (pointer: Pointer) => void;
  PDFiumExt_Init(): void;
  PDFiumExt_OpenFileWriter(): Pointer;
  PDFiumExt_GetFileWriterSize(writer: Pointer): number;
  PDFiumExt_GetFileWriterData(writer: Pointer, buffer: Pointer, size: number): number;
  PDFiumExt_CloseFileWriter(writer: Pointer): void;
  FPDF_LoadCustomDocument(access: Pointer, password: Pointer): Pointer;
  FPDF_GetLastError(): number;
  FPDF_CloseDocument(document: Pointer): void;
  FPDF_CreateNewDocument(): Pointer;
  FPDF_ImportPagesByIndex(
    into: Pointer,
    from: Pointer,
    indices: Pointer,
    length: number,
    index: number,
  ): number;
  FPDF_GetPageCount(document: Pointer): number;
  /** 0 for a page that is not there, or is no object of its own. */
  EPDFDoc_GetPageObjectNumberByIndex(document: Pointer, index: number): number;
  FPDF_GetPageSizeByIndexF(document: Pointer, index: number, size: Pointer): number;
  FPDF_SaveAsCopy(document: Pointer, writer: Pointer, flags: number): number;
  FPDF_LoadPage(document: Pointer, index: number): Pointer;
  FPDF_ClosePage(page: Pointer): void;
  FPDF_GetPageWidthF(page: Pointer): number;
  FPDF_GetPageHeightF(page: Pointer): number;
  FPDF_RenderPageBitmap(
    bitmap: Pointer,
    page: Pointer,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void;
  FPDF_GetFormType(document: Pointer): number;
  FPDFPage_Flatten(page: Pointer, usage: number): number;
  FPDFPage_GetAnnotCount(page: Pointer): number;
  FPDFPage_GetAnnot(page: Pointer, index: number): Pointer;
  FPDFPage_CloseAnnot(annotation: Pointer): void;
  FPDFAnnot_GetSubtype(annotation: Pointer): number;
  PDFiumExt_OpenFormFillInfo(): Pointer;
  PDFiumExt_InitFormFillEnvironment(document: Pointer, info: Pointer): Pointer;
  PDFiumExt_ExitFormFillEnvironment(form: Pointer): void;
  PDFiumExt_CloseFormFillInfo(info: Pointer): void;
  FPDF_SetFormFieldHighlightAlpha(form: Pointer, alpha: number): void;
  FORM_OnAfterLoadPage(page: Pointer, form: Pointer): void;
  FORM_OnBeforeClosePage(page: Pointer, form: Pointer): void;
  FPDF_FFLDraw(
    form: Pointer,
    bitmap: Pointer,
    page: Pointer,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void;
  EPDF_IsEncrypted(document: Pointer): number;
  EPDF_GetPageBoxByIndex(document: Pointer, index: number, box: number, rect: Pointer): number;
  EPDF_GetPageRotationByIndex(document: Pointer, index: number): number;
  FPDFBitmap_CreateEx(width: number, height: number, format: number, scan: Pointer, stride: number): Pointer;
  FPDFBitmap_FillRect(
    bitmap: Pointer,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ): void;
  FPDFBitmap_GetBuffer(bitmap: Pointer): Pointer;
  FPDFBitmap_GetStride(bitmap: Pointer): number;
  FPDFBitmap_GetWidth(bitmap: Pointer): number;
  FPDFBitmap_GetHeight(bitmap: Pointer): number;
  FPDFBitmap_GetFormat(bitmap: Pointer): number;
  FPDFBitmap_Destroy(bitmap: Pointer): void;
  FPDFText_LoadPage(page: Pointer): Pointer;
  FPDFText_ClosePage(text: Pointer): void;
  readonly FPDFText_CountChars: (text: Pointer) => number;
  readonly FPDFText_GetUnicode: (text: Pointer, index: number) => number;
  FPDFText_GetFontInfo(text: Pointer, index: number, name: Pointer, size: number, flags: Pointer): number;
  readonly FPDFText_IsGenerated: (text: Pointer, index: number) => number;
  FPDFText_IsHyphen(text: Pointer, index: number): number;
  readonly FPDFText_GetCharBox: (
    text: Pointer,
    index: number,
    left: Pointer,
    right: Pointer,
    bottom: Pointer,
    top: Pointer,
  ) => number;
  readonly FPDFText_GetLooseCharBox: (text: Pointer, index: number, rect: Pointer) => number;
  readonly FPDFText_GetCharOrigin: (text: Pointer, index: number, x: Pointer, y: Pointer) => number;
  FPDFText_GetMatrix(text: Pointer, index: number, matrix: Pointer): number;
  FPDFText_GetFontSize(text: Pointer, index: number): number;
  readonly FPDFText_GetTextObject: (text: Pointer, index: number) => Pointer;
  FPDFPage_CountObjects(page: Pointer): number;
  FPDFPage_GetObject(page: Pointer, index: number): Pointer;
  FPDFPageObj_GetType(object: Pointer): number;
  FPDFPageObj_SetIsActive(object: Pointer, active: number): number;
  FPDFPageObj_GetBounds(
    object: Pointer,
    left: Pointer,
    bottom: Pointer,
    right: Pointer,
    top: Pointer,
  ): number;
  FPDFPageObj_GetFillColor(object: Pointer, r: Pointer, g: Pointer, b: Pointer, a: Pointer): number;
  FPDFPageObj_GetStrokeColor(object: Pointer, r: Pointer, g: Pointer, b: Pointer, a: Pointer): number;
  FPDFPageObj_GetStrokeWidth(object: Pointer, width: Pointer): number;
  FPDFTextObj_GetTextRenderMode(object: Pointer): number;
  FPDFTextObj_GetFont(object: Pointer): Pointer;
  FPDFFont_GetIsEmbedded(font: Pointer): number;
  FPDFPageObj_GetMarkedContentID(object: Pointer): number;
  FPDFPageObj_CountMarks(object: Pointer): number;
  FPDFPageObj_GetMark(object: Pointer, index: number): Pointer;
  FPDFPageObjMark_GetName(mark: Pointer, buffer: Pointer, size: number, length: Pointer): number;
  FPDFPageObj_RemoveMark(object: Pointer, mark: Pointer): number;
  FPDFPageObjMark_GetParamValueType(mark: Pointer, key: Pointer): number;
  FPDFPageObjMark_GetParamStringValue(
    mark: Pointer,
    key: Pointer,
    buffer: Pointer,
    size: number,
    length: Pointer,
  ): number;
  FPDFPath_GetDrawMode(path: Pointer, fillMode: Pointer, stroke: Pointer): number;
  FPDFPath_CountSegments(path: Pointer): number;
  FPDFPath_GetPathSegment(path: Pointer, index: number): Pointer;
  FPDFPageObj_GetClipPath(object: Pointer): Pointer;
  FPDFClipPath_CountPaths(clip: Pointer): number;
  FPDFClipPath_CountPathSegments(clip: Pointer, path: number): number;
  FPDFClipPath_GetPathSegment(clip: Pointer, path: number, index: number): Pointer;
  FPDFPathSegment_GetPoint(segment: Pointer, x: Pointer, y: Pointer): number;
  FPDFPathSegment_GetType(segment: Pointer): number;
  FPDFImageObj_GetImagePixelSize(image: Pointer, width: Pointer, height: Pointer): number;
  FPDFPageObj_GetMatrix(object: Pointer, matrix: Pointer): number;
  FPDFFormObj_CountObjects(form: Pointer): number;
  FPDFFormObj_GetObject(form: Pointer, index: number): Pointer;
  FPDFPage_GetAnnotCount(page: Pointer): number;
  FPDFPage_GetAnnot(page: Pointer, index: number): Pointer;
  FPDFPage_CloseAnnot(annotation: Pointer): void;
  FPDFAnnot_GetSubtype(annotation: Pointer): number;
  FPDFAnnot_GetRect(annotation: Pointer, rect: Pointer): number;
  FPDFAnnot_GetFlags(annotation: Pointer): number;
  FPDFAnnot_GetFormFieldValue(form: Pointer, annotation: Pointer, buffer: Pointer, size: number): number;
  FPDFAnnot_GetFormFieldType(form: Pointer, annotation: Pointer): number;
  FPDF_StructTree_GetForPage(page: Pointer): Pointer;
  FPDF_StructTree_Close(tree: Pointer): void;
  FPDF_StructTree_CountChildren(tree: Pointer): number;
  FPDF_StructTree_GetChildAtIndex(tree: Pointer, index: number): Pointer;
  readonly FPDF_StructElement_GetActualText: (element: Pointer, buffer: Pointer, size: number) => number;
  readonly FPDF_StructElement_GetAltText: (element: Pointer, buffer: Pointer, size: number) => number;
  FPDF_StructElement_CountChildren(element: Pointer): number;
  FPDF_StructElement_GetChildAtIndex(element: Pointer, index: number): Pointer;
  FPDF_StructElement_GetMarkedContentIdCount(element: Pointer): number;
  FPDF_StructElement_GetMarkedContentIdAtIndex(element: Pointer, index: number): number;
  FPDFImageObj_GetBitmap(image: Pointer): Pointer;
  FPDFImageObj_SetMatrix(
    image: Pointer,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
  ): number;
  FPDFImageObj_GetRenderedBitmap(document: Pointer, page: Pointer, image: Pointer): Pointer;
  FPDFPageObj_GetClipPath(object: Pointer): Pointer;
  FPDFPageObj_TransformClipPath(
    object: Pointer,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
  ): void;
  FPDFClipPath_CountPaths(clip: Pointer): number;
  FPDFClipPath_CountPathSegments(clip: Pointer, path: number): number;
  FPDFClipPath_GetPathSegment(clip: Pointer, path: number, index: number): Pointer;
  FPDFBookmark_GetFirstChild(document: Pointer, bookmark: Pointer): Pointer;
  FPDFBookmark_GetNextSibling(document: Pointer, bookmark: Pointer): Pointer;
  FPDFBookmark_GetTitle(bookmark: Pointer, buffer: Pointer, size: number): number;
  FPDFBookmark_GetDest(document: Pointer, bookmark: Pointer): Pointer;
  FPDFDest_GetDestPageIndex(document: Pointer, destination: Pointer): number;
}

/** One instance of the engine: its calls and its memory, which moves when it grows (never keep a view). */
export interface RawEngine {
  readonly calls: RawCalls;
  readonly loops: Loops;
  readonly bytes: Uint8Array;
  readonly floats: Float32Array;
  readonly doubles: Float64Array;
  /** A function of the engine's that has one of `readers` read: its first parameter is the reader's number. */
  readonly readFile: Pointer;
  readonly readers: Map<number, FileReader>;
  readonly substituteFonts: SubstituteFonts;
}

/** Copies bytes of a file from a position on to a place in the engine's memory; false where there are not so many. */
export type FileReader = (position: number, into: Pointer, size: number) => boolean;

/** The module's views on its memory; each is replaced when the memory grows. */
interface EngineMemory {
  readonly wasmExports: RawCalls;
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  /** Makes a function callable by the engine; `signature` as Emscripten writes it. */
  addFunction(
    callback: (reader: number, position: number, into: number, size: number) => number,
    signature: string,
  ): Pointer;
}

/** Starts an engine (40 ms). `wasm` is the content of pdfium.wasm. */
export async function startRawEngine(wasm: Uint8Array): Promise<RawEngine> {
  // A copy: the module takes an ArrayBuffer of its own.
  const wasmBinary = tuned(wasm).buffer;
  const quiet = (): void => undefined;
  const module = await init({ wasmBinary, print: quiet, printErr: quiet });
  const memory = module.pdfium as unknown as EngineMemory;
  const calls = memory.wasmExports;
  calls.PDFiumExt_Init();
  const readers = new Map<number, FileReader>();
  // One for all files: each would take code of its own.
  const readFile = memory.addFunction(
    (reader, position, into, size) => (readers.get(reader)?.(position >>> 0, into >>> 0, size >>> 0) ? 1 : 0),
    'iiiii',
  );
  return {
    calls,
    readFile,
    readers,
    substituteFonts: new SubstituteFonts(),
    loops: startLoops(calls),
    get bytes() {
      return memory.HEAPU8;
    },
    get floats() {
      return memory.HEAPF32;
    },
    get doubles() {
      return memory.HEAPF64;
    },
  };
}
