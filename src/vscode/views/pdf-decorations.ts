import * as vscode from 'vscode';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { Casebook } from '../diagnostics/casebook.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

const colours = {
  error: new vscode.ThemeColor('list.errorForeground'),
  warning: new vscode.ThemeColor('list.warningForeground'),
} as const;

/**
 * Marks a PDF in the explorer and on its tab as VS Code marks a file with problems. The diagnostics sit on the
 * sidecar, which the explorer folds away below its PDF.
 */
export class PdfDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly onDidChangeFileDecorations = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  #shown = new Map<string, Shown>();

  constructor(casebook: Casebook) {
    this.#subscription = casebook.onDidChange(() => this.#update(casebook));
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const shown = this.#shown.get(uri.toString());
    if (!shown) return undefined;
    const { errors, warnings } = shown;
    const count = errors + warnings;
    return new vscode.FileDecoration(
      count > 99 ? '9+' : String(count),
      texts[language()].findings(count),
      errors > 0 ? colours.error : colours.warning,
    );
  }

  #update(casebook: Casebook): void {
    const before = this.#shown;
    this.#shown = new Map(
      casebook.files.flatMap(({ pdf, disk, findings }) => {
        // Without a sidecar the diagnostics are on the PDF itself, and VS Code marks it.
        const shown = {
          uri: pdf,
          errors: countOf(findings, 'error'),
          warnings: countOf(findings, 'warning'),
        };
        return disk.text === undefined || shown.errors + shown.warnings === 0
          ? []
          : [[pdf.toString(), shown] as const];
      }),
    );
    const changed = [...new Set([...before.keys(), ...this.#shown.keys()])].flatMap((key) => {
      const [old, now] = [before.get(key), this.#shown.get(key)];
      if (old?.errors === now?.errors && old?.warnings === now?.warnings) return [];
      return (now ?? old)?.uri ?? [];
    });
    if (changed.length > 0) this.#changed.fire(changed);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

interface Shown {
  readonly uri: vscode.Uri;
  readonly errors: number;
  readonly warnings: number;
}

function countOf(findings: readonly Finding[], severity: Finding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
