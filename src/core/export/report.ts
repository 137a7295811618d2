import type { Reason } from '../grounds/types.ts';
import type { Redaction } from '../model/redaction.ts';
import type { VerificationReport } from '../ports/pdf.ts';

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
  /** Pages on which width protection could not hide how long the text was. */
  readonly cramped: readonly number[];
  readonly proven: boolean;
  /** Fonts that may tell that some letter stood in a marked passage only. */
  readonly tellingFonts: number;
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
  { sha256, pages, marks: proofs, ok, tellingFonts }: VerificationReport,
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
    cramped: pages.filter(({ cramped }) => cramped).map(({ page }) => page),
    proven: ok,
    tellingFonts,
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
