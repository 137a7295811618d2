/** What a column of somebody's inventory means to a dossier. */
export type ImportField =
  | 'number'
  | 'title'
  | 'date'
  | 'type'
  | 'sender'
  | 'recipient'
  | 'judgement'
  | 'grounds'
  | 'publicUrl'
  | 'related'
  | 'remark'
  | 'file';

/**
 * Usual names of columns in Dutch inventories, without case, accents and punctuation. Sources: 346 published lists
 * (Larooij 2022), the production report of minvws, the model decision. Order matters: the first that fits wins.
 */
const NAMES: readonly (readonly [ImportField, RegExp])[] = [
  [
    'number',
    /^(nr|nummer|id|doc ?(nr|nummer|id)|document ?(nr|nummer|id)|volgnummer|documentnr|stuknummer|#)$/,
  ],
  ['publicUrl', /^(publieke link|url|link|vindplaats|openbaar op|reeds openbaar( op)?|website)$/],
  [
    'judgement',
    /^(beoordeling|oordeel|besluit|status|openbaarheid|openbaarmaking|wijze van openbaarmaking)$/,
  ],
  ['grounds', /grond|uitzondering|^artikel(en)?$|^wob ?artikel|^woo ?artikel/],
  ['file', /^(bestand|bestandsnaam|pdf|file|filename)$/],
  ['type', /^(type|soort|documentsoort|documenttype|soort document|type document|file ?type)$/],
  ['date', /^(datum|date|documentdatum|datum document|datering)$/],
  ['sender', /^(afzender|van|auteur|opsteller|from)$/],
  ['recipient', /^(ontvanger|aan|geadresseerde|to)$/],
  ['related', /^(gerelateerd( id)?|dubbel van|duplicaat van|zie ook|zie document)$/],
  ['remark', /^(opmerking(en)?|toelichting|bijzonderheden|notitie|motivering)$/],
  [
    'title',
    /^(document|titel|naam|documentnaam|documenttitel|naam document|titel document|omschrijving|onderwerp|beschrijving)$/,
  ],
];

/** A header as it is compared: no case, accents or punctuation, single spaces. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9#]+/g, ' ')
    .trim();
}

/** What a header cell names; undefined when it is no column that is known. */
export function fieldOfHeader(header: string): ImportField | undefined {
  const name = fold(header);
  return name === '' ? undefined : NAMES.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Where the table starts and what its columns are. */
export interface HeaderRow {
  readonly row: number;
  /** By column index; a field stands once. */
  readonly fields: readonly (ImportField | undefined)[];
}

/** The header: the first of the top 25 rows that names a title and one thing more, or three known columns. */
export function findHeader(rows: readonly (readonly string[])[]): HeaderRow | undefined {
  for (const [row, cells] of rows.slice(0, 25).entries()) {
    const seen = new Set<ImportField>();
    const fields = cells.map((cell) => {
      const field = fieldOfHeader(cell);
      if (field === undefined || seen.has(field)) return undefined;
      seen.add(field);
      return field;
    });
    if ((seen.has('title') && seen.size >= 2) || seen.size >= 3) return { row, fields };
  }
  return undefined;
}
