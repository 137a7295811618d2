import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';

/** One character as PDFium, which has no part in the removal, finds it; points in PDF user space. */
export interface FoundCharacter {
  readonly text: string;
  readonly generated: boolean;
  /** Left, bottom, right, top. */
  readonly loose: readonly [number, number, number, number];
  readonly ink: readonly [number, number, number, number];
  readonly origin: readonly [number, number];
}

/** A page as pixels, white behind it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Bytes a row. */
  readonly stride: number;
  /** Blue, green, red, unused. */
  readonly pixels: Uint8Array;
  /** From PDF user space to pixels. */
  readonly place: (x: number, y: number) => { x: number; y: number };
}

const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
const engine = await init({ wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer });
engine.PDFiumExt_Init();
const memory = engine.pdfium as unknown as {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  readonly wasmExports: { readonly malloc: (size: number) => number; readonly free: (at: number) => void };
};
const { malloc, free } = memory.wasmExports;
const floats = (at: number, count: number): number[] => [
  ...new Float32Array(memory.HEAPU8.buffer, at, count),
];
const doubles = (at: number, count: number): number[] => [
  ...new Float64Array(memory.HEAPU8.buffer, at, count),
];

function withPage<T>(bytes: Uint8Array, page: number, use: (page: number) => T): T {
  const at = malloc(bytes.length);
  memory.HEAPU8.set(bytes, at);
  const document = engine.FPDF_LoadMemDocument(at, bytes.length, '');
  if (!document) throw new Error('PDFium cannot open the file');
  const handle = engine.FPDF_LoadPage(document, page);
  try {
    return use(handle);
  } finally {
    engine.FPDF_ClosePage(handle);
    engine.FPDF_CloseDocument(document);
    free(at);
  }
}

/** The characters of a page (from 0). */
export function charactersOf(bytes: Uint8Array, page = 0): FoundCharacter[] {
  return withPage(bytes, page, (handle) => {
    const text = engine.FPDFText_LoadPage(handle);
    const buffer = malloc(64);
    const found: FoundCharacter[] = [];
    for (let i = 0; i < engine.FPDFText_CountChars(text); i++) {
      engine.FPDFText_GetCharBox(text, i, buffer, buffer + 8, buffer + 16, buffer + 24);
      const [inkLeft, inkRight, inkBottom, inkTop] = doubles(buffer, 4) as [number, number, number, number];
      engine.FPDFText_GetLooseCharBox(text, i, buffer);
      const [left, top, right, bottom] = floats(buffer, 4) as [number, number, number, number];
      engine.FPDFText_GetCharOrigin(text, i, buffer, buffer + 8);
      const [x, y] = doubles(buffer, 2) as [number, number];
      found.push({
        text: String.fromCodePoint(engine.FPDFText_GetUnicode(text, i)),
        generated: engine.FPDFText_IsGenerated(text, i) === 1,
        loose: [left, bottom, right, top],
        ink: [inkLeft, inkBottom, inkRight, inkTop],
        origin: [x, y],
      });
    }
    free(buffer);
    engine.FPDFText_ClosePage(text);
    return found;
  });
}

/** A page (from 0) at `scale` pixels a point. */
export function pictureOf(bytes: Uint8Array, page = 0, scale = 2): Picture {
  return withPage(bytes, page, (handle) => {
    const width = Math.round(engine.FPDF_GetPageWidthF(handle) * scale);
    const height = Math.round(engine.FPDF_GetPageHeightF(handle) * scale);
    const bitmap = engine.FPDFBitmap_Create(width, height, 0);
    engine.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    engine.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, 0);
    const stride = engine.FPDFBitmap_GetStride(bitmap);
    const at = engine.FPDFBitmap_GetBuffer(bitmap);
    const pixels = memory.HEAPU8.slice(at, at + stride * height);
    engine.FPDFBitmap_Destroy(bitmap);
    const corner = (x: number, y: number): { x: number; y: number } => {
      const buffer = malloc(8);
      engine.FPDF_PageToDevice(handle, 0, 0, width, height, 0, x, y, buffer, buffer + 4);
      const [px, py] = new Int32Array(memory.HEAPU8.buffer, buffer, 2);
      free(buffer);
      return { x: px!, y: py! };
    };
    const origin = corner(0, 0);
    const right = corner(1000, 0);
    const up = corner(0, 1000);
    const place = (x: number, y: number): { x: number; y: number } => ({
      x: origin.x + ((right.x - origin.x) * x + (up.x - origin.x) * y) / 1000,
      y: origin.y + ((right.y - origin.y) * x + (up.y - origin.y) * y) / 1000,
    });
    return { width, height, stride, pixels, place };
  });
}
