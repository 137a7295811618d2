import type { Dossier } from '../src/core/dossier/types.ts';
import type { SampleDocument } from './documents/document.ts';
import { bulletins } from './documents/bulletins.ts';
import { forms } from './documents/forms.ts';
import { instructions } from './documents/instructions.ts';
import { letter } from './documents/letter.ts';
import { mails } from './documents/mails.ts';

/** The request, who decides and the decision; everybody in it is invented. */
export const caseFile: Omit<Dossier, 'documents'> = {
  version: 1,
  law: 'wob',
  request: {
    date: '2021-10-04',
    received: '2021-10-06',
    reference: 'AV-0001',
    requester: {
      name: 'A. Voorbeeldsma',
      salutation: 'heer',
      organisation: 'Advocatenkantoor Voorbeeldsma & Proef',
      address: ['Denkbeeldige Gracht 12', '0000 XX Fictiedam'],
      onBehalfOf: 'de Vereniging van Verzonnen Advocaten',
    },
    subject: 'openbaarmaking van informatieberichten en werkinstructies van de Dienst Vestiging en Verblijf',
  },
  authority: {
    name: 'De Staatssecretaris van Vestiging en Voorzieningen',
    shortName: 'de DVV',
    organisation: 'Dienst Vestiging en Verblijf',
    address: ['Postbus 0000', '0000 AA Voorbeeldstad'],
    objectionAddress: [
      'Dienst Vestiging en Verblijf',
      'Afdeling Bezwaar',
      'Postbus 0000',
      '0000 AA Voorbeeldstad',
    ],
    website: 'www.dvv.voorbeeld.nl',
    identifier: 'https://identifier.overheid.nl/tooi/id/verzonnen/vv0000',
  },
  decision: {
    date: '2022-02-14',
    reference: 'WOB-2021-0047',
    handler: { name: 'D. Dossierman', phone: '070 - 000 00 00', email: 'wob@dvv.voorbeeld.nl' },
    signatory: { name: 'H. Handtekening', function: 'directeur Uitvoering' },
    publishedAt: 'www.overheid.voorbeeld.nl',
    copies: ['Vereniging van Verzonnen Advocaten'],
  },
};

const published = (number: string, title: string, date: string): SampleDocument => ({
  row: {
    title: `Werkinstructie ${number}: ${title}`,
    citation: `werkinstructie ${number}`,
    date,
    type: 'Werkinstructie',
    status: 'already-public',
    publicUrl: `https://www.dvv.voorbeeld.nl/werkinstructies/${number.replace('/', '-')}`,
  },
});

const outdated = (number: string, title: string, date: string): SampleDocument => ({
  row: {
    title: `Informatiebericht ${number}: ${title}`,
    citation: `informatiebericht ${number}`,
    date,
    type: 'Informatiebericht',
    status: 'no-longer-valid',
    remark: 'Vervangen door een latere werkinstructie',
  },
});

/** Rows of the sample's inventory, in order. */
export const sampleDocuments: readonly SampleDocument[] = [
  ...bulletins,
  ...instructions,
  ...mails,
  letter,
  ...forms,
  published('2021/1', 'ontvangst van aanvragen', '2021-01-12'),
  published('2020/7', 'machtiging en vertegenwoordiging', '2020-07-01'),
  published('2019/3', 'leges', '2019-02-20'),
  published('2018/5', 'vertalingen', '2018-05-15'),
  outdated('2016/4', 'tijdelijke regeling oogsthulp', '2016-03-08'),
  outdated('2015/19', 'overgang naar het nieuwe zaaksysteem', '2015-11-02'),
  outdated('2014/2', 'openingstijden van de balies', '2014-01-27'),
  {
    row: {
      title: 'Informatiebericht 2020/18: zelfstandig ondernemerschap (tweede exemplaar)',
      citation: 'informatiebericht 2020/18',
      date: '2020-06-09',
      type: 'Informatiebericht',
      status: 'duplicate',
      duplicateOf: '4',
    },
  },
];
