import type { RowField } from '../../src/core/dossier/changes.ts';
import type { DocumentStatus } from '../../src/core/dossier/types.ts';

/** Every text of the dossier editor. */
export interface DossierTexts {
  readonly title: string;
  readonly law: string;
  readonly laws: Readonly<Record<'wob' | 'woo', string>>;
  readonly sections: Readonly<Record<'request' | 'authority' | 'decision' | 'inventory' | 'data', string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly hints: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<RowField | 'judgement' | 'grounds', string>>;
  readonly statuses: Readonly<Record<DocumentStatus, string>>;
  readonly actions: Readonly<
    Record<
      | 'addRow'
      | 'addFiles'
      | 'import'
      | 'delete'
      | 'export'
      | 'preview'
      | 'json'
      | 'toWoo'
      | 'open'
      | 'chooseFile'
      | 'setStatus'
      | 'clear',
      string
    >
  >;
  readonly noDate: string;
  readonly datePlaceholder: string;
  readonly filter: string;
  readonly allStatuses: string;
  readonly selectRow: (number: string) => string;
  readonly selectAll: string;
  readonly shown: (shown: number, total: number, selected: number) => string;
  readonly pasted: (rows: number) => string;
  readonly empty: string;
  readonly noHits: string;
  readonly help: string;
  readonly findings: (errors: number, warnings: number, notes: number) => string;
  readonly marksToCheck: (number: string, title: string, errors: number, warnings: number) => string;
  readonly findingsHere: (count: number) => string;
  readonly noFindings: string;
  readonly open: (open: number) => string;
  readonly openShort: (open: number) => string;
}

