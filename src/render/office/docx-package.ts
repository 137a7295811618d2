import type { DecisionModel } from '../../core/decision/types.ts';
import { element, escapeXml, XML_DECLARATION } from './xml.ts';

const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** All parts of the package but the document itself. */
export function packageParts(model: DecisionModel): Readonly<Record<string, string>> {
  return {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationships([
      ['rId1', `${OFFICE}/officeDocument`, 'word/document.xml'],
      ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': coreProperties(model),
    'word/_rels/document.xml.rels': relationships([
      ['rIdStyles', `${OFFICE}/styles`, 'styles.xml'],
      ['rIdNumbering', `${OFFICE}/numbering`, 'numbering.xml'],
      ['rIdSettings', `${OFFICE}/settings`, 'settings.xml'],
      ['rIdFooter', `${OFFICE}/footer`, 'footer1.xml'],
    ]),
    'word/styles.xml': styles(),
    'word/numbering.xml': numbering(),
    'word/settings.xml': XML_DECLARATION + element('w:settings', { 'xmlns:w': MAIN }, compatibility()),
    'word/footer1.xml': footer(model),
  };
}

function contentTypes(): string {
  const override = (part: string, type: string): string =>
    element('Override', { PartName: part, ContentType: type });
  return (
    XML_DECLARATION +
    element(
      'Types',
      { xmlns: `${PACKAGE}/content-types` },
      element('Default', {
        Extension: 'rels',
        ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
      }) +
        element('Default', { Extension: 'xml', ContentType: 'application/xml' }) +
        override('/word/document.xml', `${WORD_TYPE}.document.main+xml`) +
        override('/word/styles.xml', `${WORD_TYPE}.styles+xml`) +
        override('/word/numbering.xml', `${WORD_TYPE}.numbering+xml`) +
        override('/word/settings.xml', `${WORD_TYPE}.settings+xml`) +
        override('/word/footer1.xml', `${WORD_TYPE}.footer+xml`) +
        override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    )
  );
}

function relationships(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const entries = list.map(([Id, Type, Target]) => element('Relationship', { Id, Type, Target }));
  return XML_DECLARATION + element('Relationships', { xmlns: `${PACKAGE}/relationships` }, entries.join(''));
}

/** Dates come from the decision; without one there are none. */
function coreProperties({ title, letterhead, isoDate }: DecisionModel): string {
  const moment = (name: string): string =>
    isoDate === undefined ? '' : element(name, { 'xsi:type': 'dcterms:W3CDTF' }, `${isoDate}T00:00:00Z`);
  return (
    XML_DECLARATION +
    element(
      'cp:coreProperties',
      {
        'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      },
      element('dc:title', {}, escapeXml(title)) +
        element('dc:creator', {}, escapeXml(letterhead.organisation ?? letterhead.authority)) +
        element('dc:language', {}, 'nl-NL') +
        moment('dcterms:created') +
        moment('dcterms:modified'),
    )
  );
}

/** Mode 15: laid out as Word 2013 and later do, not as an older version would. */
function compatibility(): string {
  const mode = element('w:compatSetting', {
    'w:name': 'compatibilityMode',
    'w:uri': 'http://schemas.microsoft.com/office/word',
    'w:val': 15,
  });
  return element('w:compat', {}, mode);
}

function footer({ letterhead: { words } }: DecisionModel): string {
  const text = (content: string): string =>
    element('w:r', {}, element('w:t', { 'xml:space': 'preserve' }, escapeXml(content)));
  const field = (code: string): string => element('w:fldSimple', { 'w:instr': ` ${code} ` }, text('1'));
  return (
    XML_DECLARATION +
    element(
      'w:ftr',
      { 'xmlns:w': MAIN },
      element(
        'w:p',
        {},
        element('w:pPr', {}, element('w:pStyle', { 'w:val': 'Footer' })) +
          text(`${words.page} `) +
          field('PAGE') +
          text(` ${words.of} `) +
          field('NUMPAGES'),
      ),
    )
  );
}

function numbering(): string {
  const level = element(
    'w:lvl',
    { 'w:ilvl': 0 },
    element('w:start', { 'w:val': 1 }) +
      element('w:numFmt', { 'w:val': 'bullet' }) +
      element('w:lvlText', { 'w:val': '–' }) +
      element('w:lvlJc', { 'w:val': 'left' }) +
      element('w:pPr', {}, element('w:ind', { 'w:left': 284, 'w:hanging': 284 })),
  );
  return (
    XML_DECLARATION +
    element(
      'w:numbering',
      { 'xmlns:w': MAIN },
      element(
        'w:abstractNum',
        { 'w:abstractNumId': 0 },
        element('w:multiLevelType', { 'w:val': 'singleLevel' }) + level,
      ) + element('w:num', { 'w:numId': 1 }, element('w:abstractNumId', { 'w:val': 0 })),
    )
  );
}

/** How a paragraph style looks; sizes in points, room in twentieths of a point. */
interface Look {
  readonly name: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly before?: number;
  readonly after?: number;
  readonly left?: number;
  readonly colour?: string;
  /** 0 for a heading of the first level. */
  readonly outline?: number;
  readonly list?: boolean;
}

const LOOKS: Readonly<Record<string, Look>> = {
  Heading1: { name: 'heading 1', bold: true, before: 320, after: 100, outline: 0 },
  Heading2: { name: 'heading 2', italic: true, before: 240, after: 80, outline: 1 },
  Heading3: { name: 'heading 3', underline: true, before: 200, after: 60, outline: 2 },
  ListBullet: { name: 'List Bullet', after: 140, list: true },
  Organisatie: { name: 'Organisatie', size: 12, bold: true, colour: '154273', after: 20 },
  Bestuursorgaan: { name: 'Bestuursorgaan', size: 7, after: 560 },
  Klein: { name: 'Klein', size: 7, after: 0 },
  KopKlein: { name: 'Kop klein', size: 7, bold: true, before: 80, after: 0 },
  Adres: { name: 'Adres', after: 0 },
  Datum: { name: 'Datum', before: 480, after: 0 },
  Betreft: { name: 'Betreft', after: 0 },
  Aanhef: { name: 'Aanhef', before: 400, after: 200 },
  Slot: { name: 'Slot', before: 240, after: 0 },
  Ondertekening: { name: 'Ondertekening', after: 0 },
  Onderdeel: { name: 'Onderdeel', left: 284, after: 60 },
  Tabelkop: { name: 'Tabelkop', size: 7.5, bold: true, before: 40, after: 40 },
  Tabeltekst: { name: 'Tabeltekst', size: 7.5, before: 40, after: 40 },
  Footer: { name: 'footer', size: 7, after: 0 },
};

function styles(): string {
  const fonts = element('w:rFonts', { 'w:ascii': 'Verdana', 'w:hAnsi': 'Verdana', 'w:cs': 'Verdana' });
  const defaults = element(
    'w:docDefaults',
    {},
    element(
      'w:rPrDefault',
      {},
      element(
        'w:rPr',
        {},
        fonts +
          element('w:sz', { 'w:val': 18 }) +
          element('w:szCs', { 'w:val': 18 }) +
          element('w:lang', { 'w:val': 'nl-NL' }),
      ),
    ) +
      element(
        'w:pPrDefault',
        {},
        element(
          'w:pPr',
          {},
          element('w:spacing', { 'w:after': 140, 'w:line': 260, 'w:lineRule': 'atLeast' }),
        ),
      ),
  );
  const normal = element(
    'w:style',
    { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': 'Normal' },
    element('w:name', { 'w:val': 'Normal' }) + '<w:qFormat/>',
  );
  const own = Object.entries(LOOKS).map(([id, look]) => paragraphStyle(id, look));
  return (
    XML_DECLARATION +
    element('w:styles', { 'xmlns:w': MAIN }, defaults + normal + own.join('') + tableStyle())
  );
}

/** The order of elements is that of the schema (ISO/IEC 29500-1, 17.3.1.26 and 17.3.2.28). */
function paragraphStyle(id: string, look: Look): string {
  const spacing =
    look.before === undefined && look.after === undefined
      ? ''
      : element('w:spacing', {
          ...(look.before === undefined ? {} : { 'w:before': look.before }),
          ...(look.after === undefined ? {} : { 'w:after': look.after }),
        });
  const paragraph =
    (look.outline === undefined ? '' : '<w:keepNext/><w:keepLines/>') +
    (look.list ? element('w:numPr', {}, element('w:numId', { 'w:val': 1 })) : '') +
    spacing +
    (look.left === undefined ? '' : element('w:ind', { 'w:left': look.left })) +
    (look.list ? '<w:contextualSpacing/>' : '') +
    (look.outline === undefined ? '' : element('w:outlineLvl', { 'w:val': look.outline }));
  const letters =
    (look.bold ? '<w:b/>' : '') +
    (look.italic ? '<w:i/>' : '') +
    (look.colour === undefined ? '' : element('w:color', { 'w:val': look.colour })) +
    (look.size === undefined ? '' : element('w:sz', { 'w:val': look.size * 2 })) +
    (look.underline ? element('w:u', { 'w:val': 'single' }) : '');
  return element(
    'w:style',
    { 'w:type': 'paragraph', 'w:styleId': id },
    element('w:name', { 'w:val': look.name }) +
      element('w:basedOn', { 'w:val': 'Normal' }) +
      (look.outline === undefined ? '' : element('w:next', { 'w:val': 'Normal' })) +
      '<w:qFormat/>' +
      (paragraph === '' ? '' : element('w:pPr', {}, paragraph)) +
      (letters === '' ? '' : element('w:rPr', {}, letters)),
  );
}

function tableStyle(): string {
  const line = (side: string, size: number, colour: string): string =>
    element(`w:${side}`, { 'w:val': 'single', 'w:sz': size, 'w:space': 0, 'w:color': colour });
  const look = element(
    'w:tblPr',
    {},
    element('w:tblBorders', {}, line('bottom', 4, '999999') + line('insideH', 4, '999999')) +
      element(
        'w:tblCellMar',
        {},
        element('w:left', { 'w:w': 60, 'w:type': 'dxa' }) +
          element('w:right', { 'w:w': 60, 'w:type': 'dxa' }),
      ),
  );
  return element(
    'w:style',
    { 'w:type': 'table', 'w:styleId': 'Lijst' },
    element('w:name', { 'w:val': 'Lijst' }) +
      look +
      element(
        'w:tblStylePr',
        { 'w:type': 'firstRow' },
        element('w:tcPr', {}, element('w:tcBorders', {}, line('bottom', 8, '154273'))),
      ),
  );
}
