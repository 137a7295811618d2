import type { Finding, FindingFix } from '../../core/diagnostics/types.ts';
import type { Quad } from '../../core/model/redaction.ts';
import { clipQuad } from '../../core/text/geometry.ts';
import type { DocumentEdit } from '../editor/document.ts';
import {
  type EditTools,
  type MarkedDocument,
  planChange,
  planEdit,
  planPick,
  type PlannedEdit,
} from '../editor/edits.ts';
import { texts as editorTexts } from '../editor/texts.ts';
import { cutMailDomains } from '../grounds/cut-mail.ts';
import { language } from '../platform/settings.ts';
import type { PdfFacts } from './pdf-facts.ts';
import { texts } from './texts.ts';

/** What a fix is called in menus. */
export function fixTitle(fix: FindingFix): string {
  const say = texts[language()];
  switch (fix.kind) {
    case 'pick-ground':
      return say.pickGround;
    case 'pick-reason':
      return say.pickReason;
    case 'write-motivation':
      return say.writeMotivation;
    case 'set-ground':
      return say.setGround(fix.grounds.join(' + '));
    case 'accept':
      return say.accept;
    case 'reject':
      return say.reject;
    case 'delete':
      return say.remove;
    case 'clip-to-page':
      return say.clip;
    case 'cut-at-at-sign':
      return say.cutAtSign;
    case 'confirm-source':
      return say.confirmSource;
    case 'open-dossier':
      return say.openDossier;
  }
}

/** A fix worked out as a change of the marks. */
export interface PlannedFix extends Omit<PlannedEdit, 'edit'> {
  readonly edit?: DocumentEdit;
}

/** Works a fix out; undefined where there is nothing to do or the person gives up. */
export async function planFix(
  document: MarkedDocument,
  finding: Finding,
  fix: FindingFix,
  tools: EditTools,
  facts: PdfFacts | undefined,
): Promise<PlannedFix | undefined> {
  const say = editorTexts[language()];
  const ids = finding.redactionId === undefined ? [] : [finding.redactionId];
  switch (fix.kind) {
    case 'pick-ground':
      return planPick(document, ids, tools);
    case 'pick-reason':
      return planPick(document, ids, tools, 'reason');
    case 'write-motivation':
      return planEdit(document, { kind: 'motivate', ids }, tools);
    case 'set-ground':
      return planChange(document, ids, say.changeGround, (mark) => ({ ...mark, grounds: fix.grounds }));
    case 'accept':
      return planEdit(document, { kind: 'set-status', ids, status: 'accepted' }, tools);
    case 'reject':
      return planEdit(document, { kind: 'set-status', ids, status: 'rejected' }, tools);
    case 'delete':
      return planEdit(document, { kind: 'delete', ids }, tools);
    case 'clip-to-page':
      return planClip(document, ids, facts);
    case 'cut-at-at-sign': {
      const mark = ids[0] === undefined ? undefined : document.mark(ids[0]);
      if (!mark) return undefined;
      const cut = cutMailDomains(mark, await document.pageText(mark.page));
      return planChange(document, ids, say.fix, () => cut);
    }
    case 'confirm-source': {
      const before = document.sidecar.source;
      if (facts?.kind !== 'ready') return undefined;
      const after = { ...before, ...facts.fingerprint };
      return { edit: { label: say.confirmSource, changes: [], source: { before, after } }, select: [] };
    }
    case 'open-dossier':
      return undefined;
  }
}

function planClip(
  document: MarkedDocument,
  ids: readonly string[],
  facts: PdfFacts | undefined,
): PlannedEdit | undefined {
  if (facts?.kind !== 'ready') return undefined;
  const inside = ids.flatMap((id) => {
    const mark = document.mark(id);
    const page = mark && facts.pages[mark.page - 1];
    if (!mark || !page) return [];
    const quads: readonly Quad[] = mark.quads.flatMap((quad) => clipQuad(quad, page.mediaBox));
    return quads.length > 0 ? [[id, quads] as const] : [];
  });
  const byId = new Map(inside);
  return planChange(document, [...byId.keys()], editorTexts[language()].moveMarks, (mark) => ({
    ...mark,
    quads: byId.get(mark.id) ?? mark.quads,
  }));
}
