import type { DossierDocument, Judgement } from '../dossier/types.ts';
import type { LawId, StatuteArticle } from '../grounds/types.ts';

/** Outcome of the request as a whole. */
export type Outcome = 'granted' | 'partly-granted' | 'refused';

/** What a paragraph of the letter comes from; the preview jumps there. */
export interface Provenance {
  /** Numbers of documents. */
  readonly documents?: readonly string[];
  readonly marks?: readonly { readonly document: string; readonly redactionId: string }[];
  /** Id of a reason of the ground set. */
  readonly reason?: string;
  /** Dotted path in the dossier, e.g. `decision.date`. */
  readonly field?: string;
}

/** A block of the letter. Text is plain: renderers escape it. */
export type Block =
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly from: Provenance;
      /** In a person's own words; regenerating leaves it alone. */
      readonly own?: boolean;
      /** Own words that replaced a generated text which has changed since. */
      readonly stale?: boolean;
    }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly from: Provenance };

/**
 * A part of the letter with a stable id: `verzoek`, `wettelijk-kader`, `besluit`, `inventarisatie`,
 * `overwegingen`, `overwegingen:<code>` for each ground, `tijdsverloop`, `openbaarmaking`, and after the
 * signature `rechtsmiddelen`, `afschriften`.
 */
export interface Section {
  readonly id: string;
  /** Level 1; parts of the considerations start with a heading block of level 2 instead. */
  readonly heading?: string;
  readonly blocks: readonly Block[];
  /** Hash of the generated text, for `basedOn` of an override made now. */
  readonly generatedHash: string;
}

/** Own words of a person and whether the generated text under them is still the one they were written for. */
export interface OwnWords {
  readonly section: string;
  readonly kind: 'override' | 'addition';
  /** `orphaned`: the section is no longer part of the letter, so the words are not in it. */
  readonly state: 'current' | 'stale' | 'orphaned';
}

/** A row of annex 2. */
export interface InventoryRow {
  readonly document: DossierDocument;
  readonly judgement: Judgement;
  /** As printed: "Deels openbaar". */
  readonly judgementText: string;
  /** As printed: "30-11-2021", "2021", or empty. */
  readonly dateText: string;
  /** Codes of accepted marks and whole-document refusals, in the order of the law. */
  readonly grounds: readonly string[];
  readonly remark: string;
  readonly pages?: number;
  /** File name in annex 3, where there is one. */
  readonly exportName?: string;
}

/** Counts that add up: `total` is the sum of the rest. */
export interface Counts {
  readonly total: number;
  readonly public: number;
  readonly partlyPublic: number;
  readonly notPublic: number;
  readonly alreadyPublic: number;
  readonly noLongerValid: number;
  readonly duplicate: number;
  readonly outOfScope: number;
}

/** Titles and introductions of the annexes, numbered from 1; an annex without content has no entry. */
export interface Annexes {
  readonly articles?: Annex;
  readonly inventory?: Annex & { readonly columns: InventoryColumns };
  readonly disclosed?: Annex & { readonly columns: readonly [string, string, string, string] };
}

/** "Bijlage 1", "Relevante artikelen uit de Wob", and a line under it. */
export interface Annex {
  readonly label: string;
  readonly title: string;
  readonly intro: string;
}

/** Heads of the columns of annex 2. */
export interface InventoryColumns {
  readonly number: string;
  readonly title: string;
  readonly type: string;
  readonly date: string;
  readonly judgement: string;
  readonly grounds: string;
  readonly remark: string;
}

/** The decision before it is rendered: everything in the letter and its annexes, in plain text. */
export interface DecisionModel {
  readonly law: LawId;
  readonly language: 'nl';
  readonly outcome: Outcome;
  readonly counts: Counts;
  /** Title of the file, for viewers and archives. */
  readonly title: string;
  /** ISO date of the decision; undefined as long as it stands open. All dates of an export follow from it. */
  readonly isoDate?: string;
  readonly letterhead: {
    readonly authority: string;
    readonly organisation?: string;
    readonly senderAddress: readonly string[];
    readonly recipient: readonly string[];
    readonly date: string;
    readonly subject: string;
    /** The reference block, in order, without date and subject: "Ons kenmerk", "Uw kenmerk", "Contactpersoon", … */
    readonly references: readonly { readonly label: string; readonly lines: readonly string[] }[];
    /** Words that the page furniture needs: "Datum", "Betreft", "Pagina", "van". */
    readonly words: {
      readonly date: string;
      readonly subject: string;
      readonly page: string;
      readonly of: string;
    };
  };
  readonly salutation: string;
  /** Parts before the signature. */
  readonly sections: readonly Section[];
  readonly closing: {
    readonly salute: string;
    readonly authority: string;
    /** "namens deze,", name, function; empty lines leave room to sign. */
    readonly signatory: readonly string[];
  };
  /** Parts after the signature: objection clause, copies. */
  readonly afterSignature: readonly Section[];
  readonly annexes: Annexes;
  /** Annex 1. */
  readonly articles: readonly StatuteArticle[];
  /** Annex 2. */
  readonly inventory: readonly InventoryRow[];
  /** Annex 3: rows of the inventory with a file that goes along. */
  readonly disclosed: readonly InventoryRow[];
  /** Placeholders that still stand open; not empty means no export. */
  readonly missing: readonly { readonly field: string; readonly label: string }[];
  readonly ownWords: readonly OwnWords[];
}
