import { parseDutchDate } from './dates.ts';
import type { Dossier, DossierDocument, DocumentStatus } from './types.ts';

/** Text fields of a row that a person can type in the table. */
export type RowField =
  | 'number'
  | 'title'
  | 'date'
  | 'type'
  | 'citation'
  | 'sender'
  | 'recipient'
  | 'status'
  | 'file'
  | 'publicUrl'
  | 'duplicateOf'
  | 'environmental'
  | 'remark';

/** How documents are refused as a whole. */
export type Withheld = NonNullable<DossierDocument['withheld']>;

/** A path into request, authority or decision, e.g. `['request', 'requester', 'name']`, or a list of the dossier itself. */
export type FieldPath =
  | readonly [section: 'request' | 'authority' | 'decision', ...rest: string[]]
  | readonly [list: 'keepReadable'];

/** A change to a dossier that a person makes in its editor. Rows are told by their index in `documents`. */
export type DossierChange =
  | { readonly kind: 'set-law'; readonly law: Dossier['law'] }
  /** An empty text takes the field out; a list is given line by line. */
  | { readonly kind: 'set-field'; readonly path: FieldPath; readonly value: string | readonly string[] }
  | {
      readonly kind: 'set-cells';
      readonly cells: readonly { readonly row: number; readonly field: RowField; readonly value: string }[];
    }
  | {
      readonly kind: 'add-rows';
      readonly at: number;
      readonly rows: readonly Partial<Record<RowField, string>>[];
    }
  | { readonly kind: 'delete-rows'; readonly rows: readonly number[] }
  /** Own words in place of a generated section; without paragraphs the generated text comes back. */
  | {
      readonly kind: 'set-override';
      readonly section: string;
      readonly paragraphs: readonly string[];
      /** Hash of the generated text that is replaced. */
      readonly basedOn: string;
    }
  /** Own paragraphs behind a section; none takes them out. */
  | { readonly kind: 'set-addition'; readonly section: string; readonly paragraphs: readonly string[] }
  /** Refuses documents as a whole; without `withheld` their marks decide again. */
  | { readonly kind: 'set-withheld'; readonly rows: readonly number[]; readonly withheld?: Withheld }
  /** Own boilerplate for a reason; without paragraphs that of the product comes back. */
  | { readonly kind: 'set-reason'; readonly reason: string; readonly boilerplate: readonly string[] }
  /** Moves a row before another (`to` counts in the list without the moved row). */
  | { readonly kind: 'move-row'; readonly from: number; readonly to: number }
  /** Several changes as one step of undo, made in this order. */
  | { readonly kind: 'all'; readonly changes: readonly DossierChange[] };

const STATUSES: readonly DocumentStatus[] = [
  'assessed',
  'already-public',
  'no-longer-valid',
  'duplicate',
  'out-of-scope',
];

/** What stands for yes in a cell; anything else is no. */
const YES = new Set(['ja', 'yes', 'j', 'y', 'x', 'waar', 'true', '1']);

/** Fields that a row always has; the others go when they are emptied. */
const REQUIRED: readonly RowField[] = ['number', 'title', 'status'];

function withCell(row: DossierDocument, field: RowField, value: string): DossierDocument {
  const text = value.replace(/\s+/g, ' ').trim();
  if (field === 'status') {
    const status = STATUSES.find((s) => s === text);
    return status === undefined ? row : { ...row, status };
  }
  if (field === 'environmental') {
    const { environmental: _old, ...rest } = row;
    return YES.has(text.toLowerCase()) ? { ...rest, environmental: true } : rest;
  }
  if (field === 'date' && text !== '') return { ...row, date: parseDutchDate(text) ?? text };
  if (text === '' && !REQUIRED.includes(field)) {
    const { [field]: _gone, ...rest } = row as DossierDocument & Record<string, unknown>;
    return rest as unknown as DossierDocument;
  }
  return { ...row, [field]: text };
}

function withWithheld(row: DossierDocument, withheld: Withheld | undefined): DossierDocument {
  const { withheld: old, ...rest } = row;
  if (withheld === undefined) return rest;
  const { reason, motivation = '' } = withheld;
  return {
    ...rest,
    withheld: {
      grounds: [...new Set(withheld.grounds)],
      ...(reason === undefined ? {} : { reason }),
      ...(motivation.trim() === '' ? {} : { motivation: motivation.trim() }),
      ...(old?.unknown === undefined ? {} : { unknown: old.unknown }),
    },
  };
}

/** The highest whole number that a row has, 0 where none has one. */
function highestNumber(documents: readonly { readonly number: string }[]): number {
  const numbers = documents.map((d) => Number.parseInt(d.number, 10)).filter((n) => Number.isFinite(n));
  return numbers.reduce((highest, n) => Math.max(highest, n), 0);
}

/** The whole number after the highest that a row has. */
export function nextNumber(documents: readonly { readonly number: string }[]): string {
  return String(highestNumber(documents) + 1);
}

