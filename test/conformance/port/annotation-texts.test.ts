import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { findInPage } from '../../../src/core/text/find.ts';
import { quadsForRange } from '../../../src/core/text/quads.ts';
import type { PageText } from '../../../src/core/text/characters.ts';
import { openPdfPort } from '../../fixtures/pdf-port.ts';
import { HELVETICA, PdfBuilder, SECRET, document, mark } from '../hiding/builder.ts';
import { holds, popplerText } from '../readers.ts';

/** Where a text stands: in a field with its look, without, or with an old one; in text on the page, in a stamp. */
const KINDS = ['field', 'field without a look', 'field with an old look', 'FreeText', 'Stamp'] as const;

/** A page that says "Naam: … geboren op 12 mei", of which the name is no content of the page. */
function filledIn(kind: (typeof KINDS)[number]): Uint8Array {
  const builder = new PdfBuilder();
  const font = builder.add(HELVETICA);
  const [isField, isBare] = [kind.startsWith('field'), kind === 'field without a look'];
  const isOld = kind === 'field with an old look';
  const look = builder.stream(
    `BT /F1 12 Tf ${isOld ? 60 : 2} 5 Td (de heer ${SECRET}) Tj ET`,
    `/Type/XObject/Subtype/Form/BBox[0 0 220 20]/Resources<</Font<</F1 ${font} 0 R>>>>`,
  );
  const value = isField
    ? `/Subtype/Widget/FT/Tx/T(naam)/V(de heer ${SECRET})/DA(/F1 12 Tf 0 g)`
    : `/Subtype/${kind}/Contents(${SECRET})/DA(/F1 12 Tf 0 g)`;
  const rect = `/Rect[120 695 340 715]/F 4${isBare ? '' : `/AP<</N ${look} 0 R>>`}`;
  const annotation = builder.add(`<</Type/Annot${value}${rect}>>`);
  const hidden = builder.add(`<</Type/Annot/Subtype/Stamp/Rect[120 595 340 615]/F 2/AP<</N ${look} 0 R>>>>`);
  const content =
    'BT /F1 12 Tf 72 700 Td (Naam:) Tj 280 0 Td (geboren op 12 mei) Tj -280 -40 Td (Ondertekend te Utrecht) Tj ET';
  const catalog = isField
    ? `/AcroForm<</Fields[${annotation} 0 R]/DR<</Font<</F1 ${font} 0 R>>>>/DA(/F1 12 Tf 0 g)${isOld ? '/NeedAppearances true' : ''}>>`
    : '';
  return document([{ content, extra: `/Annots[${annotation} 0 R ${isField ? '' : `${hidden} 0 R`}]` }], {
    builder,
    catalog,
  });
}

const wordsOf = (page: PageText): string =>
  page.characters
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s+/g, ' ');

for (const kind of KINDS) {
  describe(`text of a page that stands in a ${kind}`, () => {
    const port = openPdfPort();
    const source = filledIn(kind);
    after(() => port.dispose());

    it('is read where it stands', async () => {
      const [page] = await port.text(source.slice());
      assert.equal(wordsOf(page!), `Naam: de heer ${SECRET} geboren op 12 mei Ondertekend te Utrecht`);
    });

    it('can be found and marked, and then is gone while the rest stays', async () => {
      const [page] = await port.text(source.slice());
      const [found] = findInPage(page!, SECRET);
      assert.ok(found);
      const { quads, quote } = quadsForRange(page!, found.start, found.end);
      assert.equal(quote, SECRET);
      const { bytes, report } = await port.redact({
        bytes: source.slice(),
        marks: [mark(quads)],
        box: { look: 'black', code: 'inside' },
        widthProtection: 'off',
      });
      assert.deepEqual(
        report.pages.map(({ method }) => method),
        ['removed'],
      );
      assert.ok(!holds(bytes, SECRET));
      const text = popplerText(bytes).replaceAll(/\s+/g, ' ');
      for (const rest of ['Naam: de heer', 'geboren op 12 mei', 'Ondertekend te Utrecht'])
        assert.ok(text.includes(rest));
    });
  });
}
