import assert from 'node:assert/strict';
import { StandardFontEmbedder, StandardFonts } from 'pdf-lib';
import { describe, it } from 'mocha';
import type { WidthProtection } from '../../../../src/core/ports/pdf.ts';
import { protectedWidth } from '../../../../src/pdf/content/width-protection.ts';
import { bitsOf, syntheticNames } from '../../../fixtures/names.ts';
import { buildPdf, redact } from './build.ts';
import { contentOf, markOf, wordOf } from './checks.ts';

/** What the width of a gap tells about which of the names was in it, in bits: the entropy of the widths. */
function bits(level: WidthProtection): number {
  const font = StandardFontEmbedder.for(StandardFonts.Helvetica as never);
  return bitsOf(
    syntheticNames().map((name) => protectedWidth(font.widthOfTextAtSize(name, 11), 11, level).toFixed(3)),
  );
}

describe('width protection', () => {
  it('leaves at most 3 bits of a name in standard, 1 in strict', () => {
    assert.ok(syntheticNames().length === 20_000);
    assert.ok(bits('off') > 7, `off: ${bits('off')}`);
    assert.ok(bits('standard') <= 3, `standard: ${bits('standard')}`);
    assert.ok(bits('strict') <= 1, `strict: ${bits('strict')}`);
  }).timeout(20_000);

  it('only ever widens, by less than a step', () => {
    for (let width = 0.5; width < 200; width += 0.37) {
      const shown = protectedWidth(width, 10, 'standard');
      assert.ok(shown >= width - 1e-6 && shown < width + 10);
      assert.equal(protectedWidth(width, 10, 'off'), width);
    }
  }).timeout(20_000);

  const cases: Readonly<Record<string, string>> = {
    'in one string': 'BT /F1 12 Tf 30 200 Td (voor Geheim na het gat) Tj 0 -20 Td (onder) Tj ET',
    'over strings':
      'BT /F1 12 Tf 30 200 Td (voor ) Tj (Geh) Tj (eim) Tj ( na het gat) Tj 0 -20 Td (onder) Tj ET',
    'with a place for each piece':
      'BT /F1 12 Tf 30 200 Td (voor ) Tj ET BT 1 0 0 1 57.3 200 Tm (Geheim) Tj ET BT 1 0 0 1 99 200 Tm ( na het gat) Tj ET BT 1 0 0 1 30 180 Tm (onder) Tj ET',
    'with a place for each letter':
      'BT /F1 12 Tf 30 200 Td (voor ) Tj 27.3 0 Td (G) Tj 9.34 0 Td (e) Tj 6.67 0 Td (h) Tj 6.67 0 Td (eim) Tj 19.3 0 Td ( na het gat) Tj -69.28 -20 Td (onder) Tj ET',
    scaled:
      'q 0.5 0 0 0.5 0 100 cm BT /F1 2 Tf 12 0 0 12 60 200 Tm (voor Geheim na het gat) Tj 0 -2 Td (onder) Tj ET Q',
  };
  for (const [name, content] of Object.entries(cases)) {
    it(`moves what follows on the line, and nothing else: ${name}`, async () => {
      const before = await buildPdf([{ content }]);
      const mark = markOf(before, 'Geheim');
      const { bytes, removals } = await redact(before, { 0: [mark] }, { widthProtection: 'standard' });
      const [removal] = removals;
      const x = (file: Uint8Array, word: string): number => wordOf(file, word)[0]!.origin[0];
      const shift = x(bytes, 'na') - x(before, 'na');
      assert.ok(shift > 0.01 && shift < 12.01, `${shift}`);
      assert.ok(Math.abs(x(bytes, 'gat') - x(before, 'gat') - shift) < 0.02);
      assert.equal(x(bytes, 'voor'), x(before, 'voor'));
      assert.equal(x(bytes, 'onder'), x(before, 'onder'));
      const told = removal!.gaps.reduce((sum, gap) => sum + gap.shift, 0);
      assert.ok(Math.abs(told - shift) < 0.02, `told ${told}, is ${shift}`);
      assert.ok(removal!.moved.length > 0);
      const right = Math.max(...removal!.moved.map((quad) => quad[2]));
      assert.ok(right >= wordOf(bytes, 'gat').at(-1)!.loose[2] - 0.1);
    }).timeout(20_000);
  }

  it('gives two names of about the same width the same gap', async () => {
    const gap = async (name: string): Promise<string> => {
      const before = await buildPdf([{ content: `BT /F1 12 Tf 30 200 Td (voor ${name} na) Tj ET` }]);
      const { bytes } = await redact(before, { 0: [markOf(before, name)] }, { widthProtection: 'strict' });
      return contentOf(bytes);
    };
    assert.equal(await gap('Willemijn'), await gap('Sanne'));
  }).timeout(20_000);

  it('gives words behind a gap the same places, however a program rounded where they stood', async () => {
    const metrics = StandardFontEmbedder.for(StandardFonts.Helvetica as never);
    const written = async (name: string, digits: number): Promise<string> => {
      let x = 30;
      const words = [
        'voor ',
        name,
        ' na',
        ' het',
        ' gat',
        ' staat',
        ' nog',
        ' meer',
        ' op',
        ' deze',
        ' regel',
      ];
      const placed = words.map((word) => {
        const at = x.toFixed(digits);
        x += metrics.widthOfTextAtSize(word, 12);
        return `1 0 0 1 ${at} 200 Tm (${word}) Tj`;
      });
      const before = await buildPdf([{ content: `BT /F1 12 Tf ${placed.join(' ')} ET` }]);
      const { bytes } = await redact(before, { 0: [markOf(before, name)] }, { widthProtection: 'strict' });
      return contentOf(bytes);
    };
    for (const digits of [1, 2, 3]) {
      const first = await written('Willemijn', digits);
      for (const name of ['Sanne', 'Floor', 'Ine', 'Marianne', 'Ilja'])
        assert.equal(await written(name, digits), first, `${name}, ${digits} digits`);
    }
  }).timeout(20_000);

  it('begins a line that moves, and what lies along it, at the same places, however a program rounded them', async () => {
    const metrics = StandardFontEmbedder.for(StandardFonts.Helvetica as never);
    const written = async (name: string, digits: number): Promise<string> => {
      const width = (text: string): number =>
        [...text].reduce((sum, letter) => sum + metrics.widthOfTextAtSize(letter, 12), 0);
      const line = `voor ${name} na een streep`;
      const left = 300 - width(line) / 2;
      const from = left + width(`voor ${name} na `);
      const rule = `${from.toFixed(digits)} 198 m ${(from + width('een streep')).toFixed(digits)} 198 l S`;
      const others = ['Hierboven staat een regel', 'Daaronder nog een'].map(
        (text, i) => `BT /F1 12 Tf ${300 - width(text) / 2} ${220 + 20 * i} Td (${text}) Tj ET`,
      );
      const content = `BT /F1 12 Tf ${left.toFixed(digits)} 200 Td (${line}) Tj ET ${rule} ${others.join(' ')}`;
      const before = await buildPdf([{ content }]);
      const marks = { 0: [markOf(before, name)] };
      const { bytes } = await redact(before, marks, { widthProtection: 'strict', isFree: () => true });
      return contentOf(bytes);
    };
    for (const digits of [2, 3]) {
      const first = await written('Willemijn', digits);
      for (const name of ['Sanne', 'Floor', 'Ine', 'Marianne', 'Ilja'])
        assert.equal(await written(name, digits), first, `${name}, ${digits} digits`);
    }
  }).timeout(20_000);

  it('lets a line that ends with others, or is centred among them, begin earlier instead of moving what follows', async () => {
    const metrics = StandardFontEmbedder.for(StandardFonts.Helvetica as never);
    const others = ['Hierboven staat een regel', 'Daaronder nog een'];
    const placed = async (name: string, share: number): Promise<string> => {
      const line = `voor ${name} na`;
      const width = (text: string): number =>
        [...text].reduce((sum, letter) => sum + metrics.widthOfTextAtSize(letter, 12), 0);
      const content = [line, ...others].map(
        (text, index) => `BT /F1 12 Tf ${350 - share * width(text)} ${200 + 20 * index} Td (${text}) Tj ET`,
      );
      const before = await buildPdf([{ content: content.join(' ') }]);
      const { bytes, removals } = await redact(
        before,
        { 0: [markOf(before, name)] },
        { widthProtection: 'strict', isFree: () => true },
      );
      const fixed = (file: Uint8Array): number => {
        const [first, last] = [wordOf(file, 'voor')[0]!.origin[0], wordOf(file, 'na').at(-1)!.loose[2]];
        return first + (last - first) * share;
      };
      assert.ok(Math.abs(fixed(bytes) - fixed(before)) < 0.06, `${name}, ${share}`);
      assert.ok(removals[0]!.moved[0]![0] <= wordOf(bytes, 'voor')[0]!.origin[0] + 0.05);
      return (await contentOf(bytes)).split(' ET')[0]!;
    };
    for (const share of [1, 0.5])
      assert.equal(await placed('Willemijn', share), await placed('Sanne', share));
  }).timeout(20_000);

  it('does so for a line by itself, too, where the page or its margin tells how it stands', async () => {
    const metrics = StandardFontEmbedder.for(StandardFonts.Helvetica as never);
    const placed = async (name: string, share: number): Promise<string> => {
      const line = `voor ${name} na`;
      const width = [...line].reduce((sum, letter) => sum + metrics.widthOfTextAtSize(letter, 12), 0);
      const x = share === 1 ? 350 - width : 200 - width / 2;
      const content = `BT /F1 12 Tf ${x} 200 Td (${line}) Tj ET BT /F1 12 Tf 50 100 Td (onder) Tj 0 -20 Td (nog een) Tj ET`;
      const before = await buildPdf([{ content }]);
      const { bytes } = await redact(
        before,
        { 0: [markOf(before, name)] },
        { widthProtection: 'strict', isFree: () => true, cropBox: [0, 0, 400, 300] },
      );
      return (await contentOf(bytes)).split(' ET')[0]!;
    };
    for (const share of [1, 0.5])
      assert.equal(await placed('Willemijn', share), await placed('Sanne', share));
  }).timeout(20_000);

  it('moves text on no further than there is room, in smaller steps where it must', async () => {
    const before = await buildPdf([
      { content: 'BT /F1 12 Tf 200 200 Td (voor Geheim en tot de rand) Tj ET' },
    ]);
    const mark = markOf(before, 'Geheim');
    const end = wordOf(before, 'rand').at(-1)!.loose[2];
    const shiftWith = async (room: number): Promise<readonly [shift: number, cramped: boolean]> => {
      const { bytes, removals } = await redact(
        before,
        { 0: [mark] },
        { widthProtection: 'strict', isFree: (area) => area[2] <= end + room },
      );
      const shift = wordOf(bytes, 'rand')[0]!.origin[0] - wordOf(before, 'rand')[0]!.origin[0];
      return [shift, removals[0]!.cramped];
    };
    const [wide, wideCramped] = await shiftWith(100);
    assert.ok(wide > 24 && !wideCramped, `${wide}`);
    for (const room of [23, 11, 5]) {
      const [shift, cramped] = await shiftWith(room);
      assert.ok(shift > 0 && shift <= room + 0.1 && cramped, `${shift} of ${room}`);
    }
    assert.deepEqual(await shiftWith(-1), [0, true]);
  }).timeout(20_000);

  it('tells how far a second gap of a line moved, where each word has a place of its own', async () => {
    const content =
      'BT /F1 12 Tf 30 200 Td (Geheim) Tj 45 0 Td (aan) Tj 25 0 Td (Ander) Tj 38 0 Td (na) Tj ET';
    const before = await buildPdf([{ content }]);
    const marks = [markOf(before, 'Geheim'), markOf(before, 'Ander')];
    const { bytes, removals } = await redact(before, { 0: marks }, { widthProtection: 'strict' });
    const shift = wordOf(bytes, 'aan')[0]!.origin[0] - wordOf(before, 'aan')[0]!.origin[0];
    assert.ok(shift > 10);
    const second = removals[0]!.gaps.find(({ x, width }) => x > 95 && x < 105 && width > 20);
    // What is between words is rounded to fiftieths of an em.
    assert.ok(Math.abs(second!.carried - shift) < 0.13, `${second?.carried} is not ${shift}`);
  }).timeout(20_000);

  it('leaves another column where it is', async () => {
    const before = await buildPdf([
      { content: 'BT /F1 12 Tf 30 200 Td (Geheim) Tj 150 0 Td (kolom) Tj ET BT 30 100 Td (los) Tj ET' },
    ]);
    const { bytes, removals } = await redact(
      before,
      { 0: [markOf(before, 'Geheim')] },
      { widthProtection: 'strict' },
    );
    assert.equal(wordOf(bytes, 'kolom')[0]!.origin[0], wordOf(before, 'kolom')[0]!.origin[0]);
    assert.deepEqual(removals[0]!.moved, []);
    assert.match(await contentOf(bytes), /180 200 Td \(kolom\) Tj ET BT 30 100 Td \(los\) Tj ET$/);
  }).timeout(20_000);

  it('moves no text out of what a clip lets through', async () => {
    const before = await buildPdf([
      { content: 'q 25 190 115 30 re W n BT /F1 12 Tf 30 200 Td (voor Geheim na het) Tj ET Q' },
    ]);
    const { bytes, removals } = await redact(
      before,
      { 0: [markOf(before, 'Geheim')] },
      { widthProtection: 'strict', isFree: () => true },
    );
    const end = Math.max(...wordOf(bytes, 'het').map(({ loose }) => loose[2]));
    assert.ok(end < 140, `ends at ${end}`);
    assert.equal(removals[0]!.cramped, true);
  }).timeout(20_000);
});
