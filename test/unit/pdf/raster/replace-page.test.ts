import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDict, PDFDocument, PDFName, PDFRawStream, StandardFonts, degrees } from 'pdf-lib';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import type { PageCharacter } from '../../../../src/core/text/characters.ts';
import { replaceWithRaster } from '../../../../src/pdf/raster/replace-page.ts';
import type { PageBitmap } from '../../../../src/pdf/raster/types.ts';
import { bitmapOf, charactersOf } from './support.ts';

const LINES = ['Geachte mevrouw Klaver,', 'de heer Geheim woont in Utrecht.', 'Kosten: € 12,50 (“circa”) é'];
const SIZE = 14;

interface Example {
  readonly bytes: Uint8Array;
  readonly characters: PageCharacter[];
  readonly mark: Quad;
}

/** A page with three lines, an image-free content, a CropBox of its own and annotations; `Geheim` is marked. */
async function example(rotate: number): Promise<Example> {
  const doc = await PDFDocument.create();
  const page = doc.addPage([400, 300]);
  page.setCropBox(20, 30, 360, 250);
  page.setRotation(degrees(rotate));
  const font = await doc.embedFont(StandardFonts.TimesRoman);
  const characters: PageCharacter[] = [];
  LINES.forEach((line, index) => {
    const y = 240 - 40 * index;
    page.drawText(line, { x: 50, y, size: SIZE, font });
    let x = 50;
    for (const text of line) {
      const width = font.widthOfTextAtSize(text, SIZE);
      const loose = [x, y - 3, x + width, y + 10] as const;
      characters.push({ text, ink: loose, loose, origin: [x, y], angle: 0, generated: false });
      x += width;
    }
    const nowhere = [0, 0, 0, 0] as const;
    characters.push({ text: '\n', ink: nowhere, loose: nowhere, origin: [0, 0], angle: 0, generated: true });
  });
  page.node.set(
    PDFName.of('Annots'),
    doc.context.obj([{ Type: 'Annot', Subtype: 'Text', Contents: 'Geheim' }]),
  );
  page.node.set(PDFName.of('StructParents'), doc.context.obj(0));
  const start = LINES[0]!.length + 1 + LINES[1]!.indexOf('Geheim');
  const [left, bottom] = characters[start]!.loose;
  const [, , right, top] = characters[start + 5]!.loose;
  const mark: Quad = [left, top, right, top, left, bottom, right, bottom];
  return { bytes: await doc.save(), characters, mark };
}

function isBlack({ width, rgba }: PageBitmap, x: number, y: number): boolean {
  const at = (y * width + x) * 4;
  return rgba[at]! + rgba[at + 1]! + rgba[at + 2]! < 12;
}

function imageOf(doc: PDFDocument): PDFRawStream {
  const resources = doc.getPage(0).node.get(PDFName.of('Resources'));
  assert.ok(resources instanceof PDFDict);
  const objects = resources.lookup(PDFName.of('XObject'), PDFDict);
  const image = objects.lookup(PDFName.of('Page'));
  assert.ok(image instanceof PDFRawStream);
  return image;
}

