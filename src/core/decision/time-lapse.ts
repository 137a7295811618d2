import { citeDocuments } from './citations.ts';
import { paragraph } from './drafting.ts';
import { capitalise, enumerate } from './dutch.ts';
import type { DecisionInput } from './input.ts';
import type { Block } from './types.ts';
import { documentsOf, provenance, type Usage } from './usage.ts';

/** Woo 5.3 is about the interests of 5.1 lid 2, 5.1 lid 5 and 5.2. */
const TIMED = /^5\.(1\.2\.|1\.5$|2\.)/;

/** Woo 5.3: why the interests still weigh more in information older than five years. Empty where nothing is that old. */
export function timeLapse(input: DecisionInput, usage: Usage): readonly Block[] {
  const { dossier } = input;
  const reference = dossier.request.received ?? dossier.request.date ?? dossier.decision.date;
  if (dossier.law !== 'woo' || reference === undefined) return [];
  const old = usage.refusals.filter(
    ({ document, grounds }) =>
      grounds.some((code) => TIMED.test(code)) && olderThanFiveYears(document.date, reference),
  );
  if (old.length === 0) return [];
  const documents = documentsOf(old);
  const grounds = usage.grounds.filter(
    ({ code }) => TIMED.test(code) && old.some((each) => each.grounds.includes(code)),
  );
  const which =
    documents.length === 1
      ? `${capitalise(citeDocuments(documents))} is op het moment van uw verzoek ouder dan vijf jaar.`
      : `Op het moment van uw verzoek ouder dan vijf jaar zijn ${citeDocuments(documents)}.`;
  const blocks: Block[] = [
    paragraph(
      `${which} Op grond van artikel 5.3 van de Woo motiveer ik waarom de belangen die ik hiervoor heb genoemd, ondanks het tijdsverloop zwaarder wegen dan het algemeen belang van openbaarheid.`,
      provenance(old),
    ),
  ];
  const personal = grounds.filter(({ code }) => code === '5.1.2.e');
  const others = grounds.filter(({ code }) => code !== '5.1.2.e');
  if (personal.length > 0) {
    blocks.push(
      paragraph(
        'Het belang van de persoonlijke levenssfeer neemt niet af door tijdsverloop zolang de gegevens tot personen zijn te herleiden. De gegevens zeggen niets over de inhoud van de documenten, zodat het belang van openbaarheid ook na vijf jaar niet zwaarder is gaan wegen.',
        provenance(old.filter(({ grounds: codes }) => codes.includes('5.1.2.e'))),
      ),
    );
  }
  if (others.length > 0) {
    blocks.push(
      paragraph(
        `De motivering die ik hiervoor heb gegeven bij ${enumerate(others.map(({ citation }) => citation))}, geldt voor deze documenten onverkort. Wat in de geweigerde passages staat, is nog steeds van betekenis; openbaarmaking zou de genoemde belangen nu in dezelfde mate schaden als toen de documenten werden opgesteld.`,
        provenance(
          old.filter(({ grounds: codes }) => codes.some((code) => others.some((each) => each.code === code))),
        ),
      ),
    );
  }
  return blocks;
}

/** Certainly more than five years before `reference`: of a year or month, its last day counts. */
function olderThanFiveYears(date: string | undefined, reference: string): boolean {
  if (date === undefined || !/^\d{4}/.test(date)) return false;
  const year = Number(reference.slice(0, 4)) - 5;
  const limit = `${year}${reference.slice(4, 10)}`;
  const last = date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date.slice(0, 10);
  return last < limit;
}
