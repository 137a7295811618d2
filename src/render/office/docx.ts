import type { Block, DecisionModel, InventoryRow, Section } from '../../core/decision/types.ts';
import { zipParts } from './archive.ts';
import { packageParts } from './docx-package.ts';
import { element, escapeXml, XML_DECLARATION } from './xml.ts';

/** Lengths in twentieths of a point, as WordprocessingML counts. */
const MM = 1440 / 25.4;
const twips = (millimetres: number): number => Math.round(millimetres * MM);

/**
 * The letter with its annexes as a Word document, for the body's document system: real styles and headings, bullets,
 * tables whose head repeats on every page. Same model, same bytes.
 */
export function letterDocx(model: DecisionModel): Uint8Array {
  return zipParts({ ...packageParts(model), 'word/document.xml': documentXml(model) });
}

function documentXml(model: DecisionModel): string {
  const { annexes } = model;
  const parts: string[] = [letter(model)];
  if (annexes.articles) {
    parts.push(section('portrait'), annexHeading(annexes.articles), articles(model));
  }
  if (annexes.inventory) {
    const heads = Object.values(annexes.inventory.columns);
    const widths = [14, 72, 34, 22, 30, 27, 58];
    parts.push(
      section('portrait'),
      annexHeading(annexes.inventory),
      table(heads, widths, model.inventory.map(inventoryCells)),
    );
  }
  if (annexes.disclosed) {
    const widths = [16, 98, 34, 14];
    parts.push(
      section(annexes.inventory ? 'landscape' : 'portrait'),
      annexHeading(annexes.disclosed),
      table(annexes.disclosed.columns, widths, model.disclosed.map(disclosedCells)),
    );
  }
  const last = annexes.disclosed === undefined && annexes.inventory ? 'landscape' : 'portrait';
  const namespaces = {
    'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  };
  return (
    XML_DECLARATION +
    element('w:document', namespaces, element('w:body', {}, parts.join('') + properties(last)))
  );
}

/** The end of a section: a paragraph that carries the page setup of what came before it. */
function section(orientation: 'portrait' | 'landscape'): string {
  return element('w:p', {}, element('w:pPr', {}, properties(orientation)));
}

function properties(orientation: 'portrait' | 'landscape'): string {
  const [width, height] = orientation === 'portrait' ? [11906, 16838] : [16838, 11906];
  const margins = { top: 28, right: 22, bottom: 24, left: 26 };
  return element(
    'w:sectPr',
    {},
    element('w:footerReference', { 'w:type': 'default', 'r:id': 'rIdFooter' }) +
      element('w:type', { 'w:val': 'nextPage' }) +
      element('w:pgSz', {
        'w:w': width,
        'w:h': height,
        ...(orientation === 'landscape' ? { 'w:orient': 'landscape' } : {}),
      }) +
      element('w:pgMar', {
        'w:top': twips(margins.top),
        'w:right': twips(margins.right),
        'w:bottom': twips(margins.bottom),
        'w:left': twips(margins.left),
        'w:header': 708,
        'w:footer': 708,
        'w:gutter': 0,
      }),
  );
}

/** A run of plain text; line feeds become breaks. */
function run(text: string): string {
  const lines = text.split('\n').map((line) => textElement(line));
  return element('w:r', {}, lines.join('<w:br/>'));
}

function textElement(text: string): string {
  return element('w:t', { 'xml:space': 'preserve' }, escapeXml(text));
}

function para(text: string, style?: string): string {
  const look = style === undefined ? '' : element('w:pPr', {}, element('w:pStyle', { 'w:val': style }));
  return element('w:p', {}, look + run(text));
}

function letter(model: DecisionModel): string {
  const { letterhead, closing } = model;
  const { words } = letterhead;
  return [
    para(letterhead.organisation ?? letterhead.authority, 'Organisatie'),
    para(letterhead.organisation === undefined ? '' : letterhead.authority, 'Bestuursorgaan'),
    headTable(model),
    para(`${words.date}: ${letterhead.date}`, 'Datum'),
    para(`${words.subject}: ${letterhead.subject}`, 'Betreft'),
    para(model.salutation, 'Aanhef'),
    ...model.sections.flatMap(sectionParts),
    para(closing.salute, 'Slot'),
    para(closing.authority, 'Slot'),
    ...closing.signatory.map((line) => para(line, 'Ondertekening')),
    ...model.afterSignature.flatMap(sectionParts),
  ].join('');
}

/** Address on the left, reference block on the right, without lines. */
function headTable({ letterhead }: DecisionModel): string {
  const left = letterhead.recipient.map((line) => para(line, 'Adres'));
  const right = [
    ...letterhead.senderAddress.map((line) => para(line, 'Klein')),
    ...letterhead.references.flatMap(({ label, lines }) => [
      para(label, 'KopKlein'),
      ...lines.map((line) => para(line, 'Klein')),
    ]),
  ];
  const cell = (width: number, paragraphs: readonly string[]): string =>
    element(
      'w:tc',
      {},
      element('w:tcPr', {}, element('w:tcW', { 'w:w': twips(width), 'w:type': 'dxa' })) +
        (paragraphs.length === 0 ? para('') : paragraphs.join('')),
    );
  const look = element(
    'w:tblPr',
    {},
    element('w:tblW', { 'w:w': twips(162), 'w:type': 'dxa' }) +
      element('w:tblLayout', { 'w:type': 'fixed' }) +
      element('w:tblCellMar', {}, element('w:left', { 'w:w': 0, 'w:type': 'dxa' })),
  );
  const grid = element(
    'w:tblGrid',
    {},
    element('w:gridCol', { 'w:w': twips(108) }) + element('w:gridCol', { 'w:w': twips(54) }),
  );
  return element('w:tbl', {}, look + grid + element('w:tr', {}, cell(108, left) + cell(54, right)));
}

function sectionParts({ heading, blocks }: Section): readonly string[] {
  return [...(heading === undefined ? [] : [para(heading, 'Heading1')]), ...blocks.flatMap(blockParts)];
}

function blockParts(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [para(block.text, `Heading${block.level}`)];
    case 'list':
      return block.items.map((item) => para(item, 'ListBullet'));
    case 'paragraph':
      return [para(block.text)];
  }
}

