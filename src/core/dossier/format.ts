import { formatJson, withUnknown } from '../model/json-writer.ts';
import type { UnknownFields } from '../model/redaction.ts';
import type { Dossier, DossierDocument } from './types.ts';

/**
 * Text of a `*.dossier.json`: known fields in the order of the contract, then unknown ones, two-space indent, line
 * feed at the end. Documents keep their order: it is the inventory's.
 */
export function formatDossier(dossier: Dossier): string {
  const { request, authority, decision } = dossier;
  return formatJson(
    withUnknown(
      {
        version: 1,
        law: dossier.law,
        request: withUnknown(
          {
            date: request.date,
            received: request.received,
            reference: request.reference,
            requester: inner(request.requester, [
              'name',
              'salutation',
              'organisation',
              'address',
              'onBehalfOf',
            ]),
            subject: request.subject,
          },
          request.unknown,
        ),
        authority: withUnknown(
          {
            name: authority.name,
            shortName: authority.shortName,
            organisation: authority.organisation,
            address: authority.address,
            objectionAddress: authority.objectionAddress,
            website: authority.website,
            identifier: authority.identifier,
          },
          authority.unknown,
        ),
        decision: withUnknown(
          {
            date: decision.date,
            reference: decision.reference,
            handler: inner(decision.handler, ['name', 'phone', 'email']),
            signatory: inner(decision.signatory, ['name', 'function']),
            publishedAt: decision.publishedAt,
            copies: decision.copies,
            terms: decision.terms,
            overrides: decision.overrides,
            additions: decision.additions,
          },
          decision.unknown,
        ),
        documents: dossier.documents.map(formatDocument),
        reasons: dossier.reasons,
        keepReadable: dossier.keepReadable,
      },
      dossier.unknown,
    ),
  );
}

function formatDocument(document: DossierDocument): Record<string, unknown> {
  return withUnknown(
    {
      number: document.number,
      title: document.title,
      date: document.date,
      type: document.type,
      citation: document.citation,
      sender: document.sender,
      recipient: document.recipient,
      file: document.file,
      status: document.status,
      publicUrl: document.publicUrl,
      duplicateOf: document.duplicateOf,
      withheld: inner(document.withheld, ['grounds', 'reason', 'motivation']),
      environmental: document.environmental,
      remark: document.remark,
    },
    document.unknown,
  );
}

/** An inner object: the fields named, in that order, then its unknown ones. */
function inner<T extends object & { readonly unknown?: UnknownFields }>(
  value: T | undefined,
  fields: readonly (Exclude<keyof T, 'unknown'> & string)[],
): Record<string, unknown> | undefined {
  if (value === undefined) return undefined;
  return withUnknown(Object.fromEntries(fields.map((field) => [field, value[field]])), value.unknown);
}
