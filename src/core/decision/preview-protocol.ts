import type { DecisionModel } from './types.ts';

/** From the host to the page that shows the letter. */
export type PreviewHostMessage =
  | {
      readonly type: 'model';
      readonly language: 'nl' | 'en';
      readonly model: DecisionModel;
      /** Titles of reasons by id. */
      readonly reasons: Readonly<Record<string, string>>;
      readonly readOnly: boolean;
    }
  /** There is no letter to show: a sentence that tells why and what to do. */
  | { readonly type: 'nothing'; readonly language: 'nl' | 'en'; readonly message: string };

/** From the page that shows the letter to the host. */
export type PreviewPageMessage =
  | { readonly type: 'ready' }
  /** `document` is its number in the dossier. */
  | { readonly type: 'open-document'; readonly document: string; readonly redactionId?: string }
  /** A dotted path in the dossier. */
  | { readonly type: 'open-field'; readonly field: string }
  | {
      readonly type: 'own-words';
      readonly section: string;
      readonly kind: 'override' | 'addition';
      /** None brings the generated text back, or takes the addition out. */
      readonly paragraphs: readonly string[];
      /** Hash of the generated text that is replaced. */
      readonly basedOn: string;
    }
  | { readonly type: 'export' };
