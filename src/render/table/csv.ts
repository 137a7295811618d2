import type { DecisionModel } from '../../core/decision/types.ts';

/** Spreadsheets take a cell that starts so for a formula (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Annex 2 as CSV: UTF-8 with byte order mark, semicolons, CRLF, every cell in quotes (RFC 4180), as Dutch
 * spreadsheets expect. What could be taken for a formula gets an apostrophe in front.
 */
export function inventoryCsv(model: DecisionModel): Uint8Array {
  const heads = Object.values(model.annexes.inventory?.columns ?? {});
  const rows = model.inventory.map(({ document, dateText, judgementText, grounds, remark }) => [
    document.number,
    document.title,
    document.type ?? '',
    dateText,
    judgementText,
    grounds.join(', '),
    remark,
  ]);
  const lines = [heads, ...rows].map((cells) => cells.map(cell).join(';'));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function cell(text: string): string {
  const line = text.replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, ' ');
  const guarded = FORMULA.test(line.trimStart()) ? `'${line}` : line;
  return `"${guarded.replace(/"/g, '""')}"`;
}
