import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { PDFDocument, PDFName } from 'pdf-lib';
import type { Quad } from '../../../src/core/model/redaction.ts';
import { judge } from '../../bench/torture/judge.ts';

const SIZE = 200;

type Edges = readonly [left: number, bottom: number, right: number, top: number];

/** What the judge says of a page with a mark, of which this content is left; an x is read as `letters`, if given. */
async function verdict(left: string, [l, b, r, t]: Edges, letters?: string): Promise<string> {
  const write = async (content: string): Promise<Uint8Array> => {
    const doc = await PDFDocument.create();
    const { node } = doc.addPage([SIZE, SIZE]);
    node.set(PDFName.of('Contents'), doc.context.register(doc.context.flateStream(content)));
    const font = doc.context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' });
    if (letters !== undefined) {
      const map = `1 begincodespacerange <00> <ff> endcodespacerange\n1 beginbfchar <78> <${letters}> endbfchar`;
      font.set(PDFName.of('ToUnicode'), doc.context.register(doc.context.flateStream(map)));
    }
    node.set(PDFName.of('Resources'), doc.context.obj({ Font: { F: font } }));
    return doc.save();
  };
  const folder = await mkdtemp(join(tmpdir(), 'lakmoes-judge-'));
  try {
    const [original, redacted] = [join(folder, 'original.pdf'), join(folder, 'redacted.pdf')];
    const bytes = await write(`${left}\n/Span/Lk0 BDC q\n0 g ${l} ${b} ${r - l} ${t - b} re f\nQ EMC`);
    await writeFile(original, await write(left));
    await writeFile(redacted, bytes);
    const page = [0, 0, SIZE, SIZE] as const;
    const quad: Quad = [l, t, r, t, l, b, r, b];
    const { kind, detail } = await judge({
      original,
      redacted,
      bytes,
      pages: [
        {
          geometry: { page: 1, mediaBox: page, cropBox: page, rotate: 0, userUnit: 1 },
          characters: [],
        },
      ],
      marks: [{ id: 'm', page: 1, kind: 'area', quads: [quad], codes: ['10.2.e'] }],
      pictures: new Set(),
    });
    return detail === '' ? kind : `${kind}: ${detail}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('The judge of the torture run', () => {
  const text = (at: string, said: string): string => `BT /F 20 Tf ${at} Tm (${said}) Tj ET`;

  it('finds a word left in a mark', async () => {
    assert.match(
      await verdict(text('1 0 0 1 50 100', 'secret'), [40, 90, 120, 130]),
      /^leaked: .* by poppler/,
    );
  });

  it('takes the letters of a ligature for one', async () => {
    const [f, i] = ['0066', '0069'];
    // The ligature ends at 60: to MuPDF its second letter has no width and stands there.
    assert.equal(await verdict(text('1 0 0 1 50 100', 'x'), [58, 90, 90, 130], f + i), 'ok');
    assert.match(await verdict(text('1 0 0 1 50 100', 'x'), [45, 90, 90, 130], f + i), /^leaked/);
  });

  it('counts a word that is mostly in a mark, not one of which the middle alone is', async () => {
    // Four letters of 11.12 points each.
    assert.equal(await verdict(text('1 0 0 1 50 100', 'aaaa'), [72.2, 90, 72.26, 130]), 'ok');
    assert.match(await verdict(text('1 0 0 1 50 100', 'aaaa'), [55, 90, 120, 130]), /^leaked/);
  });

  it('puts slanting letters where MuPDF does: poppler draws upright boxes around them', async () => {
    // Poppler puts the comma 9 points lower than MuPDF does, within this mark.
    const line = text('0.57 0.82 -0.82 0.57 60 60', 'points: 24,');
    assert.equal(await verdict(line, [94, 129, 115, 137]), 'ok');
    assert.match(await verdict(line, [40, 50, 120, 160]), /^leaked/);
  });
});
