import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { sortRedactions } from '../../../../src/core/model/order.ts';
import type { ParseFailure } from '../../../../src/core/model/result.ts';
import type { Sidecar } from '../../../../src/core/model/redaction.ts';
import { formatSidecar } from '../../../../src/core/sidecar/format.ts';
import { parseSidecar } from '../../../../src/core/sidecar/parse.ts';
import { sidecar } from '../arbitraries.ts';
import { type Loose, mark, sidecarWith } from '../marks.ts';

function parsed(text: string): Sidecar {
  const result = parseSidecar(text);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

function refused(change: (json: Loose) => void): ParseFailure {
  const json: Loose = JSON.parse(formatSidecar(sidecarWith(mark(), mark({ id: 'm2', page: 2 }))));
  change(json);
  const result = parseSidecar(JSON.stringify(json, (_, value: unknown) => value));
  assert.ok(!result.ok);
  return result;
}

describe('sidecar text', () => {
  it('reads back what it wrote, in reading order, whatever the marks and unknown fields', () => {
    fc.assert(
      fc.property(sidecar, (value) => {
        assert.deepEqual(parsed(formatSidecar(value)), {
          ...value,
          redactions: sortRedactions(value.redactions),
        });
      }),
    );
  });

  it('writes the same text again', () => {
    fc.assert(
      fc.property(sidecar, (value) => {
        const text = formatSidecar(value);
        assert.equal(formatSidecar(parsed(text)), text);
      }),
    );
  });

  it('keeps a quad on one line, rounds to 0.01, and ends with a line feed', () => {
    const text = formatSidecar(sidecarWith(mark({ quads: [[1.23456, 2, 3, 4, 5, 6.005, -0.001, 8]] })));
    assert.ok(text.includes('\n        [1.23, 2, 3, 4, 5, 6.01, 0, 8]\n'), text);
    assert.ok(text.startsWith('{\n  "version": 1,\n  "source": {\n    "sha256": "'));
    assert.ok(text.endsWith('}\n'));
  });

  it('orders marks by page, from top to bottom, from left to right', () => {
    const at = (id: string, page: number, x: number, y: number) =>
      mark({ id, page, quads: [[x, y, x + 9, y, x, y - 9, x + 9, y - 9]] });
    const text = formatSidecar(
      sidecarWith(at('d', 2, 0, 900), at('c', 1, 5, 100), at('b', 1, 50, 700), at('a', 1, 5, 700)),
    );
    assert.deepEqual(
      parsed(text).redactions.map(({ id }) => id),
      ['a', 'b', 'c', 'd'],
    );
  });

  it('changes one line of text when one mark changes its ground', () => {
    const before = formatSidecar(sidecarWith(mark(), mark({ id: 'm2', page: 2 }))).split('\n');
    const after = formatSidecar(
      sidecarWith(mark({ grounds: ['10.2.d'] }), mark({ id: 'm2', page: 2 })),
    ).split('\n');
    assert.equal(after.filter((line, index) => line !== before[index]).length, 1);
  });

  it('reads a file with a byte order mark', () => {
    assert.equal(parsed(`\uFEFF${formatSidecar(sidecarWith(mark()))}`).redactions.length, 1);
  });

  it('keeps a field called __proto__ as data', () => {
    const text = formatSidecar(sidecarWith(mark())).replace(
      '"version": 1,',
      '"version": 1, "__proto__": {"x": 1},',
    );
    assert.ok(formatSidecar(parsed(text)).includes('"__proto__": {'));
    assert.equal(({} as { x?: number }).x, undefined);
  });

  it('refuses a newer version before looking at anything else', () => {
    assert.deepEqual(parseSidecar('{"version": 2, "redactions": 5}'), {
      ok: false,
      problem: 'newer-version',
      path: ['version'],
      detail: '2',
    });
  });

  it('refuses what is not JSON', () => {
    for (const text of ['', '{', '{"version": 1,}', 'hallo', '\u0000'.repeat(20)]) {
      const result = parseSidecar(text);
      assert.ok(!result.ok && result.problem === 'not-json', text);
    }
  });

  const wild: readonly [string, (json: Loose) => void, string, string][] = [
    [
      'a null coordinate (NaN)',
      (json) => (json.redactions[0].quads[0][3] = null),
      'wrong-type',
      'redactions.0.quads.0.3',
    ],
    [
      'a text as coordinate',
      (json) => (json.redactions[0].quads[0][3] = '12'),
      'wrong-type',
      'redactions.0.quads.0.3',
    ],
    [
      'a coordinate of 1e30',
      (json) => (json.redactions[1].quads[0][0] = 1e30),
      'too-large',
      'redactions.1.quads.0.0',
    ],
    [
      'seven numbers',
      (json) => json.redactions[0].quads[0].pop(),
      'not-eight-numbers',
      'redactions.0.quads.0',
    ],
    ['page 0', (json) => (json.redactions[0].page = 0), 'not-a-page', 'redactions.0.page'],
    ['page 1.5', (json) => (json.redactions[0].page = 1.5), 'not-a-page', 'redactions.0.page'],
    ['no id', (json) => delete json.redactions[0].id, 'missing', 'redactions.0.id'],
    ['an empty id', (json) => (json.redactions[0].id = ' '), 'empty', 'redactions.0.id'],
    ['an id twice', (json) => (json.redactions[1].id = 'm1'), 'duplicate-id', 'redactions.1.id'],
    [
      'an unknown status',
      (json) => (json.redactions[0].status = 'maybe'),
      'unknown-value',
      'redactions.0.status',
    ],
    [
      'grounds that are no list',
      (json) => (json.redactions[0].grounds = '10.2.e'),
      'wrong-type',
      'redactions.0.grounds',
    ],
    ['a mark that is a list', (json) => (json.redactions[0] = []), 'wrong-type', 'redactions.0'],
    ['no source', (json) => delete json.source, 'missing', 'source'],
    ['no version', (json) => delete json.version, 'missing', 'version'],
    ['a review of page -1', (json) => (json.review = { pages: [-1] }), 'not-a-page', 'review.pages.0'],
  ];
  for (const [name, change, reason, path] of wild) {
    it(`refuses ${name} and says where`, () => {
      const failure = refused(change);
      assert.deepEqual([failure.problem, failure.reason, failure.path?.join('.')], ['invalid', reason, path]);
    });
  }

  it('refuses Infinity, which JSON.parse makes of 1e999', () => {
    const text = formatSidecar(sidecarWith(mark())).replace('[100,', '[1e999,');
    const result = parseSidecar(text);
    assert.ok(!result.ok && result.reason === 'not-finite');
  });

  it('refuses more than 100 000 marks', () => {
    const failure = refused((json) => (json.redactions = Array.from({ length: 100_001 }, () => 0)));
    assert.equal(failure.reason, 'too-many');
  });
});
