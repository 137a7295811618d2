import type { PreviewHostMessage, PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { DecisionModel, Section } from '../../src/core/decision/types.ts';
import { element } from '../ui/dom.ts';
import {
  articlesAnnex,
  disclosedAnnex,
  disclosedRow,
  inventoryAnnex,
  inventoryRow,
  rowElement,
  type AnnexRow,
} from './annexes.ts';
import type { LetterContext } from './block.ts';
import { withGaps } from './gaps.ts';
import { letterheadElement } from './letterhead.ts';
import { Parts } from './parts.ts';
import { reconcile } from './reconcile.ts';
import { sectionElement } from './section.ts';
import { previewTexts } from './texts.ts';

type ModelMessage = Extract<PreviewHostMessage, { type: 'model' }>;

/** The letter on its sheet under a bar that tells what is still missing. */
export class Letter {
  readonly root = element('div', { class: 'letter' });
  private readonly paper = element('main', { class: 'paper', attributes: { lang: 'nl' } });
  private readonly parts = new Parts();
  private readonly send: (message: PreviewPageMessage) => void;
  private last: ModelMessage | undefined;

  constructor(send: (message: PreviewPageMessage) => void) {
    this.send = send;
  }

  show(message: ModelMessage): void {
    this.last = message;
    const { model, language, readOnly } = message;
    const texts = previewTexts[language];
    const context: LetterContext = {
      ...message,
      texts,
      send: this.send,
      redraw: () => {
        if (this.last !== undefined) this.show(this.last);
      },
    };
    // What a card shows of other documents is drawn when it is opened, so it need not be part of the comparison.
    const sections = (list: readonly Section[]): HTMLElement[] =>
      list.map((section) =>
        this.parts.draw(`section:${section.id}`, [section, readOnly, language], () =>
          sectionElement(section, context),
        ),
      );
    const annex = (key: string, data: unknown, make: () => HTMLElement): HTMLElement[] => {
      const node = data === undefined ? undefined : this.parts.draw(key, data, make);
      return node === undefined ? [] : [node];
    };
    const { annexes } = model;
    this.paper.setAttribute('aria-label', texts.title);
    reconcile(this.paper, [
      this.parts.draw('head', model.letterhead, () => letterheadElement(model)),
      this.parts.draw('salutation', model.salutation, () =>
        element('p', { class: 'salutation' }, ...withGaps(model.salutation)),
      ),
      ...sections(model.sections),
      this.parts.draw('closing', model.closing, () => closingElement(model)),
      ...sections(model.afterSignature),
      ...annex('articles', annexes.articles && [annexes.articles, model.articles], () =>
        articlesAnnex(annexes.articles!, model.articles),
      ),
      ...annex('inventory', annexes.inventory, () => inventoryAnnex(annexes.inventory!)),
      ...annex('disclosed', annexes.disclosed, () => disclosedAnnex(annexes.disclosed!)),
    ]);
    this.rows('inventory', model.inventory.map(inventoryRow));
    this.rows('disclosed', model.disclosed.map(disclosedRow));
    const bar = this.parts.draw('bar', [model.missing, model.ownWords, language], () =>
      this.barElement(model, language),
    );
    reconcile(this.root, [bar, this.paper]);
  }

  /** Brings the table of an annex in line: of 370 rows only those are drawn that changed. */
  private rows(annex: string, rows: readonly AnnexRow[]): void {
    const body = this.paper.querySelector<HTMLElement>(`[data-annex="${annex}"] tbody`);
    if (body === null) return;
    reconcile(
      body,
      rows.map((row, place) => this.parts.draw(`${annex}:${place}`, row, () => rowElement(row, this.send))),
    );
  }

  private barElement({ missing, ownWords }: DecisionModel, language: 'nl' | 'en'): HTMLElement {
    const texts = previewTexts[language];
    const stale = ownWords.filter(({ state }) => state === 'stale');
    const orphaned = ownWords.filter(({ state }) => state === 'orphaned');
    return element(
      'div',
      { class: missing.length > 0 ? 'bar-top open' : 'bar-top' },
      element(
        'strong',
        { attributes: { role: 'status' } },
        missing.length === 0 ? texts.complete : texts.missing(missing.length),
      ),
      ...missing.map(({ field, label }) =>
        element(
          'button',
          {
            class: 'chip',
            attributes: { type: 'button', 'data-field': field },
            on: {
              click: () => {
                this.send({ type: 'open-field', field });
              },
            },
          },
          label,
        ),
      ),
      stale.length > 0 &&
        element(
          'button',
          {
            class: 'chip',
            attributes: { type: 'button', 'data-action': 'show-stale' },
            on: {
              click: () => {
                this.paper.querySelector('.note.stale')?.scrollIntoView({ block: 'center' });
              },
            },
          },
          texts.staleParts(stale.length),
        ),
      ...orphaned.map(({ section }) => element('span', { class: 'note stale' }, texts.orphaned(section))),
      element('span', { class: 'stretch' }),
      element(
        'button',
        {
          class: 'primary',
          attributes: { type: 'button', 'data-action': 'export' },
          on: {
            click: () => {
              this.send({ type: 'export' });
            },
          },
        },
        texts.export,
      ),
    );
  }
}

function closingElement({ closing }: DecisionModel): HTMLElement {
  return element(
    'div',
    { class: 'closing' },
    element('p', {}, closing.salute),
    element('p', {}, ...withGaps(closing.authority)),
    ...closing.signatory.map((line) =>
      element('p', { attributes: { dir: 'auto' } }, ...withGaps(line === '' ? '\u00a0' : line)),
    ),
  );
}
