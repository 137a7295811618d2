import type { DossierDocument } from '../dossier/types.ts';
import { countByKind } from './citations.ts';
import { numbersOf, paragraph, type AnnexNames, type LawWords } from './drafting.ts';
import { dutchNumber, enumerate } from './dutch.ts';
import type { Block, Counts, InventoryRow } from './types.ts';
import { documentsOf, type Usage } from './usage.ts';

/** What was found, how refusals can be told in the documents, and what became of each group of documents. */
export function inventorySection(
  rows: readonly InventoryRow[],
  counts: Counts,
  usage: Usage,
  law: LawWords,
  names: AnnexNames,
): readonly Block[] {
  if (counts.total === 0) {
    return [
      paragraph(
        'Naar aanleiding van uw verzoek heb ik gezocht naar documenten. Ik heb er geen aangetroffen.',
      ),
    ];
  }
  return [
    found(counts, names),
    ...codes(usage, law),
    ...alreadyPublic(rows, counts),
    ...noLongerValid(rows, counts),
    ...duplicates(rows, counts),
    ...outOfScope(rows, counts),
    ...assessed(rows, counts, names),
  ];
}

function found({ total }: Counts, { inventory = '' }: AnnexNames): Block {
  const text =
    total === 1
      ? `Naar aanleiding van uw verzoek heb ik één document aangetroffen. Het staat op de inventarislijst in ${inventory}. Daarop is vermeld wat ik over de openbaarmaking ervan heb besloten en op welke grond ik informatie heb geweigerd.`
      : `Naar aanleiding van uw verzoek heb ik ${dutchNumber(total)} documenten aangetroffen. Zij staan op de inventarislijst in ${inventory}. Daarop is per document vermeld wat ik over de openbaarmaking ervan heb besloten en op welke grond of gronden ik informatie heb geweigerd.`;
  return paragraph(text, { field: 'documents' });
}

/** How a reader tells from a box which ground was applied: one sentence, with a list where there are several. */
function codes({ refusals, grounds }: Usage, law: LawWords): readonly Block[] {
  const boxed = refusals.filter(({ whole }) => !whole);
  const shown = grounds.filter(({ code }) => boxed.some((each) => each.grounds.includes(code)));
  const [only] = shown;
  if (!only) return [];
  const from = { documents: numbersOf(documentsOf(boxed)) };
  const closing = 'Zo is per document en per passage te zien waarom informatie is geweigerd.';
  if (shown.length === 1) {
    return [
      paragraph(
        `Bij de weggelakte passages staat de code “${only.code}”. Die verwijst naar ${only.citation}. ${closing}`,
        from,
      ),
    ];
  }
  return [
    paragraph(
      `Bij elke weggelakte passage staat de code van de grond uit de ${law.short} waarop ik die heb geweigerd:`,
      from,
    ),
    {
      kind: 'list',
      items: shown.map(
        ({ code, citation }, index) => `“${code}”: ${citation}${index === shown.length - 1 ? '.' : ';'}`,
      ),
      from,
    },
    paragraph(closing, from),
  ];
}

/** "Het aangetroffen document is …", "Alle aangetroffen documenten zijn …", "Van de … zijn er 38 …". */
function ofThose(count: number, total: number, one: string, many: string, rest: string): string {
  if (total === 1) return `Het aangetroffen document ${one} ${rest}.`;
  if (count === total) return `Alle aangetroffen documenten ${many} ${rest}.`;
  return `Van de aangetroffen documenten ${count === 1 ? one : many} er ${dutchNumber(count)} ${rest}.`;
}

const withJudgement = (
  rows: readonly InventoryRow[],
  judgement: InventoryRow['judgement'],
): readonly DossierDocument[] =>
  rows.filter((row) => row.judgement === judgement).map(({ document }) => document);

function alreadyPublic(
  rows: readonly InventoryRow[],
  { alreadyPublic: count, total }: Counts,
): readonly Block[] {
  if (count === 0) return [];
  const documents = withJudgement(rows, 'already-public');
  const kinds = count === 1 ? undefined : countByKind(documents);
  const places = new Set(documents.map(({ publicUrl }) => publicUrl).filter((url) => url !== undefined));
  const hosts = new Set([...places].map(hostOf));
  const [host] = hosts;
  const where =
    host === undefined
      ? ''
      : hosts.size === 1
        ? ` U vindt ${count === 1 ? 'dit document' : 'deze documenten'} op ${host}.`
        : ' Op de inventarislijst staat waar u deze documenten vindt.';
  const kind = kinds === undefined ? '' : ` Het gaat om ${kinds}.`;
  const closing =
    count === 1
      ? 'Over dit document neem ik daarom geen besluit meer.'
      : 'Over deze documenten neem ik daarom geen besluit meer.';
  return [
    paragraph(`${ofThose(count, total, 'is', 'zijn', 'al openbaar')}${kind}${where} ${closing}`, {
      documents: numbersOf(documents),
    }),
  ];
}

