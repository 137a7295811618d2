import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageText } from '../../../src/core/text/characters.ts';
import type { EngineDocument } from '../../../src/pdf/engine/document.ts';
import { Engine } from '../../../src/pdf/engine/engine.ts';
import { root } from '../../host/paths.ts';

let engine: Promise<Engine> | undefined;

/** A PDF opened in PDFium, whose pages (from 1) can be read. Close it. */
export class TextSource {
  readonly #document: EngineDocument;
  readonly #pages = new Map<number, PageText>();

  private constructor(document: EngineDocument) {
    this.#document = document;
  }

  static async open(bytes: Uint8Array): Promise<TextSource> {
    engine ??= readFile(join(root, 'node_modules/@embedpdf/pdfium/dist/pdfium.wasm')).then((wasm) =>
      Engine.start(wasm),
    );
    return new TextSource((await engine).open(bytes));
  }

  page(page: number): PageText {
    const known = this.#pages.get(page);
    const text =
      known ??
      this.#document.withPage(page - 1, (open) => ({
        geometry: open.geometry,
        characters: open.characters(),
      }));
    this.#pages.set(page, text);
    return text;
  }

  close(): void {
    this.#document.close();
  }
}
