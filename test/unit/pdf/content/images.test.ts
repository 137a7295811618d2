import assert from 'node:assert/strict';
import { PDFName, PDFRawStream, type PDFContext, type PDFDict, type PDFRef } from 'pdf-lib';
import { describe, it } from 'mocha';
import type { ImageCutter, Point } from '../../../../src/pdf/content/types.ts';
import { box, buildPdf, form, latin1, pageDict, redact, stream } from './build.ts';
import { contentOf, reachableText } from './checks.ts';

/** Notes what it is asked, and answers with an image of one grey pixel. */
class Recorder implements ImageCutter {
  readonly asked: (readonly (readonly Point[])[])[] = [];
  readonly inline: { dict: string; data: string }[] = [];

  async cut(
    context: PDFContext,
    image: PDFRawStream,
    polygons: readonly (readonly Point[])[],
  ): Promise<PDFRawStream> {
    this.asked.push(polygons);
    const dict = image.dict.clone();
    dict.set(PDFName.of('Width'), context.obj(1));
    dict.set(PDFName.of('Height'), context.obj(1));
    dict.delete(PDFName.of('Filter'));
    return Promise.resolve(PDFRawStream.of(dict, Uint8Array.of(127)));
  }

  cutInline(_: PDFContext, dict: PDFDict, data: Uint8Array): { dict: PDFDict; data: Uint8Array } {
    this.inline.push({
      dict: dict.toString().replace(/\s+/g, ' '),
      data: Buffer.from(data).toString('latin1'),
    });
    return { dict, data: latin1('cut!') };
  }

  alone(_: PDFContext, image: PDFRawStream): PDFRawStream {
    return image;
  }
}

const grey = (context: PDFContext, data = 'SECRET-PIXELS!!!', side = 40): PDFRef =>
  stream(context, data, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: side,
    Height: side,
    BitsPerComponent: 8,
    ColorSpace: 'DeviceGray',
  });

const rounded = (polygon: readonly Point[]): number[][] =>
  polygon.map(({ x, y }) => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000]);

const CLIP = ' q -322 -322 960 960 re 0.41 0.41 m 0.59 0.41 l 0.59 0.59 l 0.41 0.59 l h W* n ';

