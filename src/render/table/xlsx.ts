import writeXlsxFile from 'write-excel-file/universal';
import type { DecisionModel, InventoryRow } from '../../core/decision/types.ts';
import { firstDay } from '../../core/dossier/dates.ts';
import type { Judgement } from '../../core/dossier/types.ts';
import { withoutMoments } from '../office/archive.ts';
import { xmlText } from '../office/xml.ts';

/** From this day the platform wants the second column under another name. */
const RENAMED = '2027-01-01';

/** Columns of the production report that the government's publication platform imports, in its order. */
const COLUMNS = [
  ['ID', 10],
  ['Matter', 18],
  ['Family ID', 10],
  ['Email Thread ID', 16],
  ['Document', 60],
  ['File type', 10],
  ['Datum', 12],
  ['Beoordeling', 16],
  ['Opgeschort', 11],
  ['Beoordelingsgrond', 22],
  ['Toelichting', 50],
  ['Publieke link', 50],
  ['Gerelateerd ID', 16],
  ['Zaaknummer', 18],
] as const;

/** The platform knows four judgements; what was not decided on is not made public. */
const JUDGEMENTS: Readonly<Record<Judgement, string>> = {
  public: 'Openbaar',
  'partly-public': 'Deels openbaar',
  'not-public': 'Niet openbaar',
  'already-public': 'Reeds openbaar',
  'not-assessed': 'Niet openbaar',
  duplicate: 'Niet openbaar',
  'out-of-scope': 'Niet openbaar',
};

/** The platform's source types by the words that inventories use for kinds of documents. */
const FILE_TYPES: readonly (readonly [RegExp, string])[] = [
  [/e-?mail|bericht via/i, 'email'],
  [/presentatie/i, 'presentation'],
  [/spreadsheet|rekenblad/i, 'spreadsheet'],
  [/foto|afbeelding/i, 'image'],
  [/chat|whatsapp|sms/i, 'chat'],
  [/notitie/i, 'note'],
];

/** A cell holds at most this many characters. */
const LONGEST_CELL = 32_767;

/**
 * Annex 2 as a production report. Every cell is a text cell, so a formula in a title stays a title. Same model, same
 * bytes.
 */
export async function inventoryXlsx(model: DecisionModel): Promise<Uint8Array> {
  const reference = model.letterhead.references.find(({ label }) => label === 'Ons kenmerk')?.lines[0] ?? '';
  const renamed = (model.isoDate ?? '') >= RENAMED;
  const head = COLUMNS.map(([name]) => ({
    value: renamed && name === 'Matter' ? 'Publicatiecontext' : name,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const rows = model.inventory.map((row) =>
    cells(row, reference).map((value) => (value === '' ? null : { value: clean(value), type: String })),
  );
  const blob = await writeXlsxFile([head, ...rows], {
    sheet: 'Inventarislijst',
    columns: COLUMNS.map(([, width]) => ({ width })),
    stickyRowsCount: 1,
  }).toBlob();
  return withoutMoments(new Uint8Array(await blob.arrayBuffer()));
}

function cells({ document, judgement, grounds, remark }: InventoryRow, reference: string): readonly string[] {
  return [
    document.number,
    matter(reference),
    '',
    '',
    document.title,
    FILE_TYPES.find(([word]) => word.test(document.type ?? ''))?.[1] ?? 'pdf',
    firstDay(document.date) ?? '',
    JUDGEMENTS[judgement],
    '',
    judgement === 'duplicate' ? 'dubbel' : grounds.map(platformCode).join('; '),
    judgement === 'already-public' ? (document.remark ?? '') : explanation(judgement, remark),
    judgement === 'already-public' ? (document.publicUrl ?? '') : '',
    document.duplicateOf === undefined
      ? ''
      : [matter(reference), document.duplicateOf].filter(Boolean).join('-'),
    reference,
  ];
}

/** The platform puts this in front of the ID; it takes letters, digits and `-._~`. */
function matter(reference: string): string {
  return reference.replace(/[^A-Za-z0-9\-._~]+/g, '-').replace(/^-+|-+$/g, '');
}

/** "5.1.2e", as the platform writes "5.1.2.e". */
function platformCode(code: string): string {
  return code.replace(/\.([a-z])$/, '$1');
}

function explanation(judgement: Judgement, remark: string): string {
  const words =
    judgement === 'out-of-scope'
      ? 'Buiten de reikwijdte van het verzoek'
      : judgement === 'not-assessed'
        ? 'Niet beoordeeld'
        : '';
  return [words, remark].filter((part) => part !== '').join('; ');
}

/** Without what XML cannot hold, cut to what a cell can hold; escaping itself is the library's. */
function clean(text: string): string {
  return xmlText(xmlText(text).slice(0, LONGEST_CELL));
}
