import { checkSidecar } from '../../core/diagnostics/check-sidecar.ts';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { DossierRegistry } from '../dossier/registry.ts';
import type { PdfDocument } from '../editor/document.ts';
import { sidecarProblem, sourceProblemMessage } from '../editor/messages.ts';
import { language, severityOverrides } from '../platform/settings.ts';
import type { CaseFile, Judge } from './casebook.ts';
import { factsOf } from './pdf-facts.ts';

/** Works out the findings of a PDF from its marks, its dossier and the settings. */
export function createJudge(dossiers: DossierRegistry): Judge {
  return (file) => {
    if (file.disk.kind === 'invalid' || file.disk.kind === 'unreadable')
      return unreadable(file, sidecarProblem(file.sidecarUri, file.disk));
    if (file.facts?.kind === 'unreadable')
      return unreadable(file, sourceProblemMessage(file.pdf, file.facts.problem));
    if (file.sidecar.redactions.length === 0 && file.disk.kind === 'absent') return [];
    const place = dossiers.placeOf(file.pdf);
    const { facts } = file;
    return checkSidecar({
      sidecar: file.sidecar,
      groundSet: dossiers.groundsOf(file.pdf),
      severities: severityOverrides(file.pdf),
      language: language(),
      ...(file.texts.length > 0 ? { text: file.texts } : {}),
      ...(place ? { dossier: place.dossier, document: place.document } : {}),
      ...(facts ? { actual: { sha256: facts.fingerprint.sha256, pages: facts.pages } } : {}),
    });
  };
}

/** The same for a document that is open, straight from its state. */
export function judgeDocument(judge: Judge, document: PdfDocument): readonly Finding[] {
  return judge({
    pdf: document.uri,
    sidecarUri: document.sidecarUri,
    sidecar: document.sidecar,
    disk: document.disk,
    facts: factsOf(document.source.state),
    texts: document.source.knownTexts,
  });
}

function unreadable(file: Omit<CaseFile, 'findings'>, message: string): readonly Finding[] {
  const level = severityOverrides(file.pdf)['bestand-onleesbaar'] ?? 'error';
  if (level === 'off') return [];
  const path = file.disk.kind === 'invalid' ? (file.disk.failure.path ?? []) : [];
  return [{ code: 'bestand-onleesbaar', severity: level, message, path, fixes: [] }];
}
