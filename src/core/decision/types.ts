import type { DossierDocument, Judgement } from '../dossier/types.ts';
import type { LawId, StatuteArticle } from '../grounds/types.ts';

/** Outcome of the request as a whole. */
export type Outcome = 'granted' | 'partly-granted' | 'refused';

/** What a paragraph of the letter comes from; the preview jumps there. */
export interface Provenance {
  readonly documents?: readonly string[];
  readonly marks?: readonly { readonly document: string; readonly redactionId: string }[];
  readonly reason?: string;
  readonly field?: string;
}

/** A block of the letter. Text is plain: renderers escape it. */
export type Block =
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly from: Provenance;
      readonly own?: boolean;
      readonly stale?: boolean;
    }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly from: Provenance };

/** A part of the letter with a stable id (`verzoek`, `wettelijk-kader`, `besluit`, `inventarisatie`, …). */
export interface Section {
  readonly id: string;
  readonly heading?: string;
  readonly blocks: readonly Block[];
}

/** A row of annex 2. */
export interface InventoryRow {
  readonly document: DossierDocument;
  readonly judgement: Judgement;
  /** As printed: "Deels openbaar". */
  readonly judgementText: string;
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

/** The decision before it is rendered: everything in the letter and its annexes, in plain text. */
export interface DecisionModel {
  readonly law: LawId;
  readonly language: 'nl';
  readonly outcome: Outcome;
  readonly counts: Counts;
  readonly letterhead: {
    readonly authority: string;
    readonly organisation?: string;
    readonly senderAddress: readonly string[];
    readonly recipient: readonly string[];
    readonly date: string;
    readonly reference?: string;
    readonly requestReference?: string;
    readonly subject: string;
    readonly handler?: { readonly name?: string; readonly phone?: string; readonly email?: string };
  };
  readonly salutation: string;
  readonly sections: readonly Section[];
  readonly closing: {
    readonly salute: string;
    readonly authority: string;
    readonly signatory: readonly string[];
  };
  /** Annex 1. */
  readonly articles: readonly StatuteArticle[];
  /** Annex 2. */
  readonly inventory: readonly InventoryRow[];
  /** Placeholders that still stand open; not empty means no export. */
  readonly missing: readonly { readonly field: string; readonly label: string }[];
}
