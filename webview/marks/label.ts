import type { Redaction } from '../../src/core/model/redaction.ts';
import type { ShortcutSummary, Snapshot } from '../../src/core/protocol.ts';
import type { Texts } from '../texts.ts';

/** The codes of a mark as one label. */
export function codesOf(redaction: Pick<Redaction, 'grounds'>, texts: Texts): string {
  return redaction.grounds.length === 0 ? texts.noGround : redaction.grounds.join(', ');
}

/** What a mark covers, in words: its quote, or its kind. */
export function quoteOf(redaction: Redaction, texts: Texts): string {
  if (redaction.kind === 'page') {
    return texts.kindPage;
  }
  return redaction.quote === undefined || redaction.quote.trim() === ''
    ? texts.kindArea
    : redaction.quote.replace(/\s+/gu, ' ').trim();
}

/** Name of a mark for screen readers. */
export function markName(redaction: Redaction, texts: Texts): string {
  return texts.markName(
    codesOf(redaction, texts),
    redaction.page,
    quoteOf(redaction, texts),
    texts.status[redaction.status],
  );
}

/** The codes that a key gives, read from the start of its label: "10.2.e Namen van ambtenaren". */
export function codesOfShortcut(
  shortcut: ShortcutSummary | undefined,
  snapshot: Snapshot,
): readonly string[] {
  if (shortcut === undefined) {
    return [];
  }
  const known = new Set(snapshot.grounds.map((ground) => ground.code));
  return (shortcut.label.match(/[\w.]+/gu) ?? [])
    .map((word) => word.replace(/\.$/u, ''))
    .filter((word) => known.has(word));
}

/** How a mark looks. */
export type MarkLook = 'accepted' | 'suggested' | 'rejected' | 'groundless';

/** A mark without a ground stands out, unless it has been rejected. */
export function lookOf(redaction: Redaction): MarkLook {
  return redaction.grounds.length === 0 && redaction.status !== 'rejected' ? 'groundless' : redaction.status;
}
