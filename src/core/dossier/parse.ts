import type { JsonPath } from '../diagnostics/types.ts';
import { JsonObject, readJson, readText } from '../model/json-reader.ts';
import { optional } from '../model/json-writer.ts';
import type { ParseResult } from '../model/result.ts';
import type { Dossier, DossierAuthority, DossierDecision, DossierDocument, DossierRequest } from './types.ts';

/** Every status of a document, in the order of the inventory. */
export const DOCUMENT_STATUSES = [
  'assessed',
  'already-public',
  'no-longer-valid',
  'duplicate',
  'out-of-scope',
] as const;

/**
 * Reads the text of a `*.dossier.json`. Only its shape is checked here; what is missing, double or unsafe in it is
 * for `checkDossier` to find, so that a dossier with a mistake stays usable.
 */
export function parseDossier(text: string): ParseResult<Dossier> {
  return readJson(text, 1, (root) => ({
    version: 1 as const,
    law: root.oneOf('law', ['wob', 'woo']),
    request: readRequest(root.object('request')),
    authority: readAuthority(root.object('authority')),
    decision: readDecision(root.object('decision')),
    documents: root.array('documents', readDocument),
    ...optional('reasons', root.optionalMap('reasons', readReasonOverride)),
    ...optional('keepReadable', root.optionalArray('keepReadable', readText)),
    ...optional('unknown', root.unknown()),
  }));
}

function readRequest(request: JsonObject): DossierRequest {
  const requester = request.optionalObject('requester');
  return {
    ...strings(request, 'date', 'received', 'reference'),
    requester: requester
      ? {
          ...strings(requester, 'name', 'salutation', 'organisation', 'onBehalfOf'),
          ...optional('address', requester.optionalArray('address', readText)),
          ...optional('unknown', requester.unknown()),
        }
      : {},
    subject: request.optionalString('subject') ?? '',
    ...optional('unknown', request.unknown()),
  };
}

function readAuthority(authority: JsonObject): DossierAuthority {
  return {
    name: authority.optionalString('name') ?? '',
    shortName: authority.optionalString('shortName') ?? '',
    ...strings(authority, 'organisation', 'website', 'identifier'),
    ...optional('address', authority.optionalArray('address', readText)),
    ...optional('objectionAddress', authority.optionalArray('objectionAddress', readText)),
    ...optional('unknown', authority.unknown()),
  };
}

function readDecision(decision: JsonObject): DossierDecision {
  const handler = decision.optionalObject('handler');
  const signatory = decision.optionalObject('signatory');
  return {
    ...strings(decision, 'date', 'reference', 'publishedAt'),
    ...optional(
      'handler',
      handler && { ...strings(handler, 'name', 'phone', 'email'), ...optional('unknown', handler.unknown()) },
    ),
    ...optional(
      'signatory',
      signatory && { ...strings(signatory, 'name', 'function'), ...optional('unknown', signatory.unknown()) },
    ),
    ...optional('copies', decision.optionalArray('copies', readText)),
    ...optional('terms', decision.optionalMap('terms', readText)),
    ...optional('overrides', decision.optionalMap('overrides', readOverride)),
    ...optional('additions', decision.optionalMap('additions', readParagraphs)),
    ...optional('unknown', decision.unknown()),
  };
}

function readOverride(value: unknown, path: JsonPath): { paragraphs: readonly string[]; basedOn?: string } {
  const override = new JsonObject(value, path);
  return { paragraphs: override.array('paragraphs', readText), ...strings(override, 'basedOn') };
}

function readParagraphs(value: unknown, path: JsonPath): readonly string[] {
  return new JsonObject({ paragraphs: value }, path).array('paragraphs', readText);
}

function readReasonOverride(
  value: unknown,
  path: JsonPath,
): { title?: string; boilerplate?: readonly string[] } {
  const reason = new JsonObject(value, path);
  return {
    ...strings(reason, 'title'),
    ...optional('boilerplate', reason.optionalArray('boilerplate', readText)),
  };
}

function readDocument(value: unknown, path: JsonPath): DossierDocument {
  const document = new JsonObject(value, path);
  const withheld = document.optionalObject('withheld');
  return {
    number: document.string('number'),
    title: document.string('title', { allowEmpty: true }),
    ...strings(document, 'date', 'type', 'citation', 'sender', 'recipient', 'file'),
    status: document.oneOf('status', DOCUMENT_STATUSES),
    ...strings(document, 'publicUrl', 'duplicateOf'),
    ...optional(
      'withheld',
      withheld && {
        grounds: withheld.array('grounds', readText),
        ...strings(withheld, 'reason', 'motivation'),
        ...optional('unknown', withheld.unknown()),
      },
    ),
    ...optional('environmental', document.optionalBoolean('environmental')),
    ...strings(document, 'remark'),
    ...optional('unknown', document.unknown()),
  };
}

/** The string fields that are there. */
function strings<const K extends string>(
  object: JsonObject,
  ...keys: readonly K[]
): { readonly [P in K]?: string } {
  const found: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = object.optionalString(key);
    if (value !== undefined) found[key] = value;
  }
  return found;
}
