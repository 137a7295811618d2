import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { loadTools } from '../../../../src/pdf/document/assets.ts';
import type { ChainTools } from '../../../../src/pdf/document/tools.ts';
import { cornersOfFrame, frameOf } from '../../../../src/pdf/document/frame.ts';
import { checkMarks } from '../../../../src/pdf/verify/marked.ts';
import { passes, glanceAt, provePage, type PageVerdict } from '../../../../src/pdf/verify/page-proof.ts';
import { readPage } from '../../../../src/pdf/verify/reading.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import {
  ANCHOR,
  BEFORE,
  AFTER,
  SECRET,
  PLAIN_LINE,
  PdfBuilder,
  document,
  linePlaces,
} from '../../../conformance/hiding/builder.ts';

/*
 * The proof must catch what a removal may do wrong. Every file here is made by hand; none went through the removal.
 */

const { quad } = linePlaces();
const [l, t, r, , , b] = quad;
/** Where the words behind the secret begin: Helvetica's advances (AFM), no kerning. */
const afterLeft =
  72 + (20 * (667 + 556 * 2 + 333 + 556 + 278 + 500 + 278 + 556 * 2 + 278 + 278)) / 1000 + advance();
const BOX = `q 0 g ${l} ${b} ${r - l} ${t - b} re f Q\n`;
const REMOVED = `BT /F1 20 Tf 72 700 Td (${BEFORE}) Tj ET BT /F1 20 Tf ${afterLeft} 700 Td (${AFTER}) Tj ET\n`;
const original = document([{ content: PLAIN_LINE + ANCHOR }]);

/** Of `Zebravinkqx` and the space behind it, at 20 points. */
function advance(): number {
  return (20 * (611 + 556 + 556 + 333 + 556 + 500 + 222 + 556 + 500 + 556 + 500 + 278)) / 1000;
}

