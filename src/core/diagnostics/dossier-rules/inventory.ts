import { safeRelativePath } from '../../dossier/path.ts';
import type { DossierContext, Report, Rule } from '../rule.ts';
import { texts } from '../texts.ts';
import { documentPath } from './place.ts';

const OPEN = [{ kind: 'open-dossier' }] as const;

/** Two rows with one number, or one file in two rows: the reader cannot tell which is meant, and counts are off. */
export const numberTwice: Rule<DossierContext> = {
  code: 'nummer-dubbel',
  check: ({ dossier, language }) => {
    const text = texts[language];
    const numbers = new Set<string>();
    const files = new Map<string, string>();
    const reports: Report[] = [];
    for (const document of dossier.documents) {
      const number = document.number.trim().toLowerCase();
      if (numbers.has(number)) {
        const message = text.numberTwice(document.number);
        reports.push({ path: documentPath(dossier, document, 'number'), message, fixes: OPEN });
      }
      numbers.add(number);
      const file = safeRelativePath(document.file ?? '')?.toLowerCase();
      if (file === undefined || document.status === 'duplicate') continue;
      const other = files.get(file);
      if (other === undefined) files.set(file, document.number);
      else {
        const message = text.fileTwice(document.number, other);
        reports.push({ path: documentPath(dossier, document, 'file'), message, fixes: OPEN });
      }
    }
    return reports;
  },
};
