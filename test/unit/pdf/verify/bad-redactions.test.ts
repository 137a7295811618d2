import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { VerificationProblem } from '../../../../src/core/ports/pdf.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import {
  ANCHOR,
  PLAIN_LINE,
  SECRET,
  PdfBuilder,
  document,
  linePlaces,
} from '../../../conformance/hiding/builder.ts';

/* The bad redactions that others make, each found without a sidecar; and what looks like one and is none. */

const { quad } = linePlaces();
const [l, t, r, , , b] = quad;
const rect = `${l} ${b} ${r - l} ${t - b} re f`;

describe('bad redactions of others', () => {
  const pdf = createInProcessPdf(pdfAssets);
  let kinds: (bytes: Uint8Array) => Promise<VerificationProblem['kind'][]>;
  before(() => {
    kinds = async (bytes) => {
      const report = await pdf.verify(bytes);
      assert.equal(JSON.stringify(report).includes(SECRET), false);
      assert.equal(report.ok, report.problems.length === 0);
      return report.problems.map(({ kind }) => kind);
    };
  });

  const page = (content: string, extra = '', resources = ''): Uint8Array =>
    document([{ content: content + ANCHOR, extra, resources }]);
  const PIXEL = '/XObject<</I0 1 0 R>>';
  const withImage = (content: string, fill: string): Uint8Array => {
    const builder = new PdfBuilder();
    builder.stream(
      Buffer.from(fill, 'hex'),
      '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8',
    );
    return document([{ content: content + ANCHOR, resources: PIXEL }], { builder });
  };

  const found: readonly (readonly [string, () => Uint8Array, VerificationProblem['kind']])[] = [
    ['a black rectangle over text', () => page(`${PLAIN_LINE}q 0 g ${rect} Q\n`), 'text-under-box'],
    ['a white rectangle over text', () => page(`${PLAIN_LINE}q 1 g ${rect} Q\n`), 'text-under-box'],
    ['a coloured rectangle in a form', () => formOver(), 'text-under-box'],
    [
      'a rectangle drawn as lines',
      () => page(`${PLAIN_LINE}q 0.5 g ${l} ${b} m ${r} ${b} l ${r} ${t} l ${l} ${t} l h f Q\n`),
      'text-under-box',
    ],
    [
      'text in the colour of the box below it',
      () => page(`q 0 0 1 rg ${rect} Q BT 0 0 1 rg /F1 20 Tf ${l} 700 Td (${SECRET}) Tj ET\n`),
      'text-under-box',
    ],
    [
      'a square annotation',
      () =>
        page(
          PLAIN_LINE,
          `/Annots[<</Type/Annot/Subtype/Square/F 4/Rect[${l} ${b} ${r} ${t}]/C[0 0 0]/IC[0 0 0]>>]`,
        ),
      'text-under-box',
    ],
    [
      'an image over text',
      () => withImage(`${PLAIN_LINE}q ${r - l} 0 0 ${t - b} ${l} ${b} cm /I0 Do Q\n`, '00'),
      'text-under-image',
    ],
    [
      'redactions that were never applied',
      () => page(PLAIN_LINE, `/Annots[<</Type/Annot/Subtype/Redact/Rect[${l} ${b} ${r} ${t}]/IC[0 0 0]>>]`),
      'unapplied-redaction',
    ],
    ['an older revision that says more', () => twoRevisions(), 'old-revision'],
  ];
  for (const [what, make, kind] of found) {
    it(`finds ${what}`, async () => {
      const all = await kinds(make());
      assert.ok(all.includes(kind), all.join());
    });
  }

  const fine: readonly (readonly [string, () => Uint8Array])[] = [
    ['plain text', () => page(PLAIN_LINE)],
    ['text on a coloured ground', () => page(`q 0.9 0.9 0 rg ${rect} Q\n${PLAIN_LINE}`)],
    [
      'a transparent highlight',
      () => page(`${PLAIN_LINE}q /A gs 1 1 0 rg ${rect} Q\n`, '', '/ExtGState<</A<</ca 0.4>>>>'),
    ],
    ['a rule through text', () => page(`${PLAIN_LINE}q 0 g ${l} 705 ${r - l} 1 re f Q\n`)],
    ['a box with nothing under it', () => page(`q 0 g 72 300 100 20 re f Q\n${PLAIN_LINE}`)],
    ['a placeholder', () => page(`BT /F1 20 Tf ${l} 700 Td (XXXXXXX) Tj ET q 0 g ${rect} Q\n`)],
    ['a picture beside text', () => withImage(`${PLAIN_LINE}q 100 0 0 100 72 300 cm /I0 Do Q\n`, '80')],
  ];
  for (const [what, make] of fine) {
    it(`leaves ${what} alone`, async () => {
      assert.deepEqual(await kinds(make()), []);
    });
  }

  function formOver(): Uint8Array {
    const builder = new PdfBuilder();
    builder.stream(
      `0.2 0.4 0.6 rg 0 0 ${r - l} ${t - b} re f`,
      `/Type/XObject/Subtype/Form/BBox[0 0 ${r - l} ${t - b}]`,
    );
    return document(
      [
        {
          content: `${PLAIN_LINE}q 1 0 0 1 ${l} ${b} cm /F0 Do Q\n${ANCHOR}`,
          resources: '/XObject<</F0 1 0 R>>',
        },
      ],
      { builder },
    );
  }

  /** The page's content is replaced by an incremental update (ISO 32000-2, 7.5.6). */
  function twoRevisions(): Uint8Array {
    const builder = new PdfBuilder();
    const content = builder.stream(PLAIN_LINE);
    const tree = builder.reserve();
    const leaf = builder.add(
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents ${content} 0 R>>`,
    );
    builder.set(tree, `<</Type/Pages/Kids[${leaf} 0 R]/Count 1>>`);
    const first = Buffer.from(builder.build(builder.add(`<</Type/Catalog/Pages ${tree} 0 R>>`)));
    const before = first.lastIndexOf('startxref');
    const previous = Number(
      first
        .toString('latin1', before + 9, first.length)
        .trim()
        .split('\n')[0],
    );
    const object = `${content} 0 obj\n<</Length 4>>\nstream\nq Q \nendstream\nendobj\n`;
    const update =
      `xref\n${content} 1\n${String(first.length).padStart(10, '0')} 00000 n \n` +
      `trailer\n<</Size 5/Root 4 0 R/Prev ${previous}>>\nstartxref\n${first.length + object.length}\n%%EOF\n`;
    return new Uint8Array(Buffer.concat([first, Buffer.from(object + update, 'latin1')]));
  }
});
