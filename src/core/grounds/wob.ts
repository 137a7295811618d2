import { groundOf, type GroundOutline } from './statute.ts';
import type { GroundSet } from './types.ts';
import { WOB_ARTICLES } from './wob-articles.ts';
import { WOB_REASONS } from './wob-reasons.ts';

const GROUNDS: readonly GroundOutline[] = [
  { article: '10', paragraph: '1', part: 'a', kind: 'absolute', title: 'Eenheid van de Kroon' },
  { article: '10', paragraph: '1', part: 'b', kind: 'absolute', title: 'Veiligheid van de Staat' },
  {
    article: '10',
    paragraph: '1',
    part: 'c',
    kind: 'absolute',
    title: 'Vertrouwelijke bedrijfs- en fabricagegegevens',
  },
  { article: '10', paragraph: '1', part: 'd', kind: 'absolute', title: 'Bijzondere persoonsgegevens' },
  { article: '10', paragraph: '2', part: 'a', kind: 'relative', title: 'Internationale betrekkingen' },
  { article: '10', paragraph: '2', part: 'b', kind: 'relative', title: 'Economische of financiële belangen' },
  {
    article: '10',
    paragraph: '2',
    part: 'c',
    kind: 'relative',
    title: 'Opsporing en vervolging van strafbare feiten',
  },
  { article: '10', paragraph: '2', part: 'd', kind: 'relative', title: 'Inspectie, controle en toezicht' },
  {
    article: '10',
    paragraph: '2',
    part: 'e',
    kind: 'relative',
    title: 'Persoonlijke levenssfeer',
    heading: 'Bescherming van de persoonlijke levenssfeer',
    aliases: ['PG', 'persoonsgegevens', 'privacy'],
  },
  {
    article: '10',
    paragraph: '2',
    part: 'f',
    kind: 'temporary',
    title: 'Eerste kennisneming door de geadresseerde',
  },
  {
    article: '10',
    paragraph: '2',
    part: 'g',
    kind: 'relative',
    title: 'Onevenredige bevoordeling of benadeling',
  },
  {
    article: '10',
    paragraph: '7',
    part: 'a',
    kind: 'other',
    title: 'Bescherming van het milieu (milieu-informatie)',
    definitions: ['g'],
  },
  {
    article: '10',
    paragraph: '7',
    part: 'b',
    kind: 'other',
    title: 'Beveiliging van bedrijven (milieu-informatie)',
    definitions: ['g'],
  },
  {
    article: '11',
    paragraph: '1',
    kind: 'policy-views',
    title: 'Persoonlijke beleidsopvattingen',
    definitions: ['c', 'f'],
  },
];

/** Wet openbaarheid van bestuur: for decisions before 1 May 2022. */
export const WOB: GroundSet = {
  law: 'wob',
  shortName: 'Wob',
  fullName: 'Wet openbaarheid van bestuur',
  versionDate: '2018-07-28',
  source:
    'BWBR0005252; artikelen 1, 10 en 11 zoals opgenomen in de publieke verzameling statengeneraal/laws-markdown; artikel 10, eerste lid, onder d, in de tekst sinds de toepassing van de AVG (25 mei 2018), niet letterlijk vergeleken met wetten.overheid.nl',
  decidedBefore: '2022-05-01',
  grounds: GROUNDS.map((outline) => groundOf('Wob', WOB_ARTICLES, outline)),
  reasons: WOB_REASONS,
  shortcuts: {
    e: { reason: 'ambtenaren' },
    d: { reason: 'werkwijze' },
    g: { reason: 'aanvragen', mailReason: 'mailbox' },
  },
  articles: WOB_ARTICLES,
};