const nl: DossierTexts = {
  title: 'Dossier',
  law: 'Wet',
  laws: { wob: 'Wob (besluiten tot 1 mei 2022)', woo: 'Woo (besluiten vanaf 1 mei 2022)' },
  sections: {
    request: 'Verzoek',
    authority: 'Bestuursorgaan',
    decision: 'Besluit',
    inventory: 'Inventarislijst',
    data: 'Gegevens voor de brief',
  },
  fields: {
    'request.subject': 'Waar om is verzocht',
    'request.date': 'Datum van het verzoek',
    'request.received': 'Ontvangen op',
    'request.reference': 'Kenmerk van de verzoeker',
    'request.requester.name': 'Naam van de verzoeker',
    'request.requester.salutation': 'Aanspreekvorm',
    'request.requester.organisation': 'Organisatie',
    'request.requester.address': 'Adres',
    'request.requester.onBehalfOf': 'Ook namens',
    'authority.name': 'Wie besluit',
    'authority.shortName': 'Dienst, in de lopende tekst',
    'authority.organisation': 'Organisatie in het briefhoofd',
    'authority.address': 'Postadres',
    'authority.objectionAddress': 'Adres voor bezwaar',
    'authority.website': 'Website',
    'decision.date': 'Datum van het besluit',
    'decision.reference': 'Ons kenmerk',
    'decision.publishedAt': 'Wordt gepubliceerd op',
    'decision.signatory.name': 'Ondertekenaar',
    'decision.signatory.function': 'Functie',
    'decision.handler.name': 'Behandelaar',
    'decision.handler.phone': 'Telefoon',
    'decision.handler.email': 'E-mail',
    'decision.copies': 'Afschrift aan',
  },
  hints: {
    'request.subject': 'Zoals in “u verzoekt om …”: openbaarmaking van …',
    'authority.name': 'Bijvoorbeeld: De Staatssecretaris van Voorbeeldzaken',
    'authority.shortName': 'Met lidwoord: de Dienst Voorbeeld',
    'request.requester.salutation': 'heer, mevrouw of heer/mevrouw',
  },
  columns: {
    number: 'Nr.',
    title: 'Document',
    date: 'Datum',
    type: 'Soort',
    citation: 'Naam in de brief',
    sender: 'Afzender',
    recipient: 'Ontvanger',
    status: 'Status',
    judgement: 'Beoordeling',
    grounds: 'Gronden',
    file: 'Pdf',
    publicUrl: 'Openbaar op',
    duplicateOf: 'Dubbel van',
    remark: 'Toelichting',
  },
  statuses: {
    assessed: 'Beoordeeld',
    'already-public': 'Reeds openbaar',
    'no-longer-valid': 'Niet meer geldig',
    duplicate: 'Dubbel',
    'out-of-scope': 'Buiten het verzoek',
  },
  actions: {
    addRow: 'Rij toevoegen',
    addFiles: 'Pdf’s toevoegen…',
    import: 'Inventarislijst inlezen…',
    delete: 'Verwijderen',
    export: 'Besluit exporteren…',
    preview: 'Besluit bekijken',
    json: 'Als tekst openen',
    toWoo: 'Overzetten naar de Woo…',
    open: 'Openen',
    chooseFile: 'Pdf kiezen…',
    setStatus: 'Status van de selectie…',
    clear: 'Selectie opheffen',
  },
  noDate: 'Dit is geen datum. Typ bijvoorbeeld 5-3-2021 of 5 maart 2021.',
  datePlaceholder: 'dd-mm-jjjj',
  filter: 'Zoek in de lijst',
  allStatuses: 'Alle statussen',
  selectRow: (number) => `Document ${number} selecteren`,
  selectAll: 'Alle getoonde documenten selecteren',
  shown: (shown, total, selected) =>
    `${shown === total ? `${total} documenten` : `${shown} van ${total} documenten`}${selected > 0 ? `, ${selected} geselecteerd` : ''}`,
  pasted: (rows) => `${rows} ${rows === 1 ? 'rij' : 'rijen'} geplakt`,
  empty:
    'Nog geen documenten. Voeg pdf’s toe, lees een inventarislijst in of plak rijen uit een spreadsheet.',
  noHits: 'Geen document past bij wat u zoekt.',
  help: 'Enter: wijzigen · Ctrl+Enter: pdf openen · Spatie: selecteren · Ctrl+V: rijen uit een spreadsheet plakken',
  findings: (errors, warnings, notes) =>
    [
      errors > 0
        ? errors === 1
          ? '1 fout die de export tegenhoudt'
          : `${errors} fouten die de export tegenhouden`
        : '',
      warnings > 0 ? `${warnings} ${warnings === 1 ? 'waarschuwing' : 'waarschuwingen'}` : '',
      notes > 0 ? `${notes} ${notes === 1 ? 'opmerking' : 'opmerkingen'}` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  marksToCheck: (number, title, errors, warnings) =>
    `Document ${number}, ${title}: ${[
      errors > 0 ? `${errors} ${errors === 1 ? 'fout' : 'fouten'}` : '',
      warnings > 0 ? `${warnings} ${warnings === 1 ? 'waarschuwing' : 'waarschuwingen'}` : '',
    ]
      .filter((part) => part !== '')
      .join(' en ')} bij de markeringen`,
  findingsHere: (count) => `${count} ${count === 1 ? 'bevinding' : 'bevindingen'} in dit deel`,
  noFindings: 'Geen bevindingen',
  open: (open) => `${open} ${open === 1 ? 'voorstel' : 'voorstellen'} nog niet beslist`,
  openShort: (open) => `${open} open`,
};

const en: DossierTexts = {
  title: 'Dossier',
  law: 'Law',
  laws: { wob: 'Wob (decisions before 1 May 2022)', woo: 'Woo (decisions from 1 May 2022)' },
  sections: {
    request: 'Request',
    authority: 'Public body',
    decision: 'Decision',
    inventory: 'Inventory',
    data: 'Details for the letter',
  },
  fields: {
    'request.subject': 'What was asked for',
    'request.date': 'Date of the request',
    'request.received': 'Received on',
    'request.reference': 'Requester’s reference',
    'request.requester.name': 'Requester’s name',
    'request.requester.salutation': 'Form of address',
    'request.requester.organisation': 'Organisation',
    'request.requester.address': 'Address',
    'request.requester.onBehalfOf': 'Also on behalf of',
    'authority.name': 'Who decides',
    'authority.shortName': 'Service, in running text',
    'authority.organisation': 'Organisation in the letterhead',
    'authority.address': 'Postal address',
    'authority.objectionAddress': 'Address for objections',
    'authority.website': 'Website',
    'decision.date': 'Date of the decision',
    'decision.reference': 'Our reference',
    'decision.publishedAt': 'Will be published at',
    'decision.signatory.name': 'Signatory',
    'decision.signatory.function': 'Function',
    'decision.handler.name': 'Handled by',
    'decision.handler.phone': 'Phone',
    'decision.handler.email': 'E-mail',
    'decision.copies': 'Copies to',
  },
  hints: {
    'request.subject': 'As in “u verzoekt om …” (Dutch: it goes into the letter)',
    'authority.name': 'For example: De Staatssecretaris van Voorbeeldzaken',
    'authority.shortName': 'With its article: de Dienst Voorbeeld',
    'request.requester.salutation': 'heer, mevrouw or heer/mevrouw',
  },
  columns: {
    number: 'No.',
    title: 'Document',
    date: 'Date',
    type: 'Kind',
    citation: 'Name in the letter',
    sender: 'Sender',
    recipient: 'Recipient',
    status: 'Status',
    judgement: 'Judgement',
    grounds: 'Grounds',
    file: 'PDF',
    publicUrl: 'Public at',
    duplicateOf: 'Duplicate of',
    remark: 'Remark',
  },
  statuses: {
    assessed: 'Assessed',
    'already-public': 'Already public',
    'no-longer-valid': 'No longer valid',
    duplicate: 'Duplicate',
    'out-of-scope': 'Out of scope',
  },
  actions: {
    addRow: 'Add row',
    addFiles: 'Add PDFs…',
    import: 'Read an inventory…',
    delete: 'Delete',
    export: 'Export the decision…',
    preview: 'Preview the decision',
    json: 'Open as text',
    toWoo: 'Move to the Woo…',
    open: 'Open',
    chooseFile: 'Choose a PDF…',
    setStatus: 'Status of the selection…',
    clear: 'Clear selection',
  },
  noDate: 'This is no date. Type for instance 5-3-2021 or 5 maart 2021.',
  datePlaceholder: 'dd-mm-yyyy',
  filter: 'Search the list',
  allStatuses: 'All statuses',
  selectRow: (number) => `Select document ${number}`,
  selectAll: 'Select all documents shown',
  shown: (shown, total, selected) =>
    `${shown === total ? `${total} documents` : `${shown} of ${total} documents`}${selected > 0 ? `, ${selected} selected` : ''}`,
  pasted: (rows) => `${rows} ${rows === 1 ? 'row' : 'rows'} pasted`,
  empty: 'No documents yet. Add PDFs, read an inventory, or paste rows from a spreadsheet.',
  noHits: 'No document fits what you search for.',
  help: 'Enter: edit · Ctrl+Enter: open the PDF · Space: select · Ctrl+V: paste rows from a spreadsheet',
  findings: (errors, warnings, notes) =>
    [
      errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'} blocking the export` : '',
      warnings > 0 ? `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '',
      notes > 0 ? `${notes} ${notes === 1 ? 'note' : 'notes'}` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  marksToCheck: (number, title, errors, warnings) =>
    `Document ${number}, ${title}: ${[
      errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : '',
      warnings > 0 ? `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '',
    ]
      .filter((part) => part !== '')
      .join(' and ')} in its marks`,
  findingsHere: (count) => `${count} ${count === 1 ? 'finding' : 'findings'} in this part`,
  noFindings: 'No findings',
  open: (open) => `${open} ${open === 1 ? 'suggestion' : 'suggestions'} undecided`,
  openShort: (open) => `${open} open`,
};

/** Texts of the dossier editor by language. */
export const dossierTexts: Readonly<Record<'nl' | 'en', DossierTexts>> = { nl, en };
