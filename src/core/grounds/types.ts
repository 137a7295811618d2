/** The law a dossier is decided under. */
export type LawId = 'wob' | 'woo';

/**
 * - `absolute`: no weighing (Wob 10 lid 1, Woo 5.1 lid 1);
 * - `relative`: weighed against the interest of openness (Wob 10 lid 2, Woo 5.1 lid 2);
 * - `policy-views`: personal views on policy in internal deliberation (Wob 11, Woo 5.2);
 * - `residual`: Woo 5.1 lid 5;
 * - `temporary`: later, not never (Woo 5.1 lid 4, Wob 10 lid 2 f);
 * - `other`: what the law has besides (Wob 10 lid 7, Woo 5.4, 5.4a).
 */
export type GroundKind = 'absolute' | 'relative' | 'policy-views' | 'residual' | 'temporary' | 'other';

/** A ground on which information may or must be withheld. */
export interface Ground {
  /** Canonical code, the key in sidecars and the text in the box: `10.2.e`, `5.1.2.e`. */
  readonly code: string;
  /** Spellings seen in the wild (`10.2e`, `(10)(2e)`, …), besides those that `parseGroundCode` derives by rule. */
  readonly aliases: readonly string[];
  readonly kind: GroundKind;
  /** Short Dutch name for lists and headings: "Persoonlijke levenssfeer". */
  readonly title: string;
  /** Heading in the letter, where it is not the title: "Bescherming van de persoonlijke levenssfeer". */
  readonly heading?: string;
  /** As cited in a letter: "artikel 10, tweede lid, aanhef en onder e, van de Wob". */
  readonly citation: string;
  /** The statute's words for this ground, to the letter. */
  readonly text: string;
  /** Ids of the article and the part it stands in, for the annex of articles used. */
  readonly article: string;
  readonly paragraph?: string;
  readonly part?: string;
  /** Letters of the law's definitions (first article of the set) that the annex quotes along with this ground. */
  readonly definitions?: readonly string[];
}

/** A consequence that comes with a reason; checked by findings and applied by the editor. */
export type ReasonRule =
  /** The mark is cut at the `@`: the local part goes, the domain stays. */
  | { readonly kind: 'keep-mail-domain' }
  /** Only sound when these grounds are on the mark as well. */
  | { readonly kind: 'together-with'; readonly grounds: readonly string[] }
  /** Own words are needed; the boilerplate alone does not carry it. */
  | { readonly kind: 'needs-motivation' }
  /** A date until which is to be told (Woo 5.1 lid 4). */
  | { readonly kind: 'needs-term' };

/** A reason with boilerplate that goes into the letter. */
export interface Reason {
  readonly id: string;
  /** All grounds that a mark gets with this reason, main ground first. */
  readonly grounds: readonly string[];
  /** Dutch, for the quick pick: "Namen en doorkiesnummers van ambtenaren". */
  readonly title: string;
  /** Heading in the letter under the ground's heading, where it needs one of its own. */
  readonly heading?: string;
  /**
   * Dutch paragraphs, fit to be signed. Placeholders: `{bestuursorgaan}` (short name of the body),
   * `{documenten}` (the documents concerned, listed), `{code}` (code in the box), `{wet}` (Wob, Woo).
   */
  readonly boilerplate: readonly string[];
  readonly rules: readonly ReasonRule[];
}

/** One numbered paragraph (lid) of an article, to the letter. */
export interface StatuteParagraph {
  readonly number?: string;
  readonly intro: string;
  readonly parts: readonly { readonly letter: string; readonly text: string }[];
  readonly closing?: string;
}

/** An article as quoted in annex 1. */
export interface StatuteArticle {
  readonly id: string;
  /** "Artikel 10". */
  readonly heading: string;
  readonly paragraphs: readonly StatuteParagraph[];
}

/** Everything about one law that the product needs, as data. A workspace can add grounds and reasons of its own. */
export interface GroundSet {
  readonly law: LawId;
  /** "Wob". */
  readonly shortName: string;
  /** "Wet openbaarheid van bestuur". */
  readonly fullName: string;
  /** ISO date of the consolidated version that is quoted. */
  readonly versionDate: string;
  /** Where the text was taken from. */
  readonly source: string;
  /** Decisions from this date on / before this date (ISO). */
  readonly decidedFrom?: string;
  readonly decidedBefore?: string;
  readonly grounds: readonly Ground[];
  readonly reasons: readonly Reason[];
  /**
   * The usual reason per key in the editor. For `g` the mailbox reason applies when the selection holds
   * an e-mail address, else the other one.
   */
  readonly shortcuts: Readonly<
    Record<'e' | 'd' | 'g', { readonly reason: string; readonly mailReason?: string }>
  >;
  /**
   * Articles that can be quoted in annex 1; those with `always` are quoted in every decision, limited to the
   * letters in `alwaysParts` where that is given.
   */
  readonly articles: readonly (StatuteArticle & {
    readonly always?: boolean;
    readonly alwaysParts?: readonly string[];
  })[];
}
