import { createHash } from 'node:crypto';
import type { FilesPort } from '../../../../src/core/ports/files.ts';
import { PdfError, type PdfPort, type RedactRequest } from '../../../../src/core/ports/pdf.ts';
import type { RenderPort } from '../../../../src/core/ports/render.ts';

/** Files in memory, by URI. Folders exist as far as there are files in them. */
export function memoryFiles(initial: Readonly<Record<string, string>> = {}): FilesPort & {
  readonly all: Map<string, Uint8Array>;
} {
  const all = new Map<string, Uint8Array>(
    Object.entries(initial).map(([uri, text]) => [uri, new TextEncoder().encode(text)]),
  );
  const under = (uri: string): readonly string[] =>
    [...all.keys()].filter((key) => key === uri || key.startsWith(`${uri}/`));
  return {
    all,
    read: async (uri) => {
      const bytes = all.get(uri);
      if (!bytes) throw Object.assign(new Error(uri), { code: 'not-found' });
      return bytes;
    },
    write: async (uri, bytes) => void all.set(uri, bytes),
    exists: async (uri) => under(uri).length > 0,
    list: async () => [],
    rename: async (from, to) => {
      if (under(to).length > 0) throw Object.assign(new Error(to), { code: 'exists' });
      for (const key of under(from)) {
        all.set(to + key.slice(from.length), all.get(key) ?? new Uint8Array());
        all.delete(key);
      }
    },
    remove: async (uri) => {
      for (const key of under(uri)) all.delete(key);
    },
    join: (uri, ...segments) => [uri, ...segments].join('/'),
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What the stand-in does with a document: its text is its content ("kapot" cannot be read, "onbewijsbaar" not proven). */
export function textPdf(onRedact: (request: RedactRequest) => void = () => undefined): PdfPort {
  const geometry = {
    page: 1,
    mediaBox: [0, 0, 595, 842],
    cropBox: [0, 0, 595, 842],
    rotate: 0,
    userUnit: 1,
  } as const;
  const report = (
    bytes: Uint8Array,
    request: RedactRequest,
  ): Awaited<ReturnType<PdfPort['redact']>>['report'] => ({
    ok: true,
    sha256: sha256(bytes),
    pages: [{ page: 1, method: 'removed' }],
    marks: request.marks.map(({ id, page, codes }) => ({
      id,
      page,
      codes,
      charactersLeft: 0,
      uniform: true,
      quoteFound: false,
    })),
    damage: [],
    problems: [],
    tellingFonts: 0,
  });
  return {
    prepare: async () => undefined,
    describe: async (bytes) => {
      if (new TextDecoder().decode(bytes) === 'kapot') throw new PdfError('damaged', 'damaged');
      return { pages: [geometry], encrypted: false };
    },
    text: async () => [],
    redact: async (request) => {
      onRedact(request);
      const text = new TextDecoder().decode(request.bytes);
      if (text.startsWith('onbewijsbaar')) throw new PdfError('unprovable', 'unprovable');
      const left = request.marks.reduce((rest, { quote = '' }) => rest.replaceAll(quote, ''), text);
      const bytes = new TextEncoder().encode(`${left}|${request.title ?? ''}`);
      return { bytes, report: report(bytes, request) };
    },
    verify: async () => {
      throw new Error('not used');
    },
    combine: async (parts) => new TextEncoder().encode(parts.map(({ title }) => title).join('|')),
    dispose: async () => undefined,
  };
}

/** Renders the words of a model. */
export function textRender(
  letter: RenderPort['letterPdf'] = async (model) => new TextEncoder().encode(JSON.stringify(model.sections)),
): RenderPort {
  const inventory = (titles: readonly string[]): Uint8Array => new TextEncoder().encode(titles.join('\n'));
  return {
    prepare: () => undefined,
    letterPdf: letter,
    letterDocx: async (model) => inventory([model.title]),
    inventoryXlsx: async (model) => inventory(model.inventory.map(({ document }) => document.title)),
    inventoryCsv: (model) => inventory(model.inventory.map(({ document }) => document.title)),
    dispose: async () => undefined,
  };
}
