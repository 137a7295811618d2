import type { Reason } from '../grounds/types.ts';
import type { Redaction } from '../model/redaction.ts';
import type { VerificationReport } from '../ports/pdf.ts';
import { escapeMarkup } from './xml.ts';

/** How one document was treated, with the proof. Holds no quote, no title and no motivation: nothing that was marked. */
export interface DocumentReport {
  readonly number: string;
  /** Path in the export. */
  readonly file: string;
  readonly sha256: string;
  readonly pages: number;
  readonly marks: readonly MarkReport[];
  /** Pages on which an image took the place of the text. */
  readonly rasterised: readonly number[];
  readonly proven: boolean;
}

/** One mark: where, on what ground, how it was removed and what the proof found. */
export interface MarkReport {
  /** From 1, in the order of the pages. */
  readonly mark: number;
  readonly page: number;
  readonly kind: Redaction['kind'];
  readonly grounds: readonly string[];
  readonly reason?: string;
  readonly method: 'unchanged' | 'removed' | 'rasterised';
  readonly charactersLeft: number;
  readonly uniform: boolean;
  readonly quoteFound: boolean;
}

/** The report of a document from what the PDF port proved. */
export function documentReport(
  document: { readonly number: string; readonly file: string },
  marks: readonly Redaction[],
  reasons: readonly Reason[],
  { sha256, pages, marks: proofs, ok }: VerificationReport,
): DocumentReport {
  const titles = new Map(reasons.map(({ id, title }) => [id, title]));
  const methods = new Map(pages.map(({ page, method }) => [page, method]));
  const proven = new Map(proofs.map((proof) => [proof.id, proof]));
  const ordered = [...marks].sort((a, b) => a.page - b.page);
  return {
    number: document.number,
    file: document.file,
    sha256,
    pages: pages.length,
    rasterised: pages.filter(({ method }) => method === 'rasterised').map(({ page }) => page),
    proven: ok,
    marks: ordered.map((mark, index) => {
      const proof = proven.get(mark.id);
      const reason = mark.reason === undefined ? undefined : titles.get(mark.reason);
      return {
        mark: index + 1,
        page: mark.page,
        kind: mark.kind,
        grounds: mark.grounds,
        ...(reason === undefined ? {} : { reason }),
        method: methods.get(mark.page) ?? 'removed',
        charactersLeft: proof?.charactersLeft ?? 0,
        uniform: proof?.uniform ?? false,
        quoteFound: proof?.quoteFound ?? false,
      };
    }),
  };
}

/** `verantwoording.json`. */
export function reportJson(documents: readonly DocumentReport[]): string {
  return `${JSON.stringify({ version: 1, documents }, undefined, 2)}\n`;
}

const KINDS = { text: 'tekst', area: 'vlak', page: 'hele pagina' } as const;
const METHODS = {
  unchanged: 'ongewijzigd',
  removed: 'verwijderd',
  rasterised: 'vervangen door afbeelding',
} as const;

/** `Verantwoording.html`: the same for people. No script, no style from elsewhere; all data escaped. */
export function reportHtml(subject: string, date: string, documents: readonly DocumentReport[]): string {
  const marks = documents.reduce((sum, each) => sum + each.marks.length, 0);
  const body = documents.filter((each) => each.marks.length > 0).map(documentSection);
  return `<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>Verantwoording ${escapeMarkup(subject)}</title>
<style>body{font:14px/1.5 sans-serif;margin:2rem auto;max-width:60rem}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #999;padding:.25rem .5rem;text-align:left}code{word-break:break-all}</style>
</head>
<body>
<h1>Verantwoording</h1>
<p>${escapeMarkup(subject)}, ${escapeMarkup(date)}. Documenten: ${documents.length}. Weggelakte passages: ${marks}.</p>
<p>Elk document is na het lakken gecontroleerd op het bestand zoals het in deze map staat: in geen enkele weggelakte passage is nog tekst te vinden, elk vlak is dekkend en buiten de vlakken is niets veranderd.</p>
${body.join('\n')}
</body>
</html>
`;
}

function documentSection({ number, file, sha256, marks, rasterised }: DocumentReport): string {
  const rows = marks.map(
    ({ mark, page, kind, grounds, reason, method }) =>
      `<tr><td>${mark}</td><td>${page}</td><td>${KINDS[kind]}</td><td>${escapeMarkup(grounds.join(', '))}</td><td>${escapeMarkup(reason ?? 'eigen motivering')}</td><td>${METHODS[method]}</td><td>geslaagd</td></tr>`,
  );
  const images =
    rasterised.length === 0 ? '' : `<p>Vervangen door een afbeelding: pagina ${rasterised.join(', ')}.</p>`;
  return `<section>
<h2>Document ${escapeMarkup(number)}</h2>
<p>${escapeMarkup(file)}<br>SHA-256 <code>${escapeMarkup(sha256)}</code></p>${images}
<table><thead><tr><th>Nr.</th><th>Pagina</th><th>Soort</th><th>Grond</th><th>Reden</th><th>Wijze</th><th>Controle</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
</section>`;
}
