import type { DecisionModel } from '../core/decision/types.ts';
import type { LetterOptions, RenderErrorCode, TemplateProblem, Unprintable } from '../core/ports/render.ts';

/** What the worker is asked for; one at a time. */
export type RenderJob =
  | {
      readonly id: number;
      readonly kind: 'letter-pdf';
      readonly model: DecisionModel;
      readonly options: LetterOptions;
    }
  | { readonly id: number; readonly kind: 'prepare' }
  | { readonly id: number; readonly kind: 'letter-docx' | 'inventory-xlsx'; readonly model: DecisionModel };

/** What it answers. */
export type RenderAnswer =
  | { readonly id: number; readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: RenderErrorCode;
      readonly message: string;
      readonly problems: readonly TemplateProblem[];
      readonly unprintable: readonly Unprintable[];
    };
