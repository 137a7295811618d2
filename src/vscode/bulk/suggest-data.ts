import * as vscode from 'vscode';
import { detect, type Detection, detectSettings, type KnownName, namesIn } from '../../core/detect/detect.ts';
import { findReason } from '../../core/grounds/sets.ts';
import type { GroundSet, Reason } from '../../core/grounds/types.ts';
import { isMarked } from '../../core/same-text/unmarked.ts';
import type { Casebook } from '../diagnostics/casebook.ts';
import type { DossierRegistry } from '../dossier/registry.ts';
import type { MarkBasis } from '../editor/edits.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { chooseDossier } from '../export/choose-dossier.ts';
import { language } from '../platform/settings.ts';
import type { BulkMarks } from './bulk-marks.ts';
import type { CaseTexts, Scope, SearchedDocument } from './case-texts.ts';
import { choosePlaces, placeAll, type Proposal } from './choose-places.ts';
import { texts } from './texts.ts';

/** What suggesting personal data needs. */
export interface SuggestParts {
  readonly editor: PdfEditorProvider;
  readonly casebook: Casebook;
  readonly dossiers: DossierRegistry;
  readonly texts: CaseTexts;
  readonly bulk: BulkMarks;
}

/** Texts that a row of the list shows as examples. */
const examples = 6;

/** Registers the commands that look for personal data. Nothing they find is ever applied by itself. */
export function registerSuggestData(parts: SuggestParts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('lakmoes.suggestPersonalData', () => {
      const document = parts.editor.activePanel?.document;
      return document && !document.readOnly ? suggest(document.uri, 'document', parts) : undefined;
    }),
    vscode.commands.registerCommand('lakmoes.suggestPersonalDataInDossier', async (target?: unknown) => {
      const pdf = await startOf(parts, target);
      return pdf && suggest(pdf, 'dossier', parts);
    }),
  );
}

/** A PDF of the dossier that is meant. */
async function startOf({ dossiers, editor }: SuggestParts, target: unknown): Promise<vscode.Uri | undefined> {
  const chosen = await chooseDossier(dossiers, editor, target);
  if (!chosen?.result.ok) return undefined;
  return chosen.result.value.documents
    .filter(({ status, withheld }) => status === 'assessed' && withheld === undefined)
    .flatMap((row) => dossiers.pdfOf(chosen, row) ?? [])[0];
}

async function suggest(pdf: vscode.Uri, scope: Scope, parts: SuggestParts): Promise<void> {
  const say = texts[language()];
  const searched = await parts.texts.read(pdf, scope);
  if (!searched) return;
  const settings = detectSettings(parts.dossiers.placeOf(pdf)?.dossier);
  // What one document says to be a name is a name in the others.
  const known = searched.flatMap(({ words }): readonly KnownName[] => namesIn(detect(words, settings)));
  const proposals = searched.flatMap((each) =>
    proposalsFor(each, detect(each.words, { ...settings, known }), parts),
  );
  if (proposals.length === 0) {
    void vscode.window.showInformationMessage(say.dataNone);
    return;
  }
  const chosen = await choosePlaces(proposals, say.dataTitle, say.dataHint);
  const groups = (chosen ?? []).flatMap(({ group }) =>
    group.basis ? [{ ...group, basis: group.basis }] : [],
  );
  if (groups.length > 0) await placeAll(parts.bulk, groups, 'suggested', say.dataLabel);
}

function proposalsFor(
  { pdf, name, words }: SearchedDocument,
  found: readonly Detection[],
  { casebook, dossiers }: SuggestParts,
): readonly Proposal[] {
  const say = texts[language()];
  const set = dossiers.groundsOf(pdf);
  const marks = casebook.file(pdf).sidecar.redactions;
  const rows = new Map<string, Detection[]>();
  for (const detection of found) {
    if (isMarked(words, marks, detection.place)) continue;
    const key = `${detection.kind} ${detection.subject}`;
    rows.set(key, [...(rows.get(key) ?? []), detection]);
  }
  return [...rows.values()].flatMap((detections): readonly Proposal[] => {
    const [first] = detections;
    if (first === undefined) return [];
    const seen = [...new Set(detections.map(({ text }) => text))];
    const basis = basisOf(first, set);
    const told = first.kind === 'naam' || first.kind === 'e-mail' ? say[first.subject] : undefined;
    const mailbox = first.subject === 'mailbox';
    return [
      {
        document: name,
        label: mailbox ? say.mailbox : say[first.kind],
        ...(mailbox || told === undefined ? {} : { remark: told }),
        detail: seen.length > examples ? `${seen.slice(0, examples).join(' · ')} …` : seen.join(' · '),
        picked: true,
        group: {
          pdf,
          places: detections.map(({ place }) => place),
          origin: `detector:${first.kind}`,
          basis,
        },
      },
    ];
  });
}

/** The reason that fits what was found: a proposal, like the place itself. */
function basisOf({ kind, subject }: Detection, set: GroundSet): MarkBasis {
  const usual = findReason(set, set.shortcuts.e.reason);
  const reason: Reason | undefined =
    subject === 'mailbox'
      ? findReason(set, set.shortcuts.g.mailReason)
      : ((kind === 'bsn' ? findReason(set, 'bsn') : undefined) ??
        (subject === 'outsider' ? findReason(set, 'burgers') : undefined) ??
        usual);
  return reason ? { grounds: reason.grounds, reason: reason.id } : { grounds: [] };
}
