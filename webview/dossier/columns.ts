import type { RowField } from '../../src/core/dossier/changes.ts';
import type { DocumentStatus } from '../../src/core/dossier/types.ts';
import type { Column } from './rows.ts';

/** Columns of the table with their width in CSS pixels; the title takes what is left of a wide window. */
export const COLUMNS: readonly (readonly [column: Column, width: number])[] = [
  ['number', 56],
  ['title', 290],
  ['date', 96],
  ['type', 130],
  ['status', 128],
  ['judgement', 190],
  ['grounds', 176],
  ['file', 210],
  ['publicUrl', 180],
  ['citation', 190],
  ['sender', 140],
  ['recipient', 140],
  ['duplicateOf', 92],
  ['environmental', 84],
  ['remark', 240],
];

/** Width of the column with the boxes to select rows by, in CSS pixels. */
export const CHECK_WIDTH = 34;

/** Least width of a row, in CSS pixels. */
export const ROW_WIDTH = COLUMNS.reduce((sum, [, width]) => sum + width, CHECK_WIDTH);

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
