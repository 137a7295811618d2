import type { Dossier, DossierDocument } from '../../../../src/core/dossier/types.ts';

/** A complete Wob dossier with one document; all names are made up. */
export function dossierWith(
  documents: readonly DossierDocument[] = [documentRow()],
  changes: Partial<Dossier> = {},
): Dossier {
  return {
    version: 1,
    law: 'wob',
    request: {
      date: '2021-06-01',
      received: '2021-06-02',
      requester: { name: 'A. Voorbeeld', salutation: 'heer' },
      subject: 'openbaarmaking van werkinstructies',
    },
    authority: {
      name: 'De Staatssecretaris van Voorbeeldzaken',
      shortName: 'de Dienst Voorbeeld',
      objectionAddress: ['Postbus 1', '1000 AA Voorbeeldstad'],
    },
    decision: { date: '2021-11-30', signatory: { name: 'B. Voorbeeld' } },
    documents,
    ...changes,
  };
}

export function documentRow(changes: Partial<DossierDocument> = {}): DossierDocument {
  return {
    number: '1',
    title: 'Werkinstructie 2021/7',
    file: 'stukken/wi-2021-7.pdf',
    status: 'assessed',
    ...changes,
  };
}
