import type { JsonPath } from '../diagnostics/types.ts';
import { optional } from '../model/json-writer.ts';
import { fail, JsonObject, readInteger, readJson, readString, readText } from '../model/json-reader.ts';
import type { Quad, Redaction, Sidecar, SourceFingerprint } from '../model/redaction.ts';
import type { ParseResult } from '../model/result.ts';

/** More marks in one PDF than this is a mistake or an attack. */
export const MAX_REDACTIONS = 100_000;

/** ISO 32000-1 Annex C: 14 400 units a side; UserUnit and odd origins leave room to 1 000 000. */
const MAX_COORDINATE = 1_000_000;
const MAX_PAGE = 1_000_000;

/**
 * Reads the text of a `*.redactions.json`. Fields of a newer minor version survive at every level; a newer
 * `version` is refused. `ranges` tells where each value stands, for findings.
 */
export function parseSidecar(text: string): ParseResult<Sidecar> {
  return readJson(text, 1, readSidecar);
}

function readSidecar(root: JsonObject): Sidecar {
  const source = readSource(root.object('source'));
  const redactions = root.array('redactions', readRedaction, MAX_REDACTIONS);
  refuseDuplicates(redactions);
  const review = root.optionalObject('review');
  const reviewed = review && {
    pages: review.array('pages', (value, path) => readInteger(value, path, 1, MAX_PAGE)),
    ...optional('unknown', review.unknown()),
  };
  return {
    version: 1,
    source,
    redactions,
    ...optional('review', reviewed),
    ...optional('unknown', root.unknown()),
  };
}

function readSource(source: JsonObject): SourceFingerprint {
  const sha256 = source.string('sha256', { allowEmpty: true }).toLowerCase();
  return {
    sha256,
    bytes: readInteger(source.raw('bytes'), source.at('bytes'), 0, Number.MAX_SAFE_INTEGER),
    pages: readInteger(source.raw('pages'), source.at('pages'), 0, MAX_PAGE),
    ...optional('unknown', source.unknown()),
  };
}

function readRedaction(value: unknown, path: JsonPath): Redaction {
  const mark = new JsonObject(value, path);
  return {
    id: mark.string('id'),
    page: readInteger(mark.raw('page'), mark.at('page'), 1, MAX_PAGE),
    kind: mark.oneOf('kind', ['text', 'area', 'page']),
    quads: mark.array('quads', readQuad),
    ...optional('quote', mark.optionalString('quote')),
    grounds: mark.array('grounds', readText),
    ...optional('reason', mark.optionalString('reason')),
    ...optional('motivation', mark.optionalString('motivation')),
    status: mark.oneOf('status', ['suggested', 'accepted', 'rejected']),
    origin: mark.string('origin', { allowEmpty: true }),
    ...optional('author', mark.optionalString('author')),
    created: readString(mark.raw('created') ?? '', mark.at('created'), { allowEmpty: true }),
    modified: readString(mark.raw('modified') ?? '', mark.at('modified'), { allowEmpty: true }),
    ...optional('note', mark.optionalString('note')),
    ...optional('unknown', mark.unknown()),
  };
}

/** Eight finite numbers of a sensible size. */
function readQuad(value: unknown, path: JsonPath): Quad {
  if (!Array.isArray(value) || value.length !== 8) fail('not-eight-numbers', path);
  for (const [index, number] of value.entries()) {
    if (typeof number !== 'number') fail('wrong-type', [...path, index], 'getal');
    if (!Number.isFinite(number)) fail('not-finite', [...path, index]);
    if (Math.abs(number) > MAX_COORDINATE) fail('too-large', [...path, index], String(number));
  }
  return value as unknown as Quad;
}

function refuseDuplicates(redactions: readonly Redaction[]): void {
  const seen = new Set<string>();
  for (const [index, { id }] of redactions.entries()) {
    if (seen.has(id)) fail('duplicate-id', ['redactions', index, 'id'], id);
    seen.add(id);
  }
}
