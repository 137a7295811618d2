import type { Finding } from '../../src/core/diagnostics/types.ts';
import { element, setText } from '../ui/dom.ts';
import type { DossierTexts } from './texts.ts';

/** Dotted path of a finding in the dossier: `decision.date`, `documents.3.publicUrl`. */
export const fieldOf = (finding: Finding): string => finding.path.join('.');

/** What is not in order, folded to one line; a finding leads to its field. */
export class FindingsBox {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly sum: HTMLElement;
  private readonly list: HTMLElement;
  private readonly go: (field: string) => void;
  private shown = '';

  constructor(texts: DossierTexts, go: (field: string) => void) {
    this.texts = texts;
    this.go = go;
    this.sum = element('span', { attributes: { role: 'status' } });
    this.list = element('ul');
    this.root = element(
      'details',
      { class: 'findings', attributes: { 'data-region': 'findings' } },
      element('summary', {}, this.sum),
      this.list,
    );
  }

  show(findings: readonly Finding[]): void {
    const now = JSON.stringify(findings);
    if (now === this.shown) return;
    this.shown = now;
    const count = (severity: Finding['severity']): number =>
      findings.filter((finding) => finding.severity === severity).length;
    const worst = count('error') > 0 ? 'error' : findings.length > 0 ? 'warning' : 'fine';
    this.root.dataset['worst'] = worst;
    setText(
      this.sum,
      findings.length === 0
        ? this.texts.noFindings
        : this.texts.findings(count('error'), count('warning'), count('info')),
    );
    this.list.replaceChildren(
      ...findings.map((finding) =>
        element(
          'li',
          {},
          element(
            'button',
            {
              class: finding.severity,
              attributes: { type: 'button', 'data-finding': finding.code, 'data-for': fieldOf(finding) },
              on: {
                click: () => {
                  this.go(fieldOf(finding));
                },
              },
            },
            finding.message,
          ),
        ),
      ),
    );
  }
}
