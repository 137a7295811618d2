import { defineTexts, type Language } from '../l10n/language.ts';
import type { RedactionEdit } from '../model/edit.ts';
import { editDelete, editUpdate } from '../model/edits.ts';
import { roundPoint } from '../model/order.ts';
import type { Quad, Redaction, Sidecar } from '../model/redaction.ts';
import type { PageGeometry, PageText } from '../text/characters.ts';
import { clipQuad, orderedBox } from '../text/geometry.ts';
import { charactersInQuads } from '../text/in-quads.ts';
import { withoutMailDomains } from '../text/mail.ts';
import { quadsForRange } from '../text/quads.ts';
import { coveringPicture } from './rules/picture-uncovered.ts';
import type { Finding, FindingFix } from './types.ts';

/** What a fix may need besides the sidecar. */
export interface FixContext {
  /** ISO 8601 with offset: becomes `modified`. */
  readonly now: string;
  readonly language?: Language;
  readonly pages?: readonly PageGeometry[];
  /** With it a mailbox is cut exactly at its `@`; without it in proportion to the quote. */
  readonly text?: readonly PageText[];
}

const texts = defineTexts({
  nl: {
    'set-ground': 'Grond wijzigen',
    accept: 'Voorstel accepteren',
    reject: 'Voorstel verwerpen',
    delete: 'Markering verwijderen',
    'clip-to-page': 'Bijsnijden tot de pagina',
    'cut-at-at-sign': 'Afsnijden bij het apenstaartje',
    'cover-picture': 'Hele woord bedekken',
  },
  en: {
    'set-ground': 'Change ground',
    accept: 'Accept suggestion',
    reject: 'Reject suggestion',
    delete: 'Delete mark',
    'clip-to-page': 'Clip to the page',
    'cut-at-at-sign': 'Cut at the at sign',
    'cover-picture': 'Cover the whole word',
  },
});

/**
 * The edit that a quick fix makes, with its inverse as any edit has. Undefined for fixes that need a person or the
 * host (`pick-ground`, `pick-reason`, `write-motivation`, `confirm-source`, `open-dossier`), and where the mark is
 * gone or the fix would change nothing.
 */
export function applyFix(
  fix: FindingFix,
  finding: Finding,
  sidecar: Sidecar,
  context: FixContext,
): RedactionEdit | undefined {
  const mark = sidecar.redactions.find(({ id }) => id === finding.redactionId);
  if (mark === undefined) return undefined;
  const labels = texts[context.language ?? 'nl'];
  const update = (changes: Partial<Redaction> | undefined): RedactionEdit | undefined =>
    changes &&
    editUpdate(
      labels[fix.kind as keyof typeof labels],
      [mark],
      [{ ...mark, ...changes, modified: context.now }],
    );
  switch (fix.kind) {
    case 'set-ground':
      return update({ grounds: fix.grounds });
    case 'accept':
      return update({ status: 'accepted' });
    case 'reject':
      return update({ status: 'rejected' });
    case 'delete':
      return editDelete(labels.delete, [mark]);
    case 'clip-to-page':
      return update(clipped(mark, context));
    case 'cut-at-at-sign':
      return update(cutMailbox(mark, context));
    case 'cover-picture':
      return update(covered(mark, context));
    default:
      return undefined;
  }
}

function clipped(mark: Redaction, { pages }: FixContext): Partial<Redaction> | undefined {
  const geometry = pages?.find(({ page }) => page === mark.page);
  if (geometry === undefined) return undefined;
  const quads = mark.quads.flatMap((quad) => clipQuad(quad, orderedBox(geometry.mediaBox)).map(rounded));
  return quads.length === 0 ? undefined : { quads };
}

function covered(mark: Redaction, context: FixContext): Partial<Redaction> | undefined {
  const page = context.text?.find(({ geometry }) => geometry.page === mark.page);
  return page && coveringPicture(mark, page);
}

function cutMailbox(mark: Redaction, context: FixContext): Partial<Redaction> | undefined {
  const page = context.text?.find(({ geometry }) => geometry.page === mark.page);
  const exact = page && cutByCharacters(mark, page);
  return exact ?? cutByQuote(mark);
}

/** Cuts each run of covered characters; quads and quote are made anew. */
function cutByCharacters(mark: Redaction, page: PageText): Partial<Redaction> | undefined {
  const covered = charactersInQuads(page, mark.quads);
  if (!covered.some((index) => page.characters[index]?.text === '@')) return undefined;
  const parts = runsOf(covered)
    .flatMap(({ start, end }) => withoutMailDomains(page, start, end))
    .map(({ start, end }) => quadsForRange(page, start, end));
  const quads = parts.flatMap((part) => part.quads);
  return quads.length === 0 ? undefined : { quads, quote: parts.map(({ quote }) => quote).join(' ') };
}

function runsOf(indexes: readonly number[]): readonly { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (const index of indexes) {
    const last = runs.at(-1);
    if (last?.end === index) last.end++;
    else runs.push({ start: index, end: index + 1 });
  }
  return runs;
}

/** Without characters: the share of the quote before the `@` of the mark's only quad, as if all were equally wide. */
function cutByQuote(mark: Redaction): Partial<Redaction> | undefined {
  const quote = mark.quote ?? '';
  const at = quote.indexOf('@');
  const [quad] = mark.quads;
  if (at <= 0 || quad === undefined || mark.quads.length !== 1) return undefined;
  return { quads: [rounded(shorten(quad, at / quote.length))], quote: quote.slice(0, at).trimEnd() };
}

function rounded(quad: Quad): Quad {
  return quad.map(roundPoint) as unknown as Quad;
}

/** The leading share of a quad, in its reading direction. */
function shorten(quad: Quad, share: number): Quad {
  const along = (from: number, to: number): number => from + share * (to - from);
  const [x1, y1, x2, y2, x3, y3, x4, y4] = quad;
  return [x1, y1, along(x1, x2), along(y1, y2), x3, y3, along(x3, x4), along(y3, y4)];
}
