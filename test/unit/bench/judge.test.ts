import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { PDFDocument, PDFName, PDFString, type PDFDict } from 'pdf-lib';
import type { Quad } from '../../../src/core/model/redaction.ts';
import { popplerComplaints } from '../../bench/pixels.ts';
import { judge, wordsRead } from '../../bench/torture/judge.ts';
import type { Word } from '../../bench/torture/readers.ts';
import { liberation } from '../../conformance/hiding/builder.ts';
import { undrawnOn, withAllWords, withoutOtherFields } from '../../bench/torture/undrawn.ts';

const SIZE = 200;

type Edges = readonly [left: number, bottom: number, right: number, top: number];

interface Look {
  /** An x is read as these. */
  readonly letters?: string;
  /** Draws an x. */
  readonly glyph?: string;
  /** Of what `glyph` draws, thousandths of an em; 100 unless told. */
  readonly width?: number;
  /** Top of the font's bounds, thousandths of an em; 1000 unless told. */
  readonly top?: number;
  /** Ascent and descent that the font tells, thousandths of an em. */
  readonly heights?: readonly [ascent: number, descent: number];
  /** The ink of an x, as PDFium reads the original; and where it begins. */
  readonly read?: { readonly ink: Edges; readonly origin: readonly [number, number] };
  /** What stood in the mark, and the quote of the mark. */
  readonly gone?: { readonly content: string; readonly quote: string };
  /** What the result begins with. */
  readonly begin?: string;
  /** A field in source and result: what its dictionary says beside its kind. */
  readonly field?: Parameters<PDFDocument['context']['stream']>[1];
  /** The font F, in place of Helvetica. */
  readonly font?: (doc: PDFDocument) => PDFDict;
  /** The page became a picture on which this is painted over: the ink of a letter, and more. */
  readonly painted?: { readonly ink: Edges; readonly beside: string };
}

