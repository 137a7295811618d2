import type { DocumentMarks } from '../../../../src/core/decision/input.ts';
import type { Dossier, DossierDocument } from '../../../../src/core/dossier/types.ts';
import type { Redaction } from '../../../../src/core/model/redaction.ts';

/** An accepted text mark. */
export function mark(id: string, grounds: readonly string[], rest: Partial<Redaction> = {}): Redaction {
  return {
    id,
    page: 1,
    kind: 'text',
    quads: [[100, 710, 200, 710, 100, 700, 200, 700]],
    grounds,
    status: 'accepted',
    origin: 'manual',
    created: '2021-11-01T09:00:00+01:00',
    modified: '2021-11-01T09:00:00+01:00',
    ...rest,
  };
}

const NAMED: readonly Partial<DossierDocument>[] = [
  { type: 'Informatiebericht', citation: 'informatiebericht 2021/82' },
  { type: 'Informatiebericht', citation: 'informatiebericht 2021/132' },
  { type: 'Informatiebericht', citation: 'informatiebericht 2020/43' },
  { type: 'Informatiebericht', citation: 'informatiebericht 2019/26' },
  { type: 'Informatiebericht', citation: 'informatiebericht 2018/31' },
  { type: 'Document', citation: 'het document ‘handelingskader voor medewerkers’' },
  { type: 'Werkinstructie', citation: 'werkinstructie 2021/7' },
  { type: 'Werkinstructie', citation: 'werkinstructie 2021/11' },
  { type: 'Werkinstructie', citation: 'werkinstructie 2020/18' },
  { type: 'Werkinstructie', citation: 'werkinstructie 2013/04' },
];

function documentAt(index: number): DocumentMarks {
  const number = String(index + 1);
  const base = {
    number,
    title: `Voorbeeldstuk ${number}`,
    date: '2021-03-15',
    file: `stukken/${number}.pdf`,
  };
  const named = NAMED[index];
  if (named) {
    const marks = [
      mark(`d${number}`, ['10.2.d'], { reason: 'werkwijze' }),
      mark(`e${number}`, ['10.2.e'], { reason: 'ambtenaren' }),
      ...(index < 3 ? [mark(`g${number}`, ['10.2.g', '10.2.d'], { reason: 'aanvragen' })] : []),
    ];
    return { document: { ...base, status: 'assessed', ...named }, redactions: marks, pages: 3 };
  }
  if (index < 200) {
    const marks = [mark(`e${number}`, ['10.2.e'], { reason: 'ambtenaren' })];
    if (index % 10 === 0) marks.push(mark(`m${number}`, ['10.2.g'], { reason: 'mailbox' }));
    const status = 'assessed';
    return { document: { ...base, type: 'Informatiebericht', status }, redactions: marks, pages: 2 };
  }
  if (index < 268) {
    const { file: _file, ...rest } = base;
    const document = {
      ...rest,
      file: `stukken/${number}.pdf`,
      type: 'Informatiebericht',
      status: 'assessed',
    } as const;
    return { document, redactions: [], pages: 1 };
  }
  const { file: _file, ...bare } = base;
  if (index < 306) {
    const publicUrl = `https://www.dienst-voorbeeld.example/werkinstructies/${number}`;
    return {
      document: { ...bare, type: 'Werkinstructie', status: 'already-public', publicUrl },
      redactions: [],
    };
  }
  return { document: { ...bare, type: 'Informatiebericht', status: 'no-longer-valid' }, redactions: [] };
}

/** A dossier with the figures of a known decision: 370 documents, 38 public already, 64 no longer valid, 10 under d. */
export function modelCase(): { readonly dossier: Dossier; readonly documents: readonly DocumentMarks[] } {
  const documents = Array.from({ length: 370 }, (_, index) => documentAt(index));
  const dossier: Dossier = {
    version: 1,
    law: 'wob',
    request: {
      date: '2021-09-06',
      received: '2021-09-08',
      reference: 'WOB/2021-3',
      requester: {
        name: 'mr. A. Voorbeeld',
        salutation: 'heer',
        organisation: 'Advocatenkantoor Verzonnen',
        address: ['Postbus 1', '1000 AA Fictiestad'],
        onBehalfOf: 'de Vereniging van Verzonnen Advocaten',
      },
      subject:
        'openbaarmaking van informatieberichten en werkinstructies van de Dienst Voorbeeld, zoals opgenomen in de lijst bij uw verzoek',
    },
    authority: {
      name: 'De Staatssecretaris van Voorbeeldzaken',
      shortName: 'de Dienst Voorbeeld',
      organisation: 'Ministerie van Voorbeeldzaken',
      address: ['Postbus 20000', '2500 AA Den Haag'],
      objectionAddress: ['afdeling Bezwaar', 'Postbus 20001', '2500 AB Den Haag'],
    },
    decision: {
      date: '2021-11-30',
      reference: 'VBZ-2021-0412',
      handler: { name: 'C. Fictief', phone: '070 000 00 00' },
      signatory: { name: 'drs. B. Bedacht', function: 'directeur Juridische Zaken' },
      publishedAt: 'www.rijksoverheid.example',
    },
    documents: documents.map(({ document }) => document),
  };
  return { dossier, documents };
}