describe('redactPageContent: images', () => {
  it('shows nothing of a picture with large samples well within a mark', async () => {
    const before = await buildPdf((context) => [
      {
        content: 'q 50 0 0 50 100 100 cm /Im Do Q',
        resources: { XObject: { Im: grey(context, undefined, 4) } },
      },
    ]);
    const { bytes } = await redact(before, { 0: [box(120, 120, 130, 130)] }, { images: new Recorder() });
    assert.equal(await contentOf(bytes), `q 50 0 0 50 100 100 cm ${CLIP}/Lk1 Do Q  Q`);
  });

  for (const [what, left, right, unsupported] of [
    ['cuts a picture that', 110, 120, []],
    ['hands over a page of which a mark takes the edge that', 140, 148, [/repeats/]],
  ] as const) {
    it(`${what} begins again in a sliver of what it is painted on as a pattern`, async () => {
      const before = await buildPdf((context) => {
        const pattern = stream(context, '48 0 0 50 0 0 cm /Im Do', {
          PatternType: 1,
          PaintType: 1,
          TilingType: 1,
          BBox: [0, 0, 48, 50],
          XStep: 48,
          YStep: 50,
          Matrix: [1, 0, 0, 1, 100, 100],
          Resources: { XObject: { Im: grey(context) } },
        });
        return [
          { content: '/Pattern cs /P1 scn 99.5 100 48.5 50 re f', resources: { Pattern: { P1: pattern } } },
        ];
      });
      const images = new Recorder();
      const { bytes, removals } = await redact(before, { 0: [box(left, 110, right, 120)] }, { images });
      assert.equal(removals[0]!.unsupported.length, unsupported.length);
      if (unsupported.length > 0) return assert.match(removals[0]!.unsupported[0]!, unsupported[0]!);
      assert.equal(images.asked.length, 1);
      assert.doesNotMatch(await reachableText(bytes), /SECRET/);
    }).timeout(20_000);
  }

  it('asks for the marked part in the space of the image, and draws the answer', async () => {
    const before = await buildPdf((context) => [
      { content: 'q 100 0 0 50 100 100 cm /Im Do Q', resources: { XObject: { Im: grey(context) } } },
    ]);
    const images = new Recorder();
    const { bytes, removals } = await redact(before, { 0: [box(120, 90, 150, 125)] }, { images });
    assert.equal(removals[0]!.imagesCut, 1);
    assert.deepEqual(rounded(images.asked[0]![0]!).sort(), [
      [0.2, -0.2],
      [0.2, 0.5],
      [0.5, -0.2],
      [0.5, 0.5],
    ]);
    assert.equal(await contentOf(bytes), 'q 100 0 0 50 100 100 cm /Lk1 Do Q');
    assert.doesNotMatch(await reachableText(bytes), /SECRET/);
  }).timeout(20_000);

  it('tells how far samples that a mark touches reach out of it, where that is seen', async () => {
    const besides = async (side: number): Promise<unknown> => {
      const before = await buildPdf((context) => [
        {
          content: 'q 100 0 0 50 100 100 cm /Im Do Q',
          resources: { XObject: { Im: grey(context, undefined, side) } },
        },
      ]);
      const images = new Recorder();
      const { removals } = await redact(before, { 0: [box(120, 90, 150, 125)] }, { images });
      return removals[0]!.besides;
    };
    assert.deepEqual(await besides(40), [[117.5, 87.5, 152.5, 127.5]]);
    assert.deepEqual(await besides(4), []);
    assert.deepEqual(await besides(200), []);
  });

  it('maps marks through rotated placement', async () => {
    const before = await buildPdf((context) => [
      { content: 'q 0 100 -50 0 200 100 cm /Im Do Q', resources: { XObject: { Im: grey(context) } } },
    ]);
    const images = new Recorder();
    await redact(before, { 0: [box(150, 100, 200, 150)] }, { images });
    assert.deepEqual(rounded(images.asked[0]![0]!).sort(), [
      [0, 0],
      [0, 1],
      [0.5, 0],
      [0.5, 1],
    ]);
  }).timeout(20_000);

  it('takes an image out that is covered whole', async () => {
    const before = await buildPdf((context) => [
      { content: 'q 100 0 0 50 100 100 cm /Im Do Q 1 w', resources: { XObject: { Im: grey(context) } } },
    ]);
    const { bytes, removals } = await redact(before, { 0: [box(99, 99, 201, 151)] });
    assert.deepEqual(removals[0]!.unsupported, []);
    assert.match(await contentOf(bytes), /^\s+1 w$/);
    assert.doesNotMatch(await reachableText(bytes), /SECRET/);
  }).timeout(20_000);

  it('cuts one of two uses of an image on a page', async () => {
    const before = await buildPdf((context) => [
      {
        content: 'q 50 0 0 50 0 0 cm /Im Do Q q 50 0 0 50 100 100 cm /Im Do Q',
        resources: { XObject: { Im: grey(context) } },
      },
    ]);
    const images = new Recorder();
    const { bytes } = await redact(before, { 0: [box(120, 120, 130, 130)] }, { images });
    assert.equal(images.asked.length, 1);
    assert.equal(await contentOf(bytes), 'q 50 0 0 50 0 0 cm /Im Do Q q 50 0 0 50 100 100 cm /Lk1 Do Q');
  }).timeout(20_000);

  it('leaves the image of another page as it was', async () => {
    const before = await buildPdf((context) => {
      const Im = grey(context);
      return [0, 1].map(() => ({
        content: 'q 50 0 0 50 100 100 cm /Im Do Q',
        resources: { XObject: { Im } },
      }));
    });
    const { doc } = await redact(before, { 0: [box(120, 120, 130, 130)] }, { images: new Recorder() });
    const resources = pageDict(doc, 1).lookup(PDFName.of('Resources')) as PDFDict;
    const xobjects = resources.lookup(PDFName.of('XObject')) as PDFDict;
    const image = xobjects.lookup(PDFName.of('Im')) as PDFRawStream;
    assert.equal(Buffer.from(image.contents).toString('latin1'), 'SECRET-PIXELS!!!');
  }).timeout(20_000);

  it('cuts images in forms', async () => {
    const before = await buildPdf((context) => {
      const Fm = form(context, 'q 50 0 0 50 10 10 cm /Im Do Q', {
        Resources: { XObject: { Im: grey(context) } },
      });
      return [{ content: 'q 2 0 0 2 0 0 cm /Fm Do Q', resources: { XObject: { Fm } } }];
    });
    const images = new Recorder();
    const { bytes } = await redact(before, { 0: [box(20, 20, 70, 70)] }, { images });
    assert.deepEqual(rounded(images.asked[0]![0]!).sort(), [
      [0, 0],
      [0, 0.5],
      [0.5, 0],
      [0.5, 0.5],
    ]);
    assert.doesNotMatch(await reachableText(bytes), /SECRET/);
  }).timeout(20_000);

  it('cuts and removes inline images, and finds their end by their length', async () => {
    const data = '0 EI Q\nSECRET EI';
    const image = `BI /W 4 /H 4 /BPC 8 /CS /G ID ${data}\nEI`;
    const content = `q 50 0 0 50 100 100 cm ${image} Q q 9 0 0 9 0 0 cm ${image} Q (end) pop`;
    const before = await buildPdf([{ content }]);
    const images = new Recorder();
    const { bytes } = await redact(before, { 0: [box(120, 120, 130, 130)] }, { images });
    assert.deepEqual(images.inline, [{ dict: '<< /W 4 /H 4 /BPC 8 /CS /G >>', data }]);
    assert.equal(
      await contentOf(bytes),
      `q 50 0 0 50 100 100 cm ${CLIP}BI /W 4 /H 4 /BPC 8 /CS /G ID cut!\nEI Q  Q q 9 0 0 9 0 0 cm ${image} Q (end) pop`,
    );
    const whole = await redact(before, { 0: [box(90, 90, 160, 160), box(-1, -1, 10, 10)] });
    assert.doesNotMatch(await contentOf(whole.bytes), /SECRET|BI/);
    assert.match(await contentOf(whole.bytes), /\(end\) pop$/);
  }).timeout(20_000);

  it('finds the end of inline images of unknown length', async () => {
    const noise = String.fromCharCode(1, 69, 73, 32, 200, 3, 69, 73, 0, 255);
    const content = `q BI /W 9 /H 9 /F /CCF ID ${noise}\nEI Q q 50 0 0 50 100 100 cm BI /W 1 /H 1 /F /AHx /BPC 8 /CS /G ID 7F>\nEI Q`;
    const before = await buildPdf([{ content }]);
    const { bytes } = await redact(before, { 0: [box(90, 90, 160, 160)] });
    assert.match(await contentOf(bytes), /CCF ID [^]*\nEI Q\s+$/);
  }).timeout(20_000);

  it('leaves the page as it was when the cutter refuses', async () => {
    const content = 'BT /F1 12 Tf 120 120 Td (Geheim) Tj ET q 100 0 0 50 100 100 cm /Im Do Q';
    const before = await buildPdf((context) => [{ content, resources: { XObject: { Im: grey(context) } } }]);
    const { bytes, removals } = await redact(before, { 0: [box(120, 90, 150, 140)] });
    assert.deepEqual(removals[0]!.unsupported, ['image']);
    assert.equal(removals[0]!.changed, false);
    assert.equal(await contentOf(bytes), content);
  }).timeout(20_000);
});
