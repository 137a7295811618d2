import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { box, buildPdf, redact } from './build.ts';
import { assertRedacted, contentOf, markOf, reachableText, textOf } from './checks.ts';

/** Content in which the word Geheim is to be marked, in as many ways to show text as there are. */
const CASES: Readonly<Record<string, string>> = {
  Tj: 'BT /F1 14 Tf 40 200 Td (voor Geheim na) Tj ET',
  'TJ with kerning': 'BT /F1 14 Tf 40 200 Td [(vo) 30 (or G) -20 (ehe) 15 (im) 40 ( na) -12.5 (ar)] TJ ET',
  "' with TL": "BT /F1 14 Tf 40 200 Td 20 TL (eerste) Tj (voor Geheim na) ' (laatste) ' ET",
  '" with spacing':
    'BT /F1 14 Tf 40 200 Td 20 TL (een) Tj 3 1.5 (voor Geheim na nog) " (laatste woord) \' ET',
  'character spacing': 'BT /F1 14 Tf 2.5 Tc 40 200 Td (voor Geheim na) Tj ( verder) Tj ET',
  'word spacing': 'BT /F1 14 Tf 9 Tw 40 200 Td (voor Geheim na) Tj ( verder en door) Tj ET',
  'horizontal scaling': 'BT /F1 14 Tf 62 Tz 3 Tc 40 200 Td (voor Geheim na) Tj ( verder) Tj ET',
  rise: 'BT /F1 14 Tf 40 200 Td (voor ) Tj 6 Ts (Geheim) Tj 0 Ts ( na) Tj ET',
  'scaled text matrix': 'BT /F1 1 Tf 18 0 0 12 40 200 Tm (voor Geheim na) Tj ( verder) Tj ET',
  'upside down matrix': 'q 1 0 0 -1 0 300 cm BT /F1 1 Tf 14 0 0 -14 40 100 Tm (voor Geheim na) Tj ET Q',
  'negative size': 'BT /F1 -14 Tf -1 0 0 -1 40 200 Tm (voor Geheim na) Tj ( verder) Tj ET',
  'one operator a letter':
    'BT /F1 14 Tf 40 200 Td (G) Tj (e) Tj (h) Tj (e) Tj (i) Tj (m) Tj ( staat vooraan) Tj ET',
  'several fonts on a line': 'BT /F1 14 Tf 40 200 Td (voor ) Tj /F2 14 Tf (Geheim) Tj /F1 14 Tf ( na) Tj ET',
  'hex strings': 'BT /F1 14 Tf 40 200 Td <766F6F722047656865696D206E61> Tj ET',
  'odd hex and escapes':
    'BT /F1 14 Tf 40 200 Td [(\\166oor \\(x\\) ) <47 65 68 65 69 6d2> (n\\\na\\) ver\\\\der)] TJ ET',
  'nested parentheses': 'BT /F1 14 Tf 40 200 Td (voor (a(b)c) Geheim (na)) Tj ET',
  'hidden text': 'BT 3 Tr /F1 14 Tf 40 200 Td (voor Geheim na) Tj ET',
  'stroked text': 'BT 1 Tr /F1 14 Tf 40 200 Td (voor Geheim na) Tj ET',
  'under an opaque rectangle': 'BT /F1 14 Tf 40 200 Td (voor Geheim na) Tj ET 0 g 70 190 60 20 re f',
  'clipped away': 'q 0 0 10 10 re W n BT /F1 14 Tf 40 200 Td (voor Geheim na) Tj ET Q',
  'clipped away, with a string for each word':
    'q 0 0 10 10 re W n BT /F1 14 Tf 40 200 Td (voor ) Tj (Geheim) Tj ( na) Tj ET Q',
  'white on white': 'BT 1 g /F1 14 Tf 40 200 Td (voor Geheim na) Tj ET',
  'moved by TD and T*': 'BT /F1 14 Tf 40 240 Td (a) Tj 0 -20 TD (voor Geheim na) Tj T* (onder) Tj ET',
  'saved text state':
    'q /F1 14 Tf 2 Tc BT 40 200 Td (voor Geheim na) Tj ET Q BT /F1 10 Tf 40 150 Td (los) Tj ET',
  'a font in the graphics state': '/G1 gs BT 40 200 Td (voor Geheim na) Tj ET',
};

