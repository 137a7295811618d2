import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import { box, buildPdf, redact } from './build.ts';
import { assertRedacted, contentOf, textOf } from './checks.ts';
import { charactersOf } from './engine.ts';

const RESOURCES = {
  Font: {
    F1: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' },
    F2: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Courier', Encoding: 'WinAnsiEncoding' },
  },
};

const coordinate = fc.integer({ min: 0, max: 300 });
const small = fc.integer({ min: -20, max: 20 }).map((n) => n / 4);
const word = fc.stringMatching(/^[a-zA-Z ]{0,12}$/);
/** PDFium forgets the number behind a string in an array that begins with an empty one: no measure of ours. */
const letters = fc.stringMatching(/^[a-zA-Z ]{1,12}$/);
const shown = fc.oneof(
  word.map((text) => `(${text}) Tj`),
  fc
    .array(
      fc.oneof(
        letters.map((text) => `(${text})`),
        fc.integer({ min: -400, max: 400 }).map(String),
      ),
      { maxLength: 6 },
    )
    .map((items) => `[${items.join(' ')}] TJ`),
  word.map((text) => `(${text}) '`),
  fc.tuple(small, small, word).map(([aw, ac, text]) => `${aw} ${ac} (${text}) "`),
);
const textOperator = fc.oneof(
  { weight: 4, arbitrary: shown },
  fc.tuple(small, small).map(([x, y]) => `${x * 8} ${y * 4} Td`),
  fc.tuple(small, small).map(([x, y]) => `${x} ${y * 4} TD`),
  fc.constant('T*'),
  small.map((n) => `${Math.abs(n)} Tc`),
  small.map((n) => `${Math.abs(n)} Tw`),
  fc.integer({ min: 50, max: 150 }).map((n) => `${n} Tz`),
  small.map((n) => `${n} Ts`),
  fc.constantFrom(
    '14 TL',
    '3 Tr',
    '0 Tr',
    '1 0 0 rg',
    '/DeviceRGB cs',
    '0 0 1 scn',
    '/F1 12 Tf',
    '/F2 9.5 Tf',
  ),
  fc
    .tuple(fc.constantFrom('1 0 0 1', '0.8 0.6 -0.6 0.8', '0 1 -1 0', '1.5 0 0.3 1'), coordinate, coordinate)
    .map(([m, x, y]) => `${m} ${x} ${y} Tm`),
);
const textObject = fc
  .tuple(coordinate, coordinate, fc.array(textOperator, { minLength: 1, maxLength: 10 }))
  .map(([x, y, body]) => `BT /F1 12 Tf ${x} ${y} Td 12 TL\n${body.join('\n')}\nET`);
const rule = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map(([x, y, w, h]) => `${x} ${y} ${w} ${h} re S ${x} ${y} m ${w} ${y} l S`);
const nested = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('1 0 0 1 15 10', '0.9 0 0 0.8 0 20', '0 1 -1 0 300 0'), inner)
    .map(([m, body]) => `q ${m} cm\n${body}\nQ`);
const content = fc
  .array(fc.oneof(textObject, rule, nested(textObject)), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('\n'));
const mark: fc.Arbitrary<Quad> = fc
  .tuple(coordinate, coordinate, fc.integer({ min: 8, max: 120 }), fc.integer({ min: 8, max: 40 }))
  .map(([x, y, w, h]) => box(x, y, x + w, y + h));

