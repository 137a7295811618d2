import type * as vscode from 'vscode';
import type { LawId } from '../../core/grounds/types.ts';

const kept = 8;

/** Grounds and reasons that were chosen last, kept for the workspace, newest first. */
export class RecentChoices {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** Codes of grounds. */
  grounds(law: LawId): readonly string[] {
    return this.#memory.get<string[]>(`recent.grounds.${law}`, []);
  }

  /** Ids of reasons. */
  reasons(law: LawId): readonly string[] {
    return this.#memory.get<string[]>(`recent.reasons.${law}`, []);
  }

  remember(law: LawId, grounds: readonly string[], reason: string | undefined): void {
    const ahead = (fresh: readonly string[], old: readonly string[]): string[] =>
      [...new Set([...fresh, ...old])].slice(0, kept);
    void this.#memory.update(`recent.grounds.${law}`, ahead(grounds, this.grounds(law)));
    if (reason !== undefined)
      void this.#memory.update(`recent.reasons.${law}`, ahead([reason], this.reasons(law)));
  }
}
