import type { DossierDocument } from '../dossier/types.ts';
import { documentNoun, dutchNumber, enumerate } from './dutch.ts';

/** Longer lists than this are not read; the letter then points at the inventory. */
const LONGEST_LIST = 30;

/** A longer citation is taken for a title; the letter then uses the document's number. */
const LONGEST_CITATION = 120;

interface Citation {
  /** Sorts together; undefined: stands by itself. */
  readonly noun?: NonNullable<ReturnType<typeof documentNoun>>;
  /** `true`: `tail` is a number of the inventory rather than a name. */
  readonly byNumber: boolean;
  readonly tail: string;
}

const WHOLE_DOCUMENT = { article: 'het', singular: 'document', plural: 'documenten' } as const;

function citationOf(document: DossierDocument): Citation {
  const noun = documentNoun(document.type ?? '');
  const citation = document.citation?.trim();
  if (citation === undefined || citation === '' || citation.length > LONGEST_CITATION) {
    return { noun: noun ?? WHOLE_DOCUMENT, byNumber: true, tail: document.number };
  }
  const bare = citation.replace(/^(de|het) /i, '');
  if (noun && bare.toLowerCase().startsWith(`${noun.singular} `)) {
    return { noun, byNumber: false, tail: bare.slice(noun.singular.length + 1) };
  }
  return { byNumber: false, tail: citation };
}

/** "de informatieberichten 2021/82 en 2021/132", "het document met nummer 17". */
function phrase(group: readonly Citation[]): string {
  const [first] = group;
  if (!first) return '';
  const { noun, byNumber } = first;
  if (!noun) return first.tail;
  const tails = enumerate(group.map(({ tail }) => tail));
  if (group.length === 1) {
    if (byNumber) return `${noun.article} ${noun.singular} met nummer ${tails}`;
    // A number makes a name of it ("informatiebericht 2021/82"); a title does not ("het document ‘…’").
    return /^(\d|\p{Lu}\b)/u.test(tails)
      ? `${noun.singular} ${tails}`
      : `${noun.article} ${noun.singular} ${tails}`;
  }
  return `de ${noun.plural} ${byNumber ? 'met de nummers ' : ''}${tails}`;
}

/**
 * Documents as a letter lists them, grouped by kind, for the middle of a sentence: "de informatieberichten
 * 2021/82 en 2021/132, het document ‘…’, alsmede de werkinstructies 2021/7 en 2021/11". Order of the input;
 * each document once. Over {@link LONGEST_LIST} documents: a pointer to the rows with `code` in annex 2.
 */
export function citeDocuments(documents: readonly DossierDocument[], code?: string): string {
  const unique = [...new Map(documents.map((each) => [each.number, each])).values()];
  if (unique.length > LONGEST_LIST) {
    const where = code === undefined ? '' : ` waarbij op de inventarislijst de code ${code} staat`;
    return `de ${dutchNumber(unique.length)} documenten${where}`;
  }
  const groups = new Map<string, Citation[]>();
  for (const document of unique) {
    const citation = citationOf(document);
    const key = citation.noun ? `${citation.noun.singular}|${citation.byNumber}` : `alone|${document.number}`;
    groups.set(key, [...(groups.get(key) ?? []), citation]);
  }
  const phrases = [...groups.values()].map(phrase);
  const nested = [...groups.values()].some((group) => group.length > 1);
  if (!nested || phrases.length < 2) return enumerate(phrases);
  return `${phrases.slice(0, -1).join(', ')}, alsmede ${phrases.at(-1) ?? ''}`;
}

/** "38 werkinstructies", "30 werkinstructies en 8 documenten"; undefined where a kind has no sure plural. */
export function countByKind(documents: readonly DossierDocument[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { type = '' } of documents) {
    const noun = documentNoun(type);
    if (!noun) return undefined;
    counts.set(noun.singular, (counts.get(noun.singular) ?? 0) + 1);
  }
  if (counts.size === 0 || counts.size > 4) return undefined;
  return enumerate(
    [...counts].map(([kind, count]) => {
      const noun = documentNoun(kind);
      return `${dutchNumber(count, [...counts.values()])} ${(count === 1 ? noun?.singular : noun?.plural) ?? kind}`;
    }),
  );
}