describe('redactPageContent: any page', () => {
  it('changes nothing where no mark lies on anything', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (source) => {
        const before = await buildPdf([{ content: source, resources: RESOURCES }]);
        const { bytes, removals } = await redact(before, { 0: [box(-3000, -3000, -2900, -2900)] });
        assert.equal(removals[0]!.changed, false);
        assert.deepEqual(bytes, before);
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('removes what is marked, and moves nothing that stays', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.array(mark, { minLength: 1, maxLength: 3 }), async (source, marks) => {
        const before = await buildPdf([{ content: source, resources: RESOURCES }]);
        const { bytes, removals } = await redact(before, { 0: marks });
        assert.deepEqual(removals[0]!.unsupported, []);
        const left = charactersOf(bytes).filter(({ generated }) => !generated);
        // The rule takes a little more than the centre of each glyph, so the survivors are compared, not the count.
        const places = new Set(charactersOf(before).map(({ text, origin }) => placeOf(text, origin)));
        for (const { text, origin } of left) {
          if (text.trim() === '') continue;
          assert.ok(near(places, text, origin), `"${text}" at ${origin.join(', ')} was there before`);
        }
        const after = new Set(left.map(({ text, origin }) => placeOf(text, origin)));
        for (const { text, origin, generated } of charactersOf(before)) {
          if (generated || text.trim() === '' || marks.some((quad) => isAbout(quad, origin))) continue;
          assert.ok(near(after, text, origin), `"${text}" at ${origin.join(', ')} is still there`);
        }
        for (const { loose, ink, text } of left.filter((found) => found.text.trim() !== '')) {
          assert.ok(!marks.some((quad) => holds(quad, loose) || holds(quad, ink)), `"${text}" is in a mark`);
        }
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  it('is done once it is done', async () => {
    await fc.assert(
      fc.asyncProperty(content, mark, async (source, quad) => {
        const before = await buildPdf([{ content: source, resources: RESOURCES }]);
        const once = await redact(before, { 0: [quad] });
        const twice = await redact(once.bytes, { 0: [quad] });
        assert.equal(twice.removals[0]!.glyphsRemoved, 0);
        assert.equal(await contentOf(twice.bytes), await contentOf(once.bytes));
        assert.equal(textOf(twice.bytes), textOf(once.bytes));
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('agrees with the other engine on lines of words', async () => {
    const line = fc.array(fc.stringMatching(/^[a-zA-Z]{1,9}$/), { minLength: 3, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(line, fc.nat(), async (words, pick) => {
        const before = await buildPdf([
          { content: `BT /F1 11 Tf 30 150 Td (${words.join(' ')}) Tj ET`, resources: RESOURCES },
        ]);
        const at = pick % words.length;
        const start = words.slice(0, at).join('').length;
        const characters = charactersOf(before).filter(({ text }) => text.trim() !== '');
        const chosen = characters.slice(start, start + words[at]!.length);
        const quad = box(
          Math.min(...chosen.map(({ loose }) => loose[0])),
          Math.min(...chosen.map(({ loose }) => loose[1])),
          Math.max(...chosen.map(({ loose }) => loose[2])),
          Math.max(...chosen.map(({ loose }) => loose[3])),
        );
        const { bytes } = await redact(before, { 0: [quad] });
        assert.equal(textOf(bytes), words.filter((_, index) => index !== at).join(''));
        assertRedacted(before, bytes, [quad], 0, { pixels: false });
      }),
      { numRuns: 40 },
    );
  }).timeout(60_000);
});

/** Farther from a mark than this no letter of these pages reaches. */
const REACH = 30;

function isAbout(quad: Quad, [x, y]: readonly [number, number]): boolean {
  return x > quad[0] - REACH && x < quad[2] + REACH && y > quad[5] - REACH && y < quad[1] + REACH;
}

function placeOf(text: string, origin: readonly [number, number]): string {
  return `${text} ${Math.round(origin[0] * 10)} ${Math.round(origin[1] * 10)}`;
}

function near(places: ReadonlySet<string>, text: string, [x, y]: readonly [number, number]): boolean {
  for (const dx of [-0.05, 0, 0.05]) {
    for (const dy of [-0.05, 0, 0.05]) if (places.has(placeOf(text, [x + dx, y + dy]))) return true;
  }
  return false;
}

function holds(quad: Quad, [left, bottom, right, top]: readonly [number, number, number, number]): boolean {
  const x = (left + right) / 2;
  const y = (bottom + top) / 2;
  return x > quad[0] && x < quad[2] && y > quad[5] && y < quad[1];
}
