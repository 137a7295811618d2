import assert from 'node:assert/strict';
import { PDFDocument } from 'pdf-lib';
import { describe, it } from 'mocha';
import { surveyForm, surveyPageContent } from '../../../../src/pdf/content/page.ts';
import { Region } from '../../../../src/pdf/content/region.ts';
import { findOutOfSight, type OutOfSight } from '../../../../src/pdf/document/out-of-sight.ts';
import { box, buildPdf, form, noImages, stream } from '../content/build.ts';

const IMAGE = {
  Type: 'XObject',
  Subtype: 'Image',
  Width: 2,
  Height: 2,
  ColorSpace: 'DeviceGray',
  BitsPerComponent: 8,
};
const DRAW = 'q 200 0 0 200 50 50 cm /Im Do Q';
const OVAL = '50 150 m 50 280 250 280 250 150 c 250 20 50 20 50 150 c h W n';

/** Pages with one picture, drawn by each in its way; the first has a mark on the middle of it. */
async function found(...contents: readonly string[]): Promise<OutOfSight> {
  return foundOf(IMAGE, ...contents);
}

async function foundOf(
  image: Readonly<Record<string, unknown>>,
  ...contents: readonly string[]
): Promise<OutOfSight> {
  return inFile(
    await buildPdf((context) => {
      const Im = stream(context, '\0\u0001\u0002\u0003', image);
      return contents.map((content) => ({ content, resources: { XObject: { Im } } }));
    }),
  );
}

/** The same of a picture that an annotation of the second page has. */
async function foundWithAppearance(look: string, state: string): Promise<OutOfSight> {
  return inFile(
    await buildPdf((context) => {
      const Im = stream(context, '\0\u0001\u0002\u0003', IMAGE);
      const resources = { XObject: { Im } };
      const On = form(context, look, { Resources: resources });
      const annotation = {
        Type: 'Annot',
        Subtype: 'Widget',
        Rect: [0, 0, 400, 300],
        AS: state,
        AP: { N: { On } },
      };
      return [
        { content: DRAW, resources },
        { content: '', entries: { Annots: [annotation] } },
      ];
    }),
  );
}

async function inFile(bytes: Uint8Array): Promise<OutOfSight> {
  const doc = await PDFDocument.load(bytes);
  const quad = box(120, 120, 180, 180);
  const options = { images: noImages, cropBox: [0, 0, 400, 300] as const };
  const survey = (index: number, ...quads: (typeof quad)[]) =>
    surveyPageContent(doc, index, quads, options).shared;
  const first = { shared: survey(0, quad), region: new Region([quad]), isPicture: false };
  return findOutOfSight(
    doc,
    new Map([[0, first]]),
    {
      page: (index) => survey(index),
      form: (each) => surveyForm(doc, each, options),
    },
    () => false,
  );
}

/** A check mark that is marked, and that a button of the second page shows when it is pressed. */
async function foundWithCheckMark(): Promise<OutOfSight> {
  return inFile(
    await buildPdf((context) => {
      const On = form(context, '120 120 m 150 180 l 180 120 l h f');
      const annotation = {
        Type: 'Annot',
        Subtype: 'Widget',
        Rect: [0, 0, 400, 300],
        AS: 'Off',
        AP: { N: { On } },
      };
      return [
        { content: '/On Do', resources: { XObject: { On } } },
        { content: '', entries: { Annots: [annotation] } },
      ];
    }),
  );
}

describe('findOutOfSight', () => {
  it('finds a page that shows a part only', async () => {
    const { beyond, pictures } = await found(DRAW, `q 50 50 60 200 re W n ${DRAW} Q`);
    assert.deepEqual([...beyond], []);
    assert.deepEqual([...pictures], [[1, [[120, 120, 180, 180]]]]);
  });

  it('leaves alone what a strip hides that nobody could read, if it is no smaller there', async () => {
    const cropped = (width: number): string => `q 50 50 ${width} 200 re W n ${DRAW} Q`;
    assert.equal((await found(DRAW, cropped(129.7))).pictures.size, 0);
    assert.equal((await found(DRAW, cropped(129.3))).pictures.size, 1);
    const small = `q 0.1 0 0 0.1 0 0 cm ${cropped(127)} Q`;
    assert.equal((await found(DRAW, small)).pictures.size, 1);
  });

  it('leaves alone a picture of one pixel', async () => {
    const { pictures } = await foundOf(
      { ...IMAGE, Width: 1, Height: 1 },
      DRAW,
      `q 50 50 60 200 re W n ${DRAW} Q`,
    );
    assert.equal(pictures.size, 0);
  });

  it('tells where a page holds beside it what it does not show', async () => {
    const { beyond, pictures } = await found(DRAW, `q 1 0 0 1 -200 0 cm ${DRAW} Q`);
    assert.deepEqual([...pictures], []);
    assert.deepEqual([...beyond], [[1, [[-80, 120, -20, 180]]]]);
  });

  it('finds a page that shows the part nowhere, though it draws the picture twice', async () => {
    const { pictures } = await found(`${DRAW} q 0 0 100 300 re W n 0.5 0 0 0.5 0 0 cm ${DRAW} Q`);
    assert.deepEqual([...pictures.keys()], []);
    const { pictures: clipped } = await found(`${DRAW} q 0 0 50 300 re W n 0.5 0 0 0.5 0 0 cm ${DRAW} Q`);
    assert.deepEqual([...clipped.keys()], [0]);
  });

  it('heeds what annotations show, and pictures that they would in another state', async () => {
    const part = `q 50 50 60 200 re W n ${DRAW} Q`;
    assert.deepEqual([...(await foundWithAppearance(part, 'On')).pictures], [[1, []]]);
    assert.deepEqual([...(await foundWithAppearance(DRAW, 'Off')).pictures], [[1, []]]);
    assert.equal((await foundWithAppearance(DRAW, 'On')).pictures.size, 0);
  });

  it('leaves buttons the check marks of their other states', async () => {
    assert.equal((await foundWithCheckMark()).pictures.size, 0);
  });

  for (const [how, ...contents] of [
    ['shows all of it', DRAW, DRAW],
    ['shows it through a clip of the same shape', `q ${OVAL} ${DRAW} Q`, `q ${OVAL} ${DRAW} Q`],
    ['shows it, while a third clips it', DRAW, DRAW, `q 50 50 60 200 re W n ${DRAW} Q`],
    ['does not draw it', DRAW, ''],
    ['shows as little of it', `q 50 50 100 100 re W n ${DRAW} Q`, `q 50 50 100 100 re W n ${DRAW} Q`],
    [
      'does not draw it, while the page marks the same part of two, or of one a bit',
      `${DRAW} q 1 0 0 1 0 -30 cm ${DRAW} Q`,
    ],
  ] as const) {
    it(`finds nothing where another page ${how}`, async () => {
      const { beyond, pictures } = await found(...contents);
      assert.deepEqual([beyond.size, pictures.size], [0, 0]);
    });
  }
});
