import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { init } from '@embedpdf/pdfium';
import type { PageBitmap } from '../../../../src/pdf/raster/types.ts';

const require = createRequire(import.meta.url);

/** A character as PDFium finds it. */
export interface FoundCharacter {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

async function start() {
  const bytes = readFileSync(join(dirname(require.resolve('@embedpdf/pdfium')), 'pdfium.wasm'));
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const library = await init({ wasmBinary });
  library.PDFiumExt_Init();
  return library;
}

let library: ReturnType<typeof start> | undefined;

type Library = Awaited<ReturnType<typeof start>>;

async function withPage<T>(
  bytes: Uint8Array,
  use: (pdfium: Library, page: number, heap: () => Uint8Array) => T,
) {
  library ??= start();
  const pdfium = await library;
  const module = pdfium.pdfium;
  const heap = (): Uint8Array => (module as unknown as { HEAPU8: Uint8Array }).HEAPU8;
  const memory = module.wasmExports.malloc(bytes.length);
  heap().set(bytes, memory);
  const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, '');
  const page = pdfium.FPDF_LoadPage(document, 0);
  try {
    return use(pdfium, page, heap);
  } finally {
    pdfium.FPDF_ClosePage(page);
    pdfium.FPDF_CloseDocument(document);
    module.wasmExports.free(memory);
  }
}

/** The first page as a viewer shows it. */
export function bitmapOf(bytes: Uint8Array, dpi: number): Promise<PageBitmap> {
  return withPage(bytes, (pdfium, page, heap) => {
    const width = Math.round((pdfium.FPDF_GetPageWidthF(page) * dpi) / 72);
    const height = Math.round((pdfium.FPDF_GetPageHeightF(page) * dpi) / 72);
    const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, 4, 0, 0);
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    const reverseByteOrder = 0x10;
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, reverseByteOrder);
    const from = pdfium.FPDFBitmap_GetBuffer(bitmap);
    const rgba = heap().slice(from, from + width * height * 4);
    pdfium.FPDFBitmap_Destroy(bitmap);
    return { width, height, rgba };
  });
}

/** The characters on the first page, without those that PDFium makes up. */
export function charactersOf(bytes: Uint8Array): Promise<FoundCharacter[]> {
  return withPage(bytes, (pdfium, page, heap) => {
    const text = pdfium.FPDFText_LoadPage(page);
    const place = pdfium.pdfium.wasmExports.malloc(16);
    const found: FoundCharacter[] = [];
    for (let i = 0; i < pdfium.FPDFText_CountChars(text); i++) {
      if (pdfium.FPDFText_IsGenerated(text, i) === 1) continue;
      pdfium.FPDFText_GetCharOrigin(text, i, place, place + 8);
      const view = new DataView(heap().buffer, place, 16);
      const code = pdfium.FPDFText_GetUnicode(text, i);
      found.push({
        text: String.fromCodePoint(code),
        x: view.getFloat64(0, true),
        y: view.getFloat64(8, true),
      });
    }
    pdfium.pdfium.wasmExports.free(place);
    pdfium.FPDFText_ClosePage(text);
    return found;
  });
}