describe('replaceWithRaster', () => {
  for (const rotate of [0, 90, 180, 270]) {
    it(`looks as before but for the mark, and reads as before but for its text, turned by ${rotate}`, async () => {
      const { bytes, characters, mark } = await example(rotate);
      const bitmap = await bitmapOf(bytes, 200);
      const doc = await PDFDocument.load(bytes);
      const result = await replaceWithRaster(doc, 0, { bitmap, quads: [mark], characters });
      const saved = await doc.save();

      const after = await bitmapOf(saved, 200);
      assert.deepEqual([after.width, after.height], [bitmap.width, bitmap.height]);
      let black = 0;
      let changed = 0;
      for (let y = 0; y < after.height; y++) {
        for (let x = 0; x < after.width; x++) {
          const at = (y * after.width + x) * 4;
          if (Math.abs(after.rgba[at]! - bitmap.rgba[at]!) > 24) changed++;
          if (isBlack(after, x, y) && !isBlack(bitmap, x, y)) black++;
        }
      }
      const area = ((mark[2] - mark[0]) * (mark[1] - mark[5]) * 200 * 200) / (72 * 72);
      assert.ok(black > area * 0.6, `${black} pixels were painted black`);
      assert.ok(changed < area * 1.1, `${changed} pixels changed, the mark has ${Math.round(area)}`);

      // PDFium orders text that stands on its head its own way.
      const found = (await charactersOf(saved)).sort((a, b) => Math.round(b.y - a.y) || a.x - b.x);
      const expected = characters.filter(({ text }) => text.trim() !== '');
      const kept = expected.filter(
        ({ loose, origin }) => !(origin[1] === 200 && loose[0] >= mark[0] - 0.1 && loose[2] <= mark[2] + 0.1),
      );
      assert.equal(found.map(({ text }) => text).join(''), kept.map(({ text }) => text).join(''));
      found.forEach(({ x, y, text }, index) => {
        const { origin } = kept[index]!;
        assert.ok(
          Math.hypot(x - origin[0], y - origin[1]) < 0.1,
          `${text} stands at ${x}, ${y}, not ${origin.join(', ')}`,
        );
      });
      assert.equal(result.charactersKept, kept.length);
      assert.equal(result.charactersDropped, 6);
      assert.equal(result.encoding, 'indexed');
    }).timeout(30_000);
  }

  it('leaves nothing of the old page in it', async () => {
    const { bytes, characters, mark } = await example(90);
    const bitmap = await bitmapOf(bytes, 100);
    const doc = await PDFDocument.load(bytes);
    await replaceWithRaster(doc, 0, { bitmap, quads: [mark], characters, language: 'nl-NL' });
    const page = doc.getPage(0).node;
    assert.deepEqual(
      page
        .keys()
        .map((key) => key.decodeText())
        .sort(),
      ['Contents', 'CropBox', 'MediaBox', 'Parent', 'Resources', 'Rotate', 'Type'],
    );
    const resources = page.lookup(PDFName.of('Resources'), PDFDict);
    assert.deepEqual(
      resources
        .keys()
        .map((key) => key.decodeText())
        .sort(),
      ['Font', 'XObject'],
    );
  });

  it('knows nothing of the marked pixels', async () => {
    const { bytes, characters, mark } = await example(0);
    const bitmap = await bitmapOf(bytes, 150);
    const images: Uint8Array[] = [];
    for (const noise of [0, 1]) {
      const rgba = Uint8Array.from(bitmap.rgba);
      const scale = 150 / 72;
      for (let y = Math.ceil((280 - mark[1]) * scale); y < Math.floor((280 - mark[5]) * scale); y++) {
        for (let x = Math.ceil((mark[0] - 20) * scale); x < Math.floor((mark[2] - 20) * scale); x++) {
          rgba.fill(
            noise === 1 ? (x * 7 + y * 31) & 255 : 200,
            (y * bitmap.width + x) * 4,
            (y * bitmap.width + x) * 4 + 3,
          );
        }
      }
      const doc = await PDFDocument.load(bytes);
      await replaceWithRaster(doc, 0, { bitmap: { ...bitmap, rgba }, quads: [mark], characters });
      images.push(imageOf(doc).contents);
    }
    assert.equal(Buffer.compare(images[0]!, images[1]!), 0);
  });

  it('writes two colours as bits and a photograph as a JPEG', async () => {
    const { bytes } = await example(0);
    const width = 900;
    const height = 625;
    const make = (colour: (x: number, y: number) => readonly number[]): PageBitmap => {
      const rgba = new Uint8Array(width * height * 4).fill(255);
      for (let i = 0; i < width * height; i++) rgba.set(colour(i % width, Math.floor(i / width)), i * 4);
      return { width, height, rgba };
    };
    const encodings: string[] = [];
    for (const bitmap of [
      make((x, y) => ((x >> 3) % 7 === 0 && (y >> 4) % 3 === 0 ? [20, 30, 120] : [250, 250, 240])),
      make(() => [255, 255, 255]),
      make((x, y) => [(x * 5 + y) & 255, (y * 3 + ((x * x) >> 6)) & 255, (x + y * 7) & 255]),
    ]) {
      const doc = await PDFDocument.load(bytes);
      const result = await replaceWithRaster(doc, 0, { bitmap, quads: [], characters: [] });
      encodings.push(result.encoding);
      const shown = await bitmapOf(await doc.save(), 180);
      assert.deepEqual([shown.width, shown.height], [width, height]);
      if (result.encoding === 'bilevel')
        assert.deepEqual(Uint8Array.from(shown.rgba), Uint8Array.from(bitmap.rgba));
    }
    assert.deepEqual(encodings, ['bilevel', 'bilevel', 'jpeg']);
  }).timeout(30_000);

  it('writes text beyond WinAnsi, turned text, and leaves out what the page does not show', async () => {
    const { bytes } = await example(0);
    const doc = await PDFDocument.load(bytes);
    const bitmap = await bitmapOf(bytes, 72);
    const upright = (text: string, x: number, y: number): PageCharacter => {
      const box = [x, y - 3, x + 8, y + 10] as const;
      return { text, ink: box, loose: box, origin: [x, y], angle: 0, generated: false };
    };
    const turned = (text: string, x: number, y: number): PageCharacter => {
      const box = [x - 10, y, x + 3, y + 7] as const;
      return { text, ink: box, loose: box, origin: [x, y], angle: Math.PI / 2, generated: false };
    };
    const characters = [
      ...[...'Ωμέγα'].map((text, i) => upright(text, 60 + 8 * i, 200)),
      ...[...'Łódź'].map((text, i) => upright(text, 160 + 8 * i, 200)),
      ...[...'op zij'].map((text, i) => turned(text, 300, 60 + 7 * i)),
      ...[...'buiten'].map((text, i) => upright(text, 60 + 8 * i, 5)),
      { ...upright('x', 60, 120), origin: [Number.NaN, 3] as const },
    ];
    const result = await replaceWithRaster(doc, 0, { bitmap, quads: [], characters });
    const found = await charactersOf(await doc.save());
    assert.equal(found.map(({ text }) => text).join(''), 'ΩμέγαŁódźopzij');
    assert.equal(result.charactersKept, 14);
    const [o, p] = found.slice(-5);
    assert.ok(Math.abs(o!.x - p!.x) < 0.1 && p!.y - o!.y > 6.9);
  });

  it('drops what has its origin or the centre of either box in a mark', async () => {
    const { bytes } = await example(0);
    const doc = await PDFDocument.load(bytes);
    const bitmap = await bitmapOf(bytes, 72);
    const base = { angle: 0, generated: false };
    const far = [200, 200, 210, 210] as const;
    const near = [95, 95, 105, 105] as const;
    const characters: PageCharacter[] = [
      { ...base, text: 'a', ink: near, loose: far, origin: [200, 200] },
      { ...base, text: 'b', ink: far, loose: near, origin: [200, 200] },
      { ...base, text: 'c', ink: far, loose: far, origin: [100, 100] },
      { ...base, text: 'd', ink: [0, 0, 0, 0], loose: far, origin: [200, 200] },
    ];
    const quad: Quad = [98, 102, 102, 102, 98, 98, 102, 98];
    const result = await replaceWithRaster(doc, 0, { bitmap, quads: [quad], characters });
    assert.deepEqual([result.charactersKept, result.charactersDropped], [1, 3]);
    assert.equal((await charactersOf(await doc.save())).map(({ text }) => text).join(''), 'd');
  });

  it('paints the pixels beside a mark too, with which viewers blend it', async () => {
    const { bytes } = await example(0);
    const shade = (x: number, y: number): number => 60 + ((x * 7 + y * 3) % 150);
    const bitmap = await bitmapOf(bytes, 144);
    const rgba = bitmap.rgba.map((_, i) => {
      const pixel = Math.floor(i / 4);
      return i % 4 === 3 ? 255 : shade(pixel % bitmap.width, Math.floor(pixel / bitmap.width));
    });
    const doc = await PDFDocument.load(bytes);
    const mark: Quad = [100, 160, 101, 160, 100, 120, 101, 120];
    await replaceWithRaster(doc, 0, { bitmap: { ...bitmap, rgba }, quads: [mark], characters: [] });
    const shown = await bitmapOf(await doc.save(), 144);
    // The mark is two pixels wide, from 160; viewers blend them with those beside them.
    const dark = [158, 159, 160, 161, 162, 163].map((x) => isBlack(shown, x, 2 * (280 - 140)));
    assert.deepEqual(dark, [false, true, true, true, true, false]);
  });

  it('paints boxes that reach farther than their marks, and keeps the text there', async () => {
    const { bytes } = await example(0);
    const bitmap = await bitmapOf(bytes, 72);
    const doc = await PDFDocument.load(bytes);
    const quads: Quad[] = [
      [100, 160, 110, 160, 100, 140, 110, 140],
      [120, 160, 130, 160, 120, 140, 130, 140],
    ];
    const boxes: Quad[] = [[100, 160, 130, 160, 100, 140, 130, 140]];
    const between: PageCharacter = {
      text: 'a',
      ink: [113, 145, 117, 150],
      loose: [113, 143, 117, 155],
      origin: [113, 145],
      angle: 0,
      generated: false,
    };
    await replaceWithRaster(doc, 0, { bitmap, quads, boxes, characters: [between] });
    const shown = await bitmapOf(await doc.save(), 72);
    // The page begins at 20.
    for (const x of [85, 95, 105]) assert.ok(isBlack(shown, x, 280 - 150), String(x));
    assert.equal((await charactersOf(await doc.save())).map(({ text }) => text).join(''), 'a');
  });

  it('keeps a sparse text layer away from the marks', async () => {
    const { bytes, characters, mark } = await example(0);
    const bitmap = await bitmapOf(bytes, 72);
    const doc = await PDFDocument.load(bytes);
    await replaceWithRaster(doc, 0, { bitmap, quads: [mark], characters, sparse: true });
    const found = await charactersOf(await doc.save());
    const text = found.map((each) => each.text).join('');
    assert.equal(text, 'GeachtemevrouwKlaver,deheoontinUtrecht.Kosten:€12,50(“circa”)é');
  });

  it('refuses a bitmap that is smaller than it says', async () => {
    const { bytes } = await example(0);
    const doc = await PDFDocument.load(bytes);
    const bitmap = { width: 10, height: 10, rgba: new Uint8Array(100) };
    await assert.rejects(replaceWithRaster(doc, 0, { bitmap, quads: [], characters: [] }), RangeError);
  });
});
