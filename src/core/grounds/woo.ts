import { groundOf, type GroundOutline } from './statute.ts';
import type { GroundSet } from './types.ts';
import { WOO_ARTICLES } from './woo-articles.ts';
import { WOO_REASONS } from './woo-reasons.ts';

const LID_1: readonly GroundOutline[] = [
  ['a', 'Eenheid van de Kroon'],
  ['b', 'Veiligheid van de Staat'],
  ['c', 'Vertrouwelijke bedrijfs- en fabricagegegevens'],
  ['d', 'Bijzondere en strafrechtelijke persoonsgegevens'],
  ['e', 'Identificatienummers'],
].map(([part = '', title = '']) => ({ article: '5.1', paragraph: '1', part, kind: 'absolute', title }));

const LID_2: readonly GroundOutline[] = [
  ['a', 'Internationale betrekkingen'],
  ['b', 'Economische of financiële belangen'],
  ['c', 'Opsporing en vervolging van strafbare feiten'],
  ['d', 'Inspectie, controle en toezicht'],
  ['e', 'Persoonlijke levenssfeer', 'Bescherming van de persoonlijke levenssfeer'],
  ['f', 'Concurrentiegevoelige bedrijfs- en fabricagegegevens'],
  ['g', 'Bescherming van het milieu'],
  ['h', 'Beveiliging van personen en bedrijven'],
  [
    'i',
    'Goed functioneren van de overheid',
    'Het goed functioneren van de Staat, andere publiekrechtelijke lichamen of bestuursorganen',
  ],
].map(([part = '', title = '', heading]) => ({
  article: '5.1',
  paragraph: '2',
  part,
  kind: 'relative',
  title,
  ...(heading === undefined ? {} : { heading }),
  ...(part === 'e' ? { aliases: ['PG', 'persoonsgegevens', 'privacy'] } : {}),
}));

const OTHER: readonly GroundOutline[] = [
  { article: '5.1', paragraph: '4', kind: 'temporary', title: 'Eerste kennisneming door de geadresseerde' },
  { article: '5.1', paragraph: '5', kind: 'residual', title: 'Onevenredige benadeling' },
  {
    article: '5.1',
    paragraph: '6',
    kind: 'other',
    title: 'Ernstige schade door openbaarmaking van milieu-informatie',
  },
  { article: '5.2', paragraph: '1', kind: 'policy-views', title: 'Persoonlijke beleidsopvattingen' },
  {
    article: '5.2',
    paragraph: '2',
    kind: 'policy-views',
    title: 'Tot personen herleidbare beleidsopvattingen',
  },
  { article: '5.4', kind: 'other', title: 'Informatie bij de formateur of informateur' },
  { article: '5.4a', paragraph: '1', kind: 'other', title: 'Ondersteuning van volksvertegenwoordigers' },
];

/** Wet open overheid: for every decision from 1 May 2022, also on older requests (article 10.1). */
export const WOO: GroundSet = {
  law: 'woo',
  shortName: 'Woo',
  fullName: 'Wet open overheid',
  versionDate: '2026-08-15',
  source:
    'BWBR0045754, geldend op 15 augustus 2026; artikelen 5.1, 5.2, 5.4 en 5.4a volgens een publieke lijst die woord voor woord met wetten.overheid.nl is vergeleken; artikel 5.3 volgens twee gelijkluidende publieke afdrukken',
  decidedFrom: '2022-05-01',
  grounds: [...LID_1, ...LID_2, ...OTHER].map((outline) => groundOf('Woo', WOO_ARTICLES, outline)),
  reasons: WOO_REASONS,
  shortcuts: {
    e: { reason: 'ambtenaren' },
    d: { reason: 'werkwijze' },
    g: { reason: 'aanvragen', mailReason: 'mailbox' },
  },
  articles: WOO_ARTICLES,
};
