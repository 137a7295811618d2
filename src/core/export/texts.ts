import { defineTexts } from '../l10n/language.ts';

/** What the export and the command line say. `file` is a path, never a secret. */
export const texts = defineTexts({
  nl: {
    fileNotFound: (file: string) => `“${file}” bestaat niet.`,
    'not-a-pdf': (file: string) => `“${file}” is geen pdf. Vervang het bestand door een pdf.`,
    damaged: (file: string) =>
      `“${file}” is beschadigd en kan niet worden gelezen. Vraag een goede kopie op of sla het opnieuw op als pdf.`,
    password: (file: string) =>
      `“${file}” is beveiligd met een wachtwoord. Sla het zonder wachtwoord op en probeer het opnieuw.`,
    'no-pages': (file: string) => `“${file}” heeft geen pagina’s. Vervang het bestand.`,
    'too-large': (file: string) => `“${file}” is te groot om te verwerken. Splits het bestand.`,
    timeout: (file: string) =>
      `De verwerking van “${file}” duurde te lang en is gestopt. Er is niets geschreven.`,
    'out-of-memory': (file: string) =>
      `Voor “${file}” is te weinig geheugen. Splits het bestand of sluit andere programma’s.`,
    cancelled: (file: string) => `De verwerking van “${file}” is afgebroken.`,
    unprovable: (file: string) =>
      `Van “${file}” kan niet worden bewezen dat alles wat gelakt is weg is en de rest er nog staat. Het bestand is niet geschreven. Sla het origineel opnieuw op als pdf, met de lettertypen erin, of scan een afdruk.`,
    'engine-failed': (file: string) =>
      `“${file}” kon niet worden verwerkt. Sla het opnieuw op als pdf en probeer het nog eens.`,
    changedMeanwhile: (file: string) => `“${file}” is tijdens het exporteren gewijzigd. Exporteer opnieuw.`,
    fieldOpen: (label: string) => `In de brief staat nog open: ${label}.`,
    titleHoldsQuote: (number: string) =>
      `De titel of vermelding van document ${number} bevat tekst die in het document zelf is gelakt. Kijk of die in de inventarislijst mag staan.`,
    ownWordsStale: (section: string) =>
      `Uw eigen tekst in onderdeel “${section}” is geschreven bij een andere tekst dan er nu zou staan.`,
    ownWordsOrphaned: (section: string) =>
      `Uw eigen tekst bij “${section}” staat niet in de brief, omdat dat onderdeel er niet meer is.`,
    rasterised: (number: string, pages: string) =>
      `In document ${number} is een afbeelding in de plaats gekomen van de tekst op pagina ${pages}.`,
    tellingFonts: (number: string) =>
      `In document ${number} kan uit een lettertype nog iets van weggelakte tekst blijken: dat een letter alleen daar stond, of in welke volgorde letters in het document voor het eerst voorkwamen. Een naam aan het begin kan daaruit te raden zijn.`,
    cramped: (number: string, pages: string) =>
      `In document ${number} kon op pagina ${pages} de lengte van de weggelakte tekst niet geheel worden verhuld: er was geen plaats, of een lijn, vlak of rij punten houdt daar op waar de tekst ophield. Kijk of dat te veel zegt, zoals bij een korte naam; markeer dan ruimer.`,
    templateFault: (file: string, place: string, message: string) =>
      `De huisstijl “${file}” bevat een fout${place}: ${message}. Herstel de huisstijl of exporteer met de ingebouwde opmaak.`,
    atLine: (line: string) => ` op regel ${line}`,
    notAnonymised: (why: string) =>
      `De geanonimiseerde versie van het besluit is niet gemaakt: ${why} Anonimiseer de brief zelf voordat u haar publiceert.`,
    unprintable: (characters: string, text: string) =>
      `Voor ${characters} is geen lettertype gevonden, onder andere in “${text}”. Installeer een lettertype dat deze tekens heeft, zet het in de map van de huisstijl of schrijf de tekst anders.`,
    bodyWithoutIdentifier:
      'De metadata (DiWoo) noemen het bestuursorgaan alleen bij naam. Vul in het dossier het TOOI-adres van de organisatie in voordat u publiceert.',
    unfinishedExport: (folder: string) =>
      `In de gekozen map staat de verborgen map “${folder}” van een export die is afgebroken of nog bezig is. Loopt er geen export meer, verwijder die map dan.`,
    withoutCodes:
      'De vakken hebben geen code (instelling lakmoes.export.box.code), maar de brief zegt dat bij elke weggelakte passage een code staat. Pas de instelling of de brief aan.',
    letterTimeout: 'Het opmaken van de brief duurde te lang en is gestopt.',
    letterFailed: (message: string) => `De brief kon niet worden opgemaakt (${message}).`,
  },
  en: {
    fileNotFound: (file: string) => `“${file}” does not exist.`,
    'not-a-pdf': (file: string) => `“${file}” is not a PDF. Replace the file by a PDF.`,
    damaged: (file: string) =>
      `“${file}” is damaged and cannot be read. Ask for a good copy or save it as PDF again.`,
    password: (file: string) => `“${file}” is protected by a password. Save it without and try again.`,
    'no-pages': (file: string) => `“${file}” has no pages. Replace the file.`,
    'too-large': (file: string) => `“${file}” is too large to handle. Split the file.`,
    timeout: (file: string) => `“${file}” took too long and was stopped. Nothing was written.`,
    'out-of-memory': (file: string) =>
      `There is not enough memory for “${file}”. Split the file or close other programs.`,
    cancelled: (file: string) => `Work on “${file}” was cancelled.`,
    unprovable: (file: string) =>
      `It cannot be proven that all that is blacked out in “${file}” is gone and the rest still there. The file was not written. Save the original as PDF again, with its fonts, or scan a print of it.`,
    'engine-failed': (file: string) => `“${file}” could not be handled. Save it as PDF again and retry.`,
    changedMeanwhile: (file: string) => `“${file}” changed during the export. Export again.`,
    fieldOpen: (label: string) => `Still open in the letter: ${label}.`,
    titleHoldsQuote: (number: string) =>
      `The title or citation of document ${number} holds text that is blacked out in the document itself. See whether it may stand in the inventory.`,
    ownWordsStale: (section: string) =>
      `Your own text in part “${section}” was written for another text than would be there now.`,
    ownWordsOrphaned: (section: string) =>
      `Your own text for “${section}” is not in the letter, since that part is no longer there.`,
    rasterised: (number: string, pages: string) =>
      `In document ${number} an image has taken the place of the text on page ${pages}.`,
    tellingFonts: (number: string) =>
      `In document ${number} a font may still tell something of redacted text: that a letter stood there only, or in which order letters first came in the document. A name at its beginning could be guessed from that.`,
    cramped: (number: string, pages: string) =>
      `In document ${number} the length of the removed text on page ${pages} could not be hidden in full: there was no room, or a line, area or row of points ends where the text did. See whether that tells too much, as with a short name; if so, mark more.`,
    templateFault: (file: string, place: string, message: string) =>
      `The house style “${file}” has a fault${place}: ${message}. Repair it or export with the built-in layout.`,
    atLine: (line: string) => ` in line ${line}`,
    notAnonymised: (why: string) =>
      `The anonymised version of the decision was not made: ${why} Anonymise the letter yourself before you publish it.`,
    unprintable: (characters: string, text: string) =>
      `No font was found for ${characters}, among others in “${text}”. Install a font that has these characters, put it in the folder of the house style, or write the text differently.`,
    bodyWithoutIdentifier:
      'The metadata (DiWoo) give the body by name only. Fill in the TOOI address of the organisation in the dossier before you publish.',
    unfinishedExport: (folder: string) =>
      `The chosen folder holds the hidden folder “${folder}” of an export that broke off or is still busy. If no export runs any more, delete it.`,
    withoutCodes:
      'The boxes have no code (setting lakmoes.export.box.code), but the letter says that a code stands at every passage. Change the setting or the letter.',
    letterTimeout: 'Setting the letter took too long and was stopped.',
    letterFailed: (message: string) => `The letter could not be set (${message}).`,
  },
});
