import type { RowField } from '../../src/core/dossier/changes.ts';
import type { DocumentStatus } from '../../src/core/dossier/types.ts';
import type { Column } from './rows.ts';

/** Columns of the table with their width in CSS pixels. */
export const COLUMNS: readonly (readonly [column: Column, width: number])[] = [
  ['number', 60],
  ['title', 320],
  ['date', 100],
  ['type', 130],
  ['status', 150],
  ['judgement', 130],
  ['grounds', 130],
  ['file', 190],
  ['publicUrl', 180],
  ['citation', 180],
  ['sender', 130],
  ['recipient', 130],
  ['duplicateOf', 90],
  ['remark', 220],
];

export const STATUSES: readonly DocumentStatus[] = [
  'assessed',
  'already-public',
  'no-longer-valid',
  'duplicate',
  'out-of-scope',
];

/** Whether a person types this column; the others follow from the marks. */
export const editable = (column: Column): column is RowField =>
  column !== 'judgement' && column !== 'grounds';