/** What the judge says of a page with a mark, of which this content is left. */
async function verdict(
  left: string,
  [l, b, r, t]: Edges,
  {
    letters,
    glyph,
    width = 100,
    top = 1000,
    heights,
    read,
    painted,
    gone,
    begin = '',
    field,
    font: other,
  }: Look = {},
): Promise<string> {
  const write = async (content: string): Promise<Uint8Array> => {
    const doc = await PDFDocument.create();
    const { node } = doc.addPage([SIZE, SIZE]);
    node.set(PDFName.of('Contents'), doc.context.register(doc.context.flateStream(content)));
    if (field) {
      const widget = doc.context.register(doc.context.obj({ Type: 'Annot', Subtype: 'Widget', ...field }));
      node.set(PDFName.of('Annots'), doc.context.obj([widget]));
      doc.catalog.set(PDFName.of('AcroForm'), doc.context.obj({ Fields: [widget] }));
    }
    const font = other
      ? other(doc)
      : glyph === undefined
        ? doc.context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' })
        : drawnFont(doc, glyph, width, top);
    if (heights) {
      const bounds = { FontBBox: [0, -200, 1000, 800], ItalicAngle: 0, CapHeight: 700, StemV: 80, Flags: 32 };
      const told = { Ascent: heights[0], Descent: heights[1], ...bounds };
      font.set(PDFName.of('BaseFont'), PDFName.of('Marked'));
      font.set(
        PDFName.of('FontDescriptor'),
        doc.context.obj({ Type: 'FontDescriptor', FontName: 'Marked', ...told }),
      );
    }
    if (letters !== undefined) {
      const map = `1 begincodespacerange <00> <ff> endcodespacerange\n1 beginbfchar <78> <${letters}> endbfchar`;
      font.set(PDFName.of('ToUnicode'), doc.context.register(doc.context.flateStream(map)));
    }
    node.set(PDFName.of('Resources'), doc.context.obj({ Font: { F: font } }));
    return doc.save();
  };
  const folder = await mkdtemp(join(tmpdir(), 'lakmoes-judge-'));
  try {
    const [original, redacted] = [join(folder, 'original.pdf'), join(folder, 'redacted.pdf')];
    const [inkLeft = 0, inkBottom = 0, inkRight = 0, inkTop = 0] = painted?.ink ?? [];
    const over = `${inkLeft} ${inkBottom} ${inkRight - inkLeft} ${inkTop - inkBottom} re f ${painted?.beside ?? ''}`;
    const bytes = await write(
      `${begin}\n${left}\n${painted ? over : ''}\n/Span/Lk0 BDC q\n0 g ${l} ${b} ${r - l} ${t - b} re f\nQ EMC`,
    );
    await writeFile(original, await write(`${left}\n${gone?.content ?? ''}`));
    await writeFile(redacted, bytes);
    const page = [0, 0, SIZE, SIZE] as const;
    const quad: Quad = [l, t, r, t, l, b, r, b];
    const seen = read ? [read] : painted ? [{ ink: painted.ink, origin: [inkLeft, inkBottom] as const }] : [];
    const { kind, detail } = await judge({
      original,
      redacted,
      bytes,
      pages: [
        {
          geometry: { page: 1, mediaBox: page, cropBox: page, rotate: 0, userUnit: 1 },
          characters: seen.map(({ ink, origin }) => ({
            ...{ text: 'x', ink, loose: ink, origin },
            ...{ angle: 0, generated: false },
          })),
        },
      ],
      marks: [
        {
          id: 'm',
          page: 1,
          kind: 'area',
          quads: [quad],
          codes: ['10.2.e'],
          ...(gone && { quote: gone.quote }),
        },
      ],
      pictures: new Set(painted ? [1] : []),
    });
    return detail === '' ? kind : `${kind}: ${detail}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A Type 3 font with one glyph, of 100 units by 1000; it moves on by `width`. `top`: of the font's bounds. */
function drawnFont(doc: PDFDocument, glyph: string, width: number, top: number): PDFDict {
  const { context } = doc;
  return context.obj({
    Type: 'Font',
    Subtype: 'Type3',
    FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
    FontBBox: [0, 0, 100, top],
    CharProcs: { x: context.register(context.flateStream(`${width} 0 0 0 100 1000 d1 ${glyph}`)) },
    Encoding: { Differences: [0x78, 'x'] },
    FirstChar: 0x78,
    LastChar: 0x78,
    Widths: [width],
  });
}

describe('The judge of the torture run', () => {
  const text = (at: string, said: string): string => `BT /F 20 Tf ${at} Tm (${said}) Tj ET`;

  it('finds a word left in a mark', async () => {
    assert.match(
      await verdict(text('1 0 0 1 50 100', 'secret'), [40, 90, 120, 130]),
      /^leaked: .* by poppler/,
    );
  });

  it('takes the letters of a ligature for one', async () => {
    const [f, i] = ['0066', '0069'];
    // The ligature ends at 60: to MuPDF its second letter has no width and stands there.
    assert.equal(await verdict(text('1 0 0 1 50 100', 'x'), [58, 90, 90, 130], { letters: f + i }), 'ok');
    assert.match(
      await verdict(text('1 0 0 1 50 100', 'x'), [45, 90, 90, 130], { letters: f + i }),
      /^leaked/,
    );
  });

  it('takes a letter without width behind a gap for one of its own', async () => {
    const glyph = '0 0 100 1000 re f';
    const gap = 'BT /F 20 Tf 1 0 0 1 50 100 Tm [(x) -600 (x)] TJ ET';
    assert.equal(await verdict(gap, [52, 95, 60, 125], { glyph, width: 0 }), 'ok');
    assert.match(await verdict(gap, [60, 95, 90, 125], { glyph, width: 0 }), /^leaked/);
  }).timeout(30_000);

  it('counts a word that is mostly in a mark, not one of which the middle alone is', async () => {
    // Four letters of 11.12 points each.
    assert.equal(await verdict(text('1 0 0 1 50 100', 'aaaa'), [72.2, 90, 72.26, 130]), 'ok');
    assert.match(await verdict(text('1 0 0 1 50 100', 'aaaa'), [55, 90, 120, 130]), /^leaked/);
  });

  it('does not count a word of a font that tells of no height where poppler puts its line', async () => {
    // The middle of its letters lies above the mark.
    const below = [40, 80, 150, 102] as const;
    assert.equal(await verdict(text('1 0 0 1 50 100', 'secret'), below, { heights: [8, -4] }), 'ok');
    const over = [40, 90, 150, 130] as const;
    assert.match(await verdict(text('1 0 0 1 50 100', 'secret'), over, { heights: [8, -4] }), /^leaked/);
  }).timeout(30_000);

  it('counts a letter without width where it is drawn, from the place where it begins', async () => {
    const letter = text('1 0 0 1 50 100', 'x');
    const look = { letters: '0078', glyph: '', width: 0 };
    // It begins 2 points before the mark's end and reaches beyond it by most of its ink.
    assert.equal(await verdict(letter, [30, 90, 52, 130], look), 'ok');
    assert.match(await verdict(letter, [30, 90, 80, 130], look), /^leaked: .* by MuPDF/);
  });

  it('counts an accent without width not at the very edge of a mark, but within it', async () => {
    const accent = text('1 0 0 1 50 100', 'x');
    const look = { letters: '0301', glyph: '', width: 0 };
    assert.equal(await verdict(accent, [49.99, 90, 90, 130], look), 'ok');
    assert.match(await verdict(accent, [49.9, 90, 90, 130], look), /^leaked: .* by MuPDF/);
  });

  it('puts slanting letters where MuPDF does: poppler draws upright boxes around them', async () => {
    // Poppler puts the comma 9 points lower than MuPDF does, within this mark.
    const line = text('0.57 0.82 -0.82 0.57 60 60', 'points: 24,');
    assert.equal(await verdict(line, [94, 129, 115, 137]), 'ok');
    assert.match(await verdict(line, [40, 50, 120, 160]), /^leaked/);
  });

  it('puts glyphs that are procedures where MuPDF does: poppler guesses how high they are', async () => {
    // Poppler puts them between 99 and 104, by their width; they are drawn from 110 to 114.
    const glyph = '20 500 60 200 re f';
    const line = text('1 0 0 1 50 100', 'xxxx');
    assert.equal(await verdict(line, [40, 95, 120, 106], { glyph }), 'ok');
    assert.match(await verdict(line, [40, 95, 120, 130], { glyph }), /^leaked/);
  });

  it('goes by the ink where the bounds of a font have nothing to do with its glyphs', async () => {
    const glyph = '0 0 100 1000 re f';
    const read = { ink: [50, 20, 52, 40], origin: [50, 20] } as const;
    const look = { glyph, read, top: 9000 };
    // By the bounds of the font the letter is 180 points high, and its middle at 110.
    assert.equal(await verdict(text('1 0 0 1 50 20', 'x'), [40, 60, 120, 160], look), 'ok');
    assert.match(await verdict(text('1 0 0 1 50 20', 'x'), [40, 10, 120, 60], look), /^leaked: /);
    assert.match(
      await verdict(text('1 0 0 1 50 20', 'x'), [40, 60, 120, 160], { glyph, top: 9000 }),
      /^leaked: .* by MuPDF/,
    );
  });

  it('lets a picture be painted over where a letter reaches out of its mark, and nowhere else', async () => {
    const ink = [40, 60, 70, 110] as const;
    const painted = { ink, beside: '' };
    assert.equal(await verdict('', [40, 80, 70, 110], { painted }), 'ok');
    const more = { ink, beside: '120 20 40 40 re f' };
    assert.match(await verdict('', [40, 80, 70, 110], { painted: more }), /^damaged|^disputed/);
  });

  it('counts as damage what poppler alone loses where it finds the result wrong, and the source not', async () => {
    const picture = 'q 0.8 g 10 10 80 30 re f Q';
    assert.equal(await verdict(picture, [120, 120, 180, 140]), 'ok');
    assert.match(await verdict(picture, [120, 120, 180, 140], { begin: 'Q' }), /^damaged/);
  });

  it('counts a quote that is left elsewhere, unless no reader found it in the mark', async () => {
    const mark = [40, 90, 150, 130] as const;
    const left = text('1 0 0 1 50 40', 'secret');
    const gone = (content: string): Look => ({ gone: { content, quote: 'secret' } });
    const begin = text('1 0 0 1 50 60', 'secret');
    const written = gone(text('1 0 0 1 50 100', 'secret'));
    assert.equal(await verdict(left, mark, written), 'ok');
    assert.match(
      await verdict(left, mark, { ...written, begin }),
      /^leaked: page 1: \w+ finds a quote 2 times/,
    );
    // Bold by drawing each letter four times.
    const bold = [...'secret'].map((letter, i) =>
      [0, 0.1, 0.2, 0.3].map((by) => text(`1 0 0 1 ${50 + 12 * i + by} 100`, letter)).join(' '),
    );
    assert.equal(await verdict(left, mark, gone(bold.join(' '))), 'ok');
  }).timeout(30_000);

  it('does not count what is written out of sight beyond the edge of a field that no mark touches', async () => {
    const list = (bottom: number): Look => ({
      field: {
        ...{ FT: 'Ch', T: PDFString.of('list'), Rect: [50, bottom, 150, bottom + 30] },
        DA: PDFString.of('0 g /F 12 Tf'),
        Opt: ['Ada', 'Bob', 'Cor', 'Dik', 'Eva'].map((name) => PDFString.of(name)),
      },
    });
    const below = [40, 70, 160, 115] as const;
    assert.equal(await verdict('', below, list(120)), 'ok');
    assert.match(await verdict('', below, list(100)), /^leaked/);
    assert.match(await verdict(text('1 0 0 1 50 80', 'secret'), below, list(120)), /^leaked/);
  }).timeout(30_000);

  it('looks closer where thin lines that cross a mark fall apart into shades', async () => {
    const lines = '0.5 G 0.2 w 0 45 m 200 146 l S';
    assert.equal(await verdict(lines, [20, 40, 180, 160]), 'ok');
    assert.match(await verdict(`${lines} 0.6 g 60 90 4 4 re f`, [20, 40, 180, 160]), /^leaked/);
  }).timeout(30_000);

  it('looks with MuPDF where poppler knows nothing of the codes', async () => {
    const codes = (doc: PDFDocument): PDFDict => {
      const { context } = doc;
      const CIDSystemInfo = {
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      };
      const map =
        'begincmap\n/WMode 0 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n2 beginbfchar\n<0020> <0003>\n<0061> <0044>\nendbfchar\nendcmap';
      const FontDescriptor = {
        Type: 'FontDescriptor',
        FontName: 'Arial',
        Flags: 32,
        ItalicAngle: 0,
        Ascent: 905,
        Descent: -212,
        CapHeight: 716,
        StemV: 80,
        FontBBox: [-665, -325, 2000, 1006],
        FontFile2: context.register(context.flateStream(liberation())),
      };
      const part = {
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: 'Arial',
        CIDSystemInfo,
        DW: 500,
        FontDescriptor,
      };
      const Encoding = context.register(
        context.stream(map, { Type: 'CMap', CMapName: 'Own', CIDSystemInfo }),
      );
      return context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: 'Arial',
        Encoding,
        DescendantFonts: [part],
        ToUnicode: 'Identity-H',
      });
    };
    // Poppler draws each byte as a letter: two, the second of them in the mark.
    const space = 'BT /F 20 Tf 1 0 0 1 50 100 Tm <0020> Tj ET';
    const word = { content: 'BT /F 20 Tf 1 0 0 1 60 100 Tm <0061> Tj ET', quote: 'a' };
    assert.equal(await verdict(space, [58, 90, 90, 130], { font: codes, gone: word }), 'ok');
    assert.match(
      await verdict(`${space} 70 95 4 4 re f`, [58, 90, 90, 130], { font: codes, gone: word }),
      /^leaked/,
    );
  }).timeout(30_000);

  it('does not go by the letters of MuPDF where it takes each byte for one', async () => {
    const font = (doc: PDFDocument): PDFDict => {
      const CIDSystemInfo = {
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      };
      const part = { Type: 'Font', Subtype: 'CIDFontType2', BaseFont: 'Eigen', CIDSystemInfo, DW: 500 };
      const type = { Type: 'Font', Subtype: 'Type0', BaseFont: 'Eigen', Encoding: 'Identity-H' };
      return doc.context.obj({ ...type, DescendantFonts: [part] });
    };
    // Four letters of 10 points; by MuPDF eight, every second as wide as an @: some are in the mark.
    const word = 'BT 3 Tr /F 20 Tf 1 0 0 1 50 100 Tm <0440044004400440> Tj ET';
    assert.equal(await verdict(word, [92, 90, 150, 130], { font }), 'ok');
    assert.match(await verdict(word, [45, 90, 92, 130], { font }), /^leaked/);
  }).timeout(30_000);

  it('has no words by poppler where it fails at the source, too', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const { node } = doc.addPage([SIZE, SIZE]);
    // Codes by a map that builds on itself: some versions go round for ever.
    const [Encoding, other] = [context.nextRef(), context.nextRef()];
    for (const [map, UseCMap] of [[Encoding, other] as const, [other, Encoding] as const])
      context.assign(map, context.stream('begincmap endcmap', { Type: 'CMap', CMapName: 'Loop', UseCMap }));
    const CIDSystemInfo = {
      Registry: PDFString.of('Adobe'),
      Ordering: PDFString.of('Korea1'),
      Supplement: 1,
    };
    const part = { Type: 'Font', Subtype: 'CIDFontType0', BaseFont: 'Loop', CIDSystemInfo };
    const F = { Type: 'Font', Subtype: 'Type0', BaseFont: 'Loop', Encoding, DescendantFonts: [part] };
    node.set(PDFName.of('Resources'), context.obj({ Font: { F } }));
    node.set(PDFName.of('Contents'), context.register(context.stream(text('1 0 0 1 50 100', 'ab'))));
    const folder = await mkdtemp(join(tmpdir(), 'lakmoes-judge-'));
    try {
      const file = join(folder, 'loop.pdf');
      await writeFile(file, await doc.save());
      assert.deepEqual(await wordsRead({ original: file, redacted: file }, 1), []);
      const sound = join(folder, 'sound.pdf');
      const plain = await PDFDocument.create();
      plain.addPage();
      await writeFile(sound, await plain.save());
      await assert.rejects(wordsRead({ original: sound, redacted: join(folder, 'none.pdf') }, 1));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('takes a font that poppler cannot load for the same when its tag is another', async () => {
    const write = async (name: string): Promise<string> => {
      const doc = await PDFDocument.create();
      const { context } = doc;
      const { node } = doc.addPage([SIZE, SIZE]);
      const FontFile3 = context.register(context.flateStream('no font', { Subtype: 'Type1C' }));
      const FontDescriptor = { Type: 'FontDescriptor', FontName: name, Flags: 32, FontFile3 };
      const F = { Type: 'Font', Subtype: 'Type1', BaseFont: name, FontDescriptor };
      node.set(PDFName.of('Resources'), context.obj({ Font: { F } }));
      node.set(PDFName.of('Contents'), context.register(context.flateStream(text('1 0 0 1 50 100', 'x'))));
      const file = join(await mkdtemp(join(tmpdir(), 'lakmoes-judge-')), 'font.pdf');
      await writeFile(file, await doc.save());
      return file;
    };
    const [one, same, other] = await Promise.all(
      ['ABCDEF+Optima', 'GHIJKL+Optima', 'Sabon'].map(async (name) =>
        popplerComplaints(await write(name), 1),
      ),
    );
    assert.match([...one!].join(), /Optima/);
    assert.deepEqual(one, same);
    assert.notDeepEqual(one, other);
  });

  it('compares the words of a field that each program draws in a place of its own, and knows notes by their icons', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const page = doc.addPage([SIZE, SIZE]);
    const look = context.register(
      context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 9, 9] }),
    );
    const fields = [{}, { AP: { N: look } }].map((more) => {
      const field = context.obj({
        Type: 'Annot',
        Subtype: 'Widget',
        FT: 'Tx',
        Rect: [20, 50, 120, 70],
        ...more,
      });
      field.set(PDFName.of('V'), PDFString.of('Open baar'));
      return field;
    });
    const note = context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [150, 150, 174, 174] });
    page.node.set(PDFName.of('Annots'), context.obj([...fields, note]));
    const { fields: typed, icons } = await undrawnOn(await doc.save(), 1);
    assert.deepEqual(typed, [[22, 52, 118, 68]]);
    const restBeside = async (bottom: number): Promise<number | undefined> => {
      const quad: Quad = [20, bottom + 9, 60, bottom + 9, 20, bottom, 60, bottom];
      const rest = await withoutOtherFields(await doc.save(), { number: 1, quads: [quad] });
      return rest && (await PDFDocument.load(rest)).getPage(0).node.Annots()?.size();
    };
    assert.equal(await restBeside(30), 2);
    doc.catalog.set(PDFName.of('AcroForm'), context.obj({ NeedAppearances: true, Fields: [] }));
    assert.equal((await undrawnOn(await doc.save(), 1)).fields.length, 2);
    assert.equal(await restBeside(30), 1);
    assert.equal(await restBeside(55), undefined);
    assert.deepEqual(icons, [[150, 150, 174, 174]]);
    const box = [0, 0, SIZE, SIZE] as const;
    const geometry = { page: 1, mediaBox: box, cropBox: box, rotate: 0, userUnit: 1 } as const;
    const word = (text: string, x: number, y: number): Word => ({ text, x, y, box: [x, y, x, y] });
    const before = [word('Open', 40, 140), word('baar', 60, 140), word('Open', 40, 20)];
    const kept = (...after: readonly Word[]): boolean =>
      withAllWords(typed, geometry, before, after, ({ text }) => marked.has(text)).length > 0;
    const marked = new Set<string>();
    assert.ok(kept(word('Open', 41, 139), word('baar', 61, 139)));
    assert.ok(!kept(word('Open', 41, 139)));
    assert.deepEqual(
      withAllWords(typed, geometry, [], [], () => false),
      [],
    );
    assert.ok(!kept(word('Open', 41, 139), word('baar', 70, 139)));
    marked.add('baar');
    assert.ok(kept(word('Open', 41, 139), word('aar', 62, 139)));
    assert.ok(!kept(word('aar', 62, 139)));
  });
});
