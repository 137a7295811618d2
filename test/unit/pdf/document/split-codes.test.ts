import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import {
  ANCHOR,
  PLAIN_LINE,
  SECRET,
  PdfBuilder,
  document,
  linePlaces,
  mark,
  type PageSpec,
} from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { contents } from './contents.ts';

const SYMBOL = '/F7<</Type/Font/Subtype/Type1/BaseFont/Symbol>>';

/** Codes that spell the secret, shown in a font. */
const shown = (operator: string): string => `BT /F7 12 Tf 72 300 Td ${operator} ET\n`;

describe('codes that spell a quote', () => {
  for (const [how, operator] of [
    ['a string', `(x${SECRET}) Tj`],
    [
      'an array',
      `[(x${SECRET.slice(0, 3)}\\${SECRET.charCodeAt(3).toString(8)}${SECRET.slice(4)}) -100 (y)] TJ`,
    ],
    ['hexadecimal digits', `<${Buffer.from(SECRET).toString('hex')}> Tj`],
  ] as const) {
    it(`come apart in ${how} where their font shows something else`, async () => {
      const { bytes, report } = await redacted({ content: shown(operator), fonts: SYMBOL });
      assert.deepEqual(
        report.pages.map(({ method }) => method),
        ['removed', 'unchanged'],
      );
      const decoded = await contents(bytes);
      assert.ok(!decoded.includes(SECRET));
      assert.match(decoded, /\] TJ/);
    });
  }

  it('stay one string where their font shows the quote, and the page becomes a picture', async () => {
    const names = [...SECRET].map((letter) => `${letter.charCodeAt(0)}/${letter}`).join(' ');
    const builder = new PdfBuilder();
    const font = `<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[${names}]>>>>`;
    const cell = builder.stream(
      shown(`(${SECRET}) Tj`).replace('72 300', '2 20'),
      `/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 100 40]/XStep 100/YStep 40/Resources<</Font<</F7 ${font}>>>>`,
    );
    const { report } = await redacted({
      content: '/Pattern cs /P1 scn 72 100 200 80 re f\n',
      resources: `/Pattern<</P1 ${cell} 0 R>>`,
      builder,
    });
    assert.equal(report.pages[1]?.method, 'rasterised');
  });
});

type Redacted = Awaited<ReturnType<ReturnType<typeof createInProcessPdf>['redact']>>;

function redacted({
  builder,
  content,
  ...rest
}: PageSpec & { readonly builder?: PdfBuilder }): Promise<Redacted> {
  const pages = [{ content: PLAIN_LINE + ANCHOR }, { content: ANCHOR + String(content), ...rest }];
  return createInProcessPdf(pdfAssets).redact({
    bytes: document(pages, builder ? { builder } : {}),
    marks: [mark([linePlaces().quad])],
    box: { look: 'black', code: 'none' },
    widthProtection: 'off',
  });
}
