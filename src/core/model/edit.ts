import type { Redaction } from './redaction.ts';

/** What happened to one mark: `before` absent means added, `after` absent means deleted. */
export interface RedactionChange {
  readonly id: string;
  readonly before?: Redaction;
  readonly after?: Redaction;
}

/** One step of undo: data, so that its inverse is derived and a hot-exit backup can list it. */
export interface RedactionEdit {
  /** For the undo menu, in the user's language. */
  readonly label: string;
  readonly changes: readonly RedactionChange[];
  /** Reviewed pages before and after, where the edit touched them. */
  readonly review?: { readonly before: readonly number[]; readonly after: readonly number[] };
}
