import { formatJson, withUnknown } from '../model/json-writer.ts';
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
            requester: request.requester,
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
          },
          authority.unknown,
        ),
        decision: withUnknown(
          {
            date: decision.date,
            reference: decision.reference,
            handler: decision.handler,
            signatory: decision.signatory,
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
      withheld: document.withheld,
      environmental: document.environmental,
      remark: document.remark,
    },
    document.unknown,
  );
}
