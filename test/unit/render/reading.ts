import { join } from 'node:path';
import { sourceAssets, type RenderAssets } from '../../../src/render/assets.ts';
import { createRenderPort } from '../../../src/render/port.ts';
import type { RenderPort } from '../../../src/core/ports/render.ts';

export const ROOT = join(import.meta.dirname, '../../..');

/** The port on the checkout's own files, or others. */
export function sourceRenderPort(timeLimit?: number, assets: Partial<RenderAssets> = {}): RenderPort {
  return createRenderPort({
    workerFile: join(ROOT, 'src/render/worker.ts'),
    assets: { ...sourceAssets(ROOT), ...assets },
    ...(timeLimit === undefined ? {} : { timeLimit }),
  });
}

/** What an independent reader (pdf.js) sees in a PDF. */
export interface SeenPdf {
  readonly pages: readonly string[];
  readonly info: Readonly<Record<string, unknown>>;
  readonly outline: readonly string[];
  /** Roles of the structure tree, in order of the pages. */
  readonly roles: readonly string[];
  readonly language: string | undefined;
}

interface StructureNode {
  readonly role?: string;
  readonly children?: readonly StructureNode[];
}

/** Reads a PDF with pdf.js. */
export async function seePdf(bytes: Uint8Array): Promise<SeenPdf> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  const roles: string[] = [];
  const walk = (node: StructureNode): void => {
    if (node.role !== undefined) roles.push(node.role);
    node.children?.forEach(walk);
  };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    walk(((await page.getStructTree()) ?? {}) as StructureNode);
  }
  const { info } = await document.getMetadata();
  const outline = ((await document.getOutline()) ?? []).map(({ title }) => title);
  await task.destroy();
  const facts = info as Readonly<Record<string, unknown>>;
  return { pages, info: facts, outline, roles, language: facts['Language'] as string | undefined };
}

/** Letters and signs alone: line ends and the places where long words may break are the layout's. */
export function letters(text: string): string {
  return text.normalize('NFC').replace(/[\s\u200B]+/gu, '');
}
