import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { box, document, HELVETICA, mark, PdfBuilder } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { contents } from './contents.ts';

const BASELINE = 520;
const SIZE = 60;

describe('text that an annotation shows', () => {
  const pdf = createInProcessPdf(pdfAssets);

  /** What is left of a note in letters of which the name tells no height, under a mark up to so many em above its line. */
  async function left(top: number): Promise<string> {
    const builder = new PdfBuilder();
    const look = builder.add({
      dict: `/Type/XObject/Subtype/Form/BBox[0 0 300 100]/Resources<</Font<</F1 ${builder.add(HELVETICA)} 0 R>>>>`,
      data: `BT /F1 ${SIZE} Tf 10 20 Td (\\346\\370\\346) Tj ET`,
    });
    const note = builder.add(
      `<</Type/Annot/Subtype/FreeText/F 4/Rect[100 ${BASELINE - 20} 400 ${BASELINE + 80}]/DA(/Helv 60 Tf)/Contents(x)/AP<</N ${look} 0 R>>>>`,
    );
    const bytes = document([{ content: 'q Q', extra: `/Annots[${note} 0 R]` }], { builder });
    const { bytes: redacted } = await pdf.redact({
      bytes,
      marks: [mark([box(90, BASELINE - 10, 400, BASELINE + top * SIZE)], 1, undefined)],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    const [page] = await pdf.text(redacted);
    return page!.characters.map(({ text }) => text).join('');
  }

  it('stays where a mark only touches its line, and goes where it holds the middle of its letters', async () => {
    assert.deepEqual([await left(0.18), await left(0.3)], ['æøæ', '']);
  });

  it('goes where it runs on, beyond the edge of its annotation, into a mark; the rest stays', async () => {
    const builder = new PdfBuilder();
    const look = builder.add({
      dict: `/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 ${builder.add(HELVETICA)} 0 R>>>>`,
      data: 'BT /F1 12 Tf 2 5 Td (Boven) Tj 0 -60 Td (Eronder) Tj ET',
    });
    const note = builder.add(
      '<</Type/Annot/Subtype/Stamp/F 4/Rect[100 500 200 520]/AP<</N ' + look + ' 0 R>>>>',
    );
    const bytes = document([{ content: 'q Q', extra: `/Annots[${note} 0 R]` }], { builder });
    const redact = async (bottom: number): Promise<Uint8Array> => {
      const { bytes: redacted } = await pdf.redact({
        bytes,
        marks: [mark([box(95, bottom, 205, bottom + 25)], 1, undefined)],
        box: { look: 'black', code: 'none' },
        widthProtection: 'off',
      });
      return redacted;
    };
    const [under, away] = [await redact(435), await redact(300)];
    assert.match(await contents(under), /Boven/);
    assert.doesNotMatch(await contents(under), /Eronder/);
    assert.match(await contents(away), /Eronder/);
  });

  it('is no leak where another annotation shows the same, however that is spelled', async () => {
    const builder = new PdfBuilder();
    const font = builder.add(HELVETICA);
    const note = (text: string, bottom: number): number => {
      const look = builder.add({
        dict: `/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 ${font} 0 R>>>>`,
        data: `BT /F1 12 Tf 2 5 Td (${text}) Tj ET`,
      });
      return builder.add(
        `<</Type/Annot/Subtype/Stamp/F 4/Rect[100 ${bottom} 200 ${bottom + 20}]/AP<</N ${look} 0 R>>>>`,
      );
    };
    const notes = [note('Zebravink', 500), note('\\132ebra\\166ink', 300)];
    const bytes = document(
      [{ content: 'q Q', extra: `/Annots[${notes.map((each) => `${each} 0 R`).join(' ')}]` }],
      { builder },
    );
    const { bytes: redacted, report } = await pdf.redact({
      bytes,
      marks: [mark([box(95, 495, 205, 525)], 1, undefined)],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(
      report.pages.map(({ method }) => method),
      ['removed'],
    );
    const [page] = await pdf.text(redacted);
    assert.equal(page!.characters.map(({ text }) => text).join(''), 'Zebravink');
  });

  it('does not come to light where viewers draw fields anew, and what they draw stays', async () => {
    const builder = new PdfBuilder();
    const font = builder.add(HELVETICA);
    const look = builder.add({
      dict: `/Type/XObject/Subtype/Form/BBox[0 0 220 20]/Resources<</Font<</F1 ${font} 0 R>>>>`,
      data: 'BT /F1 12 Tf 60 5 Td (Zebravink) Tj ET',
    });
    const field = (name: string, value: string, bottom: number): number =>
      builder.add(
        `<</Type/Annot/Subtype/Widget/FT/Tx/T(${name})/V(${value})/DA(/F1 12 Tf 0 g)/F 4/Rect[120 ${bottom} 340 ${bottom + 20}]/AP<</N ${look} 0 R>>>>`,
      );
    const fields = [field('a', 'heer Zebravink', 695), field('b', 'ander', 595)]
      .map((each) => `${each} 0 R`)
      .join(' ');
    const form = `/Fields[${fields}]/DR<</Font<</F1 ${font} 0 R>>>>/DA(/F1 12 Tf 0 g)/NeedAppearances true`;
    const bytes = document([{ content: 'q Q', extra: `/Annots[${fields}]` }], {
      builder,
      catalog: `/AcroForm<<${form}>>`,
    });
    const { bytes: redacted } = await pdf.redact({
      bytes,
      marks: [mark([box(146, 695, 204, 715)], 1, 'Zebravink')],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    const [page] = await pdf.text(redacted);
    const text = page!.characters.map((character) => character.text).join('');
    assert.match(text, /heer/);
    assert.match(text, /ander/);
    assert.doesNotMatch(text, /Zebra|vink/);
  });
});
