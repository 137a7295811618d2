import type * as vscode from 'vscode';
import { defineTexts } from '../../core/l10n/language.ts';

/** Last segment of a URI's path: how a sentence names a file. */
export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Sentences of the editor. */
export const texts = defineTexts({
  nl: {
    conflict: (file: string) =>
      `${file} is op schijf gewijzigd, terwijl u markeringen hebt die nog niet bewaard zijn.`,
    conflictDetail:
      'Samenvoegen houdt de wijzigingen van beide kanten. Kiest u één versie, dan blijft de andere als kopie naast het bestand staan.',
    answerMerge: 'Samenvoegen',
    answerMine: 'Mijn versie houden',
    answerDisk: 'Versie van schijf nemen',
    answerLater: 'Later beslissen',
    merge: 'Samenvoegen',
    takeDisk: 'Versie van schijf nemen',
    mergedBoth: (count: number) =>
      count === 1
        ? 'Eén markering was aan beide kanten gewijzigd. Beide versies staan er nu; verwijder wat niet klopt.'
        : `${count} markeringen waren aan beide kanten gewijzigd. Beide versies staan er nu; verwijder wat niet klopt.`,
    copyOfDisk: 'schijf',
    copyOfMine: 'mijn',
    copyKept: (file: string) => `De andere versie is bewaard als ${file}.`,
    notOverwritten: (problem: string) =>
      `Niet bewaard. ${problem} Uw markeringen blijven hier staan. Herstel dat bestand of verplaats het, en bewaar opnieuw.`,
    damagedWhileUnsaved: (problem: string) =>
      `${problem} Uw markeringen die nog niet bewaard zijn, blijven hier staan.`,
    readOnlySidecar: (problem: string) => `${problem} Tot die tijd is het document alleen te lezen.`,
    readOnlySource: (file: string) => `${file} kan niet worden gelezen, dus er kan niets worden gemarkeerd.`,
    readOnlyFileSystem: 'Op deze plek kan niet worden geschreven, dus er kan niets worden gemarkeerd.',
    sidecarNoAccess: (file: string) => `${file} kan niet worden gelezen.`,
    pdfNotAPdf: (file: string) =>
      `${file} is geen PDF. Open het in het programma waarmee het is gemaakt en sla het op als PDF.`,
    pdfDamaged: (file: string) =>
      `${file} is beschadigd of onvolledig. Vraag een nieuw exemplaar op of sla het opnieuw op als PDF.`,
    pdfPassword: (file: string) =>
      `${file} is beveiligd met een wachtwoord. Sla het zonder wachtwoord op en open het opnieuw.`,
    pdfNoPages: (file: string) => `${file} heeft geen pagina's. Vraag een nieuw exemplaar op.`,
    pdfTooLarge: (file: string) => `${file} is te groot om te verwerken. Splits het in delen en open die.`,
    pdfTimeout: (file: string) =>
      `${file} verwerken duurt te lang. Sla het opnieuw op als PDF of splits het in delen.`,
    pdfOutOfMemory: (file: string) =>
      `${file} vraagt meer geheugen dan er is. Splits het in delen en open die.`,
    pdfMissing: (file: string) => `${file} bestaat niet meer. Zet het terug of sluit dit tabblad.`,
    pdfNoAccess: (file: string) => `${file} kan niet worden gelezen. Kijk of u toegang hebt tot het bestand.`,
    pdfFailed: (file: string) =>
      `${file} kan niet worden geopend. Sla het opnieuw op als PDF en probeer het nog eens.`,
    noPageText: (page: number) => `De tekst van pagina ${page} kan niet worden gelezen.`,
    addMarks: (count: number) => (count === 1 ? 'Markering plaatsen' : `${count} markeringen plaatsen`),
    deleteMarks: (count: number) =>
      count === 1 ? 'Markering verwijderen' : `${count} markeringen verwijderen`,
    changeGround: 'Grond wijzigen',
    moveMarks: 'Markering verplaatsen',
    acceptMarks: 'Accepteren',
    rejectMarks: 'Verwerpen',
    suggestMarks: 'Terugzetten naar voorstel',
    motivate: 'Motivering wijzigen',
    review: 'Nagekeken wijzigen',
    confirmSource: 'Gewijzigde PDF bevestigen',
    fix: 'Bevinding oplossen',
    backupLost: (file: string) => `De niet-bewaarde markeringen van ${file} konden niet worden teruggezet.`,
    saveAsSame: 'Kies een andere naam: het origineel wordt nooit overschreven.',
  },
  en: {
    conflict: (file: string) => `${file} has changed on disk while you have unsaved marks.`,
    conflictDetail:
      'Merging keeps the changes of both sides. If you choose one version, the other stays beside the file as a copy.',
    answerMerge: 'Merge',
    answerMine: 'Keep my version',
    answerDisk: 'Take the version on disk',
    answerLater: 'Decide later',
    merge: 'Merge',
    takeDisk: 'Take the version on disk',
    mergedBoth: (count: number) =>
      count === 1
        ? 'One mark was changed on both sides. Both versions are here now; delete the wrong one.'
        : `${count} marks were changed on both sides. Both versions are here now; delete the wrong ones.`,
    copyOfDisk: 'disk',
    copyOfMine: 'mine',
    copyKept: (file: string) => `The other version was kept as ${file}.`,
    notOverwritten: (problem: string) =>
      `Not saved. ${problem} Your marks stay here. Repair or move that file, and save again.`,
    damagedWhileUnsaved: (problem: string) => `${problem} Your unsaved marks stay here.`,
    readOnlySidecar: (problem: string) => `${problem} Until then the document is read-only.`,
    readOnlySource: (file: string) => `${file} cannot be read, so nothing can be marked.`,
    readOnlyFileSystem: 'This place cannot be written to, so nothing can be marked.',
    sidecarNoAccess: (file: string) => `${file} cannot be read.`,
    pdfNotAPdf: (file: string) =>
      `${file} is not a PDF. Open it in the program that made it and save it as PDF.`,
    pdfDamaged: (file: string) =>
      `${file} is damaged or incomplete. Ask for a new copy or save it as PDF again.`,
    pdfPassword: (file: string) =>
      `${file} is protected by a password. Save it without one and open it again.`,
    pdfNoPages: (file: string) => `${file} has no pages. Ask for a new copy.`,
    pdfTooLarge: (file: string) => `${file} is too large to handle. Split it and open the parts.`,
    pdfTimeout: (file: string) => `${file} takes too long to process. Save it as PDF again or split it.`,
    pdfOutOfMemory: (file: string) => `${file} needs more memory than there is. Split it and open the parts.`,
    pdfMissing: (file: string) => `${file} no longer exists. Put it back or close this tab.`,
    pdfNoAccess: (file: string) => `${file} cannot be read. Check that you have access to the file.`,
    pdfFailed: (file: string) => `${file} cannot be opened. Save it as PDF again and retry.`,
    noPageText: (page: number) => `The text of page ${page} cannot be read.`,
    addMarks: (count: number) => (count === 1 ? 'Place mark' : `Place ${count} marks`),
    deleteMarks: (count: number) => (count === 1 ? 'Delete mark' : `Delete ${count} marks`),
    changeGround: 'Change ground',
    moveMarks: 'Move mark',
    acceptMarks: 'Accept',
    rejectMarks: 'Reject',
    suggestMarks: 'Back to suggestion',
    motivate: 'Change motivation',
    review: 'Change reviewed pages',
    confirmSource: 'Confirm changed PDF',
    fix: 'Fix finding',
    backupLost: (file: string) => `The unsaved marks of ${file} could not be restored.`,
    saveAsSame: 'Choose another name: the original is never overwritten.',
  },
});
