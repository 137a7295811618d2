import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFName, PDFString } from 'pdf-lib';
import type { ReadGlyph } from '../../../../src/pdf/content/glyphs-read.ts';
import { box, buildPdf, redact } from './build.ts';
import { contentOf, textOf } from './checks.ts';
import { charactersOf } from './engine.ts';

const RESOURCES = {
  Font: { F1: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' } },
};
const CONTENT = 'BT /F1 20 Tf 40 200 Td (ab.de) Tj ET';

describe('redactPageContent: glyphs as another program reads them', () => {
  it('takes what that program finds in a mark, and leaves what it finds beside it', async () => {
    const before = await buildPdf([{ content: CONTENT, resources: RESOURCES }]);
    const characters = charactersOf(before, 0);
    const near = characters.map(({ text, origin, ink }): ReadGlyph => ({
      origin,
      ink,
      held: text === 'd' || text === 'e',
    }));
    // Through the letters' middles, but not through that of their loose boxes.
    const line = box(30, 206.1, 100, 207.2);
    const guessed = await redact(before, { 0: [line] });
    assert.equal(textOf(guessed.bytes).trim(), '');
    const told = await redact(before, { 0: [line] }, { read: near });
    assert.equal(textOf(told.bytes).trim(), 'ab.');
    assert.deepEqual(told.removals[0]!.besides, []);
  });

  it('takes a glyph whose loose box has its centre in a mark, whatever that program finds, and tells its ink', async () => {
    const before = await buildPdf([{ content: CONTENT, resources: RESOURCES }]);
    const characters = charactersOf(before, 0);
    const near = characters.map(({ origin, ink }): ReadGlyph => ({ origin, ink, held: false }));
    const { bytes, removals } = await redact(before, { 0: [box(30, 204, 63, 208)] }, { read: near });
    assert.equal(textOf(bytes).trim(), '.de');
    assert.deepEqual(
      removals[0]!.besides,
      characters.slice(0, 2).map(({ ink }) => ink),
    );
  });

  it('leaves a glyph that a font puts beside the mark, unless readers find it well within that know nothing of it', async () => {
    const withName = async (name: string): Promise<Uint8Array> => {
      const descriptor = { Type: 'FontDescriptor', FontName: name, Flags: 32, Ascent: 900, Descent: 0 };
      const font = { ...RESOURCES.Font.F1, BaseFont: name, FontDescriptor: descriptor };
      const widths = { FirstChar: 97, LastChar: 101, Widths: [556, 556, 500, 556, 556] };
      return buildPdf([{ content: CONTENT, resources: { Font: { F1: { ...font, ...widths } } } }]);
    };
    const before = await withName('Letter');
    const near = charactersOf(before, 0).map(({ origin, ink }): ReadGlyph => ({ origin, ink, held: false }));
    // By the font the middle is at 209, by what is usual at 206.
    const just = await redact(before, { 0: [box(30, 195, 63, 207)] }, { read: near });
    assert.equal(textOf(just.bytes).trim(), 'ab.de');
    const well = await redact(before, { 0: [box(30, 195, 63, 208.9)] }, { read: near });
    assert.equal(textOf(well.bytes).trim(), '.de');
    // By the measures of Helvetica it is at 205.1, and some readers go by those.
    const known = await redact(await withName('Helvetica'), { 0: [box(30, 195, 63, 205.5)] }, { read: near });
    assert.equal(textOf(known.bytes).trim(), '.de');
    // With its middle, but less than half of it: readers do not find it there.
    const corner = await redact(
      await withName('Helvetica'),
      { 0: [box(30, 199, 46, 205.5)] },
      { read: near },
    );
    assert.equal(textOf(corner.bytes).trim(), 'ab.de');
  });

  it('takes of letters that the program does not read those whose ink or loose box has its middle in a mark', async () => {
    const content = 'BT /F1 20 Tf 40 200 Td (agHb) Tj ET';
    const before = await buildPdf([{ content, resources: RESOURCES }]);
    const left = async (bottom: number, top: number): Promise<string> =>
      textOf((await redact(before, { 0: [box(30, bottom, 100, top)] })).bytes).trim();
    assert.equal(await left(190, 201), 'agHb');
    assert.equal(await left(190, 203), 'aHb');
    assert.equal(await left(190, 205), 'Hb');
    // The middle of the loose boxes.
    assert.equal(await left(190, 205.2), '');
    assert.equal(await left(208.5, 220), 'agHb');
    assert.equal(await left(207, 220), '');
  });

  it('leaves a sign of a font that hangs below the line, where the mark begins above its ink', async () => {
    const descriptor = { Type: 'FontDescriptor', FontName: 'Signs', Flags: 32, Ascent: 60, Descent: -1232 };
    const widths = { FirstChar: 46, LastChar: 101, Widths: Array.from({ length: 56 }, () => 556) };
    const font = { ...RESOURCES.Font.F1, BaseFont: 'Signs', FontDescriptor: descriptor, ...widths };
    const before = await buildPdf([{ content: CONTENT, resources: { Font: { F1: font } } }]);
    const hung = charactersOf(before, 0).map(({ origin, ink: [l, , r] }): ReadGlyph => {
      return { origin, ink: [l, origin[1] - 20, r, origin[1] + 1], held: false };
    });
    const above = await redact(before, { 0: [box(30, 201.2, 63, 215)] }, { read: hung });
    assert.equal(textOf(above.bytes).trim(), 'ab.de');
    const through = await redact(before, { 0: [box(30, 200.2, 63, 215)] }, { read: hung });
    assert.equal(textOf(through.bytes).trim(), '.de');
  });

  it('tells about where a glyph went that the program does not read, as in what was an annotation', async () => {
    const before = await buildPdf([{ content: CONTENT, resources: RESOURCES }]);
    const [first] = charactersOf(before, 0);
    const [left, , right] = first!.loose;
    const { bytes, removals } = await redact(before, { 0: [box(30, 195, left + (right - left) * 0.6, 220)] });
    assert.equal(textOf(bytes).trim(), 'b.de');
    const [l, b, r, t] = removals[0]!.besides[0]!;
    const [inkLeft, inkBottom, inkRight, inkTop] = first!.ink;
    assert.ok(l <= inkLeft && b <= inkBottom && r >= inkRight && t >= inkTop);
    assert.equal(removals[0]!.besides.length, 1);
  });

  it('takes a glyph whose centre falls between two marks that nearly meet', async () => {
    const before = await buildPdf([{ content: CONTENT, resources: RESOURCES }]);
    const characters = charactersOf(before, 0);
    const near = characters.map(({ origin, ink }): ReadGlyph => ({ origin, ink, held: false }));
    const [left, , right] = characters[0]!.loose;
    const middle = (left + right) / 2;
    const marks = [box(30, 195, middle - 0.05, 220), box(middle + 0.05, 195, right, 220)];
    const { bytes } = await redact(before, { 0: marks }, { read: near });
    assert.equal(textOf(bytes).trim(), 'b.de');
  });

  it('tells an accent without width from the letter that begins at the same place', async () => {
    const widths = { FirstChar: 97, LastChar: 98, Widths: [500, 0] };
    const font = { ...RESOURCES.Font.F1, BaseFont: 'Accents', ...widths };
    const content = 'BT /F1 20 Tf 40 200 Td (abab) Tj ET';
    const before = await buildPdf([{ content, resources: { Font: { F1: font } } }]);
    // The accents (b) are drawn over the letter before.
    const near: ReadGlyph[] = [
      { origin: [40, 200], ink: [41, 200, 49, 210], held: false },
      { origin: [50, 200], ink: [43, 212, 47, 214], held: false },
      { origin: [50, 200], ink: [51, 200, 59, 210], held: true },
      { origin: [60, 200], ink: [53, 212, 57, 214], held: true },
    ];
    const marks = { 0: [box(50, 195, 60, 220)] };
    assert.equal(textOf((await redact(before, marks, { read: near })).bytes).trim(), 'ab');
    // Far from the mark, the accent is not read at all.
    const far = near.filter((_, i) => i !== 1);
    const beside = { 0: [box(50.5, 195, 60, 220)] };
    assert.equal(textOf((await redact(before, beside, { read: far })).bytes).trim(), 'ab');
  });

  it('takes a sign of music, which has no width and is drawn behind the place where it begins', async () => {
    const widths = { FirstChar: 97, LastChar: 98, Widths: [500, 0] };
    const font = { ...RESOURCES.Font.F1, BaseFont: 'Signs', ...widths };
    const content = 'BT /F1 20 Tf 40 200 Td (b) Tj 100 0 Td (b) Tj ET';
    const before = await buildPdf([{ content, resources: { Font: { F1: font } } }]);
    const near: ReadGlyph[] = [{ origin: [40, 200], ink: [46, 200, 54, 204], held: true }];
    const { bytes } = await redact(before, { 0: [box(45, 190, 55, 203)] }, { read: near });
    assert.equal(textOf(bytes).trim(), 'b');
  });

  it('leaves a glyph without width that begins where a mark ends, and says itself that it is drawn behind', async () => {
    const widths = { FirstChar: 97, LastChar: 98, Widths: [0, 600] };
    const before = await buildPdf((context) => {
      const drawn = context.register(context.stream('0 0 0 0 500 700 d1 0 0 500 700 re f'));
      const font = {
        ...{
          Type: 'Font',
          Subtype: 'Type3',
          FontBBox: [0, 0, 600, 700],
          FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
        },
        ...{ ...widths, Encoding: { Differences: [97, PDFName.of('a'), PDFName.of('b')] } },
        CharProcs: { a: drawn, b: drawn },
      };
      return [{ content: 'BT /F1 20 Tf 40 200 Td (baba) Tj ET', resources: { Font: { F1: font } } }];
    });
    const read = [40, 52, 52, 64].map((x, i): ReadGlyph => {
      return { origin: [x, 200], ink: [x, 200, x + 10, 214], held: i === 0 };
    });
    const { bytes } = await redact(before, { 0: [box(30, 195, 52, 220)] }, { read });
    assert.match(await contentOf(bytes), /\(aba\)/);
  });

  for (const [what, tm] of [
    ['as the text itself does', '1 0 0 -1 40 200 Tm'],
    ['and the text stands upright', '1 0 0 1 40 200 Tm'],
  ] as const) {
    it(`finds the box that readers guess above the line where glyphs of a font hang down, ${what}`, async () => {
      const before = await buildPdf((context) => {
        const drawn = context.register(context.stream('50 0 0 0 40 20 d1 0 0 40 20 re f'));
        const font = {
          ...{
            Type: 'Font',
            Subtype: 'Type3',
            FontBBox: [0, 0, 1000, 1000],
            FontMatrix: [1, 0, 0, -1, 0, 0],
          },
          ...{
            FirstChar: 97,
            LastChar: 97,
            Widths: [50],
            Encoding: { Differences: [97, PDFName.of('a')] },
          },
          CharProcs: { a: drawn },
        };
        return [{ content: `BT /F1 0.1 Tf ${tm} (aa) Tj ET`, resources: { Font: { F1: font } } }];
      });
      const gone = async (bottom: number, top: number, height = 6): Promise<number> => {
        const read = [40, 45].map((x): ReadGlyph => {
          return { origin: [x, 200], ink: [x, 200, x + 4, 200 + height], held: false };
        });
        const { removals } = await redact(before, { 0: [box(30, bottom, 60, top)] }, { read });
        return removals[0]!.glyphsRemoved;
      };
      // A letter is half an em wide: the em is 10 points, and the middle of its box 3 above the line.
      assert.deepEqual([await gone(202.5, 202.9), await gone(202.5, 203.05)], [0, 2]);
      if (!tm.includes('-')) return;
      assert.deepEqual(
        [await gone(190, 199), await gone(203.1, 220), await gone(202.5, 203.05, 2)],
        [0, 0, 0],
      );
    });
  }

  it('takes a sign of vertical writing that readers turn, where its middle is then, and tells that it is gone', async () => {
    const before = await buildPdf((context) => {
      const descendant = { Type: 'Font', Subtype: 'CIDFontType0', BaseFont: 'Ryumin-Light', DW: 1000 };
      const system = { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Japan1'), Supplement: 2 };
      const font = {
        ...{ Type: 'Font', Subtype: 'Type0', BaseFont: 'Ryumin-Light-Identity-V', Encoding: 'Identity-V' },
        DescendantFonts: [context.obj({ ...descendant, CIDSystemInfo: system })],
      };
      const content = 'BT /F1 10 Tf 100 208.8 Td <1ee8> Tj ET';
      return [{ content, resources: { Font: { F1: font } } }];
    });
    // From 208.8 down to 198.8; its foot is at 200. Another program draws it beside that.
    const read: ReadGlyph[] = [{ origin: [95, 200], ink: [85, 206, 94, 207], held: false }];
    const gone = async (bottom: number): Promise<readonly number[]> => {
      const { removals } = await redact(before, { 0: [box(94.5, bottom, 106, 215)] }, { read });
      const [{ glyphsRemoved, elsewhere }] = removals as [(typeof removals)[0]];
      return [glyphsRemoved, elsewhere.length];
    };
    assert.deepEqual(
      [await gone(203.6), await gone(204)],
      [
        [1, 1],
        [0, 0],
      ],
    );
  });

  it('takes slanted type where readers find it that know of no slant', async () => {
    const content = 'BT /F1 1 Tf 20 0 30 20 40 200 Tm (i) Tj ET';
    const before = await buildPdf([{ content, resources: RESOURCES }]);
    const near = charactersOf(before, 0).map(({ origin, ink }): ReadGlyph => ({ origin, ink, held: false }));
    const { bytes } = await redact(before, { 0: [box(38, 195, 45, 220)] }, { read: near });
    assert.equal(textOf(bytes).trim(), '');
  });
});