function annexHeading({ label, title, intro }: { label: string; title: string; intro: string }): string {
  return para(`${label} – ${title}`, 'Heading1') + (intro === '' ? '' : para(intro));
}

function articles({ articles: quoted }: DecisionModel): string {
  return quoted
    .flatMap(({ heading, paragraphs }) => [
      para(heading, 'Heading2'),
      ...paragraphs.flatMap(({ number, intro, parts, closing }) => [
        para(number === undefined ? intro : `${number}. ${intro}`),
        ...parts.map(({ letter, text }) => para(letter === '' ? text : `${letter}. ${text}`, 'Onderdeel')),
        ...(closing === undefined ? [] : [para(closing)]),
      ]),
    ])
    .join('');
}

function inventoryCells({
  document,
  dateText,
  judgementText,
  grounds,
  remark,
}: InventoryRow): readonly string[] {
  return [
    document.number,
    document.title,
    document.type ?? '',
    dateText,
    judgementText,
    grounds.join(', '),
    remark,
  ];
}

function disclosedCells({ document, judgementText, pages }: InventoryRow): readonly string[] {
  return [document.number, document.title, judgementText, pages === undefined ? '' : String(pages)];
}

/** `widths` in millimetres. The first row is the head and repeats; no row is torn apart at the end of a page. */
function table(
  heads: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): string {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const look = element(
    'w:tblPr',
    {},
    element('w:tblStyle', { 'w:val': 'Lijst' }) +
      element('w:tblW', { 'w:w': twips(total), 'w:type': 'dxa' }) +
      element('w:tblLayout', { 'w:type': 'fixed' }) +
      element('w:tblLook', { 'w:val': '0020', 'w:firstRow': 1 }),
  );
  const grid = element(
    'w:tblGrid',
    {},
    widths.map((width) => element('w:gridCol', { 'w:w': twips(width) })).join(''),
  );
  const row = (cells: readonly string[], head: boolean): string => {
    const setup = element('w:trPr', {}, '<w:cantSplit/>' + (head ? '<w:tblHeader/>' : ''));
    const filled = cells.map((text, index) =>
      element(
        'w:tc',
        {},
        element('w:tcPr', {}, element('w:tcW', { 'w:w': twips(widths[index] ?? 20), 'w:type': 'dxa' })) +
          para(text, head ? 'Tabelkop' : 'Tabeltekst'),
      ),
    );
    return element('w:tr', {}, setup + filled.join(''));
  };
  return element(
    'w:tbl',
    {},
    look + grid + row(heads, true) + rows.map((cells) => row(cells, false)).join(''),
  );
}
