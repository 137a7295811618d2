import type { PreviewHostMessage, PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { DecisionModel, Section } from '../../src/core/decision/types.ts';
import { element } from '../dom.ts';
import { annexElements } from './annexes.ts';
import './main.css';
import { sectionElement, type SectionContext } from './section.ts';
import { previewTexts } from './texts.ts';

const host = acquireVsCodeApi();
const app = document.getElementById('app')!;
const send = (message: PreviewPageMessage): void => {
  host.postMessage(message);
};

/** Drawn parts by key, with the text they were drawn from: a part that did not change is not drawn again. */
const drawn = new Map<string, { readonly from: string; readonly node: HTMLElement }>();

function part(key: string, data: unknown, draw: () => HTMLElement): HTMLElement {
  const from = JSON.stringify(data);
  const known = drawn.get(key);
  // What a person is typing in is left alone until it is saved.
  const typing = known !== undefined && known.node.querySelector('.editor') !== null;
  if (known !== undefined && (known.from === from || typing)) return known.node;
  const node = draw();
  drawn.set(key, { from, node });
  return node;
}

function letterhead(model: DecisionModel): HTMLElement {
  const { letterhead: head } = model;
  const lines = (texts: readonly string[]): Node[] =>
    texts.flatMap((text, i) => [...(i > 0 ? [element('br')] : []), document.createTextNode(text)]);
  return element('header', { attributes: { class: 'letterhead' } }, [
    element(
      'div',
      { attributes: { class: 'sender' } },
      lines([head.organisation ?? head.authority, ...head.senderAddress]),
    ),
    element('address', {}, lines(head.recipient)),
    element('dl', { attributes: { class: 'references' } }, [
      ...head.references.flatMap((reference) => [
        element('dt', { text: reference.label }),
        element('dd', {}, lines(reference.lines)),
      ]),
    ]),
    element('dl', { attributes: { class: 'about' } }, [
      element('dt', { text: head.words.date }),
      element('dd', { text: head.date }),
      element('dt', { text: head.words.subject }),
      element('dd', { text: head.subject }),
    ]),
  ]);
}

function show(message: Extract<PreviewHostMessage, { type: 'model' }>): void {
  const { model } = message;
  const texts = previewTexts[message.language];
  const context: SectionContext = { ...message, texts, send };
  // What a card shows of other documents is drawn when it is opened, so it need not be part of the comparison.
  const sections = (list: readonly Section[]): HTMLElement[] =>
    list.map((section) =>
      part(`section:${section.id}`, [section, message.readOnly, message.language], () =>
        sectionElement(section, context),
      ),
    );
  const { missing } = model;
  const bar = part('bar', [missing, model.ownWords, message.language], () =>
    element('div', { attributes: { class: 'status', role: 'status' } }, [
      element('strong', { text: missing.length === 0 ? texts.complete : texts.missing(missing.length) }),
      ...missing.map(({ field, label }) =>
        element('button', {
          attributes: { type: 'button', class: 'chip', 'data-field': field },
          text: label,
          on: {
            click: () => {
              send({ type: 'open-field', field });
            },
          },
        }),
      ),
      ...model.ownWords
        .filter(({ state }) => state === 'orphaned')
        .map(({ section }) =>
          element('span', { attributes: { class: 'note stale' }, text: texts.orphaned(section) }),
        ),
      element('span', { attributes: { class: 'stretch' } }),
      element('button', {
        attributes: { type: 'button', class: 'primary', 'data-action': 'export' },
        text: texts.export,
        on: {
          click: () => {
            send({ type: 'export' });
          },
        },
      }),
    ]),
  );
  const paper = element(
    'article',
    { attributes: { class: 'paper', lang: 'nl', 'aria-label': texts.title } },
    [
      part('head', model.letterhead, () => letterhead(model)),
      part('salutation', model.salutation, () => element('p', { text: model.salutation })),
      ...sections(model.sections),
      part('closing', model.closing, () =>
        element('div', { attributes: { class: 'closing' } }, [
          element('p', { text: model.closing.salute }),
          element('p', { text: model.closing.authority }),
          ...model.closing.signatory.map((line) => element('p', { text: line === '' ? ' ' : line })),
        ]),
      ),
      ...sections(model.afterSignature),
      part('annexes', [model.annexes, model.articles, model.inventory, model.disclosed], () =>
        element('div', {}, annexElements(model, send)),
      ),
    ],
  );
  const scroll = document.scrollingElement?.scrollTop ?? 0;
  app.replaceChildren(bar, paper);
  document.scrollingElement?.scrollTo({ top: scroll });
  performance.mark('lakmoes:letter');
}

window.addEventListener('message', (event: MessageEvent<PreviewHostMessage>) => {
  const message = event.data;
  document.documentElement.lang = message.language;
  if (message.type === 'model') show(message);
  else {
    drawn.clear();
    app.replaceChildren(
      element('p', { attributes: { class: 'banner', role: 'alert' }, text: message.message }),
    );
  }
});

send({ type: 'ready' });
