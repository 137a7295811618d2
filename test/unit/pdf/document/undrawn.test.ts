import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PdfError, type RedactResult } from '../../../../src/core/ports/pdf.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { box, document, mark, PdfBuilder } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

/** Text that a pattern repeats, once in part: what is removed in a mark makes a picture of the page. */
const PATTERN = '/Pattern cs /P0 scn 190 690 150 20 re f';

/** A font that is not in the file. */
function japanese(builder: PdfBuilder, encoding: string): number {
  return builder.add(
    `<</Type/Font/Subtype/Type0/BaseFont/KozMinPro6N-Regular/Encoding/${encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/KozMinPro6N-Regular/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 4>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/KozMinPro6N-Regular/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>`,
  );
}

/** A page with a Japanese word at 72, 500. */
function page(mode: number, place = '72 500 Td'): Uint8Array {
  const builder = new PdfBuilder();
  const kana = japanese(builder, '90ms-RKSJ-H');
  const pattern = builder.add({
    dict: '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 90 40]/XStep 90/YStep 40/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>',
    data: 'BT /F1 12 Tf 4 10 Td (Patroonwoord) Tj ET',
  });
  return document(
    [
      {
        content: `q ${PATTERN} Q BT ${mode} Tr /K 20 Tf ${place} <82a082a282a4> Tj ET`,
        fonts: `/K ${kana} 0 R`,
        resources: `/Pattern<</P0 ${pattern} 0 R>>`,
      },
    ],
    { builder },
  );
}

/** Lines of writing from the top down, from 50, 770 on; narrow, so that readers disagree on where it is. */
function vertical(codes: string): Uint8Array {
  const builder = new PdfBuilder();
  const kana = japanese(builder, '90ms-RKSJ-V');
  const content = `BT /K 36 Tf 50 Tz 50 770 Td <${codes}> Tj ET`;
  return document([{ content, fonts: `/K ${kana} 0 R` }], { builder });
}

const overPattern = box(185, 685, 265, 715);
const overWord = box(60, 490, 140, 530);

describe('letters that the engine cannot draw', () => {
  const pdf = createInProcessPdf(pdfAssets);
  const redact = (mode: number, ...quads: (typeof overWord)[]): Promise<RedactResult> =>
    pdf.redact({
      bytes: page(mode),
      marks: quads.map((quad) => mark([quad], 1, undefined)),
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
  const methods = ({ report }: RedactResult): readonly string[] => report.pages.map(({ method }) => method);

  it('refuse a picture of their page, which would lack them', async () => {
    await assert.rejects(
      redact(0, overPattern),
      (error) => error instanceof PdfError && error.code === 'unprovable' && error.details['page'] === 1,
    );
  });

  it('are no reason to refuse where they are marked or not to be seen', async () => {
    assert.deepEqual(methods(await redact(0, overPattern, overWord)), ['rasterised']);
    assert.deepEqual(methods(await redact(3, overPattern)), ['rasterised']);
  });

  it('are no reason to refuse where they have no extent, in any font', async () => {
    const { report } = await pdf.redact({
      bytes: page(0, '0 1 0 0 72 500 Tm'),
      marks: [mark([overPattern], 1, undefined)],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(
      report.pages.map(({ method }) => method),
      ['rasterised'],
    );
  });

  const redactLine = (codes: string): Promise<RedactResult> =>
    pdf.redact({
      bytes: vertical(codes),
      marks: [mark([box(30, 600, 100, 640)], 1, undefined)],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });

  it('go where some readers find them in a mark, rather than that the file is refused', async () => {
    const result = await redactLine('6162632082a082a282a46162632082a082a282a4');
    assert.deepEqual(methods(result), ['removed']);
    const [left] = await pdf.text(result.bytes);
    assert.equal(left!.characters.map(({ text }) => text).join(''), 'abc うabc あいう');
  });

  it('let letters go that lie beside a mark and are read in it, rather than that the file is refused', async () => {
    const high = (font: string, builder: PdfBuilder): Uint8Array =>
      document(
        [
          {
            content: 'BT /H 40 Tf 200 600 Td (""""x) Tj /K 20 Tf -128 -100 Td <82a082a2> Tj ET',
            fonts: `/H<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>/K ${font}`,
          },
        ],
        { builder },
      );
    const redactHigh = (bytes: Uint8Array): Promise<RedactResult> =>
      pdf.redact({
        bytes,
        marks: [mark([box(190, 590, 255, 615)], 1, undefined)],
        box: { look: 'black', code: 'none' },
        widthProtection: 'off',
      });
    const builder = new PdfBuilder();
    const result = await redactHigh(high(`${japanese(builder, '90ms-RKSJ-H')} 0 R`, builder));
    assert.deepEqual(methods(result), ['removed']);
    const [left] = await pdf.text(result.bytes);
    assert.match(left!.characters.map(({ text }) => text).join(''), /^x/);
    // Otherwise the look of the page counts.
    const drawn = high('<</Type/Font/Subtype/Type1/BaseFont/Courier>>', new PdfBuilder());
    assert.deepEqual(methods(await redactHigh(drawn)), ['rasterised']);
  });

  it('make a picture of their page where they can be drawn', async () => {
    assert.deepEqual(methods(await redactLine('616263616263616263')), ['rasterised']);
  });
});
