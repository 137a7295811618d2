import { defineTexts } from '../core/l10n/language.ts';

/** What the command line says. */
export const texts = defineTexts({
  nl: {
    usage: `Gebruik:
  lakmoes redact <bestand.pdf> [--sidecar F] --out F [--law wob|woo] [--json]
  lakmoes check <dossier|map> [--format text|json|sarif] [--law wob|woo]
  lakmoes export <dossier> --out MAP [--template F] [--combined] [--letter-only] [--json]
  lakmoes verify <gelakt.pdf> [--sidecar F] [--json]
  lakmoes text <bestand.pdf> [--json]

Lakken en exporteren: [--look black|white] [--code inside|beside|none] [--width-protection off|standard|strict]
Altijd: [--language nl|en]
Uitgangscode 0: gedaan; 1: bevindingen die tegenhouden of een controle die niet slaagt (er is niets geschreven);
2: onbruikbare invoer.`,
    unknownCommand: (name: string) => `Onbekende opdracht “${name}”. “lakmoes --help” toont wat er kan.`,
    badOption: (option: string) => `“${option}” wordt hier niet begrepen. “lakmoes --help” toont wat er kan.`,
    missingCommand: 'Geef een opdracht op. “lakmoes --help” toont wat er kan.',
    missingInput: 'Geef een bestand of map op. “lakmoes --help” toont wat er kan.',
    missingOut: 'Geef met --out op waar het resultaat moet komen.',
    badValue: (option: string, value: string, allowed: string) =>
      `--${option} ${value}: kies uit ${allowed}.`,
    outIsInput: (file: string) => `“${file}” is de bron zelf. Kies een andere plaats voor het resultaat.`,
    noSidecar: (file: string) => `“${file}” bestaat niet: er zijn geen markeringen om toe te passen.`,
    noMarks: (file: string) => `“${file}” heeft geen geaccepteerde markeringen. Er is niets geschreven.`,
    noDossier: (folder: string) => `In “${folder}” staat geen dossier en geen bestand met markeringen.`,
    written: (file: string) => `Geschreven: ${file}`,
    tellingFonts:
      'Uit een lettertype kan nog iets van weggelakte tekst blijken: dat een letter alleen daar stond, of in welke volgorde letters in het document voor het eerst voorkwamen. Een naam aan het begin kan daaruit te raden zijn.',
    compared: (since: string, added: string, removed: string, changed: string) =>
      `Ten opzichte van “${since}”: ${added} erbij, ${removed} weg, ${changed} gewijzigd.`,
    redacted: (marks: string, pages: string) =>
      `${marks} markeringen toegepast op ${pages} pagina’s en bewezen.`,
    blocked: 'Er is niets geëxporteerd. Los eerst dit op:',
    blockedRedact: 'Er is niets geschreven. Los eerst dit op:',
    nothingFound: 'Geen bevindingen.',
    counted: (errors: string, warnings: string, infos: string) =>
      `${errors} fouten, ${warnings} waarschuwingen, ${infos} ter informatie.`,
    verified: (file: string) => `“${file}”: niets gevonden wat er niet hoort te zijn.`,
    notVerified: (file: string) => `“${file}” doorstaat de controle niet:`,
    problem: (kind: string, page: string) => (page === '' ? kind : `pagina ${page}: ${kind}`),
    'text-in-mark': 'tekst in een gelakt vlak',
    'box-not-uniform': 'een vlak is niet dekkend',
    'changed-outside': 'iets is veranderd buiten de vlakken',
    'quote-in-file': 'gelakte tekst staat nog elders in het bestand',
    'several-revisions': 'het bestand bevat meer dan één versie',
    'bytes-after-eof': 'er staat iets achter het einde van het bestand',
    metadata: 'gegevens over het document (metadata)',
    attachment: 'een bijlage',
    script: 'een script',
    'text-under-box': 'leesbare tekst onder een dekkend vlak',
    'text-under-image': 'leesbare tekst onder een afbeelding',
    'hidden-text':
      'tekst die niet te zien is en wel te lezen (kleur van de achtergrond, buiten beeld, verborgen laag)',
    'image-under-box': 'een scan of foto die onder een vlak nog heel is',
    'cropped-scan': 'een scan waarvan de pagina maar een deel toont',
    'bookmark-tells': 'een bladwijzer noemt wat op de pagina is weggelakt',
    'unapplied-redaction': 'een lakmarkering die niet is toegepast',
    'old-revision': 'een eerdere versie in het bestand',
    unreadable: 'een deel is niet te lezen',
    read: 'Lezen',
    letter: 'Brief',
    redact: 'Lakken',
    finish: 'Afronden',
    cancelled: 'Afgebroken. Er is niets geschreven.',
    failed: (message: string) => `Er ging iets mis: ${message}`,
    'not-found': (path: string) => `“${path}” bestaat niet.`,
    exists: (path: string) => `“${path}” bestaat al en wordt niet overschreven.`,
    'is-folder': (path: string) => `“${path}” is een map, geen bestand.`,
    'no-folder': (path: string) => `“${path}” kan niet: een deel van het pad is een bestand, geen map.`,
    'no-access': (path: string) =>
      `“${path}” mag niet worden gelezen of geschreven. Kies een andere plaats of vraag om toegang.`,
    'no-space': (path: string) =>
      `De schijf is vol: “${path}” kan niet worden geschreven. Maak ruimte of kies een andere plaats.`,
    'too-long': (path: string) => `De naam “${path.slice(0, 40)}…” is te lang. Kies een kortere plaats.`,
    error: 'fout',
    warning: 'waarschuwing',
    info: 'info',
  },
  en: {
    usage: `Usage:
  lakmoes redact <file.pdf> [--sidecar F] --out F [--law wob|woo] [--json]
  lakmoes check <dossier|folder> [--format text|json|sarif] [--law wob|woo]
  lakmoes export <dossier> --out DIR [--template F] [--combined] [--letter-only] [--json]
  lakmoes verify <redacted.pdf> [--sidecar F] [--json]
  lakmoes text <file.pdf> [--json]

Redacting and exporting: [--look black|white] [--code inside|beside|none] [--width-protection off|standard|strict]
Always: [--language nl|en]
Exit code 0: done; 1: findings that block or a verification that failed (nothing was written); 2: unusable input.`,
    unknownCommand: (name: string) => `Unknown command “${name}”. “lakmoes --help” shows what there is.`,
    badOption: (option: string) =>
      `“${option}” is not understood here. “lakmoes --help” shows what there is.`,
    missingCommand: 'Name a command. “lakmoes --help” shows what there is.',
    missingInput: 'Name a file or folder. “lakmoes --help” shows what there is.',
    missingOut: 'Say with --out where the result is to go.',
    badValue: (option: string, value: string, allowed: string) =>
      `--${option} ${value}: choose from ${allowed}.`,
    outIsInput: (file: string) => `“${file}” is the source itself. Choose another place for the result.`,
    noSidecar: (file: string) => `“${file}” does not exist: there are no marks to apply.`,
    noMarks: (file: string) => `“${file}” has no accepted marks. Nothing was written.`,
    noDossier: (folder: string) => `There is no dossier and no file with marks in “${folder}”.`,
    written: (file: string) => `Written: ${file}`,
    tellingFonts:
      'A font may still tell something of redacted text: that a letter stood there only, or in which order letters first came in the document. A name at its beginning could be guessed from that.',
    compared: (since: string, added: string, removed: string, changed: string) =>
      `Compared with “${since}”: ${added} added, ${removed} gone, ${changed} changed.`,
    redacted: (marks: string, pages: string) => `${marks} marks applied on ${pages} pages, and proven.`,
    blocked: 'Nothing was exported. Solve this first:',
    blockedRedact: 'Nothing was written. Solve this first:',
    nothingFound: 'No findings.',
    counted: (errors: string, warnings: string, infos: string) =>
      `${errors} errors, ${warnings} warnings, ${infos} for information.`,
    verified: (file: string) => `“${file}”: found nothing that should not be there.`,
    notVerified: (file: string) => `“${file}” does not pass:`,
    problem: (kind: string, page: string) => (page === '' ? kind : `page ${page}: ${kind}`),
    'text-in-mark': 'text in a blacked-out box',
    'box-not-uniform': 'a box is not opaque',
    'changed-outside': 'something changed outside the boxes',
    'quote-in-file': 'blacked-out text is elsewhere in the file',
    'several-revisions': 'the file holds more than one revision',
    'bytes-after-eof': 'there is something after the end of the file',
    metadata: 'data about the document (metadata)',
    attachment: 'an attachment',
    script: 'a script',
    'text-under-box': 'readable text under an opaque box',
    'text-under-image': 'readable text under an image',
    'hidden-text':
      'text that cannot be seen but can be read (colour of the background, out of view, hidden layer)',
    'image-under-box': 'a scan or photograph that is still whole under a box',
    'cropped-scan': 'a scan of which the page shows a part only',
    'bookmark-tells': 'a bookmark names what is blacked out on the page',
    'unapplied-redaction': 'a redaction mark that was not applied',
    'old-revision': 'an earlier revision in the file',
    unreadable: 'a part cannot be read',
    read: 'Reading',
    letter: 'Letter',
    redact: 'Redacting',
    finish: 'Finishing',
    cancelled: 'Cancelled. Nothing was written.',
    failed: (message: string) => `Something went wrong: ${message}`,
    'not-found': (path: string) => `“${path}” does not exist.`,
    exists: (path: string) => `“${path}” exists and is not overwritten.`,
    'is-folder': (path: string) => `“${path}” is a folder, not a file.`,
    'no-folder': (path: string) => `“${path}” cannot be: a part of the path is a file, not a folder.`,
    'no-access': (path: string) =>
      `“${path}” may not be read or written. Choose another place or ask for access.`,
    'no-space': (path: string) =>
      `The disk is full: “${path}” cannot be written. Make room or choose another place.`,
    'too-long': (path: string) => `The name “${path.slice(0, 40)}…” is too long. Choose a shorter place.`,
    error: 'error',
    warning: 'warning',
    info: 'info',
  },
});
