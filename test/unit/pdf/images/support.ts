import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { init } from '@embedpdf/pdfium';
import { PDFDocument, PDFName, type PDFRawStream, type PDFRef } from 'pdf-lib';
import type { Point } from '../../../../src/pdf/content/types.ts';
import { createImageCutter } from '../../../../src/pdf/images/cutter.ts';
import { createWasmDecoders } from '../../../../src/pdf/images/wasm-decoders.ts';

const require = createRequire(import.meta.url);
const wasmFolder = join(dirname(require.resolve('pdfjs-dist/package.json')), 'wasm');

export const decoders = createWasmDecoders((name) => readFile(join(wasmFolder, `${name}.wasm`)));
export const cutter = createImageCutter({ decoders });

/** RGB of each pixel, rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** The red, green and blue of one pixel. */
export function pixelAt({ width, rgb }: Pixels, x: number, y: number): number[] {
  return [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

/** A document with one page that shows an image at one pixel a point on a light blue ground. */
export async function pageOf(
  build: (doc: PDFDocument) => PDFRawStream,
  width: number,
  height: number,
): Promise<{ doc: PDFDocument; image: PDFRawStream; ref: PDFRef }> {
  const doc = await PDFDocument.create();
  const page = doc.addPage([width, height]);
  const image = build(doc);
  const ref = doc.context.register(image);
  page.node.set(PDFName.of('Resources'), doc.context.obj({ XObject: { Im: ref } }));
  const content = `0.8 0.9 1 rg 0 0 ${width} ${height} re f 0 0.4 0 rg q ${width} 0 0 ${height} 0 0 cm /Im Do Q`;
  page.node.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(content)));
  return { doc, image, ref };
}

/** The polygon of a rectangle of pixels, row 0 at the top, in the unit square of the image. */
export function pixelRectangle(
  width: number,
  height: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): Point[] {
  const at = (x: number, y: number): Point => ({ x: x / width, y: 1 - y / height });
  return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
}

let pdfium: ReturnType<typeof startPdfium> | undefined;

async function startPdfium() {
  const file = join(dirname(require.resolve('@embedpdf/pdfium')), 'pdfium.wasm');
  const bytes = readFileSync(file);
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const library = await init({ wasmBinary });
  library.PDFiumExt_Init();
  return library;
}

const BGRA = 4;

/** The first page at one pixel a point, by PDFium, which has no part in cutting. */
export async function render(bytes: Uint8Array): Promise<Pixels> {
  pdfium ??= startPdfium();
  const library = await pdfium;
  const { pdfium: module } = library;
  const memory = module.wasmExports.malloc(bytes.length);
  const heap = (): Uint8Array => (module as unknown as { HEAPU8: Uint8Array }).HEAPU8;
  heap().set(bytes, memory);
  const document = library.FPDF_LoadMemDocument(memory, bytes.length, '');
  const page = library.FPDF_LoadPage(document, 0);
  const width = Math.round(library.FPDF_GetPageWidthF(page));
  const height = Math.round(library.FPDF_GetPageHeightF(page));
  const bitmap = library.FPDFBitmap_CreateEx(width, height, BGRA, 0, 0);
  library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
  library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0);
  const start = library.FPDFBitmap_GetBuffer(bitmap);
  const stride = library.FPDFBitmap_GetStride(bitmap);
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let k = 0; k < 3; k++) {
        rgb[(y * width + x) * 3 + k] = heap()[start + y * stride + x * 4 + 2 - k]!;
      }
    }
  }
  library.FPDFBitmap_Destroy(bitmap);
  library.FPDF_ClosePage(page);
  library.FPDF_CloseDocument(document);
  module.wasmExports.free(memory);
  return { width, height, rgb };
}
