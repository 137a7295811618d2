import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PDFName, StandardFontEmbedder, StandardFonts, type PDFContext } from 'pdf-lib';
import { describe, it } from 'mocha';
import type { Matrix } from '../../../../src/pdf/content/matrix.ts';
import { standardMetrics } from '../../../../src/pdf/content/fonts/standard.ts';
import { sideOfGuess } from '../../../../src/pdf/content/fonts/extent.ts';
import type { CMapLoader } from '../../../../src/pdf/content/types.ts';
import { box, buildPdf, redact, stream } from './build.ts';
import { charactersOf } from './engine.ts';
import { assertRedacted, contentOf, markOf, textOf } from './checks.ts';

const maps = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps');
const loadCMap: CMapLoader = (name) => {
  const path = join(maps, `${name}.bcmap`);
  return existsSync(path) ? readFileSync(path) : undefined;
};

/** A composite font without a font program: where its glyphs lie is all that counts. */
function composite(
  encoding: unknown,
  descendant: Record<string, unknown>,
  more = {},
): Record<string, unknown> {
  const info = { Registry: 'Adobe', Ordering: 'Identity', Supplement: 0 };
  return {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: 'Test',
    Encoding: encoding,
    DescendantFonts: [
      {
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: 'Test',
        CIDSystemInfo: info,
        FontDescriptor: {
          Type: 'FontDescriptor',
          FontName: 'Test',
          Flags: 4,
          FontBBox: [0, -200, 1000, 800],
          ItalicAngle: 0,
          Ascent: 800,
          Descent: -200,
          CapHeight: 700,
          StemV: 80,
        },
        ...descendant,
      },
    ],
    ...more,
  };
}

async function redactedContent(
  font: (context: PDFContext) => unknown,
  show: string,
  mark: Parameters<typeof box>,
  loader?: CMapLoader,
): Promise<{ content: string; unsupported: readonly string[] }> {
  const before = await buildPdf((context) => [
    { content: `BT /F1 10 Tf 100 100 Td ${show} ET`, resources: { Font: { F1: font(context) } } },
  ]);
  const { bytes, removals } = await redact(before, { 0: [box(...mark)] }, loader ? { loadCMap: loader } : {});
  const content = await contentOf(bytes);
  return {
    content: content.replace(/^BT \/F1 10 Tf 100 100 Td /, '').replace(/ ET$/, ''),
    unsupported: removals[0]!.unsupported,
  };
}

