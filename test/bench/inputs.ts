import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { PDFDocument, StandardFonts, rgb } from 'pdf-lib';
import type { Quad } from '../../src/core/model/redaction.ts';
import type { RedactionMark } from '../../src/core/ports/pdf.ts';
import { createNodeFiles, uriOf } from '../../src/cli/node-files.ts';
import { parseSidecar } from '../../src/core/sidecar/parse.ts';

/** A document with the marks that the benchmark applies to it. */
export interface BenchInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly marks: readonly RedactionMark[];
}

const CACHE = new URL('../../.cache/bench/', import.meta.url).pathname;

const quad = (left: number, bottom: number, right: number, top: number): Quad => [
  left,
  top,
  right,
  top,
  left,
  bottom,
  right,
  bottom,
];

const mark = (page: number, index: number, place: Quad, kind: 'text' | 'area'): RedactionMark => ({
  id: `p${page}-${index}`,
  page,
  kind,
  quads: [place],
  codes: ['10.2.e'],
});

async function cached(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const file = join(CACHE, name);
  if (!existsSync(file)) {
    await mkdir(CACHE, { recursive: true });
    await writeFile(file, await make());
  }
  // As the command line reads a file.
  return createNodeFiles().read(uriOf(file));
}

const WORDS =
  'de aanvraag wordt beoordeeld door een medewerker van de afdeling toetsing die het gehoor voorbereidt en de verklaringen van de betrokkene vergelijkt met openbare bronnen over het land van herkomst'.split(
    ' ',
  );

/** A text of `pages` pages of 46 lines in Helvetica, two marks a page. */
export async function textInput(pages: number): Promise<BenchInput> {
  const bytes = await cached(`text-${pages}.pdf`, async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    for (let p = 0; p < pages; p++) {
      const page = document.addPage([595, 842]);
      for (let line = 0; line < 46; line++) {
        const text = [...Array(13).keys()]
          .map((w) => WORDS[(p * 7 + line * 11 + w * 3) % WORDS.length])
          .join(' ');
        page.drawText(text, { x: 72, y: 770 - line * 15, size: 10.5, font, color: rgb(0, 0, 0) });
      }
    }
    return document.save();
  });
  const marks = [...Array(pages).keys()].flatMap((p) => [
    mark(p + 1, 0, quad(130, 770 - 10 * 15 - 3, 210, 770 - 10 * 15 + 9), 'text'),
    mark(p + 1, 1, quad(200, 770 - 30 * 15 - 3, 290, 770 - 30 * 15 + 9), 'text'),
  ]);
  return { name: `${pages} text pages x 2 marks`, bytes, marks };
}

/**
 * A colour scan: every page an A4 JPEG at 300 dpi of its own, two marks a page. Coarse paper makes large files
 * (2.3 MB a page), plain paper files as offices make them.
 */
export async function scanInput(pages: number, paper: 'coarse' | 'plain' = 'coarse'): Promise<BenchInput> {
  const isCoarse = paper === 'coarse';
  const bytes = await cached(`scan-${pages}${isCoarse ? '' : '-plain'}.pdf`, async () => {
    const width = 2480;
    const height = 3508;
    const data = Buffer.alloc(width * height * 4);
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i += 4) {
        const [across, down] = isCoarse ? [x, y >> 3] : [x >> 3, y >> 3];
        const ink = y % 60 < 30 && (across * 2654435761 + down * 40503) % 97 < 30 && x > 250 && x < 2230;
        const grain = isCoarse ? ((x * 7919 + y * 104729) >> 3) % 9 : 0;
        data[i] = (ink ? 40 : 236) + grain;
        data[i + 1] = (ink ? 38 : 232) + grain;
        data[i + 2] = (ink ? 60 : 214) + grain;
        data[i + 3] = 255;
      }
    }
    const picture = Buffer.from(jpeg.encode({ data, width, height }, isCoarse ? 82 : 60).data);
    const document = await PDFDocument.create();
    for (let p = 0; p < pages; p++) {
      // A comment segment makes every page's picture an object of its own.
      const note = Buffer.from(`page ${String(p).padStart(5, '0')}`);
      const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, note.length + 2]), note]);
      const image = await document.embedJpg(
        Buffer.concat([picture.subarray(0, 2), comment, picture.subarray(2)]),
      );
      document.addPage([595.2, 841.92]).drawImage(image, { x: 0, y: 0, width: 595.2, height: 841.92 });
    }
    return document.save();
  });
  const marks = [...Array(pages).keys()].flatMap((p) => [
    mark(p + 1, 0, quad(100, 700, 260, 716), 'area'),
    mark(p + 1, 1, quad(200, 400, 420, 416), 'area'),
  ]);
  return { name: `${pages}-page colour scan on ${paper} paper`, bytes, marks };
}

/** The documents of the sample dossier with their accepted marks. */
export async function sampleInputs(): Promise<BenchInput[]> {
  const folder = new URL('../../samples/dossier/', import.meta.url).pathname;
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.pdf')).sort();
  const inputs: BenchInput[] = [];
  for (const name of names) {
    const sidecarFile = join(folder, `${name}.redactions.json`);
    if (!existsSync(sidecarFile)) continue;
    const sidecar = parseSidecar(await readFile(sidecarFile, 'utf8'));
    if (!sidecar.ok) throw new Error(`${name}: unreadable sidecar`);
    const marks = sidecar.value.redactions
      .filter((r) => r.status === 'accepted')
      .map((r) => ({
        id: r.id,
        page: r.page,
        kind: r.kind,
        quads: r.quads,
        codes: r.grounds.length > 0 ? r.grounds : ['?'],
      }));
    if (marks.length > 0)
      inputs.push({ name, bytes: new Uint8Array(await readFile(join(folder, name))), marks });
  }
  return inputs;
}
