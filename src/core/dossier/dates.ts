const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

const pad = (n: number): string => String(n).padStart(2, '0');

/** Whether a day exists (months from 1). */
function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

/**
 * The ISO form (`2021-03-05`, `2021-03`, `2021`) of a date as people type it in Dutch: `5-3-2021`, `5 maart 2021`,
 * `05/03/2021`, `5.3.2021`, `maart 2021`, `2021`; ISO itself as well. Undefined when it is no date.
 */
export function parseDutchDate(text: string): string | undefined {
  const t = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:t.*)?$/.exec(t);
  const parts =
    iso !== null
      ? { year: iso[1], month: iso[2], day: iso[3] }
      : (() => {
          const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(t);
          if (numeric !== null) return { day: numeric[1], month: numeric[2], year: numeric[3] };
          const monthly = /^(\d{1,2})[-/. ](\d{4})$/.exec(t);
          if (monthly !== null) return { day: undefined, month: monthly[1], year: monthly[2] };
          const named = /^(?:(\d{1,2})[ -])?([a-z]{3,9})\.?[ -](\d{4})$/.exec(t);
          if (named === null) return undefined;
          const month = MONTHS.findIndex((m) => m.startsWith(named[2] === 'mrt' ? 'maa' : named[2]!)) + 1;
          return month === 0 ? undefined : { day: named[1], month: String(month), year: named[3] };
        })();
  if (parts?.year === undefined) return undefined;
  const year = Number(parts.year);
  if (parts.month === undefined) return String(year);
  const month = Number(parts.month);
  if (!exists(year, month, Number(parts.day ?? 1))) return undefined;
  return parts.day === undefined
    ? `${year}-${pad(month)}`
    : `${year}-${pad(month)}-${pad(Number(parts.day))}`;
}

/** A date of a dossier for a table or field: `05-03-2021`, `03-2021`, `2021`; anything else as it is. */
export function shortDutchDate(iso: string): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso);
  if (match === null) return iso;
  return [match[3], match[2], match[1]].filter((part) => part !== undefined).join('-');
}

/** Where only a day will do: of a month or year its first; undefined where the text is no date of a dossier. */
export function firstDay(date: string | undefined): string | undefined {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '');
  return parts ? `${parts[1] ?? ''}-${parts[2] ?? '01'}-${parts[3] ?? '01'}` : undefined;
}
