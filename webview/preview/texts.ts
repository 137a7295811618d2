/** Every text of the preview's own controls; the letter itself is Dutch always. */
export interface PreviewTexts {
  readonly title: string;
  readonly export: string;
  readonly missing: (count: number) => string;
  readonly complete: string;
  readonly edit: string;
  readonly add: string;
  readonly reset: string;
  readonly save: string;
  readonly cancel: string;
  readonly editing: (section: string) => string;
  readonly adding: (section: string) => string;
  readonly hint: string;
  readonly own: string;
  readonly stale: string;
  readonly orphaned: (section: string) => string;
  readonly from: string;
  readonly marks: (count: number) => string;
  readonly documents: (count: number) => string;
  readonly reason: (title: string) => string;
  readonly field: string;
  readonly mark: (place: number) => string;
  readonly more: (count: number) => string;
  readonly change: string;
  readonly article: (code: string) => string;
  readonly staleParts: (count: number) => string;
}

const nl: PreviewTexts = {
  title: 'Voorbeeld van het besluit',
  export: 'Besluit exporteren…',
  missing: (count) => `${count} ${count === 1 ? 'gegeven ontbreekt' : 'gegevens ontbreken'} nog`,
  complete: 'Alle gegevens zijn ingevuld',
  edit: 'In eigen woorden',
  add: 'Alinea toevoegen',
  reset: 'Terug naar de gemaakte tekst',
  save: 'Bewaren',
  cancel: 'Annuleren',
  editing: (section) => `Eigen tekst voor “${section}”`,
  adding: (section) => `Eigen alinea’s na “${section}”`,
  hint: 'Een lege regel scheidt alinea’s.',
  own: 'Eigen tekst',
  stale: 'De gemaakte tekst is sindsdien veranderd: kijk of uw eigen tekst nog klopt.',
  orphaned: (section) =>
    `Uw eigen tekst voor “${section.replace(':', ' ')}” staat niet in de brief: dat onderdeel is er niet meer.`,
  from: 'Waar dit vandaan komt',
  marks: (count) => `${count} ${count === 1 ? 'markering' : 'markeringen'}`,
  documents: (count) => `${count} ${count === 1 ? 'document' : 'documenten'}`,
  reason: (title) => `Reden: ${title}`,
  field: 'In het dossier invullen',
  mark: (place) => `markering ${place}`,
  more: (count) => `en nog ${count}`,
  change: 'Eigen alinea’s wijzigen',
  article: (code) => `De tekst van de wet bij ${code}, in bijlage 1`,
  staleParts: (count) =>
    count === 1 ? '1 eigen tekst om na te kijken' : `${count} eigen teksten om na te kijken`,
};

const en: PreviewTexts = {
  title: 'Preview of the decision',
  export: 'Export the decision…',
  missing: (count) => `${count} ${count === 1 ? 'field is' : 'fields are'} still missing`,
  complete: 'All fields are filled in',
  edit: 'In own words',
  add: 'Add a paragraph',
  reset: 'Back to the generated text',
  save: 'Save',
  cancel: 'Cancel',
  editing: (section) => `Own text for “${section}”`,
  adding: (section) => `Own paragraphs after “${section}”`,
  hint: 'An empty line separates paragraphs.',
  own: 'Own text',
  stale: 'The generated text has changed since: check that your own text still holds.',
  orphaned: (section) =>
    `Your own text for “${section.replace(':', ' ')}” is not in the letter: that part is no longer there.`,
  from: 'Where this comes from',
  marks: (count) => `${count} ${count === 1 ? 'mark' : 'marks'}`,
  documents: (count) => `${count} ${count === 1 ? 'document' : 'documents'}`,
  reason: (title) => `Reason: ${title}`,
  field: 'Fill in the dossier',
  mark: (place) => `mark ${place}`,
  more: (count) => `and ${count} more`,
  change: 'Change own paragraphs',
  article: (code) => `The text of the law on ${code}, in annex 1`,
  staleParts: (count) => (count === 1 ? '1 own text to check' : `${count} own texts to check`),
};

/** Texts of the preview by language. */
export const previewTexts: Readonly<Record<'nl' | 'en', PreviewTexts>> = { nl, en };
