import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDict, PDFDocument, PDFName, PDFStream } from 'pdf-lib';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { streamBytes } from '../../../../src/pdf/objects/stream-bytes.ts';
import { PdfBuilder, box, document, helvetica, mark } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

const [BEFORE, AFTER] = ['Gesproken met ', ' over de zaak.'];
const LEFT = 72 + helvetica(BEFORE, 12);
const GREY = '0.5 g';

/** Draws from a place on, in its own way. */
type Look = (left: number, width: number) => string;

const LOOKS: Readonly<Record<string, Look>> = {
  'a highlight': (left, width) => `1 1 0 rg ${left} 694 ${width} 20 re f`,
  'a highlight with round ends': (left, width) =>
    `1 1 0 rg ${left} 694 m ${left - 3} 699 ${left - 3} 709 ${left} 714 c ${left + width} 714 l ` +
    `${left + width + 3} 709 ${left + width + 3} 699 ${left + width} 694 c h f`,
  'an underline': (left, width) => `1 0 0 RG ${left} 694.5 m ${left + width} 694.5 l S`,
};

type Redacted = Awaited<ReturnType<ReturnType<typeof createInProcessPdf>['redact']>>;

/** A page on which a name is marked, with an annotation. */
function redacted(builder: PdfBuilder, name: string, annotation: number): Promise<Redacted> {
  const content = `BT ${GREY} /F1 12 Tf 72 700 Td (${BEFORE}${name}${AFTER}) Tj ET`;
  return createInProcessPdf(pdfAssets).redact({
    bytes: document([{ content, extra: `/Annots[${annotation} 0 R]` }], { builder }),
    marks: [{ ...mark([box(LEFT, 697, LEFT + helvetica(name, 12), 709)], 1, name), id: 'm' }],
    box: { look: 'black', code: 'none' },
    widthProtection: 'strict',
  });
}

async function markersOf(bytes: Uint8Array): Promise<string[]> {
  const { context } = await PDFDocument.load(bytes);
  return context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFDict && object.has(PDFName.of('QuadPoints')) ? [String(object)] : [],
    );
}

/** Content, forms and boxes of a page on which a name is marked that has a look of its own. */
async function written(name: string, look: Look, behind = 0): Promise<string> {
  const end = LEFT + helvetica(name, 12);
  const left = behind > 0 ? end + behind : LEFT;
  const right = behind > 0 ? left + 40 : end;
  const builder = new PdfBuilder();
  const rect = `[${left - 4} 693 ${right + 4} 715]`;
  const form = builder.stream(look(left, right - left), `/Type/XObject/Subtype/Form/BBox${rect}`);
  const annotation = builder.add(
    `<</Type/Annot/Subtype/Highlight/Rect${rect}/QuadPoints[${left} 714 ${right} 714 ${left} 694 ${right} 694]/C[1 1 0]/F 4/AP<</N ${form} 0 R>>>>`,
  );
  const result = await redacted(builder, name, annotation);
  assert.deepEqual(result.report.pages, [{ page: 1, method: 'removed' }]);
  const { context } = await PDFDocument.load(result.bytes);
  const parts = context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (object instanceof PDFDict && object.has(PDFName.of('QuadPoints'))) return [String(object)];
    if (!(object instanceof PDFStream)) return [];
    const text = Buffer.from(streamBytes(object, 1 << 20)).toString('latin1');
    return [`${String(object.dict.get(PDFName.of('BBox')) ?? '')} ${text}`];
  });
  return parts.join('\n');
}

describe('the look of a marker on text that moves', () => {
  for (const [what, look] of Object.entries(LOOKS)) {
    it(`tells nothing of a name under ${what}`, async () => {
      // As wide within a point, and without kerning.
      const [one, other] = await Promise.all(
        ['Ina van der Bosch', 'Lia van der Bosch'].map((name) => written(name, look)),
      );
      assert.equal(one, other);
    });

    it(`tells nothing of a name behind which is ${what}`, async () => {
      const [one, other] = await Promise.all(
        ['Ina van der Bosch', 'Lia van der Bosch'].map((name) => written(name, look, 20)),
      );
      assert.match(one!, /QuadPoints/);
      assert.equal(one, other);
    });
  }

  for (const [subtype, more] of [
    ['Squiggly', ''],
    ['Highlight', ' 72 690 200 690 72 674 200 674'],
  ] as const) {
    it(`goes where it is a ${subtype} ${more === '' ? 'with waves' : 'over several lines'}, on the marked line`, async () => {
      const builder = new PdfBuilder();
      const name = 'Ina van der Bosch';
      const end = LEFT + helvetica(name, 12);
      const waves = Array.from({ length: 40 }, (_, i) => `${LEFT + 2 * i} ${694 + 2 * (i % 2)} l`).join(' ');
      const drawing = more === '' ? `${LEFT} 694 m ${waves} S` : `${LEFT} 694 90 20 re 72 674 128 16 re f`;
      const form = builder.stream(drawing, '/Type/XObject/Subtype/Form/BBox[72 674 300 714]');
      const quads = `${LEFT} 714 ${end} 714 ${LEFT} 694 ${end} 694${more}`;
      const { bytes, report } = await redacted(
        builder,
        name,
        builder.add(
          `<</Type/Annot/Subtype/${subtype}/Rect[72 674 300 714]/QuadPoints[${quads}]/C[1 1 0]/F 4/AP<</N ${form} 0 R>>>>`,
        ),
      );
      assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
      const left = (await markersOf(bytes)).map((each) => each.replace(/\s+/g, ' '));
      assert.equal(left.length, more === '' ? 0 : 1);
      for (const each of left) assert.match(each, /QuadPoints \[ 72 690 200 690 72 674 200 674 \]/);
    });
  }

  it('says so where someone drew around a word that moves', async () => {
    const builder = new PdfBuilder();
    const name = 'Ina van der Bosch';
    const end = LEFT + helvetica(name, 12);
    const around = builder.add(
      `<</Type/Annot/Subtype/Square/Rect[${end + 20} 694 ${end + 60} 714]/C[1 0 0]/F 4>>`,
    );
    const { report } = await redacted(builder, name, around);
    assert.deepEqual(report.pages, [{ page: 1, method: 'removed', cramped: true }]);
  });
});
