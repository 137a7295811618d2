import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CMapLoader } from '../content/types.ts';
import { createImageCutter } from '../images/cutter.ts';
import { createWasmDecoders } from '../images/wasm-decoders.ts';
import { Engine } from '../engine/engine.ts';
import type { ChainTools } from './tools.ts';

/** Folders that the chain reads its files from. */
export interface PdfAssets {
  /** Holds `pdfium.wasm`. */
  readonly engine: string;
  /** Folder of pdf.js: `wasm/` (jbig2, openjpeg) and `cmaps/` (packed CMaps). */
  readonly pdfjs: string;
  /** Holds `OpenSans-SemiBold.ttf`. */
  readonly fonts: string;
}

/** Starts an engine and what goes with it. Throws PdfError `engine-failed`. */
export async function loadTools(assets: PdfAssets): Promise<ChainTools> {
  const engine = await Engine.start(await readFile(join(assets.engine, 'pdfium.wasm')));
  const decoders = createWasmDecoders((name) => readFile(join(assets.pdfjs, 'wasm', `${name}.wasm`)));
  return {
    engine,
    images: createImageCutter({ decoders }),
    loadCMap: cmapLoader(join(assets.pdfjs, 'cmaps')),
    labelFont: () => readFileSync(join(assets.fonts, 'OpenSans-SemiBold.ttf')),
  };
}

function cmapLoader(folder: string): CMapLoader {
  return (name) => {
    // A name from a file is never a way out of the folder.
    if (!/^[\w-]+$/.test(name)) return undefined;
    try {
      return readFileSync(join(folder, `${name}.bcmap`));
    } catch {
      return undefined;
    }
  };
}
