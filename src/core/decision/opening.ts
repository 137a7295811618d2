import type { DossierRequest } from '../dossier/types.ts';
import { dutchDate, enumerate } from './dutch.ts';
import { paragraph, type AnnexNames, type Gaps, type LawWords } from './drafting.ts';
import type { DecisionInput } from './input.ts';
import type { Block, Counts, Outcome } from './types.ts';

/** The Woo came into force on this day, with immediate effect for requests that were pending (Woo 10.2). */
const WOO_IN_FORCE = '2022-05-01';

/** "Geachte heer,". */
export function salutationOf({ salutation = '' }: DossierRequest['requester']): string {
  const word = salutation.trim().toLowerCase();
  if (word === 'heer' || word === 'mevrouw') return `Geachte ${word},`;
  if (word === '' || word === 'heer/mevrouw') return 'Geachte heer of mevrouw,';
  return `Geachte ${salutation.trim()},`;
}

/** What was asked, by whom and when. */
export function requestSection({ dossier }: DecisionInput, law: LawWords, gaps: Gaps): readonly Block[] {
  const { request } = dossier;
  const date = dutchDate(gaps.fill(request.date, 'request.date', 'datum verzoek'));
  const received =
    request.received === undefined || request.received === request.date
      ? ''
      : `, ontvangen op ${dutchDate(request.received)},`;
  const other = request.requester.onBehalfOf?.trim();
  const subject = gaps
    .fill(request.subject, 'request.subject', 'onderwerp van het verzoek')
    .replace(/\.$/, '');
  // A request from before 1 May 2022 was made under the Wob, whichever law it is decided under.
  const before = dossier.law === 'woo' && (request.date ?? WOO_IN_FORCE) < WOO_IN_FORCE;
  const basis = before ? 'Wet openbaarheid van bestuur (hierna: Wob)' : `${law.full} (hierna: ${law.short})`;
  const blocks = [
    paragraph(`In uw verzoek van ${date}${received} vraagt u met een beroep op de ${basis} om informatie.`, {
      field: 'request.date',
    }),
    paragraph(`U verzoekt om ${subject}.`, { field: 'request.subject' }),
  ];
  if (other) {
    blocks.splice(
      1,
      0,
      paragraph(`U doet dit verzoek mede namens ${other}.`, { field: 'request.requester.onBehalfOf' }),
    );
  }
  if (before) {
    blocks.push(
      paragraph(
        `Op 1 mei 2022 is de ${law.full} (hierna: ${law.short}) in werking getreden en is de Wob vervallen. De ${law.short} geldt ook voor verzoeken die daarvóór zijn gedaan en waarop toen nog niet was beslist. Ik beslis daarom op grond van de ${law.short}.`,
        { field: 'law' },
      ),
    );
  }
  return joinOpening(blocks);
}

/** Request, co-applicant and subject read as one paragraph; what follows stays apart. */
function joinOpening(blocks: readonly Block[]): readonly Block[] {
  const rest = blocks.filter((block) => block.kind === 'paragraph' && block.from.field === 'law');
  const first = blocks.filter((block) => !rest.includes(block));
  const text = first.map((block) => (block.kind === 'list' ? '' : block.text)).join(' ');
  return [paragraph(text, { field: 'request' }), ...rest];
}

/** Which law applies and where its articles are quoted. */
export function frameworkSection(law: LawWords, { articles }: AnnexNames): readonly Block[] {
  const quoted =
    articles === undefined ? '' : ` De artikelen die voor dit besluit van belang zijn, staan in ${articles}.`;
  return [paragraph(`Uw verzoek valt onder de ${law.short}.${quoted}`)];
}

/** What is decided, in two sentences. */
export function decisionSection(
  outcome: Outcome,
  counts: Counts,
  grounds: number,
  law: LawWords,
): readonly Block[] {
  const one = counts.total === 1;
  if (outcome === 'granted') {
    const open = counts.alreadyPublic > 0 ? ' en nog niet openbaar zijn' : '';
    const what = one
      ? 'Het document dat onder uw verzoek valt, maak ik geheel openbaar.'
      : `De documenten die onder uw verzoek vallen${open}, maak ik geheel openbaar.`;
    return [paragraph(`Ik wijs uw verzoek toe. ${what}`)];
  }
  const why =
    grounds === 1
      ? `Op een deel van de informatie is een uitzonderingsgrond uit de ${law.short} van toepassing.`
      : `Op een deel van de informatie zijn uitzonderingsgronden uit de ${law.short} van toepassing.`;
  const explained = 'Die informatie maak ik niet openbaar. Hierna leg ik per grond uit waarom.';
  if (outcome === 'partly-granted') {
    const held = 'Niet alle documenten die onder uw verzoek vallen, maak ik openbaar. Hierna leg ik dat uit.';
    return [
      paragraph(`Ik wijs uw verzoek gedeeltelijk toe. ${grounds === 0 ? held : `${why} ${explained}`}`),
    ];
  }
  return [paragraph(`Ik wijs uw verzoek af. ${refusedBecause(counts, law)}`)];
}

function refusedBecause(counts: Counts, law: LawWords): string {
  if (counts.total === 0) return 'Ik heb geen documenten aangetroffen met de informatie waarom u vraagt.';
  if (counts.notPublic > 0) {
    const what =
      counts.notPublic === 1
        ? 'Het document dat ik heb beoordeeld, maak ik niet openbaar'
        : 'De documenten die ik heb beoordeeld, maak ik niet openbaar';
    return `${what}, omdat uitzonderingsgronden uit de ${law.short} van toepassing zijn. Hierna leg ik per grond uit waarom.`;
  }
  const one = counts.total === 1;
  const facts = [
    counts.alreadyPublic > 0 ? (one ? 'is al openbaar' : 'al openbaar zijn') : '',
    counts.noLongerValid > 0 ? (one ? 'is niet meer geldig' : 'niet meer geldig zijn') : '',
    counts.duplicate > 0 ? (one ? 'is dubbel' : 'dubbel zijn') : '',
    counts.outOfScope > 0 ? (one ? 'valt buiten uw verzoek' : 'buiten uw verzoek vallen') : '',
  ].filter((fact) => fact !== '');
  return one
    ? `Het document dat ik heb aangetroffen, ${enumerate(facts, 'of')}. Hierna licht ik dat toe.`
    : `Ik heb alleen documenten aangetroffen die ${enumerate(facts, 'of')}. Hierna licht ik dat toe.`;
}
