import type * as vscode from 'vscode';
import type { ViewPosition } from '../../core/protocol.ts';

const key = 'positions';
/** Documents whose position is remembered. */
const kept = 500;

/** Where documents were last looked at, kept for the workspace. */
export class Positions {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get(pdf: vscode.Uri): ViewPosition | undefined {
    return this.#all()[pdf.toString()];
  }

  set(pdf: vscode.Uri, position: ViewPosition): void {
    const { [pdf.toString()]: _old, ...others } = this.#all();
    const entries = [...Object.entries(others), [pdf.toString(), position] as const].slice(-kept);
    void this.#memory.update(key, Object.fromEntries(entries));
  }

  #all(): Record<string, ViewPosition> {
    return this.#memory.get<Record<string, ViewPosition>>(key, {});
  }
}
