import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { JsonPath } from '../../../../src/core/diagnostics/types.ts';
import { findJsonRange, jsonRanges } from '../../../../src/core/sidecar/json-ranges.ts';

/** All paths in a value, the root included. */
function pathsOf(value: unknown, path: JsonPath = []): JsonPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((current, key) => (current as Record<string | number, unknown>)[key], value);
}

describe('places in JSON', () => {
  it('finds the text of every value of any JSON, whatever its layout', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const plain: unknown = JSON.parse(text);
        const ranges = jsonRanges(text);
        for (const path of pathsOf(plain)) {
          const range = ranges.find(path);
          assert.ok(range);
          assert.deepEqual(JSON.parse(text.slice(range.start, range.end)), valueAt(plain, path));
        }
      }),
    );
  });

  it('gives the deepest ancestor of a path that is not there', () => {
    const text = '{"a": [1, {"b": 2}]}';
    assert.deepEqual(findJsonRange(text, ['a', 1, 'c', 'd']), { start: 10, end: 18 });
  });

  it('finds places before the damage in a broken text, and ends', () => {
    const text = '{"a": [10, 20, "open string';
    const range = findJsonRange(text, ['a', 1]);
    assert.deepEqual(range && text.slice(range.start, range.end), '20');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', ' ') }),
        (broken) => {
          jsonRanges(broken).find(['a', 0]);
        },
      ),
    );
  });

  it('survives a hundred thousand nested lists', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.deepEqual(findJsonRange(text, []), { start: 0, end: 200_000 });
  });
});
