import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDocument, PDFName, rgb, StandardFonts } from 'pdf-lib';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import type { RedactionMark } from '../../../../src/core/ports/pdf.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { box, document, mark, PdfBuilder } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

/** Lines in a font of which the glyphs are pictures of frames that begin below the line or on it, as TeX makes them. */
function inPictures(): Uint8Array {
  const builder = new PdfBuilder();
  const frame = (rows: number, below: number): number => {
    const bits = Buffer.alloc(5 * rows);
    for (let y = 0; y < rows; y++) {
      const isSide = y < 4 || y >= rows - 4;
      for (let x = 0; x < 40; x++) if (isSide || x < 5 || x >= 35) bits[5 * y + (x >> 3)]! |= 0x80 >> (x & 7);
    }
    const head = `45.5 0 3 ${-below} 43 ${rows - below} d1 q 40 0 0 ${rows} 3 ${-below} cm BI /W 40 /H ${rows}`;
    const data = [Buffer.from(`${head} /IM true /BPC 1 /D [1 0] ID `), bits, Buffer.from(' EI Q')];
    return builder.stream(Buffer.concat(data));
  };
  const sizes = [
    [36, 1],
    [57, 2],
    [37, 0],
    [36, 0],
    [58, 1],
    [54, 18],
  ] as const;
  const procedures = sizes.map(([rows, below], i) => `/${'ABCDEF'[i]} ${frame(rows, below)} 0 R`).join('');
  const font = builder.add(
    `<</Type/Font/Subtype/Type3/FontBBox[-4 -21 83 62]/FontMatrix[.01204 0 0 .01204 0 0]/FirstChar 65/LastChar 70/Widths[45.5 45.5 45.5 45.5 45.5 45.5]/Encoding<</Differences[65/A/B/C/D/E/F]>>/CharProcs<<${procedures}>>/Resources<<>>>>`,
  );
  const words = 'ABCD CADE FACE DEAF BEAD CAFE ACED DACE FADE AD BE FED CAB DAB'.split(' ');
  const lines = Array.from({ length: 40 }, (_, line) => {
    const turned = [...words.slice(line % words.length), ...words.slice(0, line % words.length)];
    return `[${turned.map((word) => `(${word})`).join('-307')}]TJ 0 -11.955 Td`;
  });
  const content = `BT /T 9.9626 Tf 78.723 761.061 Td ${lines.join(' ')} ET`;
  return document([{ content, fonts: `/T ${font} 0 R` }], { builder });
}

describe('proof of a document', () => {
  it('takes a letter that falls between two pixels for no damage, however often it comes', async () => {
    const doc = await PDFDocument.create();
    const font = await doc.embedFont(StandardFonts.Helvetica);
    const widthOf = (text: string): number =>
      [...text].reduce((sum, character) => sum + font.widthOfTextAtSize(character, 11), 0);
    const page = doc.addPage([595, 842]);
    const [before, name] = ['Gesproken met ', 'Emma Bakvan'];
    const marks = Array.from({ length: 50 }, (_, line): RedactionMark => {
      const y = 800 - line * 15;
      page.drawText(`${before}${name} over de zaak.`, { x: 60, y, size: 11, font });
      const [left, right] = [60 + widthOf(before), 60 + widthOf(before) + widthOf(name)];
      const quads: Quad[] = [[left, y + 9, right, y + 9, left, y - 3, right, y - 3]];
      return { id: `${line}`, page: 1, kind: 'text', quads, codes: [] };
    });
    const { report } = await createInProcessPdf(pdfAssets).redact({
      bytes: await doc.save(),
      marks,
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
  });

  it('makes no picture of a page whose drawing only encloses something together, under a box', async () => {
    const doc = await PDFDocument.create();
    const page = doc.addPage([400, 300]);
    // Two panes of glass, a corner of each in the mark: where both are is a third colour, all of it in the mark.
    page.drawRectangle({ x: 40, y: 40, width: 160, height: 100, color: rgb(1, 0, 0), opacity: 0.5 });
    page.drawRectangle({ x: 170, y: 110, width: 160, height: 100, color: rgb(0, 0, 1), opacity: 0.5 });
    const { report } = await createInProcessPdf(pdfAssets).redact({
      bytes: await doc.save(),
      marks: [{ id: '1', page: 1, kind: 'area', quads: [[150, 160, 220, 160, 150, 90, 220, 90]], codes: [] }],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
    assert.deepEqual(report.damage, []);
  });

  it('makes no picture of a page where a letter that is drawn goes whole, over the edge of a mark', async () => {
    const doc = await PDFDocument.create();
    const page = doc.addPage([400, 300]);
    page.drawCircle({ x: 100, y: 100, size: 20, color: rgb(0, 0, 0) });
    page.drawCircle({ x: 200, y: 100, size: 20, color: rgb(0, 0, 0) });
    const { report } = await createInProcessPdf(pdfAssets).redact({
      bytes: await doc.save(),
      marks: [{ id: '1', page: 1, kind: 'area', quads: [[70, 130, 108, 130, 70, 70, 108, 70]], codes: [] }],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
  });

  it('makes no picture of a page with a scan that lies askew', async () => {
    const doc = await PDFDocument.create();
    const [width, height] = [2552, 3300];
    // White, with lines of black specks.
    const bits = new Uint8Array((width / 8) * height).fill(255);
    for (let y = 0; y < height; y++)
      if (y % 32 < 16) for (let x = 0; x < width / 8; x++) bits[(y * width) / 8 + x] = x % 37 === 0 ? 0 : 255;
    const look = { Type: 'XObject', Subtype: 'Image', Width: width, Height: height };
    const image = doc.context.stream(bits, { ...look, ColorSpace: 'DeviceGray', BitsPerComponent: 1 });
    const page = doc.addPage([792, 612]).node;
    page.set(PDFName.of('Resources'), doc.context.obj({ XObject: { Im: doc.context.register(image) } }));
    const content = doc.context.stream(
      '-29.8081055 611.2716064 -791.057373 -38.5751953 806.4327393 19.6517944 cm /Im Do',
    );
    page.set(PDFName.of('Contents'), doc.context.register(content));
    const { report } = await createInProcessPdf(pdfAssets).redact({
      bytes: await doc.save(),
      marks: [
        { id: '1', page: 1, kind: 'area', quads: [[591, 368, 591, 490, 771, 368, 771, 490]], codes: [] },
      ],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
  });

  it('makes no picture of a page where what is left of lines in letters that are pictures is put on other pixels', async () => {
    const { report } = await createInProcessPdf(pdfAssets).redact({
      bytes: inPictures(),
      marks: [mark([box(40.81, 608.76, 203.99, 781)], 1, undefined)],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
  });
});
