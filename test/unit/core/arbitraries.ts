import * as fc from 'fast-check';
import type { Quad, Redaction, Sidecar } from '../../../src/core/model/redaction.ts';

/** Points as a file holds them: two decimals, within a generous page. */
const coordinate = fc.integer({ min: -100_000, max: 300_000 }).map((hundredths) => hundredths / 100 + 0);

export const quads: fc.Arbitrary<Quad> = fc
  .tuple(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate, coordinate, coordinate)
  .map((numbers): Quad => numbers);

/** Any text that JSON can carry and give back: no lone surrogates. */
const text = fc.string({ unit: 'grapheme', maxLength: 30 });

const KNOWN = new Set(
  'id page kind quads quote grounds reason motivation status origin author created modified note version source redactions review pages sha256 bytes unknown'.split(
    ' ',
  ),
);

/** Fields of a later minor version. Numbers are kept as they are, so no -0, which JSON cannot tell from 0. */
const unknown = fc
  .dictionary(
    fc.string({ maxLength: 12 }).filter((key) => !KNOWN.has(key)),
    fc
      .jsonValue({ maxDepth: 2, noUnicodeString: false })
      .map((value): unknown => JSON.parse(JSON.stringify(value))),
    { minKeys: 1, maxKeys: 3, noNullPrototype: true },
  )
  .filter((fields) => Object.keys(fields).length > 0);

const optionalOf = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

export const redaction = (id: fc.Arbitrary<string> = fc.uuid()): fc.Arbitrary<Redaction> =>
  fc
    .record({
      id,
      page: fc.integer({ min: 1, max: 500 }),
      kind: fc.constantFrom('text' as const, 'area' as const, 'page' as const),
      quads: fc.array(quads, { maxLength: 3 }),
      quote: optionalOf(text),
      grounds: fc.array(fc.constantFrom('10.2.e', '10.2.d', '10.2.g', 'onbekend'), { maxLength: 2 }),
      reason: optionalOf(text),
      motivation: optionalOf(text),
      status: fc.constantFrom('suggested' as const, 'accepted' as const, 'rejected' as const),
      origin: fc.constantFrom('manual', 'search', 'detector:bsn'),
      author: optionalOf(text),
      created: fc.constant('2021-11-01T09:00:00+01:00'),
      modified: fc.constant('2021-11-02T09:00:00+01:00'),
      note: optionalOf(text),
      unknown: optionalOf(unknown),
    })
    .map((value) => dropUndefined(value) as Redaction);

/** Marks with different ids. */
export const redactions = (maxLength = 6): fc.Arbitrary<readonly Redaction[]> =>
  fc.uniqueArray(redaction(fc.string({ minLength: 1, maxLength: 8 }).filter((id) => id.trim() !== '')), {
    selector: ({ id }) => id,
    maxLength,
  });

export const sidecar: fc.Arbitrary<Sidecar> = fc
  .record({
    version: fc.constant(1 as const),
    source: fc
      .record({
        sha256: fc.stringMatching(/^[0-9a-f]{64}$/u),
        bytes: fc.nat(),
        pages: fc.integer({ min: 1, max: 5000 }),
        unknown: optionalOf(unknown),
      })
      .map(dropUndefined),
    redactions: redactions(),
    review: optionalOf(
      fc
        .record({
          pages: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 4 }),
          unknown: optionalOf(unknown),
        })
        .map(dropUndefined),
    ),
    unknown: optionalOf(unknown),
  })
  .map((value) => dropUndefined(value) as Sidecar);