describe('proof of a page', () => {
  let tools: ChainTools;
  before(async () => {
    tools = await loadTools(pdfAssets);
  });

  /** `content` is the whole page, its last drawing the box. */
  function prove(content: string, resources = '', extra = ''): PageVerdict {
    return proveAgainst(original, document([{ content, resources, extra }]));
  }

  function proveAgainst(before: Uint8Array, after: Uint8Array): PageVerdict {
    const source = tools.engine.open(before);
    const final = tools.engine.open(after);
    try {
      const reading = source.withPage(0, (page) => readPage(page.passing(), [[quad]]));
      const page = {
        index: 0,
        marks: [{ id: 'm', codes: [], quads: [quad], boxes: [cornersOfFrame(frameOf(quad))], border: 0 }],
        reading,
        drawings: 1,
        excused: [],
        redrawn: [],
        elsewhere: [],
        unseen: [],
        beyond: [],
        rasterised: false,
        mayMove: false,
      };
      const verdict = provePage(source, final, { ...page, glance: undefined });
      const glance = source.withPage(0, (page) => glanceAt(page, [quad], 0));
      assert.ok(glance);
      assert.deepEqual(provePage(source, final, { ...page, glance }), verdict);
      return verdict;
    } finally {
      source.close();
      final.close();
    }
  }

  it('passes a page from which the text was taken', () => {
    const verdict = prove(REMOVED + ANCHOR + BOX);
    assert.ok(passes(verdict), JSON.stringify(verdict));
    assert.equal(verdict.changedPixels, 0);
  });

  it('catches text that is still under the box', () => {
    const verdict = prove(PLAIN_LINE + ANCHOR + BOX);
    assert.equal(verdict.marks[0]?.charactersLeft, SECRET.length);
    assert.equal(verdict.marks[0]?.uniform, true);
    assert.ok(!passes(verdict));
  });

  it('catches hidden text, without fill or stroke', () => {
    const hidden = `BT 3 Tr /F1 20 Tf ${l} 700 Td (${SECRET}) Tj ET\n`;
    assert.equal(prove(REMOVED + hidden + ANCHOR + BOX).marks[0]?.charactersLeft, SECRET.length);
  });

  it('catches a box that lets a hundredth through', () => {
    const gs = '/ExtGState<</A<</Type/ExtGState/ca 0.99>>>>';
    const verdict = prove(`${PLAIN_LINE}${ANCHOR}q /A gs 0 g ${l} ${b} ${r - l} ${t - b} re f Q\n`, gs);
    assert.equal(verdict.marks[0]?.uniform, false);
  });

  it('catches a box that covers half the mark', () => {
    const verdict = prove(`${REMOVED}${ANCHOR}q 0 g ${l} ${b} ${(r - l) / 2} ${t - b} re f Q\n`);
    assert.equal(verdict.marks[0]?.uniform, false);
  });

  it('catches letters that are left as shapes, and leaves a rule that crosses alone', () => {
    const ring = `q 0 g ${l + 20} ${b + 4} 12 12 re ${l + 23} ${b + 7} 6 6 re f* Q\n`;
    assert.deepEqual(prove(REMOVED + ring + ANCHOR + BOX).drawnUnder, [0]);
    const rule = `q 0 G 1 w ${l - 50} ${b + 8} m ${r + 50} ${b + 8} l S Q\n`;
    assert.deepEqual(prove(REMOVED + rule + ANCHOR + BOX).drawnUnder, []);
  });

  it('catches pixels left in a picture', () => {
    const inline = `q 60 0 0 14 ${l + 10} ${b + 3} cm BI /W 4 /H 2 /CS /G /BPC 8 /F /AHx ID 00FF00FFFF00FF00> EI Q\n`;
    assert.deepEqual(prove(REMOVED + inline + ANCHOR + BOX).drawnUnder, [0]);
  });

  it('catches a picture that is whole under the box, though all of it reaches the edge of the mark', () => {
    const [width, height, left, bottom] = [400, 60, 60, 680];
    /** Waves from top to bottom, one in so many samples. */
    const waves = (isCut: boolean, boxes: string): Uint8Array => {
      const builder = new PdfBuilder();
      const samples = Uint8Array.from({ length: width * height }, (_, i) => {
        const [x, y] = [left + (i % width), bottom + height - Math.floor(i / width)];
        const isMarked = x >= l - 1 && x <= r + 1 && y >= b - 1 && y <= t + 1;
        return isCut && isMarked ? 128 : 128 + 110 * Math.sin(x / 1.1);
      });
      const picture = builder.stream(
        samples,
        `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8`,
      );
      // Rules may cross a mark, however many.
      const rules = Array.from({ length: 12 }, (_, i) => `${l + 8 * i} 640 m ${l + 8 * i} 800 l S`).join(' ');
      const content = `q ${width} 0 0 ${height} ${left} ${bottom} cm /I0 Do Q ${rules}\n${ANCHOR}${boxes}`;
      return document([{ content, resources: `/XObject<</I0 ${picture} 0 R>>` }], { builder });
    };
    assert.deepEqual(proveAgainst(waves(false, ''), waves(false, BOX)).drawnUnder, [0]);
    const cut = proveAgainst(waves(false, ''), waves(true, BOX));
    assert.ok(passes(cut), JSON.stringify(cut));
    // A black one that ends in the mark, where black takes the place of black.
    const black = (boxes: string): Uint8Array =>
      document([
        {
          content: `q 300 0 0 60 ${l - 90} ${(b + t) / 2} cm BI /W 64/H 12/CS/G/BPC 1 ID ${'\0'.repeat(96)} EI Q\n${ANCHOR}${boxes}`,
        },
      ]);
    assert.deepEqual(proveAgainst(black(''), black(BOX)).drawnUnder, []);
    // The same, where it ends in the mark by a clip, about itself or about the form that draws it.
    const clipped = (inForm: boolean, boxes: string): Uint8Array => {
      const builder = new PdfBuilder();
      const draw = `q 500 0 0 300 40 600 cm BI /W 100/H 100/CS/G/BPC 1 ID ${'\0'.repeat(1300)} EI Q\n`;
      const form = builder.stream(draw, '/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Matrix[1 0 0 1 0 0]');
      const clip = `${l + 10} ${b - 5} m ${r + 90} ${b - 5} l ${r + 90} ${t + 5} l ${r - 10} ${t + 5} l h W n`;
      return document(
        [
          {
            content: `q ${clip} ${inForm ? '/X0 Do\n' : draw} Q ${ANCHOR}${boxes}`,
            resources: `/XObject<</X0 ${form} 0 R>>`,
          },
        ],
        { builder },
      );
    };
    for (const inForm of [false, true])
      assert.deepEqual(proveAgainst(clipped(inForm, ''), clipped(inForm, BOX)).drawnUnder, []);
    // Samples larger than the mark stay, and the side between them crosses it.
    const large = (boxes: string): Uint8Array =>
      document([
        {
          content: `q 400 0 0 300 60 ${(b + t) / 2 - 150} cm BI /W 1/H 2/CS/G/BPC 8/F/AHx ID 00FF> EI Q\n${ANCHOR}${boxes}`,
        },
      ]);
    assert.deepEqual(proveAgainst(large(''), large(BOX)).drawnUnder, []);
  });

  it('catches large samples of which the mark holds some as a whole', () => {
    const chequered = (boxes: string): Uint8Array =>
      document([
        {
          content: `q 400 0 0 400 60 ${(b + t) / 2 - 200} cm BI /W 40/H 40/CS/G/BPC 1 ID ${'\xaa'.repeat(5 * 40)} EI Q\n${ANCHOR}${boxes}`,
        },
      ]);
    assert.deepEqual(proveAgainst(chequered(''), chequered(BOX)).pictured, [0]);
  });

  it('catches a picture that is whole where a clip hides it, also in a form, and leaves alone samples at the edge', () => {
    const [columns, rows, side] = [100, 20, 5];
    const bottom = (b + t) / 2 - 50;
    const clipped = (isCut: boolean, isClipped: boolean, inForm: boolean, boxes: string): Uint8Array => {
      const builder = new PdfBuilder();
      const samples = Uint8Array.from({ length: columns * rows }, (_, i) => {
        const [x, y] = [60 + side * (i % columns), bottom + 100 - side * Math.floor(i / columns)];
        const isWithin = x >= l && x + side <= r && y <= t && y - side >= b;
        return isCut && isWithin ? 0 : (i % columns) % 2 === Math.floor(i / columns) % 2 ? 0 : 255;
      });
      const picture = builder.stream(
        samples,
        `/Type/XObject/Subtype/Image/Width ${columns}/Height ${rows}/ColorSpace/DeviceGray/BitsPerComponent 8`,
      );
      const hole = `-9000 -9000 20000 20000 re ${l + 0.5} ${b + 0.5} ${r - l - 1} ${t - b - 1} re W* n`;
      const content = `q ${isClipped ? hole : ''} ${side * columns} 0 0 ${side * rows} 60 ${bottom} cm /I0 Do Q`;
      const images = `/XObject<</I0 ${picture} 0 R>>`;
      if (!inForm) return document([{ content: content + ANCHOR + boxes, resources: images }], { builder });
      const form = builder.stream(
        content,
        `/Type/XObject/Subtype/Form/BBox[60 ${bottom} 560 ${bottom + 100}]/Resources<<${images}>>`,
      );
      return document([{ content: `/F0 Do ${ANCHOR}${boxes}`, resources: `/XObject<</F0 ${form} 0 R>>` }], {
        builder,
      });
    };
    for (const inForm of [false, true]) {
      const before = clipped(false, false, inForm, '');
      assert.deepEqual(proveAgainst(before, clipped(false, true, inForm, BOX)).pictured, [0], 'whole');
      assert.deepEqual(proveAgainst(before, clipped(true, true, inForm, BOX)).pictured, [], 'cut');
    }
  });

  it('catches a shading that shows more than a surface', () => {
    const stripes = (boxes: string): Uint8Array => {
      const table = Buffer.from(Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? 0 : 255))).toString(
        'hex',
      );
      const builder = new PdfBuilder();
      const tint = builder.add({
        dict: '/FunctionType 0/Domain[0 1]/Range[0 1]/Size[64]/BitsPerSample 8/Filter/AHx',
        data: `${table}>`,
      });
      const resources = `/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[60 0 460 0]/Function ${tint} 0 R>>>>`;
      return document([{ content: `q 60 600 400 200 re W n /S sh Q\n${ANCHOR}${boxes}`, resources }], {
        builder,
      });
    };
    assert.deepEqual(proveAgainst(stripes(''), stripes(BOX)).pictured, [0]);
  });

  it('catches words that went missing outside the mark', () => {
    const verdict = prove(REMOVED + BOX);
    assert.ok(verdict.changedPixels > 50, `${verdict.changedPixels}`);
    assert.equal(verdict.lostCharacters, 'Ankerregelonderaan'.length);
  });

  it('catches hidden text that went missing outside the mark', () => {
    const verdict = prove(`${REMOVED}${ANCHOR.replace('onderaan', '')}${BOX}`);
    assert.equal(verdict.lostCharacters, 'onderaan'.length);
  });

  it('catches a mark of another colour outside', () => {
    const verdict = prove(`${REMOVED}${ANCHOR}q 0.8 g 300 300 20 20 re f Q\n${BOX}`);
    assert.ok(verdict.changedPixels > 300, `${verdict.changedPixels}`);
  });

  it('catches an annotation over the mark', () => {
    const note = `/Annots[<</Type/Annot/Subtype/Text/Rect[${l} ${b} ${r} ${t}]/Contents(${SECRET})>>]`;
    assert.equal(prove(REMOVED + ANCHOR + BOX, '', note).annotationsInMarks, 1);
  });

  it('sees what an annotation of one colour covers', () => {
    const ring = `q 1 0 0 rg ${l + 20} ${b + 4} 12 12 re ${l + 23} ${b + 7} 6 6 re f* Q\n`;
    const half = `q 0 g ${l} ${b} ${(r - l) / 2} ${t - b} re f Q\n`;
    const note = `/Annots[<</Type/Annot/Subtype/Highlight/F 4/C[0 0 0]/Rect[${l - 9} ${b - 9} ${r + 9} ${t + 9}]/QuadPoints[${l} ${t} ${r} ${t} ${l} ${b} ${r} ${b}]>>]`;
    assert.deepEqual(prove(REMOVED + ring + ANCHOR + BOX, '', note).drawnUnder, [0]);
    assert.equal(prove(REMOVED + ANCHOR + half, '', note).marks[0]?.uniform, false);
    const file = tools.engine.open(document([{ content: REMOVED + ANCHOR + half, extra: note }]));
    const mark = { id: 'm', page: 1, kind: 'area', quads: [quad], codes: [] } as const;
    try {
      assert.equal(file.withPage(0, (page) => checkMarks(page, [mark]))[0]?.uniform, false);
    } finally {
      file.close();
    }
  });
});
