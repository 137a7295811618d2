import { applyFix } from '../../core/diagnostics/apply-fix.ts';
import type { Finding, FindingFix } from '../../core/diagnostics/types.ts';
import type { PageText } from '../../core/text/characters.ts';
import type { DocumentEdit } from '../editor/document.ts';
import {
  type EditTools,
  type MarkedDocument,
  planEdit,
  planPick,
  planPlaces,
  type PlannedEdit,
  timestamp,
} from '../editor/edits.ts';
import { texts as editorTexts } from '../editor/texts.ts';
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
    case 'cover-picture':
      return say.coverPicture;
    case 'confirm-source':
      return say.confirmSource;
    case 'mark-places':
      return say.markPlaces(fix.places.length);
    case 'keep-readable':
      return say.keepReadable(fix.text);
    case 'open-dossier':
      return say.openDossier;
  }
}

/** A fix worked out as a change of the marks. */
export interface PlannedFix extends Omit<PlannedEdit, 'edit'> {
  readonly edit?: DocumentEdit;
}

/** Fixes that go by the characters of the mark's page. */
const USES_TEXT: ReadonlySet<FindingFix['kind']> = new Set(['cut-at-at-sign', 'cover-picture']);

/** Works a fix out; undefined where there is nothing to do or the person gives up. */
export async function planFix(
  document: MarkedDocument,
  finding: Finding,
  fix: FindingFix,
  tools: EditTools,
  facts: PdfFacts | undefined,
): Promise<PlannedFix | undefined> {
  const ids = finding.redactionId === undefined ? [] : [finding.redactionId];
  switch (fix.kind) {
    case 'pick-ground':
      return planPick(document, ids, tools);
    case 'pick-reason':
      return planPick(document, ids, tools, 'reason');
    case 'write-motivation':
      return planEdit(document, { kind: 'motivate', ids }, tools);
    case 'confirm-source': {
      const before = document.sidecar.source;
      if (facts?.kind !== 'ready') return undefined;
      const after = { ...before, ...facts.fingerprint };
      const { confirmSource } = editorTexts[language()];
      return { edit: { label: confirmSource, changes: [], source: { before, after } }, select: [] };
    }
    case 'mark-places':
      return planPlaces(document, fix.places, fix, tools, { origin: 'search', status: 'accepted' });
    case 'keep-readable':
    case 'open-dossier':
      return undefined;
    default: {
      const page = USES_TEXT.has(fix.kind) ? await pageOf(document, ids[0]) : undefined;
      const edit = applyFix(fix, finding, document.sidecar, {
        now: timestamp(),
        language: language(),
        ...(facts?.kind === 'ready' ? { pages: facts.pages } : {}),
        ...(page ? { text: [page] } : {}),
      });
      return edit && { edit, select: ids };
    }
  }
}

/** Text of a mark's page; without it the fix makes do with the quote. */
async function pageOf(document: MarkedDocument, id: string | undefined): Promise<PageText | undefined> {
  const mark = id === undefined ? undefined : document.mark(id);
  return mark && document.pageText(mark.page).catch(() => undefined);
}
