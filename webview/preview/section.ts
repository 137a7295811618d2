import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { Block, DecisionModel, Section } from '../../src/core/decision/types.ts';
import { element } from '../dom.ts';
import { hasProvenance, provenanceCard } from './provenance.ts';
import type { PreviewTexts } from './texts.ts';

/** What drawing a section needs besides the section. */
export interface SectionContext {
  readonly model: DecisionModel;
  readonly reasons: Readonly<Record<string, string>>;
  readonly texts: PreviewTexts;
  readonly readOnly: boolean;
  readonly send: (message: PreviewPageMessage) => void;
}

/** Words between square brackets stand for what is missing. */
function withGaps(text: string): Node[] {
  return text
    .split(/(\[[^\]]{2,60}\])/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('[')
        ? element('mark', { attributes: { class: 'gap' }, text: part })
        : document.createTextNode(part),
    );
}

/** Name of a section for people: its heading, or the first heading in it. */
export function sectionName(section: Section): string {
  if (section.heading !== undefined) return section.heading;
  const first = section.blocks.find((block) => block.kind === 'heading');
  return first?.kind === 'heading' ? first.text : section.id;
}

function blockElement(block: Block, context: SectionContext): HTMLElement {
  if (block.kind === 'heading') {
    return element(block.level === 3 ? 'h4' : 'h3', { text: block.text });
  }
  const content =
    block.kind === 'paragraph'
      ? element('p', {}, withGaps(block.text))
      : element(
          'ul',
          {},
          block.items.map((item) => element('li', {}, withGaps(item))),
        );
  const own = block.kind === 'paragraph' && block.own === true;
  const notes = own
    ? [
        element('span', {
          attributes: { class: block.stale === true ? 'note stale' : 'note' },
          text: block.stale === true ? context.texts.stale : context.texts.own,
        }),
      ]
    : [];
  if (!hasProvenance(block.from))
    return element('div', { attributes: { class: 'block' } }, [content, ...notes]);
  const toggle = (): void => {
    const open = wrapper.querySelector('.card');
    if (open === null) {
      wrapper.append(provenanceCard(block.from, context.model, context.reasons, context.texts, context.send));
    } else open.remove();
    wrapper.setAttribute('aria-expanded', String(open === null));
  };
  const wrapper = element(
    'div',
    {
      attributes: { class: 'block traced', role: 'button', tabindex: '0', 'aria-expanded': 'false' },
      on: {
        click: (event) => {
          if (event.target instanceof Element && event.target.closest('.card') !== null) return;
          if (document.getSelection()?.isCollapsed === false) return;
          toggle();
        },
        keydown: (event) => {
          if (event.target !== wrapper || (event.key !== 'Enter' && event.key !== ' ')) return;
          event.preventDefault();
          toggle();
        },
      },
    },
    [content, ...notes],
  );
  return wrapper;
}

const paragraphsOf = (blocks: readonly Block[]): string =>
  blocks
    .filter((block) => block.kind !== 'heading')
    .map((block) =>
      block.kind === 'list' ? block.items.map((item) => `- ${item}`).join('\n\n') : block.text,
    )
    .join('\n\n');

/** A section with the controls to put own words in its place or behind it. */
export function sectionElement(section: Section, context: SectionContext): HTMLElement {
  const { texts, send } = context;
  const name = sectionName(section);
  const isOwn = (field: string) => (block: Block) =>
    block.kind === 'paragraph' && block.from.field === `decision.${field}.${section.id}`;
  const overridden = section.blocks.some(isOwn('overrides'));
  const added = section.blocks.filter(isOwn('additions'));
  const own = (kind: 'override' | 'addition', paragraphs: readonly string[]): void => {
    send({ type: 'own-words', section: section.id, kind, paragraphs, basedOn: section.generatedHash });
  };
  const edit = (kind: 'override' | 'addition'): void => {
    const area = element('textarea', {
      attributes: {
        'aria-label': kind === 'override' ? texts.editing(name) : texts.adding(name),
        rows: '12',
      },
    });
    area.value =
      kind === 'override'
        ? paragraphsOf(section.blocks.filter((b) => !added.includes(b)))
        : paragraphsOf(added);
    const close = (): void => {
      form.remove();
      body.hidden = false;
    };
    const button = (text: string, action: string, run: () => void, style = ''): HTMLElement =>
      element('button', {
        attributes: { type: 'button', class: style, 'data-action': action },
        text,
        on: { click: run },
      });
    const form = element('div', { attributes: { class: 'editor' } }, [
      element('label', { text: kind === 'override' ? texts.editing(name) : texts.adding(name) }),
      area,
      element('small', { text: texts.hint }),
      element('div', { attributes: { class: 'bar' } }, [
        button(
          texts.save,
          'save',
          () => {
            close();
            own(kind, area.value.split(/\n\s*\n/));
          },
          'primary',
        ),
        button(texts.cancel, 'cancel', close),
      ]),
    ]);
    body.hidden = kind === 'override';
    body.after(form);
    area.focus();
  };
  const tool = (text: string, action: string, run: () => void): HTMLElement =>
    element('button', {
      attributes: { type: 'button', 'data-action': action, 'aria-label': `${text}: ${name}` },
      text,
      on: { click: run },
    });
  const tools = context.readOnly
    ? []
    : [
        element('div', { attributes: { class: 'tools' } }, [
          tool(texts.edit, 'edit', () => {
            edit('override');
          }),
          tool(texts.add, 'add', () => {
            edit('addition');
          }),
          ...(overridden
            ? [
                tool(texts.reset, 'reset', () => {
                  own('override', []);
                }),
              ]
            : []),
        ]),
      ];
  const body = element(
    'div',
    {},
    section.blocks.map((block) => blockElement(block, context)),
  );
  return element('section', { attributes: { class: 'part', 'data-section': section.id } }, [
    ...(section.heading === undefined ? [] : [element('h2', { text: section.heading })]),
    ...tools,
    body,
  ]);
}