const RESOURCES = {
  Font: {
    F1: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' },
    F2: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Times-Bold', Encoding: 'WinAnsiEncoding' },
  },
  ExtGState: { G1: { Font: [{ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' }, 14] } },
};

describe('redactPageContent: text', () => {
  for (const [name, content] of Object.entries(CASES)) {
    it(`takes a word out and leaves the rest where it was: ${name}`, async () => {
      const before = await buildPdf([{ content, resources: RESOURCES }]);
      const mark = markOf(before, 'Geheim');
      const { bytes, removals } = await redact(before, { 0: [mark] });
      assert.deepEqual(removals[0]!.unsupported, []);
      assert.equal(removals[0]!.glyphsRemoved, 6);
      assert.ok(!textOf(bytes).includes('eheim'));
      assert.doesNotMatch(await contentOf(bytes), /Geheim|47656865|eheim/);
      assertRedacted(before, bytes, [mark]);
    }).timeout(20_000);
  }

  it('finds a word at any rotation', async () => {
    for (const degrees of [30, 90, 180, 270, 301]) {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const tm = [cos, sin, -sin, cos, 200, 150].map((n) => n.toFixed(6)).join(' ');
      const before = await buildPdf([{ content: `BT /F1 14 Tf ${tm} Tm (a Geheim na) Tj ET` }]);
      const along = (x: number, y: number): [number, number] => [
        200 + x * cos - y * sin,
        150 + x * sin + y * cos,
      ];
      const [start, end] = [11.5, 59.5];
      const mark = [along(start, 11), along(end, 11), along(start, -3), along(end, -3)].flat();
      const { bytes } = await redact(before, { 0: [mark as unknown as ReturnType<typeof box>] });
      assert.equal(textOf(bytes), 'ana', `${degrees} degrees`);
    }
  }).timeout(20_000);

  it('takes out several words of one line, and keeps those between', async () => {
    const before = await buildPdf([
      { content: 'BT /F1 12 Tf 40 200 Td (een geheim twee verborgen drie) Tj ET' },
    ]);
    const marks = [markOf(before, 'geheim'), markOf(before, 'verborgen')];
    const { bytes, removals } = await redact(before, { 0: marks });
    assert.equal(textOf(bytes), 'eentweedrie');
    assert.equal(removals[0]!.gaps.length, 2);
    assert.ok(removals[0]!.gaps.every(({ followed }) => followed));
    assertRedacted(before, bytes, marks);
  }).timeout(20_000);

  it('keeps the neighbouring lines where they are set solid', async () => {
    const before = await buildPdf([
      { content: 'BT /F1 12 Tf 11 TL 40 200 Td (boven pqgj,) Tj T* (geheim) Tj T* (onder "\'b\\311) Tj ET' },
    ]);
    const mark = markOf(before, 'geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assert.equal(textOf(bytes), 'bovenpqgj,onder"\'bÉ');
    assertRedacted(before, bytes, [mark], 0, { pixels: false });
  }).timeout(20_000);

  it('takes a partly covered glyph whole when its middle is covered, and leaves it otherwise', async () => {
    const before = await buildPdf([{ content: 'BT /F1 40 Tf 40 200 Td (HHH) Tj ET' }]);
    // Each H is 28.88 points wide: the mark covers all of the second, most of the first, a sliver of the third.
    const { bytes } = await redact(before, { 0: [box(50, 190, 100, 240)] });
    assert.equal(textOf(bytes), 'H');
  }).timeout(20_000);

  it('writes no width where nothing follows', async () => {
    const content = 'BT /F1 12 Tf 40 200 Td (voor Geheim) Tj 0 -20 Td (onder) Tj ET';
    const before = await buildPdf([{ content }]);
    const { bytes, removals } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    assert.equal(await contentOf(bytes), 'BT /F1 12 Tf 40 200 Td [(voor )] TJ 0 -20 Td (onder) Tj ET');
    assert.equal(removals[0]!.gaps[0]!.followed, false);
  }).timeout(20_000);

  it('reports the place and width of the gap', async () => {
    const before = await buildPdf([{ content: 'BT /F1 10 Tf 2 0 0 2 40 200 Tm (HHHH) Tj ET' }]);
    const { removals } = await redact(before, { 0: [box(40 + 14.44, 190, 40 + 43.4, 220)] });
    const [gap] = removals[0]!.gaps;
    assert.ok(gap);
    assert.ok(Math.abs(gap.x - 54.44) < 0.01 && gap.y === 200 && gap.angle === 0);
    assert.ok(Math.abs(gap.width - 28.88) < 0.01 && gap.fontSize === 20 && gap.followed);
  }).timeout(20_000);

  it('clips everything when all glyphs of a text clip went', async () => {
    const content =
      'q BT 7 Tr /F1 30 Tf 40 200 Td (Geheim) Tj ET 0 0 400 300 re f Q BT /F1 12 Tf 40 40 Td (los) Tj ET';
    const before = await buildPdf([{ content }]);
    const mark = markOf(before, 'Geheim');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark]);
    assert.ok(!(await reachableText(bytes)).includes('Geheim'));
  }).timeout(20_000);

  it('keeps every other operator byte for byte', async () => {
    const start = '% comment\r\nq  1 0 0 1\t0 0 cm\n/F1   12.50 Tf BT 40 +200. Td(voor)Tj ';
    const end = '\n0 -0020 Td<6E61>Tj ET  Q %end\n0.0 00.5 --1 rg';
    const before = await buildPdf([{ content: `${start}( Geheim)Tj${end}` }]);
    const { bytes } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    const after = await contentOf(bytes);
    assert.ok(after.startsWith(start) && after.endsWith(end), after);
  }).timeout(20_000);

  it('keeps a line as high to a billionth of a point: some readers draw it on other pixels where it is rounded', async () => {
    // As Skia writes lines, each letter at its place.
    const letters = [...'voor Geheim'].map((letter) => `8 0 Td (${letter}) Tj`).join(' ');
    const content = `BT /F1 14 Tf 1 0 0 1 40 .72968769 Tm 0 212.0703125 Td ${letters.slice(7)} 8 0 Td ( na) Tj ET`;
    const before = await buildPdf([{ content, resources: RESOURCES }]);
    const mark = markOf(before, 'voor');
    const { bytes } = await redact(before, { 0: [mark] });
    assertRedacted(before, bytes, [mark]);
    assert.match(await contentOf(bytes), /212\.80000019 /);
  });

  it('keeps texts behind a mark that end by going to the next line', async () => {
    const line = 'BT /F1 12 Tf 14 TL 1 0 0 1 40 170 Tm (na) Tj T* ET';
    const before = await buildPdf([
      { content: `BT /F1 12 Tf 14 TL 1 0 0 1 40 200 Tm (Geheim) Tj T* ET ${line}` },
    ]);
    const { bytes } = await redact(before, { 0: [markOf(before, 'Geheim')] });
    const after = await contentOf(bytes);
    assert.ok(after.endsWith(line), after);
  }).timeout(20_000);
});
