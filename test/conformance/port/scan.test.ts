import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { pointInQuad } from '../../../src/core/text/geometry.ts';
import type { PageText } from '../../../src/core/text/characters.ts';
import { quadsForRange } from '../../../src/core/text/quads.ts';
import { openPdfPort } from '../../fixtures/pdf-port.ts';
import { PdfBuilder, document, helvetica, mark } from '../hiding/builder.ts';
import { popplerPage, type Picture } from '../readers.ts';

const DPI = 200;
const SIZE = 11;
const LEFT = 60;
const LINES = [
  'De heer Joris van der Vijgh, ambtenaar,',
  'woont aan de Kerkstraat (nummer twaalf)',
  'en heeft u op 3 juni gebeld; zie bijlage IV.',
];
const lineY = (line: number): number => 760 - 14 * line;

interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

const WORDS: readonly Word[] = LINES.flatMap((line, number) => {
  let start = '';
  return line.split(' ').map((text) => {
    const left = LEFT + helvetica(start, SIZE);
    start += `${text} `;
    return { text, left, right: left + helvetica(text, SIZE), baseline: lineY(number) };
  });
});

/**
 * A page that is a picture of its text, with that text behind it as programs for recognition put it: each word, with the
 * space behind it, is stretched over its picture, so that its last letters stand before their picture, all of one width.
 */
function scanned(picture: Picture, place: 'invisible' | 'under the picture'): Uint8Array {
  const builder = new PdfBuilder();
  const grey = new Uint8Array(picture.width * picture.height).map(
    (_, i) => picture.data[i * picture.channels]!,
  );
  const image = builder.stream(
    grey,
    `/Type/XObject/Subtype/Image/Width ${picture.width}/Height ${picture.height}/ColorSpace/DeviceGray/BitsPerComponent 8`,
  );
  const font = builder.add(`<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>`);
  const texts = WORDS.map(({ text, left, right, baseline }) => {
    const stretched = (100 * (right - left)) / (0.6 * SIZE * (text.length + 1));
    return `/F2 ${SIZE} Tf ${stretched} Tz 1 0 0 1 ${left} ${baseline} Tm (${escaped(text)} ) Tj\n`;
  });
  const scan = 'q 595 0 0 842 0 0 cm /Im0 Do Q';
  const content =
    place === 'invisible' ? `${scan} BT 3 Tr\n${texts.join('')}ET` : `BT\n${texts.join('')}ET ${scan}`;
  return document([{ content, fonts: `/F2 ${font} 0 R`, resources: `/XObject<</Im0 ${image} 0 R>>` }], {
    builder,
  });
}

const escaped = (text: string): string => text.replace(/[()]/g, '\\$&');

function printed(): Uint8Array {
  const shown = WORDS.map(
    ({ text, left, baseline }) => `BT /F1 ${SIZE} Tf ${left} ${baseline} Td (${escaped(text)}) Tj ET\n`,
  );
  return document([{ content: shown.join('') }]);
}

/** Where each word stands in the text of the page, which has them in order. */
function rangesOf(page: PageText): { start: number; end: number }[] {
  const text = page.characters
    .map((character) => (character.text.trim() === '' ? ' ' : character.text))
    .join('');
  return [...text.matchAll(/\S+/g)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** Pixels with ink of a word in a picture of the page, as points of user space. */
function inkOf({ left, right, baseline }: Word, { width, channels, data }: Picture): [number, number][] {
  const found: [number, number][] = [];
  const scale = DPI / 72;
  for (let y = Math.floor((842 - baseline - 8.5) * scale); y < (842 - baseline + 2.6) * scale; y++)
    for (let x = Math.floor(left * scale); x < right * scale; x++)
      if (data[(y * width + x) * channels]! < 128) found.push([(x + 0.5) / scale, 842 - (y + 0.5) / scale]);
  return found;
}

for (const place of ['invisible', 'under the picture'] as const) {
  describe(`a scan with its text behind it, ${place}`, () => {
    const port = openPdfPort();
    const picture = popplerPage(printed(), 1, DPI);
    const source = scanned(picture, place);
    after(() => port.dispose());

    it('gives marks that hide all of a word’s picture and nothing of the words beside it', async () => {
      const [page] = await port.text(source.slice());
      assert.ok(page);
      const ranges = rangesOf(page);
      assert.equal(ranges.length, WORDS.length);
      for (const [number, word] of WORDS.entries()) {
        const { start, end } = ranges[number]!;
        const { quads, quote } = quadsForRange(page, start, end);
        assert.equal(quote, word.text);
        const shown = (each: Word, hidden: boolean): number =>
          inkOf(each, picture).filter((point) => quads.some((quad) => pointInQuad(point, quad)) === hidden)
            .length;
        assert.ok(inkOf(word, picture).length > 20, `no picture of ${word.text}`);
        assert.equal(shown(word, false), 0, `ink of ${word.text} beside its mark`);
        for (const beside of [WORDS[number - 1], WORDS[number + 1]])
          if (beside)
            assert.equal(shown(beside, true), 0, `ink of ${beside.text} in the mark on ${word.text}`);
      }
    });

    it('is redacted so that nothing of the word is left, in the picture and in the text', async () => {
      const [page] = await port.text(source.slice());
      assert.ok(page);
      const number = WORDS.findIndex(({ text }) => text === 'Kerkstraat');
      const word = WORDS[number]!;
      const { start, end } = rangesOf(page)[number]!;
      const { quads } = quadsForRange(page, start, end);
      const { bytes } = await port.redact({
        bytes: source.slice(),
        marks: [mark(quads, 1, word.text)],
        box: { look: 'white', code: 'beside' },
        widthProtection: 'off',
      });
      const [read] = await port.text(bytes.slice());
      const text = read?.characters.map((character) => character.text).join('') ?? '';
      assert.ok(!text.includes('Kerk') && text.includes('(nummer'), text);
      const after = popplerPage(bytes, 1, DPI);
      const left = inkOf(word, after).filter((point) => !quads.some((quad) => pointInQuad(point, quad)));
      assert.deepEqual(left, []);
    });
  });
}
