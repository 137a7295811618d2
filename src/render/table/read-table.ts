import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';

/** Larger files are no inventory. */
const MAX_BYTES = 20_000_000;

/** A spreadsheet that cannot be read; `code` says why, for a sentence at the edge. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly code: 'too-large' | 'unreadable';
  constructor(code: TableError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const pad = (n: number): string => String(n).padStart(2, '0');

function cellText(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  // Spreadsheets hold days without a zone; the reader gives them as UTC.
  if (cell instanceof Date) {
    return `${cell.getUTCFullYear()}-${pad(cell.getUTCMonth() + 1)}-${pad(cell.getUTCDate())}`;
  }
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

/**
 * Cells of a spreadsheet as text, row by row: the first sheet of an XLSX, or a CSV with any usual separator, in
 * UTF-8 or, where that fails, Windows-1252. Dates are ISO. Rejects with `TableError`.
 */
export async function readTable(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  if (bytes.length > MAX_BYTES) throw new TableError('too-large', `${bytes.length} bytes`);
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!zipped) return readCsv(bytes);
  try {
    const [sheet] = await readXlsxFile(Buffer.from(bytes));
    return (sheet?.data ?? []).map((row) => row.map(cellText));
  } catch (error) {
    throw new TableError('unreadable', error instanceof Error ? error.message : String(error));
  }
}

function readCsv(bytes: Uint8Array): readonly (readonly string[])[] {
  // A file of another kind (a PDF, an old XLS) has zero bytes or control characters near its start.
  if (bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32))) {
    throw new TableError('unreadable', 'not a text file');
  }
  const text = decode(bytes).replace(/^\uFEFF/, '');
  return Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: false }).data;
}

/** The separator that stands most often outside quotes in the first lines; a semicolon where there is none. */
function delimiterOf(text: string): string {
  const bare = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counts = [';', '\t', ',', '|'].map((sign) => ({ sign, count: bare.split(sign).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
