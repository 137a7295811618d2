import { formatJson, withUnknown } from '../model/json-writer.ts';
import { roundPoint, sortRedactions } from '../model/order.ts';
import type { Redaction, Sidecar } from '../model/redaction.ts';

/** The version that this Lakmoes writes; a later one is refused on reading. */
export const SIDECAR_VERSION = 1;

/**
 * Text of a `*.redactions.json`: marks in reading order, two-space indent, a quad on one line, numbers to
 * 0.01 point, known fields in the order of the contract and then unknown ones, line feed at the end.
 */
export function formatSidecar(sidecar: Sidecar): string {
  const { sha256, bytes, pages, unknown } = sidecar.source;
  return formatJson(
    withUnknown(
      {
        version: SIDECAR_VERSION,
        source: withUnknown({ sha256, bytes, pages }, unknown),
        redactions: sortRedactions(sidecar.redactions).map(formatRedaction),
        review: sidecar.review && withUnknown({ pages: sidecar.review.pages }, sidecar.review.unknown),
      },
      sidecar.unknown,
    ),
  );
}

function formatRedaction(mark: Redaction): Record<string, unknown> {
  return withUnknown(
    {
      id: mark.id,
      page: mark.page,
      kind: mark.kind,
      quads: mark.quads.map((quad) => quad.map(roundPoint)),
      quote: mark.quote,
      grounds: mark.grounds,
      reason: mark.reason,
      motivation: mark.motivation,
      status: mark.status,
      origin: mark.origin,
      author: mark.author,
      created: mark.created,
      modified: mark.modified,
      note: mark.note,
    },
    mark.unknown,
  );
}
