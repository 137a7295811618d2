import type { Block, Section } from '../../src/core/decision/types.ts';
import { element } from '../ui/dom.ts';
import { blockElement, type LetterContext } from './block.ts';
import { ownWordsEditor } from './own-words.ts';

/** Name of a section for people: its heading, or the first heading in it. */
export function sectionName(section: Section): string {
  if (section.heading !== undefined) return section.heading;
  const first = section.blocks.find((block) => block.kind === 'heading');
  return first?.kind === 'heading' ? first.text : section.id;
}

/** The text of blocks as it is put before a person to change: an empty line between paragraphs. */
const paragraphsOf = (blocks: readonly Block[]): string =>
  blocks
    .filter((block) => block.kind !== 'heading')
    .map((block) =>
      block.kind === 'list' ? block.items.map((item) => `- ${item}`).join('\n\n') : block.text,
    )
    .join('\n\n');

/** A section with the controls to put own words in its place or behind it. */
export function sectionElement(section: Section, context: LetterContext): HTMLElement {
  const { texts, send } = context;
  const name = sectionName(section);
  const isOwn = (field: string) => (block: Block) =>
    block.kind === 'paragraph' && block.from.field === `decision.${field}.${section.id}`;
  const overridden = section.blocks.some(isOwn('overrides'));
  const added = section.blocks.filter(isOwn('additions'));
  const generated = section.blocks.filter((block) => !added.includes(block));
  const own = (kind: 'override' | 'addition', paragraphs: readonly string[]): void => {
    send({ type: 'own-words', section: section.id, kind, paragraphs, basedOn: section.generatedHash });
  };
  const body = element('div', {}, ...section.blocks.map((block) => blockElement(block, context)));
  const edit = (kind: 'override' | 'addition'): void => {
    if (part.querySelector('.editor') !== null) return;
    const form = ownWordsEditor(texts, {
      label: kind === 'override' ? texts.editing(name) : texts.adding(name),
      text: paragraphsOf(kind === 'override' ? generated : added),
      save: (paragraphs) => {
        own(kind, paragraphs);
      },
      closed: () => {
        body.hidden = false;
        tools.hidden = false;
        tools.querySelector('button')?.focus();
        context.redraw();
      },
    });
    body.hidden = kind === 'override';
    tools.hidden = true;
    body.after(form);
    form.querySelector('textarea')?.focus();
  };
  const tool = (text: string, action: string, run: () => void): HTMLElement =>
    element(
      'button',
      {
        attributes: { type: 'button', 'data-action': action, 'aria-label': `${text}: ${name}` },
        on: { click: run },
      },
      text,
    );
  const tools = element(
    'div',
    { class: 'tools' },
    tool(texts.edit, 'edit', () => {
      edit('override');
    }),
    tool(added.length > 0 ? texts.change : texts.add, 'add', () => {
      edit('addition');
    }),
    overridden &&
      tool(texts.reset, 'reset', () => {
        own('override', []);
      }),
  );
  const part = element(
    'section',
    { class: 'part', attributes: { 'data-section': section.id, 'aria-label': name } },
    section.heading !== undefined && element('h2', {}, section.heading),
    !context.readOnly && tools,
    body,
  );
  return part;
}