function newRow(next: number, fields: Partial<Record<RowField, string>>): DossierDocument {
  const number = fields.number?.trim() || String(next);
  const start: DossierDocument = { number, title: '', status: 'assessed' };
  return (Object.entries(fields) as [RowField, string][])
    .filter(([field]) => field !== 'number')
    .reduce((row, [field, value]) => withCell(row, field, value), start);
}

function setIn(
  target: unknown,
  path: readonly string[],
  value: string | readonly string[] | undefined,
): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const object = (typeof target === 'object' && target !== null ? target : {}) as Record<string, unknown>;
  const next = setIn(object[key], rest, value);
  if (next === undefined) {
    const { [key]: _gone, ...others } = object;
    return others;
  }
  return { ...object, [key]: next };
}

const lines = (value: readonly string[]): readonly string[] =>
  value.map((line) => line.trim()).filter((line, i, all) => line !== '' || (i > 0 && i < all.length - 1));

const ownParagraphs = (paragraphs: readonly string[]): readonly string[] =>
  paragraphs.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');

function withOwnWords(dossier: Dossier, key: 'overrides' | 'additions', words: object): Dossier {
  const { [key]: _old, ...rest } = dossier.decision;
  return { ...dossier, decision: Object.keys(words).length === 0 ? rest : { ...rest, [key]: words } };
}

/** Fields that must stay a text, even an empty one. */
const REQUIRED_FIELDS = new Set(['request.subject', 'authority.name', 'authority.shortName']);

/** The dossier after a change; the same object when nothing changed. Never throws on indexes that are gone. */
export function applyDossierChange(dossier: Dossier, change: DossierChange): Dossier {
  const { documents } = dossier;
  switch (change.kind) {
    case 'set-law':
      return change.law === dossier.law ? dossier : { ...dossier, law: change.law };
    case 'set-field': {
      const text = typeof change.value === 'string' ? change.value.trim() : lines(change.value);
      const isList = change.path[0] === 'keepReadable' && typeof text !== 'string';
      const value = isList ? [...new Set(text.filter((line) => line !== ''))] : text;
      const empty = value.length === 0 && !REQUIRED_FIELDS.has(change.path.join('.'));
      return setIn(dossier, change.path, empty ? undefined : value) as Dossier;
    }
    case 'set-cells': {
      const rows = [...documents];
      for (const { row, field, value } of change.cells) {
        const old = rows[row];
        if (old !== undefined) rows[row] = withCell(old, field, value);
      }
      return { ...dossier, documents: rows };
    }
    case 'add-rows': {
      const added: DossierDocument[] = [];
      let highest = highestNumber(documents);
      for (const fields of change.rows) {
        const row = newRow(highest + 1, fields);
        highest = Math.max(highest, highestNumber([row]));
        added.push(row);
      }
      const at = Math.max(0, Math.min(change.at, documents.length));
      return { ...dossier, documents: [...documents.slice(0, at), ...added, ...documents.slice(at)] };
    }
    case 'delete-rows': {
      const gone = new Set(change.rows);
      return { ...dossier, documents: documents.filter((_, index) => !gone.has(index)) };
    }
    case 'set-override': {
      const { [change.section]: _old, ...others } = dossier.decision.overrides ?? {};
      const paragraphs = ownParagraphs(change.paragraphs);
      const overrides =
        paragraphs.length === 0
          ? others
          : { ...others, [change.section]: { paragraphs, basedOn: change.basedOn } };
      return withOwnWords(dossier, 'overrides', overrides);
    }
    case 'set-addition': {
      const { [change.section]: _old, ...others } = dossier.decision.additions ?? {};
      const paragraphs = ownParagraphs(change.paragraphs);
      return withOwnWords(
        dossier,
        'additions',
        paragraphs.length === 0 ? others : { ...others, [change.section]: paragraphs },
      );
    }
    case 'set-withheld': {
      const { withheld } = change;
      const rows = new Set(change.rows);
      return {
        ...dossier,
        documents: documents.map((document, index) =>
          rows.has(index) ? withWithheld(document, withheld) : document,
        ),
      };
    }
    case 'set-reason': {
      const { [change.reason]: old, ...others } = dossier.reasons ?? {};
      const { boilerplate: _gone, ...kept } = old ?? {};
      const boilerplate = ownParagraphs(change.boilerplate);
      const mine = boilerplate.length === 0 ? kept : { ...kept, boilerplate };
      const reasons = Object.keys(mine).length === 0 ? others : { ...others, [change.reason]: mine };
      const { reasons: _reasons, ...rest } = dossier;
      return Object.keys(reasons).length === 0 ? rest : { ...rest, reasons };
    }
    case 'move-row': {
      const row = documents[change.from];
      if (row === undefined) return dossier;
      const rest = documents.filter((_, index) => index !== change.from);
      const to = Math.max(0, Math.min(change.to, rest.length));
      return { ...dossier, documents: [...rest.slice(0, to), row, ...rest.slice(to)] };
    }
    case 'all':
      return change.changes.reduce(applyDossierChange, dossier);
  }
}