/** Host of a URL without user or port; the text itself where it is none. */
function hostOf(url: string): string {
  return /^(?:https?:\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/i.exec(url)?.[1]?.toLowerCase() ?? url;
}

function noLongerValid(
  rows: readonly InventoryRow[],
  { noLongerValid: count, total }: Counts,
): readonly Block[] {
  if (count === 0) return [];
  const rest = 'op het moment van uw verzoek niet meer geldig';
  const why =
    'Dat kan bijvoorbeeld komen doordat de inhoud is opgenomen in een nieuwer document of in beleid, of doordat het document zijn betekenis heeft verloren.';
  const closing =
    count === 1
      ? 'Omdat dit document niet meer actueel is, heb ik het niet beoordeeld.'
      : 'Omdat deze documenten niet meer actueel zijn, heb ik ze niet beoordeeld.';
  return [
    paragraph(`${ofThose(count, total, 'was', 'waren', rest)} ${why} ${closing}`, {
      documents: numbersOf(withJudgement(rows, 'not-assessed')),
    }),
  ];
}

function duplicates(rows: readonly InventoryRow[], { duplicate: count, total }: Counts): readonly Block[] {
  if (count === 0) return [];
  const closing =
    count === 1
      ? 'Het is op de inventarislijst vermeld, maar niet afzonderlijk beoordeeld.'
      : 'Zij zijn op de inventarislijst vermeld, maar niet afzonderlijk beoordeeld.';
  return [
    paragraph(
      `${ofThose(count, total, 'is', 'zijn', 'gelijk aan een ander document op de lijst')} ${closing}`,
      {
        documents: numbersOf(withJudgement(rows, 'duplicate')),
      },
    ),
  ];
}

function outOfScope(rows: readonly InventoryRow[], { outOfScope: count, total }: Counts): readonly Block[] {
  if (count === 0) return [];
  const closing =
    count === 1 ? 'Dat document heb ik niet beoordeeld.' : 'Die documenten heb ik niet beoordeeld.';
  return [
    paragraph(`${ofThose(count, total, 'valt', 'vallen', 'bij nader inzien buiten uw verzoek')} ${closing}`, {
      documents: numbersOf(withJudgement(rows, 'out-of-scope')),
    }),
  ];
}

function assessed(
  rows: readonly InventoryRow[],
  counts: Counts,
  { disclosed: where = '' }: AnnexNames,
): readonly Block[] {
  const parts = [
    { count: counts.public, word: 'geheel' },
    { count: counts.partlyPublic, word: 'gedeeltelijk' },
    { count: counts.notPublic, word: 'niet' },
  ].filter(({ count }) => count > 0);
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const beside = parts.map(({ count }) => count);
  const [only] = parts;
  if (!only) return [];
  const outcome =
    parts.length > 1
      ? `daarvan maak ik er ${enumerate(parts.map(({ count, word }) => `${dutchNumber(count, beside)} ${word}`))} openbaar`
      : total === 1
        ? `dat maak ik ${only.word} openbaar`
        : `die maak ik ${only.word} openbaar`;
  const counted =
    total === counts.total
      ? `Ik heb ${total === 1 ? 'dit document' : 'deze documenten'} beoordeeld; ${outcome}.`
      : total === 1
        ? `Het overige document heb ik beoordeeld; ${outcome}.`
        : `De overige ${dutchNumber(total)} documenten heb ik beoordeeld; ${outcome}.`;
  const disclosed = counts.public + counts.partlyPublic;
  const annex =
    disclosed === 0 || where === ''
      ? ''
      : disclosed === 1
        ? ` Het document dat ik geheel of gedeeltelijk openbaar maak, vindt u in ${where}.`
        : ` De documenten die ik geheel of gedeeltelijk openbaar maak, vindt u in ${where}.`;
  const which = rows.filter(({ document }) => document.status === 'assessed').map(({ document }) => document);
  return [paragraph(`${counted}${annex}`, { documents: numbersOf(which) })];
}
