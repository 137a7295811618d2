import { parseDutchDate } from '../dossier/dates.ts';
import { safeRelativePath } from '../dossier/path.ts';
import type { DocumentStatus, DossierDocument } from '../dossier/types.ts';
import { groundCodesIn } from '../grounds/parse-code.ts';
import type { GroundSet } from '../grounds/types.ts';
import { findHeader, type ImportField } from './columns.ts';

/** Something in the table that a person should look at; `row` counts from 1 as a spreadsheet does. */
export interface ImportNote {
  readonly kind:
    | 'no-header'
    | 'unknown-ground'
    | 'unknown-judgement'
    | 'no-date'
    | 'unsafe-file'
    | 'double-number';
  readonly row: number;
  /** The cell's text. */
  readonly text: string;
}

/** An inventory as rows of a dossier. */
export interface ImportedInventory {
  readonly documents: readonly DossierDocument[];
  readonly notes: readonly ImportNote[];
  /** The columns that were understood, in their order. */
  readonly columns: readonly ImportField[];
}

/** What a judgement in somebody's list comes down to. `withheld`: nothing of it is made public. */
function readJudgement(
  text: string,
): { readonly status: DocumentStatus; readonly withheld: boolean } | undefined {
  const t = text.toLowerCase().replace(/\s+/g, ' ').trim();
  if (t === '') return { status: 'assessed', withheld: false };
  if (/reeds|al openbaar|already/.test(t)) return { status: 'already-public', withheld: false };
  if (/dubbel|duplica/.test(t)) return { status: 'duplicate', withheld: false };
  if (/vervallen|niet meer geldig|ingetrokken|niet beoordeeld|verouderd/.test(t)) {
    return { status: 'no-longer-valid', withheld: false };
  }
  if (/buiten|valt niet onder/.test(t)) return { status: 'out-of-scope', withheld: false };
  if (/niet openbaar|geweigerd|weigeren|^niet$|^nee$|geheim/.test(t))
    return { status: 'assessed', withheld: true };
  if (/deels|gedeeltelijk|openbaar|^ja$|gelakt/.test(t)) return { status: 'assessed', withheld: false };
  return undefined;
}

/** Reads an inventory out of a spreadsheet's cells. What a list says about partly public documents is not taken over: that follows from the marks. */
export function importInventory(
  rows: readonly (readonly string[])[],
  groundSet: GroundSet,
): ImportedInventory {
  const header = findHeader(rows);
  if (header === undefined) {
    return {
      documents: [],
      notes: [{ kind: 'no-header', row: 1, text: (rows[0] ?? []).join(' | ') }],
      columns: [],
    };
  }
  const notes: ImportNote[] = [];
  const documents: DossierDocument[] = [];
  const numbers = new Set<string>();
  for (const [offset, cells] of rows.slice(header.row + 1).entries()) {
    const row = header.row + offset + 2;
    const values = new Map<ImportField, string>();
    header.fields.forEach((field, column) => {
      const text = (cells[column] ?? '').replace(/\s+/g, ' ').trim();
      if (field !== undefined && text !== '') values.set(field, text);
    });
    if (values.size === 0) continue;
    const note = (kind: ImportNote['kind'], text: string): void => void notes.push({ kind, row, text });
    const document = readRow(values, groundSet, documents.length + 1, note);
    if (numbers.has(document.number)) note('double-number', document.number);
    numbers.add(document.number);
    documents.push(document);
  }
  return { documents, notes, columns: header.fields.filter((field) => field !== undefined) };
}

function readRow(
  values: ReadonlyMap<ImportField, string>,
  groundSet: GroundSet,
  place: number,
  note: (kind: ImportNote['kind'], text: string) => void,
): DossierDocument {
  const judgementText = values.get('judgement') ?? '';
  const judgement = readJudgement(judgementText);
  if (judgement === undefined) note('unknown-judgement', judgementText);
  const { status, withheld } = judgement ?? { status: 'assessed', withheld: false };
  const groundsText = values.get('grounds') ?? '';
  const grounds = groundCodesIn(groundSet, groundsText);
  if (grounds.unread.length > 0) note('unknown-ground', groundsText);
  const dateText = values.get('date');
  const date = dateText === undefined ? undefined : parseDutchDate(dateText);
  if (dateText !== undefined && date === undefined) note('no-date', dateText);
  const fileText = values.get('file');
  const file = fileText === undefined ? undefined : safeRelativePath(fileText);
  if (fileText !== undefined && file === undefined) note('unsafe-file', fileText);
  const text = (key: 'type' | 'sender' | 'recipient' | 'publicUrl' | 'remark'): Partial<DossierDocument> => {
    const value = values.get(key);
    return value === undefined ? {} : { [key]: value };
  };
  const related = values.get('related');
  return {
    number: values.get('number') ?? String(place),
    title: values.get('title') ?? values.get('file') ?? '',
    status,
    ...(date === undefined ? {} : { date }),
    ...text('type'),
    ...text('sender'),
    ...text('recipient'),
    ...text('publicUrl'),
    ...text('remark'),
    ...(file === undefined ? {} : { file }),
    ...(status === 'duplicate' && related !== undefined ? { duplicateOf: related } : {}),
    ...(withheld ? { withheld: { grounds: grounds.codes } } : {}),
  };
}
