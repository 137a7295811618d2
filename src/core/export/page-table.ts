/**
 * Which document stands on which pages of the combined annex, as CSV (UTF-8 with byte order mark, semicolons). A
 * number is all that a document is called here.
 */
export function pageTable(documents: readonly { readonly number: string; readonly pages: number }[]): string {
  let last = 0;
  const rows = documents.map(({ number, pages }) => {
    const first = last + 1;
    last += pages;
    return `"${guarded(number)}";${first};${last}`;
  });
  return `\uFEFF${['"Document";"Van pagina";"Tot en met pagina"', ...rows].join('\r\n')}\r\n`;
}

/** Spreadsheets take a cell that starts so for a formula, quotes or not. */
function guarded(text: string): string {
  return (/^\s*[=+\-@]/.test(text) ? `'${text}` : text).replace(/"/g, '""').replace(/[\r\n]+/g, ' ');
}
