import type { Finding } from '../diagnostics/types.ts';
import type { DossierChange } from './changes.ts';
import type { GroundSet } from '../grounds/types.ts';
import type { Dossier, Judgement } from './types.ts';

/** What follows from a document's marks; shown beside its row, never typed. */
export interface RowFacts {
  readonly judgement?: Judgement;
  /** As printed in the inventory: "Deels openbaar". */
  readonly judgementText?: string;
  readonly grounds: readonly string[];
  /** Marks that count, and suggestions nobody decided. */
  readonly marks: number;
  readonly open: number;
  /** Findings on its marks: those that block an export, and warnings. */
  readonly errors?: number;
  readonly warnings?: number;
  /** The PDF named is not there, or cannot be read. */
  readonly problem?: string;
}

/** What the page needs of a ground set. */
export type PageGroundSet = Pick<GroundSet, 'shortName' | 'grounds' | 'reasons'>;

/** From the host to the page of the dossier editor. */
export type DossierHostMessage =
  | {
      readonly type: 'dossier';
      readonly language: 'nl' | 'en';
      readonly dossier: Dossier;
      /** By row index. */
      readonly facts: readonly RowFacts[];
      readonly findings: readonly Finding[];
      /** Grounds and reasons of the dossier's law, with the product's own boilerplate. */
      readonly groundSet: PageGroundSet;
      readonly readOnly?: string;
    }
  /** Puts the cursor in a field, named by its dotted path (`decision.date`, `documents.3`). */
  | { readonly type: 'focus'; readonly field: string }
  /** The file is no dossier: a sentence that names what to do. */
  | { readonly type: 'invalid'; readonly language: 'nl' | 'en'; readonly message: string };

/** From the page of the dossier editor to the host. */
export type DossierPageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'change'; readonly change: DossierChange }
  | { readonly type: 'open-document'; readonly row: number }
  | { readonly type: 'choose-file'; readonly row: number }
  | {
      readonly type: 'command';
      readonly command: 'add-files' | 'import' | 'export' | 'preview' | 'open-json' | 'to-woo';
    };
