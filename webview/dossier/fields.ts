/** How a field is typed: one line, a day, one item a line, running text. */
export type FieldKind = 'text' | 'date' | 'lines' | 'long';

/** The fields of the form, in order, by their dotted path in the dossier. */
export const FIELDS: readonly (readonly [path: string, kind: FieldKind])[] = [
  ['request.subject', 'long'],
  ['request.date', 'date'],
  ['request.received', 'date'],
  ['request.reference', 'text'],
  ['request.requester.salutation', 'text'],
  ['request.requester.name', 'text'],
  ['request.requester.organisation', 'text'],
  ['request.requester.address', 'lines'],
  ['request.requester.onBehalfOf', 'text'],
  ['authority.name', 'text'],
  ['authority.shortName', 'text'],
  ['authority.organisation', 'text'],
  ['authority.address', 'lines'],
  ['authority.objectionAddress', 'lines'],
  ['authority.website', 'text'],
  ['authority.identifier', 'text'],
  ['decision.date', 'date'],
  ['decision.reference', 'text'],
  ['decision.signatory.name', 'text'],
  ['decision.signatory.function', 'text'],
  ['decision.handler.name', 'text'],
  ['decision.handler.phone', 'text'],
  ['decision.handler.email', 'text'],
  ['decision.publishedAt', 'text'],
  ['decision.copies', 'lines'],
  ['keepReadable', 'lines'],
];
