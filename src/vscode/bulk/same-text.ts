import * as vscode from 'vscode';
import type { GroundSet } from '../../core/grounds/types.ts';
import { type Term, secretTerms, termOf } from '../../core/same-text/terms.ts';
import { unmarkedTerms } from '../../core/same-text/unmarked.ts';
import type { Casebook } from '../diagnostics/casebook.ts';
import type { EditTools, MarkBasis } from '../editor/edits.ts';
import type { PdfPanel } from '../editor/panel.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { asking } from '../platform/questions.ts';
import { language } from '../platform/settings.ts';
import type { BulkMarks } from './bulk-marks.ts';
import type { CaseTexts, Scope, SearchedDocument } from './case-texts.ts';
import { choosePlaces, chooseStatus, placeAll, type Proposal } from './choose-places.ts';
import { texts } from './texts.ts';

/** What marking the same text needs. */
export interface SameTextParts {
  readonly editor: PdfEditorProvider;
  readonly casebook: Casebook;
  readonly texts: CaseTexts;
  readonly bulk: BulkMarks;
  readonly tools: EditTools;
  readonly groundsOf: (pdf: vscode.Uri) => GroundSet;
}

/** A text to look for; without a basis one is asked for. */
interface Sought {
  readonly term: Term;
  readonly basis?: MarkBasis;
}

/** Registers the commands that mark a text wherever it stands. */
export function registerSameText(parts: SameTextParts): vscode.Disposable {
  const command = (id: string, scope: Scope): vscode.Disposable =>
    vscode.commands.registerCommand(id, async () => {
      const panel = parts.editor.activePanel;
      if (panel && !panel.document.readOnly) await markSameText(panel, scope, parts);
    });
  return vscode.Disposable.from(
    command('lakmoes.markSameText', 'document'),
    command('lakmoes.markSameTextInDossier', 'dossier'),
  );
}

async function markSameText(panel: PdfPanel, scope: Scope, parts: SameTextParts): Promise<void> {
  const say = texts[language()];
  const pdf = panel.document.uri;
  const sought = soughtIn(panel, parts.groundsOf(pdf));
  const wanted = sought.length > 0 ? sought : await askText();
  const [first] = wanted;
  if (first === undefined) return;
  const searched = await parts.texts.read(pdf, scope);
  if (!searched) return;
  const proposals = searched.flatMap((each) => proposalsFor(each, wanted, pdf, parts.casebook));
  if (proposals.length === 0) {
    void vscode.window.showInformationMessage(say.sameNone(first.term.text));
    return;
  }
  const chosen = await choosePlaces(proposals, say.sameTitle, say.sameHint);
  if (!chosen || chosen.length === 0) return;
  const asked = chosen.some(({ group }) => group.basis === undefined)
    ? await parts.tools.pick(panel.document, [])
    : undefined;
  const groups = chosen.flatMap(({ group }) => {
    const basis = group.basis ?? asked?.basis;
    return basis ? [{ ...group, basis }] : [];
  });
  const status = groups.length > 0 ? await chooseStatus() : undefined;
  if (status) await placeAll(parts.bulk, groups, status, say.sameLabel);
}

/** The texts of the selected marks, with their names by halves, else the selected text. */
function soughtIn({ document, selection }: PdfPanel, set: GroundSet): readonly Sought[] {
  const marks = (selection?.ids ?? []).flatMap((id) => document.mark(id) ?? []);
  const ofMarks = marks.flatMap((mark): Sought[] => {
    const { grounds, reason, motivation, quote = '' } = mark;
    const secret = secretTerms({ ...mark, status: 'accepted' }, set);
    const terms = secret.length > 0 ? secret : [termOf(quote)].filter((term) => term !== undefined);
    const basis = {
      grounds,
      ...(reason === undefined ? {} : { reason }),
      ...(motivation === undefined ? {} : { motivation }),
    };
    return terms.map((term) => (grounds.length === 0 ? { term } : { term, basis }));
  });
  if (ofMarks.length > 0) return ofMarks;
  const term = termOf(selection?.quote ?? '');
  return term ? [{ term }] : [];
}

async function askText(): Promise<readonly Sought[]> {
  const say = texts[language()];
  const text = await asking(() =>
    vscode.window.showInputBox({
      title: say.sameAsk,
      prompt: say.sameAskHint,
      ignoreFocusOut: true,
      validateInput: (value) => (termOf(value) ? undefined : say.sameNothing),
    }),
  );
  const term = text === undefined ? undefined : termOf(text);
  return term ? [{ term }] : [];
}

function proposalsFor(
  { pdf, name, words }: SearchedDocument,
  wanted: readonly Sought[],
  current: vscode.Uri,
  casebook: Casebook,
): readonly Proposal[] {
  const here = pdf.toString() === current.toString();
  const terms = wanted.map(({ term, basis }) => ({ ...term, ...(basis ? { basis } : {}) }));
  return unmarkedTerms(words, casebook.file(pdf).sidecar.redactions, terms).map(({ term, places }) => {
    // Half a name may be another person's in another document.
    const doubtful = !here && !term.everywhere;
    const group = {
      pdf,
      places: places.map(({ page, start, end }) => ({ page, start, end })),
      origin: 'search',
    };
    return {
      document: name,
      label: `“${term.text}”`,
      ...(doubtful ? { remark: texts[language()].otherPerson } : {}),
      picked: !doubtful,
      group: 'basis' in term ? { ...group, basis: term.basis } : group,
    };
  });
}
