import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDocument, PDFName } from 'pdf-lib';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { box, literal } from '../content/build.ts';
import { numberedCids, shortCff, type FontMaker } from './made-fonts.ts';
import { filledType3, mappedSubset, measuredTrueType, wideSubset } from './measured-fonts.ts';
import { Opponent } from './opponent.ts';

const SECRET_AT = 260;
const PLAIN = 'ENAR';

/** One line, of which the last part lies under a mark. */
async function withSecret(maker: FontMaker, secret: string): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const { object, code } = await maker(doc, PLAIN + secret);
  const show = (x: number, text: string): string =>
    `BT /F1 12 Tf ${x} 250 Td <${[...text].map(code).join('')}> Tj ET\n`;
  const page = doc.addPage([500, 300]).node;
  const content = show(20, PLAIN) + show(SECRET_AT, secret);
  page.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(content)));
  page.set(PDFName.of('Resources'), doc.context.obj(literal({ Font: { F1: object } })));
  return doc.save({ useObjectStreams: false, updateFieldAppearances: false });
}

async function redacted(bytes: Uint8Array): Promise<Uint8Array> {
  const result = await createInProcessPdf(pdfAssets).redact({
    bytes,
    marks: [{ id: 'm', page: 1, kind: 'area', quads: [box(SECRET_AT - 5, 0, 495, 270)], codes: ['10.2.e'] }],
    box: { look: 'black', code: 'none' },
    widthProtection: 'off',
  });
  assert.deepEqual(result.report.pages, [{ page: 1, method: 'removed' }]);
  return result.bytes;
}

/** All that is in the font, but for the numbers of objects. */
const fontOf = async (bytes: Uint8Array): Promise<string> =>
  (await new Opponent(bytes).everythingOfFont()).replaceAll(/\d+ 0 R|\/Length \d+/g, '');

/*
 * Whoever can guess two names that may have stood under a mark makes the document with each of them, and looks which of
 * the two redacted files he was given: there must be nothing to choose between.
 */
describe('a font after one name went, and after another went', function () {
  this.timeout(60_000);

  const kinds: Readonly<Record<string, FontMaker>> = {
    'by the numbers of the whole font, measured on what is used': measuredTrueType,
    'by a map from the numbers of the whole font': mappedSubset,
    'with a box as wide as the widest letter': wideSubset,
    'with one width for all that is not used': filledType3,
    'by place in a Compact Font Format program': shortCff,
    'by character id': numberedCids,
  };
  for (const [kind, maker] of Object.entries(kinds)) {
    it(`${kind}: is the same`, async () => {
      const [one, other] = [await withSecret(maker, 'GQX'), await withSecret(maker, 'BIjz')];
      assert.notEqual(await fontOf(one), await fontOf(other), 'positive control');
      assert.equal(await fontOf(await redacted(one)), await fontOf(await redacted(other)));
    });
  }
});
