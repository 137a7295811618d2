import type { Finding } from '../../core/diagnostics/types.ts';
import type { GroundSet } from '../../core/grounds/types.ts';
import type { ShortcutSummary, Snapshot } from '../../core/protocol.ts';
import type { PdfDocument } from './document.ts';
import { readOnlyMessage } from './messages.ts';

/** Makes what the panels of a document show. */
export type SnapshotMaker = (document: PdfDocument) => Snapshot;

const keys = ['e', 'd', 'g'] as const;

/** `grounds`: the law of the document; `judge`: its findings. */
export function createSnapshotMaker(
  grounds: (document: PdfDocument) => GroundSet,
  judge: (document: PdfDocument) => readonly Finding[],
): SnapshotMaker {
  return (document) => {
    const set = grounds(document);
    const { sidecar } = document;
    const readOnly = readOnlyMessage(document);
    return {
      version: document.version,
      redactions: sidecar.redactions,
      findings: judge(document),
      reviewedPages: sidecar.review?.pages ?? [],
      ...(readOnly === undefined ? {} : { readOnly }),
      grounds: set.grounds.map(({ code, title }) => ({ code, title })),
      reasons: set.reasons.map(({ id, title, grounds: codes }) => ({ id, title, grounds: codes })),
      shortcuts: keys.flatMap((key) => shortcut(set, key)),
      law: set.shortName,
    };
  };
}

function shortcut(set: GroundSet, key: ShortcutSummary['key']): ShortcutSummary[] {
  const reason = set.reasons.find(({ id }) => id === set.shortcuts[key].reason);
  return reason ? [{ key, label: `${reason.grounds.join(' + ')} ${reason.title}` }] : [];
}
