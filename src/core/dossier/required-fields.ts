import type { JsonPath } from '../diagnostics/types.ts';
import type { Dossier } from './types.ts';

/** A field without which the letter cannot be signed. */
export interface RequiredField {
  /** Dotted, as in a placeholder: `decision.date`. */
  readonly field: string;
  readonly path: JsonPath;
  readonly label: { readonly nl: string; readonly en: string };
}

const FIELDS: readonly (RequiredField & { readonly filled: (dossier: Dossier) => boolean })[] = [
  required(
    'request.date',
    'de datum van het verzoek',
    'the date of the request',
    ({ request }) => request.date,
  ),
  required(
    'request.requester.name',
    'de naam van de verzoeker',
    'the name of the requester',
    ({ request }) => `${request.requester.name ?? ''}${request.requester.organisation ?? ''}`,
  ),
  required('request.subject', 'waar om is verzocht', 'what was asked for', ({ request }) => request.subject),
  required('authority.name', 'wie besluit', 'who decides', ({ authority }) => authority.name),
  required(
    'authority.shortName',
    'de korte naam van de organisatie',
    'the short name of the body',
    ({ authority }) => authority.shortName,
  ),
  // Awb 3:45: with whom an objection can be lodged.
  required(
    'authority.objectionAddress',
    'het adres voor bezwaar',
    'the address for objections',
    ({ authority }) => (authority.objectionAddress ?? authority.address ?? []).join(''),
  ),
  required(
    'decision.date',
    'de datum van het besluit',
    'the date of the decision',
    ({ decision }) => decision.date,
  ),
  required(
    'decision.signatory.name',
    'de naam van de ondertekenaar',
    'the name of the signatory',
    ({ decision }) => decision.signatory?.name,
  ),
  // Woo 3.3: decisions on requests are published; under the Wob it is a choice.
  required(
    'decision.publishedAt',
    'waar het besluit wordt geplaatst',
    'where the decision is published',
    (dossier) => (dossier.law === 'woo' ? dossier.decision.publishedAt : 'n.v.t.'),
  ),
];

/** The fields of a dossier that still have to be filled in before a decision can be exported. */
export function missingFields(dossier: Dossier): readonly RequiredField[] {
  return FIELDS.filter(({ filled }) => !filled(dossier)).map(({ field, path, label }) => ({
    field,
    path,
    label,
  }));
}

function required(
  field: string,
  nl: string,
  en: string,
  value: (dossier: Dossier) => string | undefined,
): RequiredField & { readonly filled: (dossier: Dossier) => boolean } {
  return {
    field,
    path: field.split('.'),
    label: { nl, en },
    filled: (dossier) => (value(dossier) ?? '').trim() !== '',
  };
}