describe('redactPageContent: fonts', () => {
  it('measures the standard 14 by their own widths', async () => {
    const fonts = ['Helvetica-Bold', 'Times-Roman', 'Times-BoldItalic', 'Courier', 'Courier-Oblique'];
    for (const BaseFont of fonts) {
      const before = await buildPdf([
        {
          content: 'BT /F1 14 Tf 40 200 Td (w\\341\\256\\361r Geheim "na" \\(x\\)) Tj ET',
          resources: { Font: { F1: { Type: 'Font', Subtype: 'Type1', BaseFont } } },
        },
      ]);
      const mark = markOf(before, 'Geheim');
      const { bytes } = await redact(before, { 0: [mark] });
      assertRedacted(before, bytes, [mark]);
    }
  }).timeout(20_000);

  for (const BaseFont of Object.values(StandardFonts)) {
    it(`knows how wide programs draw each glyph of ${BaseFont}`, async () => {
      const metrics = standardMetrics(BaseFont)!;
      const { font } = StandardFontEmbedder.for(BaseFont as never);
      const names = font.CharMetrics.map(({ N }) => N).filter((name) => name !== 'space');
      // Each twice, a space in between, in a place of its own.
      const show = (code: number, i: number): string =>
        `1 0 0 1 ${10 + 30 * (i % 12)} ${290 - 20 * Math.floor(i / 12)} Tm <${code.toString(16)}20${code.toString(16)}> Tj`;
      for (let from = 0; from < names.length; from += 160) {
        const part = names.slice(from, from + 160);
        const Differences = [32, 'space', 64, ...part].map((each) =>
          typeof each === 'string' ? PDFName.of(each) : each,
        );
        const Encoding = { Type: 'Encoding', Differences };
        const content = `BT /F1 10 Tf ${part.map((_, i) => show(64 + i, i)).join(' ')} ET`;
        const bytes = await buildPdf([
          { content, resources: { Font: { F1: { Type: 'Font', Subtype: 'Type1', BaseFont, Encoding } } } },
        ]);
        const found = charactersOf(bytes).filter(({ generated }) => !generated);
        part.forEach((name, i) => {
          const [x, y] = [10 + 30 * (i % 12), 290 - 20 * Math.floor(i / 12)];
          const own = found.filter(
            ({ origin }) => Math.abs(origin[1] - y) < 1 && origin[0] > x - 1 && origin[0] < x + 29,
          );
          const width = (own.at(-1)!.origin[0] - x) / 10 - metrics.drawn('space');
          assert.ok(Math.abs(width - metrics.drawn(name)) < 0.002, `${name}: ${width} by the engine`);
        });
      }
    }).timeout(20_000);
  }

  it('follows Differences and the encodings of the standard fonts', async () => {
    const Encoding = {
      Type: 'Encoding',
      BaseEncoding: 'MacRomanEncoding',
      Differences: [65, 'W', 'i', 'Geheim'],
    };
    const before = await buildPdf([
      {
        content: 'BT /F1 14 Tf 40 200 Td (xAB Geheim \\212na) Tj ET',
        resources: { Font: { F1: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding } } },
      },
    ]);
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark]);
  }).timeout(20_000);

  it('uses Widths from FirstChar on, MissingWidth elsewhere', async () => {
    const font = {
      Type: 'Font',
      Subtype: 'TrueType',
      BaseFont: 'Test',
      FirstChar: 97,
      Widths: [500, 1000, 250],
      FontDescriptor: {
        Type: 'FontDescriptor',
        FontName: 'Test',
        Flags: 32,
        MissingWidth: 700,
        Ascent: 800,
        Descent: -200,
      },
    };
    // a from 100, b from 105, c from 115, d from 117.5, a from 124.5.
    const { content } = await redactedContent(() => font, '(abcda) Tj', [105, 95, 124.5, 115]);
    assert.equal(content, '[(a) -1950 (a)] TJ');
  }).timeout(20_000);

  it('takes a code that is in no codespace where some readers put its single bytes', async () => {
    const cmap =
      'begincmap 2 begincodespacerange <00> <7f> <8000> <807f> endcodespacerange 1 begincidrange <00> <7f> 0 endcidrange endcmap';
    const font = (context: PDFContext): unknown =>
      composite(stream(context, cmap, { Type: 'CMap', CMapName: 'Own', WMode: 0 }), { DW: 1000 });
    // <80e0> is one code here and two glyphs elsewhere, from 100 to 120; then a from 110 or from 120.
    const { content } = await redactedContent(font, '<80e061> Tj', [104, 95, 112, 115]);
    assert.ok(!content.includes('80e0'), content);
  }).timeout(20_000);

  it('takes each byte for a glyph, too, in a font of which nothing tells how long its codes are', async () => {
    const cmap = 'begincmap 1 begincidrange <0000> <00ff> 0 endcidrange endcmap';
    const font = (context: PDFContext): unknown =>
      composite(stream(context, cmap, { Type: 'CMap', CMapName: 'Own', WMode: 0 }), { DW: 1000 });
    // Three glyphs from 100 to 130 here, and six to 160 elsewhere.
    const { content } = await redactedContent(font, '<006100620063> Tj', [122, 95, 170, 115]);
    assert.equal(content, '[<0061>] TJ');
  }).timeout(20_000);

  it('measures a font of which nothing tells the widths by the one that viewers put in its place', async () => {
    const flags = { Type: 'FontDescriptor', FontName: 'Unknown', Flags: 33 };
    const font = { Type: 'Font', Subtype: 'TrueType', BaseFont: 'Unknown', FontDescriptor: flags };
    // Fixed pitch: 6 points a letter.
    const { content, unsupported } = await redactedContent(() => font, '(abcda) Tj', [106, 95, 118, 115]);
    assert.deepEqual(unsupported, []);
    assert.equal(content, '[(a) -1200 (da)] TJ');
  }).timeout(20_000);

  it('places what follows a gap anew in a font that the resources lack: readers take one of their own', async () => {
    const before = await buildPdf([{ content: 'BT /Weg 10 Tf 40 200 Td (voor Geheim na) Tj ET' }]);
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark]);
    assert.match(await contentOf(bytes), /\] TJ 1 0 0 1 40 200 Tm \[-[\d.]+ \(/);
  }).timeout(20_000);

  it('knows how wide codes without a glyph are where a standard font tells no widths, and places what follows anew', async () => {
    // As by programs that write two bytes a letter in a font of one: readers differ on the zeros.
    const helvetica = { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' };
    const before = await buildPdf([
      {
        content:
          'BT /F1 10 Tf 14 TL 2 0 0 2 40 200 Tm (\\000v\\000o\\000o\\000r) Tj (\\000w\\000e\\000g\\000n\\000a) Tj T* (onder) Tj ET',
        resources: { Font: { F1: helvetica } },
      },
    ]);
    const marks = [...'we'].map((letter) => markOf(before, letter));
    const { bytes } = await redact(before, { 0: marks });
    assertRedacted(before, bytes, marks);
    assert.match(await contentOf(bytes), /\] TJ 2 0 0 2 40 200 Tm \[-[\d.]+ \(/);
  }).timeout(20_000);

  it('keeps text where it is that follows a glyph which standard fonts have in another width, or not at all', async () => {
    const Encoding = {
      Type: 'Encoding',
      BaseEncoding: 'WinAnsiEncoding',
      Differences: [1, PDFName.of('ecaron')],
    };
    for (const [BaseFont, shown, word] of [
      ['Helvetica', 'aan \\200 1250 voor Jan', '1250'],
      ['Helvetica', 'aan \\200 1250 voor Jan', '\u20ac'],
      ['Times-Roman', 'd\\001ti aan Jan', '\u011b'],
    ] as const) {
      const before = await buildPdf([
        {
          content: `BT /F1 10 Tf 40 200 Td (${shown}) Tj ET`,
          resources: { Font: { F1: { Type: 'Font', Subtype: 'Type1', BaseFont, Encoding } } },
        },
      ]);
      const marks = [markOf(before, word)];
      const { bytes } = await redact(before, { 0: marks });
      assertRedacted(before, bytes, marks);
      const isAnchored = / Tm \[/.test(await contentOf(bytes));
      assert.equal(isAnchored, word !== '1250');
    }
  }).timeout(20_000);

  it('brings readers that are elsewhere to where the proof is, where they would show text in a mark', async () => {
    const Encoding = {
      Type: 'Encoding',
      BaseEncoding: 'WinAnsiEncoding',
      Differences: [1, PDFName.of('ecaron')],
    };
    const F1 = { Type: 'Font', Subtype: 'Type1', BaseFont: 'Times-Roman', Encoding };
    const before = await buildPdf([
      {
        // Ten letters that have 0.194 em more with some readers: the digit is 19 points to the right there.
        content: `BT /F1 10 Tf 40 200 Td (${'\\001'.repeat(10)}) Tj (7) Tj 0 -20 Td (7) Tj ET`,
        resources: { Font: { F1 } },
      },
    ]);
    const beside = await redact(before, { 0: [box(86, 195, 100, 210)] });
    assertRedacted(before, beside.bytes, [box(86, 195, 100, 210)]);
    const content = await contentOf(beside.bytes);
    assert.match(content, /\[ ?\] TJ 1 0 0 1 40 200 Tm \[-2500 \(7\)\] TJ 0 -20 Td \(7\) Tj/);
    const away = await redact(before, { 0: [box(110, 195, 130, 210)] });
    assert.equal(await contentOf(away.bytes), await contentOf(before));
  }).timeout(20_000);

  it('finds a glyph of which the widths say nothing where its ink is, not where it starts', async () => {
    const font = {
      Type: 'Font',
      Subtype: 'Type1',
      BaseFont: 'Courier',
      FirstChar: 0,
      LastChar: 0,
      Widths: [600],
    };
    const shown = '(a) Tj 10 0 Td (b) Tj';
    // The mark ends where b starts.
    const { content } = await redactedContent(() => font, shown, [100, 95, 110, 115]);
    assert.ok(content.includes('(b) Tj') && !content.includes('(a)'), content);
  }).timeout(20_000);

  it('takes Type 3 glyphs by FontMatrix and glyph box', async () => {
    const font = (context: PDFContext): unknown => ({
      Type: 'Font',
      Subtype: 'Type3',
      FontBBox: [0, 0, 10, 10],
      FontMatrix: [0.1, 0, 0, 0.1, 0, 0],
      FirstChar: 97,
      LastChar: 98,
      Widths: [12, 8],
      Encoding: { Type: 'Encoding', Differences: [97, 'square', 'dot'] },
      CharProcs: {
        square: stream(context, '12 0 0 0 10 10 d1 0 0 10 10 re f', {}),
        dot: stream(context, '8 0 d0 0 0 2 2 re f', {}),
      },
      Resources: {},
    });
    // a is 12 points wide, b 8.
    const { content } = await redactedContent(font, '(abab) Tj', [112.5, 98, 132, 112]);
    assert.equal(content, '[(a) -2000 (b)] TJ');
  }).timeout(20_000);

  it('reads two-byte codes with Identity-H, and W in both its forms', async () => {
    const font = composite('Identity-H', { DW: 1000, W: [1, [500, 600], 10, 12, 250] });
    // 0001: 5, 0002: 6, 000B: 2.5, 0020: 10 (default) points.
    const show = '<0001 0002 000B 0020 0001> Tj';
    const { content } = await redactedContent(() => font, show, [105, 95, 113.5, 115]);
    assert.equal(content, '[<0001> -850 <00200001>] TJ');
  }).timeout(20_000);

  it('applies word spacing to single-byte codes only', async () => {
    const font = composite('Identity-H', { DW: 500 });
    const { content } = await redactedContent(() => font, '9 Tw <0020 0020 0001> Tj', [100, 95, 110, 115]);
    assert.equal(content, '9 Tw [-1000 <0001>] TJ');
  }).timeout(20_000);

  it('reads an embedded CMap with codes of one and two bytes', async () => {
    const map = `begincmap 2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange
      1 begincidrange <20> <7e> 1 endcidrange 2 begincidchar <8001> 500 <8002> 501 endcidchar endcmap`;
    const font = (context: PDFContext): unknown =>
      composite(stream(context, map, { Type: 'CMap', CMapName: 'Test', WMode: 0 }), {
        DW: 1000,
        W: [34, [300], 500, [700, 800]],
      });
    // 41 is id 34: 3 points; 8001 7, 8002 8 points.
    const { content } = await redactedContent(font, '<41 8001 41 8002 41> Tj', [103, 95, 121, 115]);
    assert.equal(content, '[<41> -1800 <41>] TJ');
  }).timeout(20_000);

  it('reads predefined CMaps: Shift-JIS with its one- and two-byte codes', async () => {
    const font = composite('90ms-RKSJ-H', { W: [231, 632, 500] });
    const show = '<61 82A0 62 82A2 63> Tj';
    // a 5, あ 10, b 5, い 10, c 5 points.
    const mark: Parameters<typeof box> = [105, 95, 130, 115];
    const { content } = await redactedContent(() => font, show, mark, loadCMap);
    assert.equal(content, '[<61> -2500 <63>] TJ');
    const without = await redactedContent(() => font, show, mark);
    assert.deepEqual(without.unsupported, ['CMap 90ms-RKSJ-H not available']);
  }).timeout(20_000);

  it('reads predefined CMaps that build on others, and every one that there is', async () => {
    const font = composite('UniJIS-UTF16-V', {});
    const { unsupported } = await redactedContent(() => font, '<3042 3044> Tj', [95, 80, 105, 100], loadCMap);
    assert.deepEqual(unsupported, []);
    for (const name of [
      'GBK-EUC-H',
      'UniGB-UTF16-H',
      'ETen-B5-V',
      'KSCms-UHC-H',
      'UniKS-UCS2-V',
      'EUC-H',
      'V',
    ]) {
      const made = await redactedContent(
        () => composite(name, {}),
        '<3042> Tj',
        [95, 80, 115, 110],
        loadCMap,
      );
      assert.deepEqual(made.unsupported, [], name);
      assert.match(made.content, /^\[?.*\]? ?T?J?$/);
    }
  }).timeout(20_000);

  it('follows vertical writing: down by W2, DW2, with Tc, whatever Tz', async () => {
    const font = composite('Identity-V', { DW: 1000, DW2: [880, -1000], W2: [5, [-2000, 500, 880]] });
    // Glyphs are centred on x 100: 1 from 100 down to 90, 5 from 88 to 68, 1 from 66 to 56, with 2 points between.
    const show = '-2 Tc <0001 0005 0001 0001> Tj';
    const { content } = await redactedContent(() => font, show, [94, 56, 106, 88]);
    assert.equal(content, '-2 Tc [<0001> 3400 <0001>] TJ');
  }).timeout(20_000);

  it('takes vertical text also where poppler reads it: half an em to the right, an em up', async () => {
    const font = composite('Identity-V', { DW: 1000, DW2: [880, -1000] });
    const { content } = await redactedContent(() => font, '<0001 0001 0001> Tj', [94, 91, 112, 100]);
    assert.equal(content, '[2000 <0001>] TJ');
  }).timeout(20_000);

  it('finds glyphs of fonts with empty boxes by where they stand', async () => {
    const font = composite('Identity-H', {
      DW: 500,
      FontDescriptor: {
        Type: 'FontDescriptor',
        FontName: 'Glyphless',
        Flags: 5,
        FontBBox: [0, 0, 0, 0],
        Ascent: 0,
        Descent: 0,
      },
    });
    const { content } = await redactedContent(() => font, '3 Tr <0041 0042 0043> Tj', [105, 98, 110, 110]);
    assert.equal(content, '3 Tr [<0041> -500 <0043>] TJ');
  }).timeout(20_000);

  it('takes Helvetica for a font that the resources lack, as viewers do', async () => {
    const before = await buildPdf([{ content: 'BT /Nope 14 Tf 40 200 Td (voor Geheim na) Tj ET' }]);
    const { bytes } = await redact(before, { 0: [box(71, 195, 121, 214)] });
    assert.ok(!textOf(bytes).includes('Geheim'));
    assert.doesNotMatch(await contentOf(bytes), /Geheim/);
  }).timeout(20_000);

  it('finds letters where poppler does in a font that tells of no descenders', async () => {
    const gone = async (Descent: number, top: number): Promise<number> => {
      const before = await buildPdf((context) => {
        const FontDescriptor = context.obj({
          ...{ Type: 'FontDescriptor', FontName: 'Marked', Flags: 32, Ascent: 760, Descent },
          FontBBox: [0, -200, 1000, 800],
        });
        const font = { Type: 'Font', Subtype: 'Type1', BaseFont: 'Marked', FirstChar: 86, LastChar: 86 };
        const F1 = { ...font, Widths: [600], FontDescriptor };
        return [{ content: 'BT /F1 20 Tf 40 200 Td (V) Tj ET', resources: { Font: { F1 } } }];
      });
      const { removals } = await redact(before, { 0: [box(30, 180, 60, top)] });
      return removals[0]!.glyphsRemoved;
    };
    // Poppler puts the foot of its box 0.35 em below the line, and so its middle at 204.1.
    assert.deepEqual([await gone(0, 204), await gone(0, 204.5), await gone(-190, 204.5)], [0, 1, 0]);
  });

  it('puts the box that poppler guesses for Type 3 fonts on the side of the line where poppler does, however the text is turned', () => {
    const turns: readonly Matrix[] = [
      [1, 0, 0, 1, 0, 0],
      [1, 0, 0, -1, 0, 0],
      [-1, 0, 0, 1, 0, 0],
      [-1, 0, 0, -1, 0, 0],
      [0, 1, -1, 0, 0, 0],
      [0, -1, 1, 0, 0, 0],
      [0, 1, 1, 0, 0, 0],
      [0, -1, -1, 0, 0, 0],
    ];
    const sides = (d: number): number[] => turns.map((base) => sideOfGuess([1, 0, 0, d, 0, 0], base));
    // As `pdftotext -bbox` has it for pages that were made so.
    assert.deepEqual(sides(1), [1, -1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(sides(-1), [1, -1, -1, -1, -1, -1, -1, -1]);
  });
});
