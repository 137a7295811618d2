import assert from 'node:assert/strict';
import { type PDFDict, PDFDocument, PDFName, type PDFStream } from 'pdf-lib';
import { describe, it } from 'mocha';
import { box, buildPdf, form, helvetica, pageDict, redact, stream } from './build.ts';
import { assertRedacted, changedPixels, contentOf, markOf, reachableText, textOf } from './checks.ts';

const TEXT = 'BT /F1 14 Tf 20 20 Td (voor Geheim na) Tj ET';
const FONTS = { Resources: { Font: { F1: helvetica } } };

describe('redactPageContent: forms', () => {
  it('redacts one of two pages that draw the same form', async () => {
    const before = await buildPdf((context) => {
      const shared = form(context, TEXT, FONTS);
      const page = { content: '/Fm Do', resources: { XObject: { Fm: shared } } };
      return [page, page];
    });
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark], 0);
    assertRedacted(before, bytes, [], 1);
    assert.equal(textOf(bytes, 1), 'voorGeheimna');
  }).timeout(20_000);

  it('leaves nothing of the form behind when no page draws it any more', async () => {
    const before = await buildPdf((context) => [
      { content: '/Fm Do', resources: { XObject: { Fm: form(context, TEXT, FONTS) } } },
    ]);
    const { bytes } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    assert.doesNotMatch(await reachableText(bytes), /Geheim/);
  }).timeout(20_000);

  it('gives each use on a page its own copy', async () => {
    const before = await buildPdf((context) => [
      {
        content: 'q 1 0 0 1 0 100 cm /Fm Do Q q 1 0 0 1 0 200 cm /Fm Do Q /Fm Do',
        resources: { XObject: { Fm: form(context, TEXT, FONTS) } },
      },
    ]);
    const upper = markOf(before, 'Geheim');
    const middle = box(upper[0], upper[1] - 85, upper[2], upper[5] - 95);
    const { bytes, removals } = await redact(before, { 0: [upper, middle] });
    assert.ok(removals[0]!.glyphsRemoved >= 6);
    assertRedacted(before, bytes, [upper, middle]);
    assert.ok(textOf(bytes).includes('voorGeheimna'));
  }).timeout(20_000);

  it('follows nested, scaled and turned forms with a Matrix', async () => {
    const before = await buildPdf((context) => {
      const inner = form(context, TEXT, { ...FONTS, Matrix: [0, 1, -1, 0, 150, 0] });
      const outer = form(context, 'q 1.5 0 0 1.5 10 10 cm /In Do Q (x) pop', {
        Matrix: [0.8, 0, 0, 0.8, 5, 5],
        Resources: { XObject: { In: inner } },
      });
      return [{ content: 'q 1 0 0 1 20 0 cm /Out Do Q', resources: { XObject: { Out: outer } } }];
    });
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark]);
    assert.doesNotMatch(await reachableText(bytes), /Geheim/);
  }).timeout(20_000);

  it('reads a form without resources with those of its page', async () => {
    const before = await buildPdf((context) => [
      { content: '/Fm Do', resources: { XObject: { Fm: form(context, TEXT) } } },
    ]);
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark]);
  }).timeout(20_000);

  it('reads resources that the page inherits, and leaves the inherited ones alone', async () => {
    const before = await buildPdf((context) => {
      const shared = form(context, TEXT, FONTS);
      return [
        { content: '/Fm Do', entries: { Resources: null } },
        { content: '/Fm Do', entries: { Resources: null } },
        { content: '', resources: { XObject: { Fm: shared } }, entries: {} },
      ];
    });
    const doc = await PDFDocument.load(before);
    const parent = doc.getPage(0).node.Parent()!;
    parent.set(PDFName.of('Resources'), doc.getPage(2).node.get(PDFName.of('Resources'))!);
    for (const i of [0, 1]) doc.getPage(i).node.delete(PDFName.of('Resources'));
    const inherited = await doc.save({ useObjectStreams: false });
    const mark = markOf(inherited, 'Geheim');
    const { bytes } = await redact(inherited, { 0: [mark] });
    assertRedacted(inherited, bytes, [mark], 0);
    assertRedacted(inherited, bytes, [], 1);
  }).timeout(20_000);

  it('keeps the object of a form that no mark touches', async () => {
    const before = await buildPdf((context) => [
      {
        content: `/Fm Do ${TEXT.replace('20 20', '20 200')}`,
        resources: { XObject: { Fm: form(context, 'BT /F1 9 Tf 20 20 Td (los) Tj ET', FONTS) } },
      },
    ]);
    const { doc } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    const xobjects = (pageDict(doc).lookup(PDFName.of('Resources')) as PDFDict).lookup(PDFName.of('XObject'));
    assert.deepEqual((xobjects as PDFDict).keys().map(String), ['/Fm']);
  }).timeout(20_000);

  it('redacts text that a soft mask is made of', async () => {
    const before = await buildPdf((context) => {
      const group = form(context, `1 g ${TEXT}`, {
        ...FONTS,
        Group: { S: 'Transparency', CS: 'DeviceGray' },
      });
      const settings = { Type: 'ExtGState', SMask: { Type: 'Mask', S: 'Luminosity', G: group } };
      return [
        {
          content: 'q 1 0 0 1 0 100 cm /Gs gs Q q /Gs gs 0 g 0 0 400 300 re f Q',
          resources: { ExtGState: { Gs: settings } },
        },
      ];
    });
    const { bytes, removals } = await redact(before, { 0: [box(51, 15, 101, 36)] });
    assert.equal(removals[0]!.glyphsRemoved, 6);
    assert.match(await contentOf(bytes), /^q 1 0 0 1 0 100 cm \/Gs gs Q q \/Lk\d gs/);
  }).timeout(20_000);

  it('takes a large letter that the engine does not read by about its middle', async () => {
    const before = await buildPdf((context) => {
      const group = form(context, '1 g BT /F1 100 Tf 20 20 Td (H) Tj ET', {
        ...FONTS,
        Group: { S: 'Transparency', CS: 'DeviceGray' },
      });
      const settings = { Type: 'ExtGState', SMask: { Type: 'Mask', S: 'Luminosity', G: group } };
      return [{ content: '/Gs gs 0 g 0 0 400 300 re f', resources: { ExtGState: { Gs: settings } } }];
    });
    // The letter is 72 points wide.
    for (const [left, removed] of [
      [57, 1],
      [66, 0],
    ] as const) {
      const { removals } = await redact(before, { 0: [box(left, 15, 95, 110)] });
      assert.equal(removals[0]!.glyphsRemoved, removed);
    }
  }).timeout(20_000);

  for (const { right, bounds } of [
    { right: 90, bounds: [0, 0, 0.01, 0.01] },
    { right: 50, bounds: [20, 20, 80, 60] },
  ]) {
    it(`keeps the box of a soft mask's group where some of it stays: up to ${right}`, async () => {
      const before = await buildPdf((context) => {
        const group = stream(context, '1 g 30 30 40 20 re f', {
          Type: 'XObject',
          Subtype: 'Form',
          BBox: [20, 20, 80, 60],
          Matrix: [1, 0, 0, 1, 0, 5],
          Group: { S: 'Transparency', CS: 'DeviceGray' },
        });
        const settings = { Type: 'ExtGState', SMask: { Type: 'Mask', S: 'Luminosity', G: group } };
        return [{ content: '/Gs gs 0 g 0 0 400 300 re f', resources: { ExtGState: { Gs: settings } } }];
      });
      const { doc } = await redact(before, { 0: [box(20, 25, right, 70)] });
      const states = (pageDict(doc).lookup(PDFName.of('Resources')) as PDFDict).lookup(
        PDFName.of('ExtGState'),
      );
      const [name] = (states as PDFDict).keys();
      const state = (states as PDFDict).lookup(name!) as PDFDict;
      const { dict } = (state.lookup(PDFName.of('SMask')) as PDFDict).lookup(PDFName.of('G')) as PDFStream;
      assert.equal(String(dict.get(PDFName.of('BBox'))), `[ ${bounds.join(' ')} ]`);
      assert.equal(dict.has(PDFName.of('Matrix')), right < 80);
    }).timeout(20_000);
  }

  it('redacts a tiling pattern that a form begins with as its colour', async () => {
    const before = await buildPdf((context) => {
      const pattern = stream(
        context,
        '0.8 g 0 0 400 300 re f 0 g BT /F1 14 Tf 20 20 Td (voor Geheim na) Tj ET',
        {
          PatternType: 1,
          PaintType: 1,
          TilingType: 1,
          BBox: [0, 0, 400, 300],
          XStep: 400,
          YStep: 300,
          Matrix: [1, 0, 0, 1, 0, 0],
          Resources: { Font: { F1: helvetica } },
        },
      );
      const drawn = form(context, '10 10 m 310 10 l 310 50 l 10 50 l h f');
      return [
        {
          content: '/Pattern cs                                           /P1 scn q 1 0 0 1 0 0 cm /Fm1 Do Q',
          resources: { Pattern: { P1: pattern }, XObject: { Fm1: drawn } },
        },
      ];
    });
    const mark = box(51, 15, 101, 36);
    const { bytes, removals } = await redact(before, { 0: [mark] });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.equal(removals[0]!.glyphsRemoved, 6);
    assertRedacted(before, bytes, [mark]);
    assert.doesNotMatch(await reachableText(bytes), /Geheim/);
  }).timeout(20_000);

  it('redacts a tiling pattern that shows once, for the painting that the mark is on', async () => {
    const cell = 'BT /F1 14 Tf 20 20 Td (voor Geheim na) Tj ET';
    const before = await buildPdf((context) => {
      const pattern = stream(context, cell, {
        PatternType: 1,
        PaintType: 1,
        TilingType: 1,
        BBox: [0, 0, 400, 300],
        XStep: 400,
        YStep: 300,
        Matrix: [1, 0, 0, 1, 0, 0],
        Resources: { Font: { F1: helvetica } },
      });
      return [
        {
          content: '/Pattern cs /P1 scn 10 10 300 40 re f 10 60 20 20 re f',
          resources: { Pattern: { P1: pattern } },
        },
      ];
    });
    const { bytes, removals } = await redact(before, { 0: [box(51, 15, 101, 36)] });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.equal(removals[0]!.glyphsRemoved, 6);
    const after = await contentOf(bytes);
    assert.match(
      after,
      /^\/Pattern cs \/P1 scn\s+q .* W\* n\s+\/Lk1 scn 10 10 300 40 re f Q\s+\/P1 scn\s+10 60 20 20 re f$/,
    );
  }).timeout(20_000);

  /** An area filled with cells of 50 by 20 points that show a word. */
  function patterned(area: string, matrix: readonly number[] = [1, 0, 0, 1, 0, 0]): Promise<Uint8Array> {
    return buildPdf((context) => {
      const pattern = stream(context, 'BT /F1 10 Tf 2 2 Td (Geheim) Tj ET', {
        PatternType: 1,
        PaintType: 1,
        TilingType: 1,
        BBox: [0, 0, 50, 20],
        XStep: 50,
        YStep: 20,
        Matrix: [...matrix],
        Resources: { Font: { F1: helvetica } },
      });
      return [{ content: `/Pattern cs /P1 scn ${area} f`, resources: { Pattern: { P1: pattern } } }];
    });
  }

  it('clips a pattern that shows its text beside the marks, too', async () => {
    const before = await patterned('0 0 400 300 re', [1, 0, 0, 1, 0.3, 0.4]);
    const { bytes, removals } = await redact(before, { 0: [box(110, 95, 170, 110)] });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.deepEqual(removals[0]!.redrawn, []);
    assert.match(await contentOf(bytes), /^\/Pattern cs \/P1 scn\s+q .* W\* n\s+0 0 400 300 re f Q\s*$/);
    assert.equal(changedPixels(before, bytes, [[110, 95, 170, 110]]), 0);
    assert.ok(changedPixels(before, bytes, []) > 20);
  }).timeout(20_000);

  it('defines a pattern beside the marks, where some readers of text take its cell', async () => {
    const before = await patterned('0 0 400 300 re');
    const { doc, bytes } = await redact(before, { 0: [box(0, 0, 60, 18)] });
    assert.equal(changedPixels(before, bytes, [[0, 0, 60, 18]]), 0);
    const patterns = (pageDict(doc).lookup(PDFName.of('Resources')) as PDFDict).lookup(PDFName.of('Pattern'));
    const matrices = (patterns as PDFDict)
      .keys()
      .map((key) => String(((patterns as PDFDict).lookup(key) as PDFStream).dict.get(PDFName.of('Matrix'))));
    assert.deepEqual(matrices, ['[ 1 0 0 1 100 0 ]']);
  }).timeout(20_000);

  it('paints with its own pattern where that is chosen behind the path', async () => {
    const before = await patterned('0 0 400 300 re /DeviceGray cs 0 sc /Pattern cs /P1 scn');
    const { bytes } = await redact(before, { 0: [box(0, 0, 60, 18)] });
    assert.match(await contentOf(bytes), /re .* \/Pattern cs\s+\/Lk\d+ scn\s+f/s);
    assert.equal(changedPixels(before, bytes, [[0, 0, 60, 18]]), 0);
  }).timeout(20_000);

  it('takes the text from a pattern of which all repetitions are marked', async () => {
    const before = await patterned('10 0 80 20 re');
    const { bytes, removals } = await redact(before, { 0: [box(5, 0, 88, 15)] });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.equal(removals[0]!.glyphsRemoved, 12);
    assert.doesNotMatch(await reachableText(bytes), /Geheim/);
  }).timeout(20_000);

  it('leaves nothing of a pattern with which nothing is painted any more', async () => {
    const before = await patterned('10 0 80 20 re');
    const { bytes } = await redact(before, { 0: [box(5, -5, 95, 25)] });
    assert.doesNotMatch(await reachableText(bytes), /Geheim/);
    assert.equal((await contentOf(bytes)).trim(), '');
  }).timeout(20_000);

  it('hands over a page with a pattern that shows a part of its text only beside the marks', async () => {
    const before = await patterned('10 0 70 20 re');
    const { removals } = await redact(before, { 0: [box(5, 0, 50, 15)] });
    assert.deepEqual(removals[0]!.unsupported, [
      'pattern that repeats text or an image in and out of a mark',
    ]);
  }).timeout(20_000);

  for (const [where, path] of [
    ['between two shapes, where nothing is painted', '0 0 50 20 re 200 100 24 20 re'],
    ['outside a clip with a corner', '0 0 50 20 re 0 0 24 120 re W n 0 0 50 120 re'],
    ['outside a clip that slants', '0 0 m 50 0 l 0 120 l h W n 0 0 50 120 re'],
    ['off the page', '0 -100 50 120 re'],
  ] as const) {
    it(`hands over a page with a pattern that would show its text ${where}`, async () => {
      const cropBox = [0, 0, 400, 300] as const;
      const { removals } = await redact(await patterned(path), { 0: [box(0, 0, 60, 18)] }, { cropBox });
      assert.equal(removals[0]!.unsupported.length, 1);
    }).timeout(20_000);
  }

  it('shows a pattern of lines beside the marks only', async () => {
    const before = await buildPdf((context) => {
      const pattern = stream(context, '0 0 m 4 4 l S', {
        PatternType: 1,
        PaintType: 1,
        TilingType: 1,
        BBox: [0, 0, 4, 4],
        XStep: 0.5,
        YStep: 0.5,
        Resources: {},
      });
      return [{ content: '/Pattern cs /P1 scn 0 0 400 300 re f', resources: { Pattern: { P1: pattern } } }];
    });
    const { bytes, removals } = await redact(before, { 0: [box(100, 100, 150, 120)] });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.match(await contentOf(bytes), /^\/Pattern cs \/P1 scn\s+q .* W\* n\s+0 0 400 300 re f Q\s*$/);
    assert.equal(changedPixels(before, bytes, [[100, 100, 150, 120]]), 0);
  }).timeout(20_000);

  it('knows which cells of hatching lie between marks, not in them', async () => {
    const before = await buildPdf((context) => {
      const pattern = stream(context, '0 0 m 8 8 l S', {
        PatternType: 1,
        PaintType: 1,
        TilingType: 1,
        BBox: [0, 0, 8, 8],
        XStep: 8,
        YStep: 8,
        Resources: {},
      });
      const content = '/Pattern cs /P1 scn 60 60 m 340 60 l 200 240 l f';
      return [{ content, resources: { Pattern: { P1: pattern } } }];
    });
    const marks = [box(40, 40, 100, 80), box(320, 220, 380, 260)];
    const { bytes, removals } = await redact(before, { 0: marks });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.deepEqual(removals[0]!.redrawn, []);
    assert.equal(changedPixels(before, bytes, [[40, 40, 100, 80]]), 0);
    assert.ok(changedPixels(before, bytes, []) > 20);
  }).timeout(20_000);

  it('hands over a page with a marked form that draws itself', async () => {
    const before = await buildPdf((context) => {
      const own = context.nextRef();
      const resources = { Font: { F1: helvetica }, XObject: { Me: own } };
      const made = context.stream(`${TEXT} /Me Do`, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 400, 300],
        Resources: context.obj(resources as never),
      });
      context.assign(own, made);
      return [{ content: '/Fm Do', resources: { XObject: { Fm: own } } }];
    });
    const marked = await redact(before, { 0: [box(51, 15, 101, 36)] });
    assert.deepEqual(marked.removals[0]!.unsupported, ['content that draws itself']);
    const elsewhere = await redact(before, { 0: [box(51, 215, 101, 236)] });
    assert.deepEqual(elsewhere.removals[0]!.unsupported, []);
  }).timeout(20_000);

  it("takes what a form names and only the page's resources have, since some readers look there", async () => {
    const before = await buildPdf((context) => {
      const Pic = stream(context, new Uint8Array([9]), {
        Type: 'XObject',
        Subtype: 'Image',
        Width: 1,
        Height: 1,
        ColorSpace: 'DeviceGray',
        BitsPerComponent: 8,
      });
      const Fm = form(context, 'q 20 0 0 20 100 100 cm /Pic Do Q q 20 0 0 20 200 200 cm /Pic Do Q', {
        Resources: { Font: {} },
      });
      return [{ content: '/Fm Do', resources: { XObject: { Pic, Fm } } }];
    });
    const { removals } = await redact(before, { 0: [box(95, 95, 125, 125)] });
    assert.equal(removals[0]!.imagesCut, 1);
  }).timeout(20_000);
});
