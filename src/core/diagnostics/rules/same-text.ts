import type { Redaction } from '../../model/redaction.ts';
import type { Occurrence } from '../../same-text/occurrences.ts';
import { secretTerms, staysReadable, type Term, termOf } from '../../same-text/terms.ts';
import { unmarkedTerms } from '../../same-text/unmarked.ts';
import type { JsonPath } from '../types.ts';
import type { Report, Rule, SidecarContext } from '../rule.ts';
import { listed } from '../subjects.ts';
import { texts } from '../texts.ts';

interface SourcedTerm extends Term {
  readonly mark: Redaction;
  /** Where it is marked: a mark of this document, or the number of another. */
  readonly path?: JsonPath;
  readonly document?: string;
}

/** A name, number or address that is marked in one place and can be read in another. */
export const sameText: Rule<SidecarContext> = {
  code: 'zelfde-tekst-ongemarkeerd',
  check: (context) => {
    const { words, sidecar, document } = context;
    if (words === undefined || (document !== undefined && document.status !== 'assessed')) return [];
    if (document?.withheld !== undefined) return [];
    return unmarkedTerms(words, sidecar.redactions, sourcedTerms(context)).map(({ term, places }) =>
      reportOn(term, places, context),
    );
  },
};

function sourcedTerms({
  marks,
  groundSet,
  elsewhere,
  document,
  dossier,
}: SidecarContext): readonly SourcedTerm[] {
  const own = marks.flatMap(({ mark, path }) =>
    secretTerms(mark, groundSet).map((term) => ({ ...term, mark, path })),
  );
  const foreign = (elsewhere ?? []).filter((term) => term.document !== document?.number);
  const readable = (dossier?.keepReadable ?? []).flatMap((text) => termOf(text) ?? []);
  return [...own, ...foreign].filter((term) => !staysReadable(term, readable));
}

function reportOn(
  { text, mark, path, document }: SourcedTerm,
  places: readonly Occurrence[],
  { language, dossier }: SidecarContext,
): Report {
  const say = texts[language];
  const code = mark.grounds.join(' + ');
  const pages = onPages(places, language);
  const [first] = places;
  const { grounds, reason, motivation } = mark;
  return {
    path: path === undefined ? ['redactions'] : [...path, 'quote'],
    ...(path === undefined ? {} : { related: [mark.id] }),
    ...(first === undefined ? {} : { page: first.page, range: { start: first.start, end: first.end } }),
    message:
      document === undefined
        ? say.sameTextHere(text, code, pages)
        : say.sameTextElsewhere(text, code, document, pages),
    fixes: [
      {
        kind: 'mark-places',
        places: places.map(({ page, start, end }) => ({ page, start, end })),
        grounds,
        ...(reason === undefined ? {} : { reason }),
        ...(motivation === undefined ? {} : { motivation }),
      },
      ...(dossier === undefined ? [] : [{ kind: 'keep-readable' as const, text }]),
    ],
  };
}

/** "1, 3 (2 keer) en 4". */
function onPages(places: readonly Occurrence[], language: SidecarContext['language']): string {
  const say = texts[language];
  const counts = new Map<number, number>();
  for (const { page } of places) counts.set(page, (counts.get(page) ?? 0) + 1);
  return listed(
    [...counts].map(([page, count]) => say.placesOnPage(page, count)),
    say.and,
  );
}
