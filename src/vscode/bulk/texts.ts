import { defineTexts } from '../../core/l10n/language.ts';

/** What marking many places at once says. */
export const texts = defineTexts({
  nl: {
    reading: 'Documenten doorzoeken',
    readingOf: (done: number, count: number) => `${done} van ${count}`,
    notRead: (names: string) => `Niet doorzocht, omdat de tekst niet kan worden gelezen: ${names}.`,
    readOnly: (name: string) => `${name} is alleen te lezen en heeft geen markeringen gekregen.`,
    undoLabel: 'Markeringen terugnemen',
    undo: 'Ongedaan maken',
    placing: 'Markeringen plaatsen',
    placed: (marks: number, documents: number) =>
      `${marks === 1 ? 'Eén markering' : `${marks} markeringen`} geplaatst in ${documents === 1 ? 'één document' : `${documents} documenten`}.`,
    refused: (why: string) => `Niet overal gelukt. ${why}`,
    sameTitle: (marks: number, documents: number) =>
      `Zelfde tekst markeren: ${marks === 1 ? '1 plaats' : `${marks} plaatsen`} in ${documents === 1 ? '1 document' : `${documents} documenten`}`,
    sameLabel: 'Zelfde tekst markeren',
    sameHint: 'Haal een vinkje weg waar de tekst leesbaar moet blijven',
    sameNone: (text: string) => `“${text}” staat nergens anders ongemarkeerd.`,
    sameAsk: 'Welke tekst wilt u overal markeren?',
    sameAskHint: 'Of selecteer eerst tekst of een markering in de pdf.',
    sameNothing: 'Geef een woord, naam of nummer op.',
    places: (count: number, pages: string) =>
      `${count === 1 ? '1 plaats' : `${count} plaatsen`} · pagina ${pages}`,
    otherPerson: 'kan ook iemand anders zijn',
    how: 'Hoe wilt u ze plaatsen?',
    asSuggestion: 'Als voorstel',
    asSuggestionDetail: 'U beslist later per plaats. Een voorstel wordt nooit vanzelf gelakt.',
    asAccepted: 'Meteen accepteren',
    asAcceptedDetail: 'De plaatsen worden gelakt bij de export.',
    openHint: 'Geopende documenten bewaart u zelf; de andere zijn bewaard.',
  },
  en: {
    reading: 'Searching documents',
    readingOf: (done: number, count: number) => `${done} of ${count}`,
    notRead: (names: string) => `Not searched, since the text cannot be read: ${names}.`,
    readOnly: (name: string) => `${name} is read-only and got no marks.`,
    undoLabel: 'Take marks back',
    undo: 'Undo',
    placing: 'Placing marks',
    placed: (marks: number, documents: number) =>
      `${marks === 1 ? 'One mark' : `${marks} marks`} placed in ${documents === 1 ? 'one document' : `${documents} documents`}.`,
    refused: (why: string) => `Not everywhere. ${why}`,
    sameTitle: (marks: number, documents: number) =>
      `Mark the same text: ${marks === 1 ? '1 place' : `${marks} places`} in ${documents === 1 ? '1 document' : `${documents} documents`}`,
    sameLabel: 'Mark the same text',
    sameHint: 'Untick where the text is to stay readable',
    sameNone: (text: string) => `“${text}” stands nowhere else unmarked.`,
    sameAsk: 'Which text do you want to mark everywhere?',
    sameAskHint: 'Or select text or a mark in the PDF first.',
    sameNothing: 'Give a word, a name or a number.',
    places: (count: number, pages: string) =>
      `${count === 1 ? '1 place' : `${count} places`} · page ${pages}`,
    otherPerson: 'may be somebody else',
    how: 'How do you want to place them?',
    asSuggestion: 'As suggestions',
    asSuggestionDetail: 'You decide on each later. A suggestion is never redacted by itself.',
    asAccepted: 'Accept at once',
    asAcceptedDetail: 'The places are redacted in the export.',
    openHint: 'Open documents are yours to save; the others have been saved.',
  },
});
