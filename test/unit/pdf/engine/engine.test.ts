import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { before, describe, it } from 'mocha';
import { PDFDocument, PDFName, PDFNumber, PDFRawStream, PDFString, StandardFonts, degrees } from 'pdf-lib';
import type { EngineDocument } from '../../../../src/pdf/engine/document.ts';
import { Engine } from '../../../../src/pdf/engine/engine.ts';
import { applyAffine, toPixels } from '../../../../src/pdf/engine/geometry.ts';
import { describeDocument } from '../../../../src/pdf/document/describe.ts';
import { mayHaveUserUnit } from '../../../../src/pdf/document/user-unit.ts';
import { PdfBuilder, document, liberation } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

describe('engine', () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.start(readFileSync(join(pdfAssets.engine, 'pdfium.wasm')));
  });

  /** A page with a CropBox off the origin, a word and a black square whose corner is at (120, 200). */
  async function page(rotate: number, unit = 1): Promise<Uint8Array> {
    const doc = await PDFDocument.create();
    const leaf = doc.addPage([400, 600]);
    leaf.setCropBox(50, 60, 300, 400);
    leaf.setRotation(degrees(rotate));
    leaf.node.set(PDFName.of('UserUnit'), PDFNumber.of(unit));
    leaf.drawText('Hallo', { x: 100, y: 300, size: 20, font: await doc.embedFont(StandardFonts.Helvetica) });
    leaf.drawRectangle({ x: 120, y: 200, width: 40, height: 20 });
    return doc.save();
  }

  for (const rotate of [0, 90, 180, 270]) {
    it(`gives places in user space, and finds them in the picture (${rotate} degrees)`, async () => {
      engine.withDocument(await page(rotate), (document) =>
        document.withPage(0, (open) => {
          const [first] = open.characters();
          assert.equal(first?.text, 'H');
          assert.ok(Math.abs(first.origin[0] - 100) < 0.01 && Math.abs(first.origin[1] - 300) < 0.01);
          assert.deepEqual(open.geometry.cropBox, [50, 60, 350, 460]);
          assert.equal(open.geometry.rotate, rotate);
          const size = open.pixelSize(2);
          const picture = open.render(size, 4);
          const place = toPixels(open.geometry, size.width, size.height);
          const at = (x: number, y: number): number | undefined => {
            const [px, py] = applyAffine(place, x, y);
            return picture.pixels[(Math.floor(py) * picture.width + Math.floor(px)) * 4];
          };
          assert.equal(at(121, 201), 0);
          assert.equal(at(159, 219), 0);
          assert.equal(at(117, 201), 255);
          assert.equal(at(121, 222), 255);
        }),
      );
    });
  }

  it('gives letters of a font with wild bounds a loose box of their own', () => {
    const builder = new PdfBuilder();
    const file = liberation();
    const fontFile = builder.stream(file, `/Length1 ${file.length}`);
    const fontWith = (bounds: string): number => {
      const descriptor = builder.add(
        `<</Type/FontDescriptor/FontName/Wild/Flags 32/FontBBox[${bounds}]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 729/StemV 80/FontFile2 ${fontFile} 0 R>>`,
      );
      return builder.add(
        `<</Type/Font/Subtype/TrueType/BaseFont/Wild/Encoding/WinAnsiEncoding/FirstChar 97/LastChar 97/Widths[556]/FontDescriptor ${descriptor} 0 R>>`,
      );
    };
    const fonts = ['0 -300 1300 980', '-1100 -540 2700 2160', '-24 -2960 1460 770'].map(fontWith);
    const level = (font: number, turn: string): readonly [number, number] => {
      const content = `BT /F${font + 2} 20 Tf ${turn} 300 300 Tm (a) Tj ET`;
      const page = { content, fonts: fonts.map((each, i) => `/F${i + 2} ${each} 0 R`).join('') };
      return engine.withDocument(document([page], { builder }), (opened) =>
        opened.withPage(0, (open) => {
          const [{ loose } = { loose: [0, 0, 0, 0] as const }] = open.characters();
          const axis = turn.startsWith('0') ? 0 : 1;
          return [loose[axis], loose[axis + 2]!].map((side) => Math.round(side - 300)) as [number, number];
        }),
      );
    };
    assert.deepEqual(
      [0, 1, 2].map((font) => level(font, '1 0 0 1')),
      [
        [-6, 20],
        [-4, 18],
        [-4, 18],
      ],
    );
    assert.deepEqual(level(1, '-1 0 0 -1'), [-18, 4]);
    assert.deepEqual(level(1, '0 1 -1 0'), [-18, 4]);
    assert.deepEqual(level(2, '0 -1 1 0'), [-4, 18]);
  });

  it('tells spaces that it made up in text from right to left too', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const leaf = doc.addPage([400, 600]).node;
    const map =
      '1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <5A> <05D0> endbfrange';
    const font = {
      ...{ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' },
      ToUnicode: context.register(context.stream(map)),
    };
    leaf.set(PDFName.of('Resources'), context.obj({ Font: { F1: font } }));
    const content = 'BT /F1 20 Tf 50 300 Td [(DCB) -2000 (ABC)] TJ ET';
    leaf.set(PDFName.of('Contents'), context.register(context.stream(content)));
    engine.withDocument(await doc.save(), (document) =>
      document.withPage(0, (open) => {
        const spaces = open.characters().filter(({ text }) => text === ' ');
        assert.deepEqual(
          spaces.map(({ generated }) => generated),
          [true],
        );
      }),
    );
  });

  it('places vertical text of a font without outlines where it is drawn', async () => {
    const doc = await PDFDocument.create();
    const leaf = doc.addPage([400, 600]).node;
    const descendant = {
      Type: 'Font',
      Subtype: 'CIDFontType0',
      BaseFont: 'Ryumin-Light',
      CIDSystemInfo: { Registry: 'Adobe', Ordering: 'Japan1', Supplement: 2 },
    };
    const font = {
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'Ryumin-Light-90ms-RKSJ-V',
      Encoding: '90ms-RKSJ-V',
      DescendantFonts: [descendant],
    };
    leaf.set(PDFName.of('Resources'), doc.context.obj({ Font: { F1: font } }));
    const content = doc.context.stream('BT /F1 20 Tf 100 500 Td <82a082a2> Tj ET');
    leaf.set(PDFName.of('Contents'), doc.context.register(content));
    engine.withDocument(await doc.save(), (document) =>
      document.withPage(0, (open) => {
        const boxes = open.characters().map(({ loose }) => loose.map((value) => Math.round(value)));
        assert.deepEqual(boxes.slice(0, 2), [
          [90, 480, 110, 500],
          [90, 460, 110, 480],
        ]);
      }),
    );
  });

  /** Two letters in a font that is not in the file; thousandths of an em, and flags of its descriptor. */
  function unembedded(width: number, flags: number): Uint8Array {
    const builder = new PdfBuilder();
    const font = builder.add(
      `<</Type/Font/Subtype/TrueType/BaseFont/Onbekend/FirstChar 65/LastChar 66/Widths[${width} ${width}]/FontDescriptor<</Type/FontDescriptor/FontName/Onbekend/Flags ${flags}/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontBBox[0 -200 1000 900]>>>>`,
    );
    return document([{ content: 'BT /X 40 Tf 72 500 Td (AB) Tj ET', fonts: `/X ${font} 0 R` }], {
      builder,
    });
  }

  function inksOf(bytes: Uint8Array): (readonly number[])[] {
    return engine.withDocument(bytes, (each) =>
      each.withPage(0, (open) => open.characters().map(({ ink }) => [...ink])),
    );
  }

  it('reads fonts that are not in the file alike whatever was drawn before', () => {
    for (const flags of [32, 34]) {
      const before = inksOf(unembedded(600, flags));
      for (const width of [300, 1100, 600]) {
        engine.withDocument(unembedded(width, flags), (each) =>
          each.withPage(0, (open) => open.render(open.pixelSize(1), 1)),
        );
        assert.deepEqual(inksOf(unembedded(600, flags)), before);
      }
    }
  });

  it('opens a file whose objects begin without a header, and nothing that has none', async () => {
    const whole = await page(0);
    const headless = whole.subarray(
      Buffer.from(whole)
        .toString('latin1')
        .search(/\d+ 0 obj/),
    );
    const text = engine.withDocument(headless, (document) =>
      document.withPage(0, (open) =>
        open
          .characters()
          .map((each) => each.text)
          .join(''),
      ),
    );
    assert.match(text, /Hallo/);
    assert.throws(() => engine.open(Buffer.from('12 obj')), { code: 'not-a-pdf' });
  });

  it('mends a file to read it, but not one that was written here', async () => {
    const doc = await PDFDocument.create();
    const leaf = doc.addPage();
    const whole = Buffer.from(await doc.save({ useObjectStreams: false })).toString('latin1');
    const own = `${String(whole.indexOf(`${leaf.ref.objectNumber} 0 obj`)).padStart(10, '0')} 00000 n`;
    assert.ok(whole.includes(own));
    // The cross-reference of the page points at another object.
    const rows = whole.match(/^\d{10} 00000 n/gm) ?? [];
    const broken = Buffer.from(whole.replace(own, rows.find((row) => row !== own) ?? ''), 'latin1');
    engine.withDocument(broken, ({ pageCount }) => assert.equal(pageCount, 1));
    assert.equal(engine.openAsWritten(broken), undefined);
    const sound = engine.openAsWritten(Buffer.from(whole, 'latin1'));
    assert.equal(sound?.pageCount, 1);
    sound?.close();
  });

  it('tells the direction of slanted and of turned text', async () => {
    const doc = await PDFDocument.create();
    const leaf = doc.addPage([400, 600]);
    const font = await doc.embedFont(StandardFonts.Helvetica);
    leaf.drawText('Schuin', { x: 100, y: 300, size: 20, font, ySkew: degrees(20) });
    leaf.drawText('Omhoog', { x: 300, y: 100, size: 20, font, rotate: degrees(90) });
    engine.withDocument(await doc.save(), (document) =>
      document.withPage(0, (open) => {
        const angleOf = (text: string): number | undefined =>
          open.characters().find((each) => each.text === text)?.angle;
        assert.equal(angleOf('S'), 0);
        assert.ok(Math.abs(angleOf('O')! - Math.PI / 2) < 1e-3);
      }),
    );
  });

  it('renders a part as it renders the whole', async () => {
    engine.withDocument(await page(90), (document) =>
      document.withPage(0, (open) => {
        const size = open.pixelSize(1.5);
        const whole = open.render(size, 4);
        const clip = { left: 40, top: 100, right: 300, bottom: 260 };
        const part = open.render(size, 4, clip);
        for (let y = clip.top; y < clip.bottom; y++) {
          const row = whole.pixels.subarray(
            (y * whole.width + clip.left) * 4,
            (y * whole.width + clip.right) * 4,
          );
          const from = (y - clip.top) * part.width * 4;
          assert.deepEqual(part.pixels.subarray(from, from + part.width * 4), row);
        }
      }),
    );
  });

  it('draws the fields of a page that was taken from a form', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const look = context.stream('0 0 50 50 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 50, 50] });
    for (const subtype of ['Link', 'Widget']) {
      const leaf = doc.addPage([100, 100]).node;
      const dict = { Type: 'Annot', Subtype: subtype, FT: 'Tx', F: 4, Rect: [0, 0, 50, 50] };
      const annotation = context.obj({ ...dict, AP: { N: context.register(look) } });
      annotation.set(PDFName.of('T'), PDFString.of('veld'));
      leaf.set(PDFName.of('Annots'), context.obj([context.register(annotation)]));
    }
    engine.withDocument(await doc.save(), (opened) => {
      opened.withPage(0, (page) => page.render(page.pixelSize(1), 1));
      const { pixels } = opened.withPage(1, (page) => page.render(page.pixelSize(1), 1));
      assert.ok(pixels.filter((value) => value === 0).length > 2000);
    });
  });

  it('leaves out of the picture what is made inactive', async () => {
    engine.withDocument(await page(0), (document) =>
      document.withPage(0, (open) => {
        const size = open.pixelSize(1);
        for (const object of open.lastObjects(Infinity)) open.setActive(object, false);
        assert.ok(open.render(size, 1).pixels.every((value) => value === 255));
      }),
    );
  });

  it('keeps a page at hand as the file has it, and none that was changed', async () => {
    const doc = await PDFDocument.create();
    for (let index = 0; index < 6; index++) doc.addPage([100, 100]).drawRectangle({ x: index, width: 20 });
    engine.withDocument(await doc.save(), (opened) => {
      const looks = (index: number): Uint8Array =>
        opened.withPage(index, (page) => page.render(page.pixelSize(1), 1).pixels);
      const fresh = [0, 1, 2, 3, 4, 5].map(looks);
      opened.withPage(0, (page) => page.setActive(page.lastObjects(1)[0]!, false));
      opened.withPage(1, (page) => (page.annotated = false));
      opened.withPage(1, (page) => assert.ok(page.annotated));
      for (const index of [0, 5, 5, 1, 0]) assert.deepEqual(looks(index), fresh[index], `page ${index + 1}`);
      // A page within itself, as where a page is looked at while it is open.
      opened.withPage(2, () => assert.deepEqual(looks(2), fresh[2]));
    });
  });

  it('keeps no pages at hand whose pictures fill its memory', async () => {
    const doc = await PDFDocument.create();
    for (let index = 0; index < 60; index++) {
      const dict = {
        Type: 'XObject',
        Subtype: 'Image',
        Width: 2100,
        Height: 2100,
        ColorSpace: 'DeviceGray',
        BitsPerComponent: 8,
        Filter: 'FlateDecode',
      };
      const samples = deflateSync(Buffer.alloc(2100 * 2100, index));
      const picture = doc.context.register(PDFRawStream.of(doc.context.obj(dict), samples));
      const leaf = doc.addPage([400, 400]);
      leaf.node.setXObject(PDFName.of('I'), picture);
      const content = doc.context.register(doc.context.flateStream('400 0 0 400 0 0 cm /I Do'));
      leaf.node.set(PDFName.of('Contents'), content);
    }
    engine.withDocument(await doc.save(), (opened) => {
      for (let index = 0; index < 60; index++)
        opened.withPage(index, (page) => page.render(page.pixelSize(1), 1));
      assert.ok(engine.memory < 192 << 20, `${engine.memory >> 20} MiB`);
    });
  });

  it('reads the unit of a page, which the engine does not know', async () => {
    const { pages } = await describeDocument(engine, await page(0, 2.5));
    assert.equal(pages[0]?.userUnit, 2.5);
  });

  it('looks for that unit in object streams too, and reads no document for it that has none', async () => {
    const plain = await PDFDocument.create();
    plain.addPage();
    for (const useObjectStreams of [true, false]) {
      const doc = await PDFDocument.load(await page(0, 2.5));
      assert.equal(mayHaveUserUnit(await doc.save({ useObjectStreams })), true);
      assert.equal(mayHaveUserUnit(await plain.save({ useObjectStreams })), false);
    }
    const damaged = Buffer.from(await plain.save());
    damaged.fill(0xff, damaged.indexOf('stream') + 8, damaged.indexOf('stream') + 12);
    assert.equal(mayHaveUserUnit(damaged), true);
  });

  it('gives memory back', async () => {
    const bytes = await page(0);
    const round = (): void => {
      engine.withDocument(bytes, (document) =>
        document.withPage(0, (open) => {
          open.characters();
          open.render(open.pixelSize(2), 4);
        }),
      );
    };
    for (let i = 0; i < 5; i++) round();
    const settled = engine.memory;
    for (let i = 0; i < 60; i++) round();
    assert.equal(engine.memory, settled);
  });

  it('lets go of what it read of a long document, and goes on in it as before', async () => {
    const [pages, width, height] = [24, 1000, 700];
    const doc = await PDFDocument.create();
    const field = doc.getForm().createTextField('veld');
    for (let p = 0; p < pages; p++) {
      const leaf = doc.addPage([200, 140]);
      const pixels = new Uint8Array(width * height * 3).fill(10 * p);
      const entries = { Type: 'XObject', Subtype: 'Image', Width: width, Height: height };
      const image = doc.context.stream(pixels, {
        ...entries,
        ColorSpace: 'DeviceRGB',
        BitsPerComponent: 8,
      });
      leaf.node.setXObject(PDFName.of('Im'), doc.context.register(image));
      leaf.node.set(
        PDFName.of('Contents'),
        doc.context.register(doc.context.stream('q 200 0 0 140 0 0 cm /Im Do Q')),
      );
      if (p === pages - 1) field.addToPage(leaf, { x: 20, y: 20, width: 100, height: 20 });
    }
    field.setText('ingevuld');
    const bytes = await doc.save({ useObjectStreams: false });
    const fresh = await Engine.start(readFileSync(join(pdfAssets.engine, 'pdfium.wasm')));
    const look = (document: EngineDocument, index: number): readonly [number, number] =>
      document.withPage(index, (page) => {
        const { pixels } = page.render({ width: 200, height: 140 }, 4);
        // A corner of the picture; the ink in the field.
        return [pixels[0]!, pixels.reduce((sum, value, at) => (at % 4 === 0 ? sum + value : sum), 0)];
      });
    const last = fresh.withDocument(bytes, (document) => look(document, pages - 1));
    const before = fresh.memory;
    fresh.withDocument(bytes, (document) => {
      for (let p = 0; p < pages; p++) assert.equal(look(document, p)[0], 10 * p);
      assert.deepEqual(look(document, pages - 1), last);
    });
    assert.ok(bytes.length > 48 << 20);
    assert.ok(fresh.memory - before < 32 << 20, `${fresh.memory - before} bytes more`);
  });
});
