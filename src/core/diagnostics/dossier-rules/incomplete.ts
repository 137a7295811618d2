import { missingFields } from '../../dossier/required-fields.ts';
import { isDay, latestDay } from '../dates.ts';
import type { DossierContext, Report, Rule } from '../rule.ts';
import { texts } from '../texts.ts';
import type { JsonPath } from '../types.ts';
import { documentPath } from './place.ts';

const OPEN = [{ kind: 'open-dossier' }] as const;

/** What the letter or the inventory needs and the dossier does not say. */
export const incomplete: Rule<DossierContext> = {
  code: 'dossier-onvolledig',
  check: (context) => [...fields(context), ...dates(context), ...rows(context)],
};

function fields({ dossier, language }: DossierContext): readonly Report[] {
  return missingFields(dossier).map(({ path, label }) => ({
    path,
    message: texts[language].fieldMissing(label[language]),
    fixes: OPEN,
  }));
}

function dates({ dossier, language }: DossierContext): readonly Report[] {
  const days: readonly [JsonPath, string | undefined, (text: string) => unknown][] = [
    [['request', 'date'], dossier.request.date, isDay],
    [['request', 'received'], dossier.request.received, isDay],
    [['decision', 'date'], dossier.decision.date, isDay],
    ...dossier.documents.map((document): [JsonPath, string | undefined, (text: string) => unknown] => [
      documentPath(dossier, document, 'date'),
      document.date,
      latestDay,
    ]),
  ];
  return days.flatMap(([path, value, valid]) =>
    (value ?? '') === '' || Boolean(valid(value ?? ''))
      ? []
      : [{ path, message: texts[language].dateInvalid(value ?? ''), fixes: OPEN }],
  );
}

function rows({ dossier, documents, language }: DossierContext): readonly Report[] {
  const text = texts[language];
  const numbers = new Set(dossier.documents.map(({ number }) => number));
  const marked = new Set(
    documents
      .filter(({ sidecar }) => sidecar?.redactions.some(({ status }) => status === 'accepted') === true)
      .map(({ document }) => document.number),
  );
  return dossier.documents.flatMap((document): readonly Report[] => {
    const { number, status, publicUrl, duplicateOf, withheld } = document;
    if (status === 'already-public' && (publicUrl ?? '').trim() === '') {
      return [
        {
          path: documentPath(dossier, document, 'publicUrl'),
          message: text.publicUrlMissing(number),
          fixes: OPEN,
        },
      ];
    }
    const original = duplicateOf !== undefined && duplicateOf !== number && numbers.has(duplicateOf);
    if (status === 'duplicate' && !original) {
      const path = documentPath(dossier, document, 'duplicateOf');
      return [{ path, message: text.duplicateUnknown(number), fixes: OPEN }];
    }
    if (withheld !== undefined && status === 'assessed' && marked.has(number)) {
      return [
        {
          path: documentPath(dossier, document, 'withheld'),
          message: text.withheldAndMarked(number),
          fixes: OPEN,
        },
      ];
    }
    return [];
  });
}
