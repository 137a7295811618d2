import { checkSidecar } from '../../core/diagnostics/check-sidecar.ts';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { DossierRegistry } from '../dossier/registry.ts';
import { sidecarProblem, sourceProblemMessage } from '../editor/messages.ts';
import { language, severityOverrides } from '../platform/settings.ts';
import type { CaseFile, Judge } from './casebook.ts';

/** Works out the findings of a PDF from its marks, its dossier and the settings. */
export function createJudge(dossiers: DossierRegistry): Judge {
  return (file) => {
    if (file.disk.kind === 'invalid' || file.disk.kind === 'unreadable')
      return unreadable(file, sidecarProblem(file.sidecarUri, file.disk));
    if (file.facts?.kind === 'unreadable')
      return unreadable(file, sourceProblemMessage(file.pdf, file.facts.problem));
    const unmarked = file.sidecar.redactions.length === 0 && file.disk.kind === 'absent';
    if (unmarked && (file.words === undefined || file.elsewhere.length === 0)) return [];
    const place = dossiers.placeOf(file.pdf);
    const { facts } = file;
    return checkSidecar({
      sidecar: file.sidecar,
      groundSet: dossiers.groundsOf(file.pdf),
      severities: severityOverrides(file.pdf),
      language: language(),
      ...(file.texts.length > 0 ? { text: file.texts } : {}),
      ...(file.words ? { words: file.words, elsewhere: file.elsewhere } : {}),
      ...(place ? { dossier: place.dossier, document: place.document } : {}),
      // Without a sidecar there is nothing that the PDF could have changed since.
      ...(facts && file.sidecar.source.sha256 !== ''
        ? { actual: { sha256: facts.fingerprint.sha256, pages: facts.pages } }
        : {}),
    });
  };
}

function unreadable(file: Omit<CaseFile, 'findings'>, message: string): readonly Finding[] {
  const level = severityOverrides(file.pdf)['bestand-onleesbaar'] ?? 'error';
  if (level === 'off') return [];
  const path = file.disk.kind === 'invalid' ? (file.disk.failure.path ?? []) : [];
  return [{ code: 'bestand-onleesbaar', severity: level, message, path, fixes: [] }];
}
