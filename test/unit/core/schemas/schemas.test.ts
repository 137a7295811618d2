import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { formatDossier } from '../../../../src/core/dossier/format.ts';
import { parseDossier } from '../../../../src/core/dossier/parse.ts';
import { safeRelativePath } from '../../../../src/core/dossier/path.ts';
import { mergeGroundSet, parseExtraGrounds } from '../../../../src/core/grounds/extra.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import { formatSidecar } from '../../../../src/core/sidecar/format.ts';
import { parseSidecar } from '../../../../src/core/sidecar/parse.ts';
import { sidecar } from '../arbitraries.ts';
import { dossierWith, documentRow } from '../dossier/dossiers.ts';
import { type Loose, mark, sidecarWith } from '../marks.ts';
import { schemaFaults, violations } from './validate.ts';

function schema(name: string): { examples: readonly unknown[]; properties: Record<string, unknown> } {
  const url = new URL(`../../../../media/schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as {
    examples: readonly unknown[];
    properties: Record<string, unknown>;
  };
}

describe('JSON Schemas', () => {
  for (const name of ['redactions', 'dossier', 'grounds']) {
    it(`${name}: describes every field and value, and its example is valid`, () => {
      const root = schema(name);
      assert.deepEqual(schemaFaults(root), []);
      assert.ok(root.examples.length > 0);
      for (const example of root.examples) assert.deepEqual(violations(root, example), []);
    });
  }

  it('redactions: the example is read, and written back without loss', () => {
    for (const example of schema('redactions').examples) {
      const result = parseSidecar(JSON.stringify(example));
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(JSON.parse(formatSidecar(result.value)), example);
      assert.ok(result.value.redactions.every((each) => each.unknown === undefined));
    }
  });

  it('redactions: whatever is written is valid', () => {
    const root = schema('redactions');
    fc.assert(
      fc.property(sidecar, (value) => {
        assert.deepEqual(violations(root, JSON.parse(formatSidecar(value))), []);
      }),
    );
  });

  it('redactions: what the reader refuses is refused by the schema as well', () => {
    const root = schema('redactions');
    const spoil = (change: (json: Loose) => void): void => {
      const json: unknown = JSON.parse(formatSidecar(sidecarWith(mark())));
      change(json);
      assert.ok(!parseSidecar(JSON.stringify(json)).ok);
      assert.ok(violations(root, json).length > 0);
    };
    spoil((json) => (json.version = 2));
    spoil((json) => (json.redactions[0].page = 0));
    spoil((json) => (json.redactions[0].status = 'x'));
    spoil((json) => json.redactions[0].quads[0].pop());
    spoil((json) => (json.redactions[0].quads[0][0] = 1e30));
    spoil((json) => delete json.redactions[0].grounds);
    spoil((json) => delete json.source.sha256);
  });

  it('dossier: the example is read with no field unknown, and a full dossier is valid', () => {
    const root = schema('dossier');
    for (const example of root.examples) {
      const result = parseDossier(JSON.stringify(example));
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(JSON.parse(formatDossier(result.value)), example);
      assert.ok(
        result.value.unknown === undefined &&
          result.value.documents.every((each) => each.unknown === undefined),
      );
    }
    assert.deepEqual(violations(root, JSON.parse(formatDossier(dossierWith()))), []);
  });

  it('dossier: warns of the paths that are refused', () => {
    const root = schema('dossier');
    for (const file of [
      'a.pdf',
      'map/a.pdf',
      'a..b.pdf',
      '../a.pdf',
      '/a.pdf',
      'C:/a.pdf',
      'map\\a.pdf',
      'map/../../a.pdf',
      'map/..',
    ]) {
      const json: unknown = JSON.parse(formatDossier(dossierWith([documentRow({ file })])));
      assert.equal(violations(root, json).length === 0, safeRelativePath(file) !== undefined, file);
    }
  });

  it('grounds: the example is read and can be added', () => {
    for (const example of schema('grounds').examples) {
      const result = parseExtraGrounds(JSON.stringify(example));
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(mergeGroundSet(groundSetFor(result.value.law), result.value).problems, []);
    }
  });
});
