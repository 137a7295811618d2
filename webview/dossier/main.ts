import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { DossierHostMessage, DossierPageMessage } from '../../src/core/dossier/protocol.ts';
import { element } from '../dom.ts';
import { DossierForm } from './form.ts';
import './main.css';
import { InventoryTable } from './table.ts';
import { dossierTexts, type DossierTexts } from './texts.ts';

const host = acquireVsCodeApi();
const send = (message: DossierPageMessage): void => {
  host.postMessage(message);
};

/** The parts of the page, made once the language is known. */
interface Page {
  readonly form: DossierForm;
  readonly table: InventoryTable;
  readonly banner: HTMLElement;
  readonly findings: HTMLElement;
  readonly summary: HTMLElement;
  readonly texts: DossierTexts;
}

const app = document.getElementById('app')!;
let page: Page | undefined;

function build(language: 'nl' | 'en'): Page {
  const texts = dossierTexts[language];
  document.documentElement.lang = language;
  const form = new DossierForm(texts, (change) => {
    send({ type: 'change', change });
  });
  const table = new InventoryTable(texts, send);
  const action = (
    text: string,
    command: Extract<DossierPageMessage, { type: 'command' }>['command'],
    style = '',
  ): HTMLElement =>
    element('button', {
      attributes: { type: 'button', class: style, 'data-action': command },
      text,
      on: {
        click: () => {
          send({ type: 'command', command });
        },
      },
    });
  const banner = element('p', { attributes: { class: 'banner', role: 'alert', hidden: '' } });
  const findings = element('ul', { attributes: { class: 'findings' } });
  const summary = element('span', { attributes: { class: 'summary', role: 'status' } });
  const data = element('details', { attributes: { class: 'data', open: '' } }, [
    element('summary', {
      text: `${texts.sections.request}, ${texts.sections.authority.toLowerCase()}, ${texts.sections.decision.toLowerCase()}`,
    }),
    form.root,
  ]);
  app.replaceChildren(
    element('header', {}, [
      element('h1', { text: texts.title }),
      summary,
      element('span', { attributes: { class: 'stretch' } }),
      action(texts.actions.json, 'open-json'),
      action(texts.actions.toWoo, 'to-woo'),
      action(texts.actions.preview, 'preview'),
      action(texts.actions.export, 'export', 'primary'),
    ]),
    banner,
    findings,
    data,
    element('h2', { text: texts.sections.inventory }),
    table.root,
  );
  return { form, table, banner, findings, summary, texts };
}

function focusField(at: Page, field: string): void {
  const [root, row] = field.split('.');
  if (root === 'documents') {
    if (row !== undefined) at.table.reveal(Number(row));
    return;
  }
  app.querySelector('details.data')?.setAttribute('open', '');
  at.form.focus(field);
}

function showFindings(at: Page, findings: readonly Finding[]): void {
  const count = (severity: Finding['severity']): number =>
    findings.filter((f) => f.severity === severity).length;
  at.summary.textContent =
    findings.length === 0 ? at.texts.noFindings : at.texts.findings(count('error'), count('warning'));
  at.findings.replaceChildren(
    ...findings.map((finding) =>
      element('li', {}, [
        element('button', {
          attributes: { type: 'button', class: finding.severity, 'data-finding': finding.code },
          text: finding.message,
          on: {
            click: () => {
              focusField(at, finding.path.join('.'));
            },
          },
        }),
      ]),
    ),
  );
}

window.addEventListener('message', (event: MessageEvent<DossierHostMessage>) => {
  const message = event.data;
  if (message.type === 'focus') {
    if (page !== undefined) focusField(page, message.field);
    return;
  }
  if (message.type === 'invalid') {
    page = undefined;
    document.documentElement.lang = message.language;
    app.replaceChildren(
      element('p', { attributes: { class: 'banner', role: 'alert' }, text: message.message }),
      element('button', {
        attributes: { type: 'button', 'data-action': 'open-json' },
        text: dossierTexts[message.language].actions.json,
        on: {
          click: () => {
            send({ type: 'command', command: 'open-json' });
          },
        },
      }),
    );
    return;
  }
  page ??= build(message.language);
  const readOnly = message.readOnly !== undefined;
  page.banner.hidden = !readOnly;
  page.banner.textContent = message.readOnly ?? '';
  page.form.show(message.dossier, readOnly);
  page.table.show(message.dossier, message.facts, readOnly);
  showFindings(page, message.findings);
  app.querySelector('[data-action="to-woo"]')?.toggleAttribute('hidden', message.dossier.law === 'woo');
});

send({ type: 'ready' });
