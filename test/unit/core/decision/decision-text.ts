import { blockText } from '../../../../src/core/decision/drafting.ts';
import type { Annex, DecisionModel, Section } from '../../../../src/core/decision/types.ts';

/** The letter with annex 1 as plain text, in reading order; annexes 2 and 3 as one line a row. */
export function decisionText(model: DecisionModel): string {
  const { letterhead, closing, annexes } = model;
  const { words } = letterhead;
  return [
    letterhead.authority,
    ...letterhead.recipient,
    `${words.date} ${letterhead.date}`,
    `${words.subject} ${letterhead.subject}`,
    model.salutation,
    ...model.sections.flatMap(sectionLines),
    closing.salute,
    closing.authority,
    ...closing.signatory,
    ...model.afterSignature.flatMap(sectionLines),
    ...(annexes.articles ? annexLines(annexes.articles) : []),
    ...model.articles.flatMap(({ heading, paragraphs }) => [
      heading,
      ...paragraphs.flatMap(({ number, intro, parts, closing: end }) => [
        number === undefined ? intro : `${number}. ${intro}`,
        ...parts.map(({ letter, text }) => (letter === '' ? text : `${letter}. ${text}`)),
        ...(end === undefined ? [] : [end]),
      ]),
    ]),
    ...(annexes.inventory ? annexLines(annexes.inventory) : []),
    ...model.inventory.map(({ document, dateText, judgementText, grounds, remark }) =>
      [
        document.number,
        document.title,
        document.type ?? '',
        dateText,
        judgementText,
        grounds.join(', '),
        remark,
      ].join(' | '),
    ),
    ...(annexes.disclosed ? annexLines(annexes.disclosed) : []),
    ...model.disclosed.map(
      ({ document, judgementText }) => `${document.number} | ${document.title} | ${judgementText}`,
    ),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function sectionLines({ heading, blocks }: Section): readonly string[] {
  return [...(heading === undefined ? [] : [heading]), ...blocks.map(blockText)];
}

function annexLines({ label, title, intro }: Annex): readonly string[] {
  return [`${label} ${title}`, intro];
}
