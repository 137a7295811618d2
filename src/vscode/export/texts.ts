import { defineTexts } from '../../core/l10n/language.ts';

/** Sentences of exporting and verifying. */
export const texts = defineTexts({
  nl: {
    noDossier:
      'Er is geen dossier in deze map. Een dossier is een bestand dat eindigt op .dossier.json en dat de documenten noemt.',
    notThere: (file: string) =>
      `${file} kan niet worden gelezen: het bestand is er niet, of u mag het niet lezen.`,
    chooseDossier: 'Welk dossier wilt u exporteren?',
    unsaved: 'Er zijn wijzigingen die nog niet bewaard zijn. De export gaat uit van wat bewaard is.',
    saveAndExport: 'Bewaren en exporteren',
    notSaved: 'Niet alles kon worden bewaard. Er is niets geëxporteerd.',
    chooseFolder: 'Hier exporteren',
    folderTitle: 'Kies de map waarin het besluit komt',
    exporting: 'Besluit exporteren',
    read: (done: number, total: number) => `documenten lezen (${done} van ${total})`,
    letter: 'brief en inventarislijst opmaken',
    redact: (done: number, total: number) => `documenten lakken en controleren (${done} van ${total})`,
    finish: 'bestanden wegschrijven',
    blocked: (count: number) =>
      count === 1
        ? 'Eén bevinding houdt de export tegen. Er is niets geschreven.'
        : `${count} bevindingen houden de export tegen. Er is niets geschreven.`,
    blockedPlaceholder: 'Kies een bevinding om erheen te gaan',
    page: (page: number) => `pagina ${page}`,
    cancelled: 'De export is afgebroken. Er is niets geschreven.',
    failed: (message: string) => `De export is niet gelukt: ${message} Er is niets geschreven.`,
    template: (message: string) => `De huisstijl bevat een fout. ${message}`,
    builtIn: 'Met ingebouwde opmaak exporteren',
    done: (folder: string, documents: number) =>
      documents === 1
        ? `Het besluit staat in ${folder}: brief, inventarislijst en 1 gelakt document. Elk document is gecontroleerd.`
        : `Het besluit staat in ${folder}: brief, inventarislijst en ${documents} gelakte documenten. Elk document is gecontroleerd.`,
    letterDone: (folder: string) =>
      `Brief en inventarislijst staan in ${folder}. Er is niets gelakt: dit is niet het hele besluit.`,
    unchanged: (since: string) => `Alles is gelijk aan “${since}”.`,
    changes: (count: number) => (count === 1 ? '1 bestand gewijzigd' : `${count} bestanden gewijzigd`),
    changesTitle: (since: string) => `Wat anders is dan in “${since}”`,
    fileChanged: 'gewijzigd',
    fileAdded: 'nieuw',
    fileRemoved: 'niet meer in de export',
    openFolder: 'Map openen',
    openLetter: 'Brief openen',
    warnings: (count: number) => (count === 1 ? '1 aandachtspunt' : `${count} aandachtspunten`),
    warningsTitle: 'Aandachtspunten bij de export',
    chooseVerify: 'Controleren',
    verifying: (file: string) => `${file} controleren`,
    verifyFailed: (message: string) => message,
    clean: (file: string) => `In ${file} zijn geen sporen van gelakte tekst gevonden.`,
    problems: (file: string, count: number) =>
      count === 1
        ? `In ${file} is iets gevonden dat niet in orde is.`
        : `In ${file} zijn ${count} dingen gevonden die niet in orde zijn.`,
    showReport: 'Toon verslag',
    reportTitle: (file: string) => `Controle van ${file}`,
    onPage: (page: number) => ` (pagina ${page})`,
    'text-in-mark': 'Onder een gelakt vlak staat nog tekst.',
    'box-not-uniform': 'Een gelakt vlak is niet overal dekkend.',
    'changed-outside': 'Buiten de gelakte vlakken is iets veranderd.',
    'quote-in-file': 'Gelakte tekst staat nog ergens in het bestand.',
    'several-revisions': 'Het bestand bevat eerdere versies van zichzelf.',
    'bytes-after-eof': 'Na het einde van het bestand staan nog gegevens.',
    metadata: 'Het bestand bevat nog eigenschappen van het origineel.',
    attachment: 'Er zit een bijlage in het bestand.',
    script: 'Er zit een script in het bestand.',
    'text-under-box': 'Onder een dekkend vlak staat nog tekst.',
    'text-under-image': 'Onder een afbeelding staat nog tekst.',
    'hidden-text':
      'Er staat tekst die niet te zien is en wel te lezen: in de kleur van de achtergrond, buiten beeld of in een verborgen laag.',
    'image-under-box': 'Onder een vlak is de scan of foto nog heel.',
    'cropped-scan': 'Van een scan toont de pagina maar een deel; de rest zit nog in het bestand.',
    'bookmark-tells': 'Een bladwijzer noemt wat op de pagina is weggelakt.',
    'unapplied-redaction': 'Een lakmarkering is wel gezet maar niet toegepast.',
    'old-revision': 'Een eerdere versie in het bestand toont wat later is gelakt.',
    unreadable: 'Een deel van het bestand kon niet worden gelezen.',
  },
  en: {
    noDossier:
      'There is no dossier in this folder. A dossier is a file ending in .dossier.json that names the documents.',
    notThere: (file: string) => `${file} cannot be read: the file is not there, or you may not read it.`,
    chooseDossier: 'Which dossier do you want to export?',
    unsaved: 'There are unsaved changes. The export takes what has been saved.',
    saveAndExport: 'Save and export',
    notSaved: 'Not everything could be saved. Nothing was exported.',
    chooseFolder: 'Export here',
    folderTitle: 'Choose the folder for the decision',
    exporting: 'Exporting decision',
    read: (done: number, total: number) => `reading documents (${done} of ${total})`,
    letter: 'setting letter and inventory',
    redact: (done: number, total: number) => `redacting and verifying documents (${done} of ${total})`,
    finish: 'writing files',
    blocked: (count: number) =>
      count === 1
        ? 'One finding holds the export. Nothing was written.'
        : `${count} findings hold the export. Nothing was written.`,
    blockedPlaceholder: 'Choose a finding to go there',
    page: (page: number) => `page ${page}`,
    cancelled: 'The export was cancelled. Nothing was written.',
    failed: (message: string) => `The export failed: ${message} Nothing was written.`,
    template: (message: string) => `The house style has a fault. ${message}`,
    builtIn: 'Export with the built-in layout',
    done: (folder: string, documents: number) =>
      documents === 1
        ? `The decision is in ${folder}: letter, inventory and 1 redacted document. Each document was verified.`
        : `The decision is in ${folder}: letter, inventory and ${documents} redacted documents. Each document was verified.`,
    letterDone: (folder: string) =>
      `Letter and inventory are in ${folder}. Nothing was redacted: this is not the whole decision.`,
    unchanged: (since: string) => `Everything is as in “${since}”.`,
    changes: (count: number) => (count === 1 ? '1 file changed' : `${count} files changed`),
    changesTitle: (since: string) => `What differs from “${since}”`,
    fileChanged: 'changed',
    fileAdded: 'new',
    fileRemoved: 'no longer in the export',
    openFolder: 'Open folder',
    openLetter: 'Open letter',
    warnings: (count: number) => (count === 1 ? '1 point of attention' : `${count} points of attention`),
    warningsTitle: 'Points of attention of the export',
    chooseVerify: 'Verify',
    verifying: (file: string) => `Verifying ${file}`,
    verifyFailed: (message: string) => message,
    clean: (file: string) => `No traces of redacted text were found in ${file}.`,
    problems: (file: string, count: number) =>
      count === 1 ? `Something in ${file} is not in order.` : `${count} things in ${file} are not in order.`,
    showReport: 'Show report',
    reportTitle: (file: string) => `Verification of ${file}`,
    onPage: (page: number) => ` (page ${page})`,
    'text-in-mark': 'There is still text under a redacted box.',
    'box-not-uniform': 'A redacted box is not opaque everywhere.',
    'changed-outside': 'Something outside the redacted boxes has changed.',
    'quote-in-file': 'Redacted text is still somewhere in the file.',
    'several-revisions': 'The file holds earlier versions of itself.',
    'bytes-after-eof': 'There is data after the end of the file.',
    metadata: 'The file still holds properties of the original.',
    attachment: 'There is an attachment in the file.',
    script: 'There is a script in the file.',
    'text-under-box': 'There is still text under an opaque box.',
    'text-under-image': 'There is still text under an image.',
    'hidden-text':
      'There is text that cannot be seen but can be read: in the colour of the background, out of view or in a hidden layer.',
    'image-under-box': 'Under a box the scan or photograph is still whole.',
    'cropped-scan': 'The page shows a part of a scan only; the rest is still in the file.',
    'bookmark-tells': 'A bookmark names what is blacked out on the page.',
    'unapplied-redaction': 'A redaction was marked but not applied.',
    'old-revision': 'An earlier version in the file shows what was redacted later.',
    unreadable: 'A part of the file could not be read.',
  },
});
