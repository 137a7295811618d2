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

/** "30 november 2021", "november 2021" or "2021" of an ISO date, year-month or year; the text itself when it is none. */
export function dutchDate(iso: string): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
  if (!parts) return iso;
  const [, year = '', month, day] = parts;
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  if (month !== undefined && name === undefined) return iso;
  return [day === undefined ? undefined : String(Number(day)), name, year].filter(Boolean).join(' ');
}

/** "30-11-2021", "11-2021" or "2021": for tables. */
export function shortDate(iso: string | undefined): string {
  if (iso === undefined) return '';
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(iso);
  return parts ? parts.slice(1, 4).filter(Boolean).reverse().join('-') : iso;
}

/** "A", "A en B", "A, B en C". */
export function enumerate(items: readonly string[], conjunction = 'en'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

const SMALL =
  'nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig'.split(
    ' ',
  );

/**
 * A whole number as Dutch prose writes it: in words up to twenty, else in digits ("268", "5.000"). Numbers that are
 * compared in one sentence (`beside`) are all in digits when one of them is.
 */
export function dutchNumber(count: number, beside: readonly number[] = []): string {
  const word = [count, ...beside].every((each) => each < SMALL.length) ? SMALL[count] : undefined;
  return word ?? String(count).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** First letter upper case; a text that starts with anything else stays. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Nouns that end so are neuter ("het"); the others are taken for "de". */
const NEUTER =
  /(bericht|rapport|verslag|besluit|advies|document|formulier|kader|stuk|plan|contract|protocol|schema|overzicht|verzoek|voorstel|memorandum|bestand|artikel|dossier|convenant|verbaal|memo|schrift|beleid)$/;

/** Irregular plurals, by ending. */
const PLURALS: readonly (readonly [RegExp, string])[] = [
  [/brief$/, 'brieven'],
  [/advies$/, 'adviezen'],
  [/(nota|agenda|memo|foto|schema)$/, "$1's"],
  [/memorandum$/, 'memoranda'],
  [/verslag$/, 'verslagen'],
  [/besluit$/, 'besluiten'],
  [/contract$/, 'contracten'],
  [/plan$/, 'plannen'],
  [/stuk$/, 'stukken'],
  [/verbaal$/, 'verbalen'],
  [/uitspraak$/, 'uitspraken'],
  [/protocol$/, 'protocollen'],
  [/voorstel$/, 'voorstellen'],
  [/(bericht|rapport|document|verzoek|overzicht|bestand|convenant|lijst|schrift|ing)$/, '$1en'],
  [/(mail|ie|formulier|kader|dossier|artikel)$/, '$1s'],
  [/factuur$/, 'facturen'],
  [/bijlage$/, 'bijlagen'],
  [/notulen$/, 'notulen'],
];

/** A kind of document as a noun with article and plural; undefined where the plural is not sure. */
export function documentNoun(
  type: string,
): { readonly article: 'de' | 'het'; readonly singular: string; readonly plural: string } | undefined {
  const singular = type.trim().toLowerCase();
  if (!/^[a-zà-ÿ]+(?:-[a-zà-ÿ]+)?$/.test(singular)) return undefined;
  const rule = PLURALS.find(([ending]) => ending.test(singular));
  if (!rule) return undefined;
  return {
    article: NEUTER.test(singular) ? 'het' : 'de',
    singular,
    plural: singular.replace(rule[0], rule[1]),
  };
}
