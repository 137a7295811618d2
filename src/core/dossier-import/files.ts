import { parseDutchDate } from '../dossier/dates.ts';
import { nextNumber } from '../dossier/changes.ts';
import type { DossierDocument } from '../dossier/types.ts';

/** Kinds of documents that a file name may start with, as the letter writes them. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(informatiebericht|ib)\b/i, 'Informatiebericht'],
  [/^(werkinstructie|wi)\b/i, 'Werkinstructie'],
  [/^(e-?mail|mail|bericht)\b/i, 'E-mail'],
  [/^(brief)\b/i, 'Brief'],
  [/^(nota)\b/i, 'Nota'],
  [/^(memo)\b/i, 'Memo'],
  [/^(rapport)\b/i, 'Rapport'],
  [/^(verslag|notulen)\b/i, 'Verslag'],
  [/^(handelingskader)\b/i, 'Handelingskader'],
];

const collator = new Intl.Collator('nl', { numeric: true });

/** Title, date and kind as far as a file name tells them: `2021-03-05 Werkinstructie horen.pdf`. */
export function readFileName(path: string): {
  readonly title: string;
  readonly date?: string;
  readonly type?: string;
} {
  const name = path
    .split('/')
    .at(-1)!
    .replace(/\.pdf$/i, '');
  const words = name.replace(/_+/g, ' ').replace(/\s+/g, ' ').trim();
  const dated = /^(\d{4})-?(\d{2})-?(\d{2})[ -]+(.*)$/.exec(words) ?? undefined;
  const date = dated === undefined ? undefined : parseDutchDate(`${dated[1]}-${dated[2]}-${dated[3]}`);
  const rest = date === undefined ? words : dated![4]!;
  const title = rest === '' ? words : rest[0]!.toUpperCase() + rest.slice(1);
  const type = KINDS.find(([pattern]) => pattern.test(rest))?.[1];
  return { title, ...(date === undefined ? {} : { date }), ...(type === undefined ? {} : { type }) };
}

/**
 * Rows for PDFs that the dossier does not name yet, in the order of their paths. Paths are relative to the dossier's
 * folder, forward slashes.
 */
export function documentsForFiles(
  paths: readonly string[],
  existing: readonly DossierDocument[],
): readonly DossierDocument[] {
  const known = new Set(existing.map((d) => d.file));
  const added: DossierDocument[] = [];
  for (const path of [...new Set(paths)].sort(collator.compare)) {
    if (known.has(path)) continue;
    added.push({
      number: nextNumber([...existing, ...added]),
      ...readFileName(path),
      file: path,
      status: 'assessed',
    });
  }
  return added;
}
