import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { formatDossier } from '../../../../src/core/dossier/format.ts';
import { parseDossier } from '../../../../src/core/dossier/parse.ts';
import { safeRelativePath } from '../../../../src/core/dossier/path.ts';
import { missingFields } from '../../../../src/core/dossier/required-fields.ts';
import { dossierWith, documentRow } from './dossiers.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const clean = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
const later = fc.constantFrom({ nieuw: 1 }, { later: { diep: [true, null] } });

const documents = fc.array(
  fc
    .record({
      number: fc.stringMatching(/^[0-9]{1,3}[a-z]?$/u),
      title: text,
      date: maybe(fc.constantFrom('2020', '2020-05', '2020-05-06')),
      type: maybe(text),
      citation: maybe(text),
      sender: maybe(text),
      recipient: maybe(text),
      file: maybe(text),
      status: fc.constantFrom('assessed', 'already-public', 'no-longer-valid', 'duplicate', 'out-of-scope'),
      publicUrl: maybe(text),
      duplicateOf: maybe(text),
      withheld: maybe(
        fc
          .record({
            grounds: fc.array(text, { maxLength: 2 }),
            reason: maybe(text),
            motivation: maybe(text),
            unknown: maybe(later),
          })
          .map(clean),
      ),
      environmental: maybe(fc.boolean()),
      remark: maybe(text),
      unknown: maybe(later),
    })
    .map(clean),
  { maxLength: 4 },
);

const dossiers = fc
  .record({
    version: fc.constant(1),
    law: fc.constantFrom('wob', 'woo'),
    request: fc
      .record({
        date: maybe(text),
        received: maybe(text),
        reference: maybe(text),
        requester: fc
          .record({
            name: maybe(text),
            salutation: maybe(text),
            organisation: maybe(text),
            address: maybe(fc.array(text)),
            onBehalfOf: maybe(text),
            unknown: maybe(later),
          })
          .map(clean),
        subject: text,
        unknown: maybe(later),
      })
      .map(clean),
    authority: fc
      .record({
        name: text,
        shortName: text,
        organisation: maybe(text),
        address: maybe(fc.array(text)),
        objectionAddress: maybe(fc.array(text)),
        website: maybe(text),
        unknown: maybe(later),
      })
      .map(clean),
    decision: fc
      .record({
        date: maybe(text),
        reference: maybe(text),
        handler: maybe(
          fc
            .record({ name: maybe(text), phone: maybe(text), email: maybe(text), unknown: maybe(later) })
            .map(clean),
        ),
        signatory: maybe(
          fc.record({ name: maybe(text), function: maybe(text), unknown: maybe(later) }).map(clean),
        ),
        publishedAt: maybe(text),
        copies: maybe(fc.array(text)),
        terms: maybe(fc.constant({ '5.1.4': '2023-01-01' })),
        overrides: maybe(
          fc.constantFrom({ besluit: { paragraphs: ['x'], basedOn: 'y' } }, { verzoek: { paragraphs: [] } }),
        ),
        additions: maybe(fc.constant({ besluit: ['z'] })),
        unknown: maybe(later),
      })
      .map(clean),
    documents,
    reasons: maybe(fc.constantFrom({ ambtenaren: { boilerplate: ['a'] } }, { mailbox: { title: 't' } })),
    unknown: maybe(later),
  })
  .map(clean);

describe('dossier file', () => {
  it('reads back what it wrote, unknown fields of every level included', () => {
    fc.assert(
      fc.property(dossiers, (dossier) => {
        const written = formatDossier(dossier as Parameters<typeof formatDossier>[0]);
        const result = parseDossier(written);
        assert.ok(result.ok, JSON.stringify(result));
        assert.deepEqual(result.value, dossier);
        assert.equal(formatDossier(result.value), written);
      }),
    );
  });

  it('tells where a document stands', () => {
    const written = formatDossier(dossierWith([documentRow(), documentRow({ number: '2' })]));
    const result = parseDossier(written);
    assert.ok(result.ok);
    const range = result.ranges.find(['documents', 1, 'number']);
    assert.equal(range && written.slice(range.start, range.end), '"2"');
  });

  it('is usable with the least there is', () => {
    const result = parseDossier(
      '{"version":1,"law":"woo","request":{},"authority":{},"decision":{},"documents":[]}',
    );
    assert.ok(result.ok);
    assert.equal(missingFields(result.value).length, 9);
    assert.deepEqual(missingFields(dossierWith()), []);
  });

  const refused: readonly [string, string, string][] = [
    ['an unknown law', '{"version":1,"law":"awb"}', 'law'],
    [
      'documents that are no list',
      '{"version":1,"law":"wob","request":{},"authority":{},"decision":{},"documents":{}}',
      'documents',
    ],
    [
      'a document without a number',
      '{"version":1,"law":"wob","request":{},"authority":{},"decision":{},"documents":[{"title":"x","status":"assessed"}]}',
      'documents.0.number',
    ],
    [
      'an address that is a text',
      '{"version":1,"law":"wob","request":{},"authority":{"address":"x"}}',
      'authority.address',
    ],
    [
      'an unknown status',
      '{"version":1,"law":"wob","request":{},"authority":{},"decision":{},"documents":[{"number":"1","title":"x","status":"kwijt"}]}',
      'documents.0.status',
    ],
  ];
  for (const [name, json, path] of refused) {
    it(`refuses ${name} and says where`, () => {
      const result = parseDossier(json);
      assert.ok(!result.ok);
      assert.equal(result.path?.join('.'), path);
    });
  }

  it('refuses a newer version', () => {
    const result = parseDossier('{"version":3}');
    assert.ok(!result.ok && result.problem === 'newer-version');
  });
});

describe('path of a document', () => {
  it('stays inside the folder of the dossier', () => {
    for (const path of [
      'brief.pdf',
      'stukken/a b.pdf',
      './brief.pdf',
      'map/.verborgen.pdf',
      'é/ü.pdf',
      'a..b.pdf',
      '100% klaar.pdf',
    ]) {
      assert.equal(safeRelativePath(path), path.replace(/^\.\//u, ''), path);
    }
  });

  it('is refused when it could lead out', () => {
    const bad = [
      '',
      '.',
      '..',
      '../x.pdf',
      'a/../../x.pdf',
      'a/..',
      '/etc/passwd',
      '//server/x.pdf',
      'C:/x.pdf',
      'C:x.pdf',
      'c:\\x.pdf',
      '..\\x.pdf',
      'a\\..\\x.pdf',
      'file:///x.pdf',
      'https://x.nl/a.pdf',
      'a//b.pdf',
      'a/./b.pdf',
      './../x.pdf',
      'x.pdf\u0000.txt',
      'x\n.pdf',
      '%2e%2e/x.pdf',
      'a%2f..%2fx.pdf',
      '.. /x.pdf',
      '... /x',
      'map /x.pdf',
      'x.pdf.',
      'x.pdf:stream',
      'x'.repeat(2000),
    ];
    for (const path of bad) assert.equal(safeRelativePath(path), undefined, JSON.stringify(path));
  });

  it('never resolves outside, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', ' ', ':', '%', '2', 'e', 'f') }),
        (path) => {
          const safe = safeRelativePath(path);
          if (safe === undefined) return;
          const resolved = new URL(safe, 'file:///dossier/map/').href;
          assert.ok(
            resolved.startsWith('file:///dossier/map/') && resolved.length > 'file:///dossier/map/'.length,
            path,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
