import type { Dossier } from '../dossier/types.ts';
import type { AbortSignalLike, PdfPort, RedactionMark, RedactRequest } from '../ports/pdf.ts';
import { findInPage } from '../text/find.ts';
import { quadsForRange } from '../text/quads.ts';

/** Shorter texts stand in other words as well and tell nobody who is meant. */
const TELLING = 3;

/** The ground on which a published decision does not name people. */
const PRIVACY = { wob: '10.2.e', woo: '5.1.2.e' } as const;

/** Texts by which requester, handler and signatory are known. The authority and who it decides for stay. */
export function personalTexts({ request, decision }: Dossier): readonly string[] {
  const { name, organisation, address = [] } = request.requester;
  const { handler, signatory } = decision;
  const texts = [
    name,
    organisation,
    ...address,
    request.reference,
    handler?.name,
    handler?.phone,
    handler?.email,
    signatory?.name,
  ];
  const plain = texts.map((text) => text?.trim() ?? '').filter((text) => text.length >= TELLING);
  // The longest first: a part of another is then covered already and found again for nothing worse.
  return [...new Set(plain)].sort((a, b) => b.length - a.length);
}

/**
 * The letter as it is published: every place where one of {@link personalTexts} stands is removed, boxed and proven
 * like any mark. Rejects as `PdfPort.redact` does.
 */
export async function anonymisedLetter(
  letter: Uint8Array,
  dossier: Dossier,
  pdf: PdfPort,
  look: Pick<RedactRequest, 'box' | 'widthProtection' | 'title'>,
  signal?: AbortSignalLike,
): Promise<Uint8Array> {
  const call = signal === undefined ? {} : { signal };
  const pages = await pdf.text(letter, undefined, call);
  const marks: RedactionMark[] = [];
  for (const page of pages) {
    for (const text of personalTexts(dossier)) {
      for (const { start, end } of findInPage(page, text, { wholeWord: true })) {
        const { quads, quote } = quadsForRange(page, start, end);
        marks.push({
          id: `p${marks.length + 1}`,
          page: page.geometry.page,
          kind: 'text',
          quads,
          codes: [PRIVACY[dossier.law]],
          quote,
        });
      }
    }
  }
  const { bytes } = await pdf.redact({ ...look, bytes: letter, marks, language: 'nl', archive: true }, call);
  return bytes;
}
