import type { DossierHostMessage, DossierPageMessage } from '../../src/core/dossier/protocol.ts';
import { missingFields } from '../../src/core/dossier/required-fields.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { element } from '../ui/dom.ts';
import './main.css';
import { DossierPage, type PageState } from './page.ts';
import { dossierTexts } from './texts.ts';

const host = acquireVsCodeApi<PageState>();
const send = (message: DossierPageMessage): void => {
  host.postMessage(message);
};
const app = document.getElementById('app')!;
let page: DossierPage | undefined;

/** Where a person left off; else the form of a dossier that wants filling in, else the inventory. */
function startState(dossier: Dossier): PageState {
  const tab = missingFields(dossier).length > 0 ? 'data' : 'inventory';
  return { tab, details: false, ...host.getState() };
}

function showInvalid({ language, message }: Extract<DossierHostMessage, { type: 'invalid' }>): void {
  page = undefined;
  app.replaceChildren(
    element(
      'main',
      { class: 'page' },
      element('p', { class: 'banner', attributes: { role: 'alert' } }, message),
      element(
        'button',
        {
          class: 'primary start',
          attributes: { type: 'button', 'data-action': 'open-json' },
          on: {
            click: () => {
              send({ type: 'command', command: 'open-json' });
            },
          },
        },
        dossierTexts[language].actions.json,
      ),
    ),
  );
}

window.addEventListener('message', ({ data: message }: MessageEvent<DossierHostMessage>) => {
  if (message.type === 'focus') {
    page?.focus(message.field);
    return;
  }
  document.documentElement.lang = message.language;
  if (message.type === 'invalid') {
    showInvalid(message);
    return;
  }
  if (page === undefined) {
    page = new DossierPage(message.language, startState(message.dossier), send, (state) => {
      host.setState(state);
    });
    app.replaceChildren(page.root);
  }
  page.show(message);
});

send({ type: 'ready' });
