import type { PreviewHostMessage, PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import { element } from '../ui/dom.ts';
import { Letter } from './letter.ts';
import './main.css';

const host = acquireVsCodeApi();
const app = document.getElementById('app')!;
const send = (message: PreviewPageMessage): void => {
  host.postMessage(message);
};
const letter = new Letter(send);

window.addEventListener('message', ({ data: message }: MessageEvent<PreviewHostMessage>) => {
  document.documentElement.lang = message.language;
  if (message.type === 'nothing') {
    // The letter is kept aside: what a person is writing comes back with it.
    app.replaceChildren(
      element('main', {}, element('p', { class: 'banner', attributes: { role: 'alert' } }, message.message)),
    );
    return;
  }
  const start = performance.now();
  letter.show(message);
  if (letter.root.parentElement !== app) app.replaceChildren(letter.root);
  // Reading a size makes the browser lay the page out, so that the measure holds that too.
  performance.measure('lakmoes:letter', { start, detail: app.offsetHeight });
});

send({ type: 'ready' });
