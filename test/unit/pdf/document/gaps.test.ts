import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDict, PDFDocument, PDFName, StandardFontEmbedder, StandardFonts } from 'pdf-lib';
import type { RedactResult } from '../../../../src/core/ports/pdf.ts';
import { quadsForRange } from '../../../../src/core/text/quads.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { buildPdf } from '../content/build.ts';
import { contentOf } from '../content/checks.ts';

const metrics = StandardFontEmbedder.for(StandardFonts.Helvetica as never);
/** Without kerning, in points. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + metrics.widthOfTextAtSize(letter, 12), 0);

const pdf = createInProcessPdf(pdfAssets);

/** What a page is like when a word of its only line was marked as a user selects it, and its width is to stay unknown. */
async function left(font: string, content: string, secret: string): Promise<string> {
  return contentOf(await redact(await pageWith(font, content), secret));
}

function pageWith(font: string, content: string, annotations: readonly unknown[] = []): Promise<Uint8Array> {
  const resources = {
    Font: { F1: { Type: 'Font', Subtype: 'Type1', BaseFont: font, Encoding: 'WinAnsiEncoding' } },
  };
  return buildPdf([{ content, resources, entries: { Annots: annotations } }]);
}

async function redact(bytes: Uint8Array, secret: string): Promise<Uint8Array> {
  const redacted = await resultOf(bytes, secret);
  assert.deepEqual(redacted.report.pages, [{ page: 1, method: 'removed' }]);
  return redacted.bytes;
}

async function isCramped(bytes: Uint8Array, secret: string): Promise<boolean> {
  const { report } = await resultOf(bytes, secret);
  return report.pages[0]!.cramped === true;
}

async function resultOf(bytes: Uint8Array, secret: string): Promise<RedactResult> {
  const [page] = await pdf.text(bytes);
  const text = page!.characters.map((each) => each.text).join('');
  const start = text.indexOf(secret);
  const { quads, quote } = quadsForRange(page!, start, start + secret.length);
  return pdf.redact({
    bytes,
    marks: [{ id: '1', page: 1, kind: 'text', quads, quote, codes: [] }],
    box: { look: 'black', code: 'none' },
    widthProtection: 'standard',
  });
}

describe('links and markers on text that moves, so that a width stays unknown', () => {
  it('go with it', async () => {
    const behind = async (name: string): Promise<string> => {
      const start = 30 + widthOf(`Heer ${name}`);
      const rect = [start + 15, 197, start + 40, 211];
      const quad = [start + 15, 211, start + 40, 211, start + 15, 197, start + 40, 197];
      const bytes = await pageWith('Helvetica', `BT /F1 12 Tf 30 200 Td (Heer ${name} en anderen) Tj ET`, [
        { Type: 'Annot', Subtype: 'Link', Rect: rect, QuadPoints: quad, Border: [0, 0, 0] },
        { Type: 'Annot', Subtype: 'Highlight', Rect: rect, QuadPoints: quad, C: [1, 1, 0] },
      ]);
      const redacted = await PDFDocument.load(await redact(bytes, name));
      const annotations = redacted.getPage(0).node.Annots()!;
      return [0, 1]
        .map((i) => annotations.lookup(i, PDFDict))
        .flatMap((each) => [each.lookup(PDFName.of('Rect')), each.lookup(PDFName.of('QuadPoints'))])
        .join(' ');
    };
    assert.equal(await behind('Bakke'), await behind('Bakk'));
  }).timeout(20_000);
});

describe('bars and rules along words of which the width is to stay unknown', () => {
  /** Two names that a box is as wide for. */
  const NAMES = ['Bakker', 'Bakkes'];
  const text = (before: string, after: string) => (name: string) =>
    `BT /F1 12 Tf 30 200 Td (${before}) Tj 1 0 0 1 ${30 + widthOf(before)} 200 Tm (${name}) Tj ET ${after && `BT /F1 12 Tf ${30 + widthOf(`${before}${name} `)} 200 Td (${after}) Tj ET`}`;

  it('end where the box does, or with the text behind', async () => {
    for (const [pad, low, height] of [
      [0, 197, 12],
      [0, 196, 0.5],
      [1, 196.5, 14],
      [3, 195, 19],
    ] as const)
      for (const before of ['', 'Heer '])
        for (const after of ['', 'komt']) {
          const bar = (name: string): string =>
            `1 1 0 rg ${30 + widthOf(before) - pad} ${low} ${widthOf(name) + 2 * pad} ${height} re f 0 g ${text(before, after)(name)}`;
          const [one, other] = await Promise.all(NAMES.map((name) => left('Helvetica', bar(name), name)));
          assert.equal(one, other, `${pad} ${height} ${before} ${after}`);
        }
  }).timeout(20_000);

  it('are told of where they stay as they are', async () => {
    const name = 'Bakker';
    const line = text('Heer ', 'komt')(name);
    const end = 30 + widthOf(`Heer ${name}`);
    const cases: Readonly<Record<string, readonly [content: string, cramped: boolean]>> = {
      'a bar with wide margins': [`1 1 0 rg 20 190 ${end - 12} 26 re f 0 g ${line}`, true],
      'a bar with round corners': [
        `1 1 0 rg 52 196 m ${end} 196 l ${end + 3} 196 ${end + 3} 210 ${end} 210 c 52 210 l 49 210 49 196 52 196 c f 0 g ${line}`,
        true,
      ],
      'points that lead to a number': [
        `BT /F1 12 Tf 30 200 Td (Heer ${name} ................................) Tj 250 0 Td (12) Tj ET`,
        true,
      ],
      'a bar behind the whole line of a table': [`1 1 0 rg 20 190 400 26 re f 0 g ${line}`, false],
      'no bar': [line, false],
    };
    for (const [what, [content, cramped]] of Object.entries(cases))
      assert.equal(await isCramped(await pageWith('Helvetica', content), name), cramped, what);
  }).timeout(20_000);
});

