import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { loadTools } from '../../../../src/pdf/document/assets.ts';
import { cornersOfFrame, frameOf } from '../../../../src/pdf/document/frame.ts';
import { parse } from '../../../../src/pdf/document/load.ts';
import type { ChainTools } from '../../../../src/pdf/document/tools.ts';
import { innerPicturesLeft } from '../../../../src/pdf/verify/inner-pictures.ts';
import { provePage, type PageVerdict } from '../../../../src/pdf/verify/page-proof.ts';
import { ANCHOR, PdfBuilder, box, document } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

/*
 * Files made by hand, in which a pattern or soft mask draws a picture. The removal clips what is painted with a pattern,
 * so only the proof by itself tells whether it sees one.
 */

const [WIDTH, HEIGHT] = [320, 240];
const [l, b, r, t] = [230, 490, 290, 550];
const quad = box(l, b, r, t);
const BOX = `q 0 g ${l} ${b} ${r - l} ${t - b} re f Q\n`;
const PLACE = 'q 320 0 0 240 100 400 cm';
const PATTERN =
  '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 595 842]/XStep 595/YStep 842/Resources';
const GROUP = '/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>/Resources';
const FORM = '/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources';
const PAINT = '100 400 320 240 re f';

/** Waves from top to bottom, so that all of it reaches the edge of the mark; gone where the mark is. */
function waves(isCut: boolean): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [100 + (i % WIDTH), 640 - Math.floor(i / WIDTH)];
    const isMarked = x >= l - 1 && x <= r + 1 && y >= b - 1 && y <= t + 1;
    return isCut && isMarked ? 128 : 128 + 110 * Math.sin(x / 1.1);
  });
}

interface Drawn {
  readonly content: string;
  readonly resources: string;
}

type Draw = (builder: PdfBuilder, samples: Uint8Array) => Drawn;

const picture = (builder: PdfBuilder, samples: Uint8Array): string =>
  `<</XObject<</I ${builder.stream(samples, `/Type/XObject/Subtype/Image/Width ${WIDTH}/Height ${HEIGHT}/ColorSpace/DeviceGray/BitsPerComponent 8`)} 0 R>>>>`;

const ofPattern = (pattern: number): Drawn => ({
  content: `/Pattern cs /P scn ${PAINT}`,
  resources: `/Pattern<</P ${pattern} 0 R>>`,
});

const WAYS: Readonly<Record<string, Draw>> = {
  'a tiling pattern': (builder, samples) =>
    ofPattern(builder.stream(`${PLACE} /I Do Q`, PATTERN + picture(builder, samples))),
  'a tiling pattern, in its own content': (builder, samples) => {
    const hex = Buffer.from(samples).toString('hex');
    const inline = `${PLACE} BI /W ${WIDTH}/H ${HEIGHT}/CS/G/BPC 8/F/AHx ID ${hex}> EI Q`;
    return ofPattern(builder.stream(inline, `${PATTERN}<<>>`));
  },
  'a tiling pattern of a form': (builder, samples) => {
    const { content, resources } = ofPattern(
      builder.stream(`${PLACE} /I Do Q`, PATTERN + picture(builder, samples)),
    );
    const form = builder.stream(content, `${FORM}<<${resources}>>`);
    return { content: '/F Do', resources: `/XObject<</F ${form} 0 R>>` };
  },
  'a soft mask': (builder, samples) => {
    const group = builder.stream(`${PLACE} /I Do Q`, GROUP + picture(builder, samples));
    return {
      content: `q /G gs 0 0 0.3 rg ${PAINT} Q`,
      resources: `/ExtGState<</G<</SMask<</S/Luminosity/G ${group} 0 R>>>>>>`,
    };
  },
};

describe('proof of pictures in patterns and soft masks', () => {
  let tools: ChainTools;
  before(async () => {
    tools = await loadTools(pdfAssets);
  });

  /** What the page by itself tells, and the marks in which the look at its pictures finds one. */
  async function prove(
    before: Uint8Array,
    after: Uint8Array,
  ): Promise<{ verdict: PageVerdict; left: readonly number[] }> {
    const original = tools.engine.open(before);
    const final = tools.engine.open(after);
    const page = {
      index: 0,
      marks: [{ id: 'm', codes: [], quads: [quad], boxes: [cornersOfFrame(frameOf(quad))], border: 0 }],
      ...{ reading: undefined, drawings: 1, excused: [], redrawn: [], elsewhere: [], unseen: [], beyond: [] },
      ...{ rasterised: false, mayMove: false, glance: undefined },
    };
    try {
      const verdict = provePage(original, final, page);
      const { doc } = await parse(after);
      const files = { engine: tools.engine, original, final, doc };
      return { verdict, left: innerPicturesLeft(files, [{ page, marks: [0] }]).get(0) ?? [] };
    } finally {
      original.close();
      final.close();
    }
  }

  for (const [way, draw] of Object.entries(WAYS)) {
    it(`finds one that is whole under the box, in ${way}`, async () => {
      const file = (isCut: boolean, boxes: string): Uint8Array => {
        const builder = new PdfBuilder();
        const { content, resources } = draw(builder, waves(isCut));
        return document([{ content: `${content}\n0 g\n${ANCHOR}${boxes}`, resources }], { builder });
      };
      const whole = await prove(file(false, ''), file(false, BOX));
      assert.deepEqual(whole.verdict.varied, [0], 'much lies side by side');
      assert.deepEqual(whole.left, [0]);
      const cut = await prove(file(false, ''), file(true, BOX));
      assert.deepEqual(cut.left, []);
    });
  }

  it('leaves alone what crosses the mark besides', async () => {
    const file = (isCut: boolean, boxes: string): Uint8Array => {
      const builder = new PdfBuilder();
      const { content, resources } = WAYS['a tiling pattern']!(builder, waves(isCut));
      const rules = Array.from({ length: 12 }, (_, i) => `${l + 5 * i} 300 m ${l + 5 * i} 800 l S`).join(' ');
      return document([{ content: `${content}\n0 g ${rules}\n${ANCHOR}${boxes}`, resources }], { builder });
    };
    const { verdict, left } = await prove(file(false, ''), file(true, BOX));
    assert.deepEqual(verdict.varied, [0], 'much lies side by side');
    assert.deepEqual(left, []);
  });
});
