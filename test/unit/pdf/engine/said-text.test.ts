import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { PDFContext } from 'pdf-lib';
import type { PageText } from '../../../../src/core/text/characters.ts';
import { quadsForRange } from '../../../../src/core/text/quads.ts';
import { Engine } from '../../../../src/pdf/engine/engine.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { buildPdf, form, type PageSource } from '../content/build.ts';

const SAID = 'Een regel met een naam erin';
/** The same line in several strings, as programs that justify lines write it. */
const LINE = '(Een reg) Tj (el met) Tj [( een ) -200 (naam erin)] TJ';

describe('text that is said in words of its own', () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.start(readFileSync(join(pdfAssets.engine, 'pdfium.wasm')));
  });

  async function read(
    pages: Parameters<typeof buildPdf>[0],
  ): Promise<{ readonly page: PageText; readonly text: string }> {
    const bytes = await buildPdf(pages);
    return engine.withDocument(bytes, (document) =>
      document.withPage(0, (open) => {
        const characters = open.characters();
        const text = characters.map((each) => each.text).join('');
        return { page: { geometry: open.geometry, characters }, text };
      }),
    );
  }

  /** Left and right of the mark on a word. */
  function placeOf({ page, text }: { page: PageText; text: string }, word: string): readonly number[] {
    const start = text.indexOf(word);
    assert.ok(start >= 0, `${word} in ${text}`);
    const { quads } = quadsForRange(page, start, start + word.length);
    assert.equal(quads.length, 1);
    return [quads[0]![0], quads[0]![2]];
  }

  const shown = (content: string): PageSource[] => [{ content: `BT /F1 14 Tf 40 200 Td ${content} ET` }];
  const within = (found: readonly number[], wanted: readonly number[]): void =>
    found.forEach((each, i) =>
      assert.ok(Math.abs(each - wanted[i]!) < 0.1, `${found.join()} for ${wanted.join()}`),
    );

  for (const word of ['regel', 'naam', 'erin']) {
    it(`has the places of the glyphs where these spell the same (${word})`, async () => {
      const plain = await read(shown(LINE));
      const told = await read(shown(`/Span <</ActualText (${SAID})>> BDC ${LINE} EMC`));
      assert.equal(told.text, plain.text);
      within(placeOf(told, word), placeOf(plain, word));
    });
  }

  it('has the place of all glyphs that spell something else', async () => {
    const plain = await read(shown('(Aan Q#x%z en zo) Tj'));
    const told = await read(shown('/Span <</ActualText (Aan Jan Bos en zo)>> BDC (Aan Q#x%z en zo) Tj EMC'));
    assert.equal(told.text, 'Aan Jan Bos en zo');
    within(placeOf(told, 'Jan'), placeOf(plain, 'Q#x%z'));
    within(placeOf(told, 'Bos'), placeOf(plain, 'Q#x%z'));
    within(placeOf(told, 'zo'), placeOf(plain, 'zo'));
  });

  it('keeps the places of what is the same between words that differ', async () => {
    const line = '(Aan Q#x van de Qy#te voor) Tj';
    const plain = await read(shown(line));
    const told = await read(shown(`/Span <</ActualText (Aan Jan van de Griffie voor)>> BDC ${line} EMC`));
    assert.equal(told.text, 'Aan Jan van de Griffie voor');
    within(placeOf(told, 'Jan'), placeOf(plain, 'Q#x'));
    within(placeOf(told, 'van'), placeOf(plain, 'van'));
    within(placeOf(told, 'Griffi').slice(0, 1), placeOf(plain, 'Qy#t').slice(0, 1));
    within(placeOf(told, 'voor'), placeOf(plain, 'voor'));
  });

  it('keeps glyphs that are shown though nothing is told of them, and has a place for letters that are not shown', async () => {
    const more = await read(shown('/Span <</ActualText (Jan)>> BDC (Jan Bos) Tj EMC'));
    assert.equal(more.text, 'Jan Bos');
    const less = await read(shown('/Span <</ActualText (Jan Bos)>> BDC (Jan) Tj EMC'));
    assert.equal(less.text, 'Jan Bos');
    within(
      placeOf(less, 'Bos'),
      placeOf(await read(shown('( )Tj (Ja) Tj (n) Tj')), 'n').map((x) => x - 3.89),
    );
    const blank = await read(shown('/Span <</ActualText (Jan)>> BDC (  ) Tj EMC'));
    assert.equal(blank.text, 'Jan');
  });

  it('has the places on the page of glyphs in a form with a matrix', async () => {
    const inForm = (say: string) => (context: PDFContext) => [
      {
        content: 'q .5 0 0 .5 100 50 cm /X Do Q',
        resources: {
          XObject: {
            X: form(context, `BT /F1 28 Tf 0 0 Td ${say} (naam) Tj EMC ET`, { Matrix: [1, 0, 0, 1, 40, 30] }),
          },
        },
      },
    ];
    const plain = await read(inForm('/Span BMC'));
    const told = await read(inForm('/Span <</ActualText (naam)>> BDC'));
    const other = await read(inForm('/Span <</ActualText (Jan)>> BDC'));
    within(placeOf(told, 'naam'), placeOf(plain, 'naam'));
    within(placeOf(other, 'Jan'), placeOf(plain, 'naam'));
    within(placeOf(plain, 'naam'), [120, 120 + 14 * 2.501]);
  });

  it('tells the same each time that a page is opened', async () => {
    const bytes = await buildPdf(shown('/Span <</ActualText (Jan)>> BDC (Q#x) Tj EMC'));
    const texts = engine.withDocument(bytes, (document) =>
      [0, 1].map(() => {
        const page = document.openPage(0);
        try {
          const first = page.characters();
          page.closeText();
          return [first, page.characters()].map((list) => list.map((each) => each.text).join(''));
        } finally {
          page.close();
        }
      }),
    );
    assert.deepEqual(texts.flat(), ['Jan', 'Jan', 'Jan', 'Jan']);
  });
});
