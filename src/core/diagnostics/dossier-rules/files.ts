import { safeRelativePath } from '../../dossier/path.ts';
import type { DossierContext, Report, Rule } from '../rule.ts';
import { texts } from '../texts.ts';
import { documentPath } from './place.ts';

const OPEN = [{ kind: 'open-dossier' }] as const;

/** A reference out of the dossier's folder is never followed. */
export const fileOutside: Rule<DossierContext> = {
  code: 'bestand-buiten-dossier',
  check: ({ dossier, language }) =>
    dossier.documents
      .filter(({ file }) => (file ?? '') !== '' && safeRelativePath(file ?? '') === undefined)
      .map((document) => ({
        path: documentPath(dossier, document, 'file'),
        message: texts[language].fileOutside(document.number, document.file ?? ''),
        fixes: OPEN,
      })),
};

/** Annex 3 would lack a document that the inventory says is there. */
export const fileMissing: Rule<DossierContext> = {
  code: 'bijlage-ontbreekt',
  check: ({ dossier, documents, language }) => {
    const text = texts[language];
    const unnamed = dossier.documents
      .filter(
        ({ file, status, withheld }) =>
          (file ?? '') === '' && status === 'assessed' && withheld === undefined,
      )
      .map((document): Report => ({
        path: documentPath(dossier, document),
        message: text.fileNotNamed(document.number),
        fixes: OPEN,
      }));
    const gone = documents
      .filter(
        ({ missing, document }) => missing === true && safeRelativePath(document.file ?? '') !== undefined,
      )
      .map(({ document }): Report => ({
        path: documentPath(dossier, document, 'file'),
        message: text.fileMissing(document.number, document.file ?? ''),
        fixes: OPEN,
      }));
    return [...unnamed, ...gone];
  },
};

/** A file that cannot be read cannot be redacted or proven. */
export const fileUnreadable: Rule<DossierContext> = {
  code: 'bestand-onleesbaar',
  check: ({ dossier, documents, language }) =>
    documents.flatMap(({ document, unreadable }) =>
      unreadable === undefined
        ? []
        : [
            {
              path: documentPath(dossier, document, 'file'),
              message: texts[language].unreadable(document.number, unreadable),
              fixes: [],
            },
          ],
    ),
};