describe('the box of a word of which the width is to stay unknown', () => {
  it('begins where its gap does, not where the ink of a first letter sticks out before it', async () => {
    for (const font of ['Helvetica', 'Times-Roman']) {
      const line = (name: string): string => `BT /F1 12 Tf 30 200 Td (Heer ${name} en anderen) Tj ET`;
      assert.equal(await left(font, line('jan'), 'jan'), await left(font, line('lan'), 'lan'), font);
    }
  }).timeout(20_000);

  it('ends where the text behind it begins, however that is kerned to the last letter', async () => {
    const line = (name: string, end: number): string =>
      `BT /F1 12 Tf 30 200 Td (Heer ) Tj 1 0 0 1 60 200 Tm (${name}) Tj 1 0 0 1 ${end} 200 Tm (, welkom) Tj ET`;
    const [plain, ...kerned] = await Promise.all(
      [81.34, 80.8, 82.2].map((end) => left('Helvetica', line('Rok', end), 'Rok')),
    );
    for (const other of kerned) assert.equal(other, plain);
  }).timeout(20_000);

  it('begins where the text before it ends, however its first letter is kerned to that', async () => {
    const start = 30 + widthOf('Heer ');
    const line = (kerning: number): string =>
      `BT /F1 12 Tf 30 200 Td (Heer ) Tj 1 0 0 1 ${start - kerning} 200 Tm (Rok) Tj 1 0 0 1 ${start - kerning + widthOf('Rok')} 200 Tm (, welkom) Tj ET`;
    const [plain, ...kerned] = await Promise.all(
      [0, 0.22, 0.9].map((kerning) => left('Helvetica', line(kerning), 'Rok')),
    );
    for (const other of kerned) assert.equal(other, plain);
  }).timeout(20_000);

  it('tells nothing by the number of a note behind it, nor by what follows that', async () => {
    const line = (name: string, raised: number): string => {
      // What its program corrected of the widths before, in thousandths.
      const rest = name === 'Bakker' ? 3 : 8;
      const end = 30 + widthOf(`Heer ${name}en`) - (rest * 12) / 1000;
      return `BT /F1 12 Tf 30 200 Td [(Heer ${name}e) ${rest} (n)] TJ ET BT /F1 7 Tf ${end} ${200 + raised} Td (2) Tj ET BT /F1 12 Tf ${end + 4} 200 Td (komt) Tj ET`;
    };
    for (const raised of [4.3, -2, 5.5]) {
      const [one, other] = await Promise.all(
        ['Bakkes', 'Bakker'].map((name) => left('Helvetica', line(name, raised), name)),
      );
      assert.equal(one, other);
      assert.equal(await isCramped(await pageWith('Helvetica', line('Bakker', raised)), 'Bakker'), false);
    }
  }).timeout(20_000);

  it('tells nothing by what is between it and other words, or another column, however they are placed', async () => {
    const size = (text: string): number => (widthOf(text) * 1000) / 12;
    const lines: ((name: string) => string)[] = [
      (name) => `[(Heer) -300 (${name}) -300 (en) -300 (anderen)] TJ`,
      (name) => `[(Heer) -5000 (${name}) ${size(name) - 4100} (kolom)] TJ`,
      (name) => `[(Heer) -5000 (${name}) ${size(name) - 4100 + name.length / 3} (kolom)] TJ`,
      (name) => `(Heer) Tj 80 0 Td (${name}) Tj 50 0 Td (kolom) Tj`,
    ];
    for (const line of lines) {
      const [one, other] = await Promise.all(
        ['Bakki', 'Bakk'].map((name) => left('Helvetica', `BT /F1 12 Tf 30 200 Td ${line(name)} ET`, name)),
      );
      assert.match(one!, /0 g [\d.]+ [\d.]+ 3[36] [\d.]+ re/);
      assert.equal(one, other);
      if (line('').includes('4100')) assert.match(one!, /-9100 \(kolom\)/, 'a column stays where it is');
    }
  }).timeout(20_000);

  it('grows over the rules of a table that run on behind it, and over none that ends there', async () => {
    const cell = (rule: string): string => `${rule} S BT /F1 12 Tf 55 200 Td (Bakker) Tj ET`;
    const across = await redact(await pageWith('Helvetica', cell('40 197.5 m 300 197.5 l')), 'Bakker');
    assert.match(await contentOf(across), /0 g 55 [\d.]+ 48 [\d.]+ re/);
    const end = 55 + widthOf('Bakker') + 2;
    for (const rule of [`${end} 190 m ${end} 220 l`, `40 197.5 m ${end} 197.5 l`])
      assert.equal(await isCramped(await pageWith('Helvetica', cell(rule)), 'Bakker'), true, rule);
  }).timeout(20_000);

  it('grows at the end of a line, though the ink of a last letter reaches to the end of its place', async () => {
    const line = (name: string): string => `BT /F1 11 Tf 55.31 200 Td (${name}) Tj ET`;
    const boxes = await Promise.all(
      ['Roet', 'Mim'].map(
        async (name) => (await left('Times-Roman', line(name), name)).match(/[\d.]+ [\d.]+ re/)?.[0],
      ),
    );
    assert.deepEqual(
      boxes.map((each) => Number(each?.split(' ')[0])),
      [22, 22],
    );
  }).timeout(20_000);
});
