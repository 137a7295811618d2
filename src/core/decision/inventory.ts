import { judgementOf } from '../dossier/judgement.ts';
import type { DossierDocument, Judgement } from '../dossier/types.ts';
import { shortDate } from './dutch.ts';
import { annexFileName } from './file-name.ts';
import type { DecisionInput, DocumentMarks } from './input.ts';
import type { Counts, InventoryRow, Outcome } from './types.ts';

const JUDGEMENTS: Readonly<Record<Judgement, string>> = {
  public: 'Openbaar',
  'partly-public': 'Deels openbaar',
  'not-public': 'Niet openbaar',
  'already-public': 'Reeds openbaar',
  'not-assessed': 'Niet beoordeeld',
  duplicate: 'Dubbel',
  'out-of-scope': 'Buiten reikwijdte',
};

/** Rows of annex 2 in the order of the dossier. */
export function inventoryOf({ documents, groundSet }: DecisionInput): readonly InventoryRow[] {
  const order = groundSet.grounds.map(({ code }) => code);
  const taken = new Set<string>();
  return documents.map((each) => {
    const { document, pages } = each;
    const judgement = judgementOf(document, each.redactions, pages);
    const disclosed = judgement === 'public' || judgement === 'partly-public';
    return {
      document,
      judgement,
      judgementText: JUDGEMENTS[judgement],
      dateText: shortDate(document.date),
      grounds: groundsOf(each, judgement, order),
      remark: remarkOf(document),
      ...(pages === undefined ? {} : { pages }),
      ...(disclosed && document.file !== undefined ? { exportName: uniqueName(each, taken) } : {}),
    };
  });
}

function groundsOf(
  { document, redactions }: DocumentMarks,
  judgement: Judgement,
  order: readonly string[],
): readonly string[] {
  if (judgement !== 'partly-public' && judgement !== 'not-public') return [];
  const used = new Set(
    document.withheld
      ? document.withheld.grounds
      : redactions.filter(({ status }) => status === 'accepted').flatMap(({ grounds }) => grounds),
  );
  return order.filter((code) => used.has(code));
}

function remarkOf(document: DossierDocument): string {
  const facts: string[] = [];
  if (document.status === 'already-public' && document.publicUrl) facts.push(document.publicUrl);
  if (document.status === 'no-longer-valid') facts.push('Niet meer geldig');
  if (document.status === 'duplicate' && document.duplicateOf) {
    facts.push(`Gelijk aan document ${document.duplicateOf}`);
  }
  if (document.remark) facts.push(document.remark);
  return facts.join('; ');
}

function uniqueName({ document, redactions }: DocumentMarks, taken: Set<string>): string {
  const quotes = redactions.flatMap(({ quote, status }) =>
    quote === undefined || status === 'rejected' ? [] : [quote],
  );
  const name = annexFileName(document.number, document.title, quotes);
  let free = name;
  for (let next = 2; taken.has(free.toLowerCase()); next++) free = name.replace(/\.pdf$/, ` (${next}).pdf`);
  taken.add(free.toLowerCase());
  return free;
}

/** Counts of an inventory; each row is in exactly one of them. */
export function countsOf(rows: readonly InventoryRow[]): Counts {
  const count = (judgement: Judgement): number => rows.filter((row) => row.judgement === judgement).length;
  return {
    total: rows.length,
    public: count('public'),
    partlyPublic: count('partly-public'),
    notPublic: count('not-public'),
    alreadyPublic: count('already-public'),
    noLongerValid: count('not-assessed'),
    duplicate: count('duplicate'),
    outOfScope: count('out-of-scope'),
  };
}

/**
 * Granted: all that falls under the request and is not public yet becomes public. Refused: nothing becomes
 * public by this decision. A document that is not assessed since it is no longer valid is not granted.
 */
export function outcomeOf(counts: Counts): Outcome {
  if (counts.public + counts.partlyPublic === 0) return 'refused';
  const held = counts.partlyPublic + counts.notPublic + counts.noLongerValid;
  return held === 0 ? 'granted' : 'partly-granted';
}
