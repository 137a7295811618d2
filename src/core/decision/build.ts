import { articlesUsed } from './articles.ts';
import {
  copiesSection,
  publicationSection,
  referencesOf,
  remediesSection,
  signatoryLines,
  subjectOf,
} from './closing.ts';
import { considerations } from './considerations.ts';
import { Gaps, heading, lawWords, type AnnexNames, type LawWords } from './drafting.ts';
import { dutchDate } from './dutch.ts';
import { countsOf, inventoryOf, outcomeOf } from './inventory.ts';
import { inventorySection } from './inventory-section.ts';
import type { DecisionInput } from './input.ts';
import { decisionSection, frameworkSection, requestSection, salutationOf } from './opening.ts';
import { ownWordsOf, withOwnWords, type Draft } from './own-words.ts';
import { timeLapse } from './time-lapse.ts';
import { plain } from './plain.ts';
import type { Annexes, DecisionModel } from './types.ts';
import { usageOf, withOwnReasons } from './usage.ts';

/**
 * The decision that follows from a dossier and its marks: pure, so the same input gives the same model. Only
 * accepted marks count. What is missing stands between square brackets and in `missing`.
 */
export function buildDecision(raw: DecisionInput): DecisionModel {
  const typed = plain(raw.dossier);
  const input: DecisionInput = {
    dossier: typed,
    documents: raw.documents.map((each) => ({ ...each, document: plain(each.document) })),
    groundSet: withOwnReasons(raw.groundSet, typed.reasons),
  };
  const { dossier, groundSet } = input;
  const law = lawWords(groundSet);
  const gaps = new Gaps();
  const usage = usageOf(input);
  const inventory = inventoryOf(input);
  const counts = countsOf(inventory);
  const outcome = outcomeOf(counts);
  const codes = usage.grounds.map(({ code }) => code);
  const lapse = timeLapse(input, usage);
  const articles = articlesUsed(groundSet, codes, lapse.length > 0);
  const disclosed = inventory.filter(({ exportName }) => exportName !== undefined);
  const annexes = annexesOf(law, articles.length > 0, inventory.length > 0, disclosed.length > 0);
  const names = namesOf(annexes);

  const letter: readonly Draft[] = [
    { id: 'verzoek', blocks: requestSection(input, law, gaps) },
    { id: 'wettelijk-kader', heading: 'Wettelijk kader', blocks: frameworkSection(law, names) },
    { id: 'besluit', heading: 'Besluit', blocks: decisionSection(outcome, counts, codes.length, law) },
    {
      id: 'inventarisatie',
      heading: 'Inventarisatie en wijze van anonimiseren',
      blocks: inventorySection(inventory, counts, usage, law, names),
    },
    ...considerations(input, usage, law, gaps).map(([code, blocks], index): Draft => ({
      id: `overwegingen:${code}`,
      ...(index === 0 ? { heading: 'Overwegingen' } : {}),
      blocks,
    })),
    ...(lapse.length === 0
      ? []
      : [{ id: 'tijdsverloop', blocks: [heading(2, 'Informatie ouder dan vijf jaar'), ...lapse] }]),
    {
      id: 'openbaarmaking',
      heading: 'Wijze van openbaarmaking',
      blocks: publicationSection(input, names, gaps),
    },
  ];
  const after: readonly Draft[] = [
    { id: 'rechtsmiddelen', heading: 'Rechtsmiddelen', blocks: remediesSection(input, gaps) },
    { id: 'afschriften', heading: 'Afschriften', blocks: copiesSection(input) },
  ];
  const finish = (drafts: readonly Draft[]): DecisionModel['sections'] =>
    drafts.map((draft) => withOwnWords(draft, dossier.decision)).filter(({ blocks }) => blocks.length > 0);
  const sections = finish(letter);
  const afterSignature = finish(after);
  const date = gaps.fill(dossier.decision.date, 'decision.date', 'datum besluit');
  const authority = gaps.fill(dossier.authority.name, 'authority.name', 'bestuursorgaan');
  const title = subjectOf(law);
  const signatory = signatoryLines(input, gaps);
  const recipient = recipientOf(input, gaps);

  return {
    law: dossier.law,
    language: 'nl',
    outcome,
    counts,
    title,
    ...(dossier.decision.date === undefined ? {} : { isoDate: dossier.decision.date }),
    letterhead: {
      authority,
      ...(dossier.authority.organisation === undefined
        ? {}
        : { organisation: dossier.authority.organisation }),
      senderAddress: dossier.authority.address ?? [],
      recipient,
      date: dutchDate(date),
      subject: title,
      references: referencesOf(input),
      words: { date: 'Datum', subject: 'Betreft', page: 'Pagina', of: 'van' },
    },
    salutation: salutationOf(dossier.request.requester),
    sections,
    closing: { salute: 'Hoogachtend,', authority: `${authority},`, signatory },
    afterSignature,
    annexes,
    articles,
    inventory,
    disclosed,
    missing: gaps.list(),
    ownWords: ownWordsOf([...sections, ...afterSignature], dossier.decision),
  };
}

function recipientOf({ dossier }: DecisionInput, gaps: Gaps): readonly string[] {
  const { name, organisation, address = [] } = dossier.request.requester;
  const first =
    organisation?.trim() && !name?.trim()
      ? []
      : [gaps.fill(name, 'request.requester.name', 'naam verzoeker')];
  return [...(organisation?.trim() ? [organisation.trim()] : []), ...first, ...address].filter(
    (line) => line.trim() !== '',
  );
}

function annexesOf(law: LawWords, articles: boolean, inventory: boolean, disclosed: boolean): Annexes {
  let number = 0;
  const label = (): string => `Bijlage ${++number}`;
  return {
    ...(articles
      ? { articles: { label: label(), title: `Relevante artikelen uit de ${law.short}`, intro: '' } }
      : {}),
    ...(inventory
      ? { inventory: { label: label(), title: 'Inventarislijst', intro: '', columns: INVENTORY_COLUMNS } }
      : {}),
    ...(disclosed
      ? {
          disclosed: {
            label: label(),
            title: 'Documenten die openbaar worden gemaakt',
            intro: 'Deze documenten zijn afzonderlijk bij dit besluit gevoegd.',
            columns: ['Nr.', 'Document', 'Beoordeling', 'Blz.'],
          },
        }
      : {}),
  };
}

const INVENTORY_COLUMNS = {
  number: 'Nr.',
  title: 'Document',
  type: 'Soort',
  date: 'Datum',
  judgement: 'Beoordeling',
  grounds: 'Grond',
  remark: 'Toelichting',
};

function namesOf({ articles, inventory, disclosed }: Annexes): AnnexNames {
  const name = ({ label }: { readonly label: string }): string => label.toLowerCase();
  return {
    ...(articles && { articles: name(articles) }),
    ...(inventory && { inventory: name(inventory) }),
    ...(disclosed && { disclosed: name(disclosed) }),
  };
}
