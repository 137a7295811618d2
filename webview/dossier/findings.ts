import type { Finding } from '../../src/core/diagnostics/types.ts';
import { element, setText } from '../ui/dom.ts';
import type { DossierTexts } from './texts.ts';

/** Dotted path of a finding in the dossier: `decision.date`, `documents.3.publicUrl`. */
export const fieldOf = (finding: Finding): string => finding.path.join('.');

/** A document with findings on its marks. */
export interface DocumentFindings {
  readonly row: number;
  readonly number: string;
  readonly title: string;
  readonly errors: number;
  readonly warnings: number;
}

/** A line of the list. */
interface Line {
  readonly severity: Finding['severity'];
  readonly text: string;
  readonly data: Readonly<Record<string, string>>;
  readonly go: () => void;
}

/** What is not in order, folded to one line: a finding leads to its field, one on marks to its document. */
export class FindingsBox {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly sum: HTMLElement;
  private readonly list: HTMLElement;
  private readonly go: (field: string) => void;
  private readonly open: (row: number) => void;
  private shown = '';

  constructor(texts: DossierTexts, go: (field: string) => void, open: (row: number) => void) {
    this.texts = texts;
    this.go = go;
    this.open = open;
    this.sum = element('span', { attributes: { role: 'status' } });
    this.list = element('ul');
    this.root = element(
      'details',
      { class: 'findings', attributes: { 'data-region': 'findings' } },
      element('summary', {}, this.sum),
      this.list,
    );
  }

  show(findings: readonly Finding[], documents: readonly DocumentFindings[]): void {
    const now = JSON.stringify([findings, documents]);
    if (now === this.shown) return;
    this.shown = now;
    const add = (pick: (each: DocumentFindings) => number): number =>
      documents.reduce((sum, each) => sum + pick(each), 0);
    const count = (severity: Finding['severity']): number =>
      findings.filter((finding) => finding.severity === severity).length;
    const errors = count('error') + add((each) => each.errors);
    const warnings = count('warning') + add((each) => each.warnings);
    const lines: readonly Line[] = [
      ...findings.map((finding) => ({
        severity: finding.severity,
        text: finding.message,
        data: { 'data-finding': finding.code, 'data-for': fieldOf(finding) },
        go: () => {
          this.go(fieldOf(finding));
        },
      })),
      ...documents.map((each) => ({
        severity: each.errors > 0 ? ('error' as const) : ('warning' as const),
        text: this.texts.marksToCheck(each.number, each.title, each.errors, each.warnings),
        data: { 'data-document': each.number },
        go: () => {
          this.open(each.row);
        },
      })),
    ];
    this.root.dataset['worst'] = errors > 0 ? 'error' : lines.length > 0 ? 'warning' : 'fine';
    setText(
      this.sum,
      lines.length === 0 ? this.texts.noFindings : this.texts.findings(errors, warnings, count('info')),
    );
    this.list.replaceChildren(...lines.map(lineElement));
  }
}

function lineElement({ severity, text, data, go }: Line): HTMLElement {
  return element(
    'li',
    {},
    element('button', { class: severity, attributes: { type: 'button', ...data }, on: { click: go } }, text),
  );
}
