import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFRef,
  PDFStream,
  PDFString,
  StandardFonts,
  degrees,
} from 'pdf-lib';
import { ContentNotes } from '../../../../src/pdf/document/content-notes.ts';
import { defaultLook } from '../../../../src/pdf/document/default-look.ts';
import { cleanForm } from '../../../../src/pdf/document/fields.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { Secrets } from '../../../../src/pdf/document/secrets.ts';
import { shortenNumbers } from '../../../../src/pdf/document/short-numbers.ts';
import { stripHidden } from '../../../../src/pdf/document/strip.ts';
import { typedLook } from '../../../../src/pdf/document/typed-look.ts';
import { dropUnusedResources } from '../../../../src/pdf/document/unused-resources.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { contents } from './contents.ts';

const NOTHING = { secrets: new Secrets([]), inBytes: () => false, leftInStreams: new Set<string>() };

const name = (text: string): PDFName => PDFName.of(text);

describe('what viewers draw by', () => {
  it('keeps the fonts that form fields name where their resources are those of a page', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const page = doc.addPage().node;
    const font = { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' };
    const fonts = context.register(context.obj({ F1: font, F2: font, F3: font }));
    page.set(name('Resources'), context.obj({ Font: fonts }));
    page.set(name('Contents'), context.register(context.stream('BT /F1 12 Tf (x) Tj ET')));
    const widget = context.register(
      context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Ch', Rect: [0, 0, 50, 50] }),
    );
    context.lookup(widget, PDFDict).set(name('DA'), PDFString.of('/F2 12 Tf'));
    page.set(name('Annots'), context.obj([widget]));
    doc.catalog.set(name('AcroForm'), context.obj({ Fields: [widget], DR: { Font: fonts } }));
    dropUnusedResources(doc, new ContentNotes(NOTHING));
    assert.deepEqual(
      context
        .lookup(fonts, PDFDict)
        .keys()
        .map((key) => key.decodeText()),
      ['F1', 'F2'],
    );
  });

  it('keeps what a form lacks in the resources of any stream that draws it, as some viewers look there', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const page = doc.addPage().node;
    const image = context.register(
      context.stream('x', { Type: 'XObject', Subtype: 'Image', Width: 1, Height: 1 }),
    );
    const form = (content: string, entries: Record<string, PDFRef>): PDFRef =>
      context.register(
        context.stream(content, { Type: 'XObject', Subtype: 'Form', Resources: { XObject: entries } }),
      );
    const inner = form('/Far Do /Near Do', { Near: image, Left: image });
    const outer = form('/Inner Do', { Far: image, Left: image });
    page.set(name('Resources'), context.obj({ XObject: { Inner: inner, Outer: outer } }));
    page.set(name('Contents'), context.register(context.stream('/Outer Do')));
    dropUnusedResources(doc, new ContentNotes(NOTHING));
    const kept = [inner, outer].map((ref) =>
      context
        .lookup(ref, PDFStream)
        .dict.lookup(name('Resources'), PDFDict)
        .lookup(name('XObject'), PDFDict)
        .keys()
        .map((key) => key.decodeText()),
    );
    assert.deepEqual(kept, [['Near'], ['Far']]);
  });

  it('gives fields that no form lists names that tell nothing, as without a name they are not shown', async () => {
    for (const form of [undefined, {}, { Fields: [] }]) {
      const doc = await PDFDocument.create();
      const { context } = doc;
      const parent = context.obj({ FT: 'Tx', T: PDFString.of('Zebravink') });
      const widgets = [{}, { Parent: context.register(parent) }].map((each, i) => {
        const widget = context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Tx', ...each });
        widget.set(name('T'), PDFString.of(`Zebra${i}`));
        return widget;
      });
      const page = doc.addPage();
      page.node.set(name('Annots'), context.obj(widgets.map((each) => context.register(each))));
      if (form) doc.catalog.set(name('AcroForm'), context.obj(form));
      cleanForm(doc.catalog, [page], new Secrets(['Zebra']));
      const names = [parent, ...widgets].map((each) => each.lookup(name('T'), PDFString).asString());
      assert.deepEqual(names, ['veld1', 'veld2', 'veld3']);
    }
  });

  it('keeps that fields are to be drawn anew where the form lists other fields than those of the pages', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const field = (): PDFRef =>
      context.register(context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Tx', T: PDFString.of('a') }));
    const page = doc.addPage();
    page.node.set(name('Annots'), context.obj([field()]));
    doc.catalog.set(name('AcroForm'), context.obj({ Fields: [field()], NeedAppearances: true }));
    cleanForm(doc.catalog, [page], new Secrets([]));
    const form = doc.catalog.lookup(name('AcroForm'), PDFDict);
    assert.deepEqual(form.get(name('NeedAppearances')), context.obj(true));
    assert.equal(form.lookup(name('Fields'), PDFArray).size(), 0);
  });

  it('takes no page, nor what is no field otherwise, for the field that a widget is part of', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const page = doc.addPage();
    const tree = doc.catalog.Pages();
    const parents = [page.ref, doc.catalog.get(name('Pages'))];
    const widgets = parents.map((Parent) =>
      context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Tx', Parent }),
    );
    page.node.set(name('Annots'), context.obj(widgets.map((each) => context.register(each))));
    const before = [page.node, tree].map((each) => each.keys().join());
    cleanForm(doc.catalog, [page], new Secrets([]));
    assert.deepEqual(
      [page.node, tree].map((each) => each.keys().join()),
      before,
    );
    assert.ok(widgets.every((each) => !each.has(name('Parent'))));
  });

  it('draws ground and border of a form field without an appearance, not its value', async () => {
    const { context } = await PDFDocument.create();
    const field = { Type: 'Annot', Subtype: 'Widget', FT: 'Tx', Rect: [10, 20, 110, 40], BS: { W: 2 } };
    const widget = context.obj({ ...field, MK: { BC: [1, 0, 0], BG: [1, 1, 0.5] } });
    widget.set(name('V'), PDFString.of('Geheim'));
    const look = Buffer.from(defaultLook(widget, () => true)!.getContents()).toString('latin1');
    assert.match(look, /1 1 0\.5 rg 10 20 100 20 re f/);
    assert.match(look, /2 w 1 0 0 RG 11 21 98 18 re S/);
    assert.doesNotMatch(look, /Geheim/);
    const button = context.obj({ ...field, FT: 'Btn', MK: { BC: [1, 0, 0] } });
    assert.equal(
      defaultLook(button, () => true),
      undefined,
    );
  });

  it('draws a list that drops down without the button that the engine alone shows, with a value or none', async () => {
    for (const [FT, value, ground] of [
      ['Ch', '', 1],
      ['Ch', 'Rome', 1],
      ['Ch', '', 0.862745],
      ['Tx', '', 0.862745],
    ] as const) {
      const doc = await PDFDocument.create();
      const { context } = doc;
      const page = doc.addPage([300, 300]);
      const widget = context.obj({
        ...{
          Type: 'Annot',
          Subtype: 'Widget',
          FT,
          Ff: FT === 'Ch' ? 1 << 17 : 0,
          F: 4,
          Rect: [50, 100, 250, 120],
        },
        ...{ T: PDFString.of('stad'), V: PDFString.of(value), Opt: [PDFString.of('Rome')] },
        ...{ DA: PDFString.of('0 g /Helv 12 Tf'), MK: { BC: [0.5], BG: [ground, ground, ground] } },
      });
      const ref = context.register(widget);
      page.node.set(name('Annots'), context.obj([ref]));
      doc.catalog.set(name('AcroForm'), context.obj({ NeedAppearances: true, Fields: [ref] }));
      const { bytes } = await createInProcessPdf(pdfAssets).redact({
        bytes: await doc.save(),
        marks: [
          {
            ...{ id: '1', page: 1, kind: 'area', codes: [] },
            quads: [[100, 130, 110, 130, 100, 90, 110, 90]],
          },
        ],
        box: { look: 'black', code: 'none' },
        widthProtection: 'off',
      });
      const drawn = await contents(bytes);
      assert.match(drawn, /1 1 198 18 re/);
      // The grey of the button, of which the ground may be as well.
      assert.equal(drawn.match(/0\.862745 0/g)?.length ?? 0, ground === 1 ? 0 : 1);
    }
  });

  it('writes the value of a field without an appearance as the engine does, less what a mark covers', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const page = doc.addPage([300, 300]);
    const font = context.register(
      context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' }),
    );
    const field = context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Tx',
      F: 4,
      Rect: [50, 100, 250, 120],
    });
    field.set(name('V'), PDFString.of('Zebra'));
    field.set(name('T'), PDFString.of('a'));
    field.set(name('DA'), PDFString.of('/Helv 12 Tf 0 g'));
    const ref = context.register(field);
    page.node.set(name('Annots'), context.obj([ref]));
    doc.catalog.set(name('AcroForm'), context.obj({ Fields: [ref], DR: { Font: { Helv: font } } }));
    const bytes = await doc.save();
    const textBeside = async (left: number, right: number): Promise<string> => {
      const pdf = createInProcessPdf(pdfAssets);
      const result = await pdf.redact({
        bytes,
        marks: [
          {
            id: '1',
            page: 1,
            kind: 'area',
            quads: [[left, 115, right, 115, left, 90, right, 90]],
            codes: [],
          },
        ],
        box: { look: 'black', code: 'none' },
        widthProtection: 'off',
      });
      const [read] = await pdf.text(result.bytes);
      return read!.characters.map(({ text }) => text).join('');
    };
    assert.match(await textBeside(200, 240), /Zebra/);
    // The word ends at 84.4.
    assert.match(await textBeside(92, 100), /Zebra/);
    assert.match(await textBeside(78, 100), /Zebr(?!a)/);
    assert.match(await textBeside(60, 69), /Z[^eb]*ra/);
    assert.doesNotMatch(await textBeside(50, 100), /[Zebra]/);
  });

  it('writes no value in a font of which the codes are no letters', async () => {
    const { context, catalog } = await PDFDocument.create();
    const widget = context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Tx', Rect: [50, 100, 250, 120] });
    widget.set(name('V'), PDFString.of('Zebra'));
    for (const [subtype, isDrawn] of [
      ['TrueType', true],
      ['Type0', false],
    ] as const) {
      const font = { Type: 'Font', Subtype: subtype, BaseFont: 'Helvetica' };
      const form = context.obj({ DR: { Font: { Helv: font } } });
      form.set(name('DA'), PDFString.of('/Helv 12 Tf 0 g'));
      catalog.set(name('AcroForm'), form);
      assert.equal(typedLook(widget) !== undefined, isDrawn, subtype);
    }
  });

  it('writes a value in Helvetica where the form has not the font that its field names', async () => {
    const { context, catalog } = await PDFDocument.create();
    const widget = context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Tx', Rect: [50, 100, 250, 120] });
    widget.set(name('V'), PDFString.of('Zebra'));
    widget.set(name('DA'), PDFString.of('/ArialMT 12 Tf 0 g'));
    for (const form of [{}, { DR: { Font: { Helv: { Type: 'Font', BaseFont: 'Courier' } } } }]) {
      catalog.set(name('AcroForm'), context.obj(form));
      const look = typedLook(widget);
      assert.match(
        Buffer.from(look?.getContents() ?? []).toString('latin1'),
        /\/ArialMT 12 Tf .*\(Zebra\) Tj/,
      );
      assert.match(String(look?.dict), /\/ArialMT <<[^>]*\/BaseFont \/Helvetica\b/);
    }
  });

  it('draws a note that stays upright on a turned page where viewers draw it', async () => {
    for (const [turn, quad] of [
      [90, [110, 165, 130, 165, 110, 150, 130, 150]],
      [180, [55, 130, 70, 130, 55, 115, 70, 115]],
      [270, [75, 95, 90, 95, 75, 75, 90, 75]],
    ] as const) {
      const doc = await PDFDocument.create();
      const { context } = doc;
      const page = doc.addPage([300, 300]);
      page.setRotation(degrees(turn));
      const form = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 40, 20] };
      const look = context.register(context.stream('1 0 0 rg 0 0 40 20 re f 0 0 1 rg 0 0 10 10 re f', form));
      const note = { Type: 'Annot', Subtype: 'Stamp', Rect: [100, 100, 140, 120], F: 20, AP: { N: look } };
      page.node.set(name('Annots'), context.obj([note]));
      const { report } = await createInProcessPdf(pdfAssets).redact({
        bytes: await doc.save(),
        marks: [{ id: '1', page: 1, kind: 'area', quads: [[...quad]], codes: [] }],
        box: { look: 'black', code: 'none' },
        widthProtection: 'off',
      });
      assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }], `turned by ${turn}`);
      assert.deepEqual(report.damage, []);
    }
  });

  it('draws fields on top of other annotations, as viewers do, whatever the order they are listed in', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const page = doc.addPage([300, 300]);
    const lookOf = (colour: string, width: number, height: number): PDFRef =>
      context.register(
        context.stream(`${colour} rg 0 0 ${width} ${height} re f`, {
          ...{ Type: 'XObject', Subtype: 'Form' },
          BBox: [0, 0, width, height],
        }),
      );
    const field = context.register(
      context.obj({
        ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Tx', F: 4, Rect: [60, 60, 160, 80] },
        AP: { N: lookOf('0 1 0', 100, 20) },
      }),
    );
    const square = context.obj({
      ...{ Type: 'Annot', Subtype: 'Square', F: 4, Rect: [40, 40, 200, 200] },
      AP: { N: lookOf('1 0 0', 160, 160) },
    });
    context.lookup(field, PDFDict).set(name('T'), PDFString.of('naam'));
    page.node.set(name('Annots'), context.obj([field, square]));
    doc.catalog.set(name('AcroForm'), context.obj({ Fields: [field] }));
    const { report } = await createInProcessPdf(pdfAssets).redact({
      bytes: await doc.save(),
      marks: [{ id: '1', page: 1, kind: 'area', quads: [[40, 75, 80, 75, 40, 65, 80, 65]], codes: [] }],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
  });

  it('cuts a line that viewers draw through a mark, wherever its rectangle is', async () => {
    const line = { Type: 'Annot', Subtype: 'Line', F: 4, C: [1, 0, 0], Rect: [0, 0, 0, 0] };
    const { method, left } = await withAnnotations({ ...line, L: [20, 255, 280, 255] });
    assert.equal(method, 'removed');
    assert.deepEqual(left, []);
    const beside = await withAnnotations({ ...line, L: [20, 155, 280, 155] });
    assert.equal(beside.left.length, 1);
    const link = await withAnnotations({ Type: 'Annot', Subtype: 'Link', Rect: [48, 262.5, 100, 280] });
    assert.equal(link.left.length, 1, 'a link that only its border brings near the mark');
  });

  it('keeps what a highlight colours above and below a mark, not only beside it', async () => {
    const redact = async (top: number, bottom: number, hasLook = false): Promise<string[]> => {
      const doc = await PDFDocument.create();
      const { context } = doc;
      const page = doc.addPage([300, 300]);
      const look = context.stream('1 0 0 rg 0 0 9 9 re f', { Subtype: 'Form', BBox: [0, 0, 9, 9] });
      const highlight = {
        ...{ Type: 'Annot', Subtype: 'Highlight', F: 4, C: [1, 1, 0], Rect: [50, 100, 250, 120] },
        QuadPoints: [50, 120, 250, 120, 50, 100, 250, 100],
        ...(hasLook && { AP: { R: context.register(look) } }),
      };
      page.node.set(name('Annots'), context.obj([highlight]));
      const { bytes, report } = await createInProcessPdf(pdfAssets).redact({
        bytes: await doc.save(),
        marks: [
          {
            ...{ id: '1', page: 1, kind: 'area', codes: [] },
            quads: [[100, top, 150, top, 100, bottom, 150, bottom]],
          },
        ],
        box: { look: 'black', code: 'none' },
        widthProtection: 'off',
      });
      assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
      const annotations = (await PDFDocument.load(bytes)).getPage(0).node.Annots()!;
      return annotations
        .asArray()
        .map((_, i) => annotations.lookup(i, PDFDict).get(name('Rect'))!.toString());
    };
    const beside = ['[ 50 100 99.95 120 ]', '[ 150.05 100 250 120 ]'];
    const [left, right] = beside;
    assert.deepEqual(await redact(140, 110), [left, '[ 99.95 100 150.05 109.95 ]', right]);
    assert.deepEqual(await redact(110, 80), [left, '[ 99.95 110.05 150.05 120 ]', right]);
    assert.deepEqual(await redact(140, 80), beside);
    // A look for the mouse is none that viewers go by.
    assert.deepEqual(await redact(140, 80, true), beside);
  });

  /** Redacts a word of a page with annotations that no mark touches. */
  const withAnnotations = async (
    ...annotations: readonly Record<string, unknown>[]
  ): Promise<{ method: string | undefined; left: readonly PDFDict[] }> => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const page = doc.addPage([300, 300]);
    page.drawText('Geheim', { x: 50, y: 250, size: 12, font: await doc.embedFont(StandardFonts.Helvetica) });
    page.node.set(
      name('Annots'),
      context.obj(annotations.map((each) => context.register(context.obj(each as never)))),
    );
    const { bytes, report } = await createInProcessPdf(pdfAssets).redact({
      bytes: await doc.save(),
      marks: [
        {
          ...{ id: '1', page: 1, kind: 'text', codes: [], quote: 'Geheim' },
          quads: [[48, 262, 100, 262, 48, 247, 100, 247]],
        },
      ],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    const left = (await PDFDocument.load(bytes)).getPage(0).node.Annots();
    return {
      method: report.pages[0]?.method,
      left: left?.asArray().map((_, i) => left.lookup(i, PDFDict)) ?? [],
    };
  };

  it('keeps the text that viewers write for a note without an appearance, unless it tells', async () => {
    const note = (text: string): Record<string, unknown> => ({
      ...{ Type: 'Annot', Subtype: 'FreeText', F: 4, Rect: [40, 100, 260, 140], Q: 1 },
      Contents: PDFString.of(text),
      DA: PDFString.of('/Helv 18 Tf 1 0 0 rg'),
      T: PDFString.of('Schrijver'),
    });
    const { method, left } = await withAnnotations(note('Concept van mei'));
    assert.equal(method, 'removed');
    assert.deepEqual(
      ['Contents', 'DA', 'Q', 'T'].map((key) => left[0]!.has(name(key))),
      [true, true, true, false],
    );
    const telling = await withAnnotations(note('Geheim is het'));
    assert.equal(telling.method, 'rasterised');
    assert.deepEqual(telling.left, []);
    // Viewers have no font for it.
    const marked = {
      ...note('x'),
      Rect: [40, 200, 260, 260],
      Contents: PDFHexString.fromText('\u0627\u0644'),
    };
    assert.equal((await withAnnotations(marked)).method, 'removed');
  });

  it('keeps the names of icons and stamps that viewers draw, and no others', async () => {
    const icon = (own: string): Record<string, unknown> => ({
      ...{ Type: 'Annot', Subtype: 'Text', F: 4, Rect: [40, 100, 60, 120], Name: own },
    });
    const { left } = await withAnnotations(icon('Help'), icon('Schrijver'));
    assert.deepEqual(
      left.map((each) => each.get(name('Name'))?.toString()),
      ['/Help', undefined],
    );
  });

  it('draws a square as viewers do, which leave its inner margin to appearances', async () => {
    const { context } = await PDFDocument.create();
    const square = context.obj({
      ...{ Type: 'Annot', Subtype: 'Square', Rect: [10, 20, 110, 60], RD: [5, 5, 5, 5], C: [1, 0, 0] },
    });
    const look = Buffer.from(defaultLook(square, () => true)!.getContents()).toString('latin1');
    assert.match(look, /10\.5 20\.5 99 39 re S/);
  });

  it('gives numbers of single precision their digits back', async () => {
    const { context } = await PDFDocument.create();
    const page = context.obj({
      MediaBox: [0, 0, 545.28003, 443.51999],
      Deep: { List: [[0.1, 12, 595.27557]] },
    });
    context.register(page);
    const alone = context.register(context.obj(443.51999));
    shortenNumbers(context);
    assert.equal(page.get(name('MediaBox'))!.toString(), '[ 0 0 545.28 443.52 ]');
    assert.match(page.get(name('Deep'))!.toString(), /0\.1 12 595\.2756/);
    assert.equal(context.lookup(alone)!.toString(), '443.52');
  });

  it('keeps the family of a font, by which some viewers choose what stands in for it', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const descriptor = context.obj({ Type: 'FontDescriptor', FontName: 'CourierNewPSMT', CharSet: 'x' });
    descriptor.set(name('FontFamily'), PDFString.of('Courier New'));
    doc.catalog.set(name('Fonts'), context.register(descriptor));
    stripHidden(context, context.trailerInfo.Root as PDFRef, NOTHING);
    assert.ok(descriptor.has(name('FontFamily')));
    assert.ok(!descriptor.has(name('CharSet')));
  });
});
