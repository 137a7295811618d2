import type { RowField } from '../../src/core/dossier/changes.ts';
import type { DocumentStatus } from '../../src/core/dossier/types.ts';

/** Every text of the dossier editor. */
export interface DossierTexts {
  readonly title: string;
  readonly law: string;
  readonly laws: Readonly<Record<'wob' | 'woo', string>>;
  readonly sections: Readonly<
    Record<'request' | 'authority' | 'decision' | 'redaction' | 'inventory' | 'data' | 'reasons', string>
  >;
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
      | 'withhold'
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
  readonly yes: string;
  readonly no: string;
  readonly term: (code: string) => string;
  readonly termHint: string;
  readonly details: {
    readonly title: string;
    readonly toggle: string;
    readonly hint: string;
    readonly close: string;
    readonly none: string;
    readonly document: (number: string) => string;
    readonly documents: (count: number) => string;
    readonly environmental: string;
    readonly environmentalHint: string;
  };
  readonly withheld: Readonly<
    Record<
      | 'title'
      | 'whole'
      | 'explanation'
      | 'grounds'
      | 'addGround'
      | 'reason'
      | 'noReason'
      | 'motivation'
      | 'motivationNeeded'
      | 'motivationFree',
      string
    >
  > & { readonly removeGround: (code: string) => string };
  readonly reasons: Readonly<Record<'explanation' | 'own' | 'restore' | 'hint', string>>;
}

const nl: DossierTexts = {
  title: 'Dossier',
  law: 'Wet',
  laws: { wob: 'Wob (besluiten tot 1 mei 2022)', woo: 'Woo (besluiten vanaf 1 mei 2022)' },
  sections: {
    request: 'Verzoek',
    authority: 'Bestuursorgaan',
    decision: 'Besluit',
    redaction: 'Bij het lakken',
    inventory: 'Inventarislijst',
    data: 'Gegevens voor de brief',
    reasons: 'Standaardteksten',
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
    'authority.identifier': 'TOOI-adres van de organisatie',
    'decision.date': 'Datum van het besluit',
    'decision.reference': 'Ons kenmerk',
    'decision.publishedAt': 'Wordt gepubliceerd op',
    'decision.signatory.name': 'Ondertekenaar',
    'decision.signatory.function': 'Functie',
    'decision.handler.name': 'Behandelaar',
    'decision.handler.phone': 'Telefoon',
    'decision.handler.email': 'E-mail',
    'decision.copies': 'Afschrift aan',
    keepReadable: 'Blijft overal leesbaar',
  },
  hints: {
    'request.subject': 'Zoals in “u verzoekt om …”: openbaarmaking van …',
    'authority.name': 'Bijvoorbeeld: De Staatssecretaris van Voorbeeldzaken',
    'authority.shortName': 'Met lidwoord: de Dienst Voorbeeld',
    'authority.identifier': 'Voor de metadata bij publicatie: https://identifier.overheid.nl/tooi/id/…',
    'request.requester.salutation': 'heer, mevrouw of heer/mevrouw',
    keepReadable:
      'Eén tekst per regel, zoals de naam van een bestuurder of een algemeen nummer. Lakmoes stelt die tekst niet voor en waarschuwt er niet voor.',
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
    environmental: 'Milieu',
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
    withhold: 'Geheel weigeren…',
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
  yes: 'Ja',
  no: 'Nee',
  term: (code) => `Openbaar uiterlijk op (grond ${code})`,
  termHint: 'De weigering is tijdelijk: de brief noemt de dag waarop de informatie alsnog openbaar wordt.',
  details: {
    title: 'Gegevens van het document',
    toggle: 'Details',
    hint: 'Alle gegevens van het document naast de lijst',
    close: 'Details sluiten',
    none: 'Kies een document in de lijst.',
    document: (number) => `Document ${number}`,
    documents: (count) => `${count} documenten`,
    environmental: 'Milieu-informatie',
    environmentalHint: 'Voor milieu-informatie gelden beperktere weigeringsgronden.',
  },
  withheld: {
    title: 'Weigering van het hele document',
    whole: 'In zijn geheel weigeren',
    explanation: 'De pdf gaat niet mee met het besluit; markeringen in het document tellen dan niet.',
    grounds: 'Weigeringsgronden, de belangrijkste eerst',
    addGround: 'Grond toevoegen…',
    reason: 'Reden',
    noReason: 'Alleen eigen motivering',
    motivation: 'Motivering in eigen woorden',
    motivationNeeded: 'Nodig: zonder deze motivering kan het besluit niet worden geëxporteerd.',
    motivationFree: 'Niet nodig bij deze reden; wat u schrijft, komt in de brief achter de standaardtekst.',
    removeGround: (code) => `Grond ${code} weghalen`,
  },
  reasons: {
    explanation:
      'Dit zijn de teksten die in de brief komen bij de redenen die u gebruikt. Wat u hier wijzigt, geldt alleen voor dit dossier.',
    own: 'eigen tekst',
    restore: 'Standaardtekst terugzetten',
    hint: 'Een lege regel begint een nieuwe alinea. {bestuursorgaan}, {documenten}, {code} en {wet} worden ingevuld.',
  },
};

const en: DossierTexts = {
  title: 'Dossier',
  law: 'Law',
  laws: { wob: 'Wob (decisions before 1 May 2022)', woo: 'Woo (decisions from 1 May 2022)' },
  sections: {
    request: 'Request',
    authority: 'Public body',
    decision: 'Decision',
    redaction: 'Redaction',
    inventory: 'Inventory',
    data: 'Details for the letter',
    reasons: 'Standard texts',
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
    'authority.identifier': 'TOOI address of the organisation',
    'decision.date': 'Date of the decision',
    'decision.reference': 'Our reference',
    'decision.publishedAt': 'Will be published at',
    'decision.signatory.name': 'Signatory',
    'decision.signatory.function': 'Function',
    'decision.handler.name': 'Handled by',
    'decision.handler.phone': 'Phone',
    'decision.handler.email': 'E-mail',
    'decision.copies': 'Copies to',
    keepReadable: 'Stays readable everywhere',
  },
  hints: {
    'request.subject': 'As in “u verzoekt om …” (Dutch: it goes into the letter)',
    'authority.name': 'For example: De Staatssecretaris van Voorbeeldzaken',
    'authority.shortName': 'With its article: de Dienst Voorbeeld',
    'authority.identifier': 'For the metadata to publish with: https://identifier.overheid.nl/tooi/id/…',
    'request.requester.salutation': 'heer, mevrouw or heer/mevrouw',
    keepReadable:
      'One text a line, such as the name of a public officer or a general number. Lakmoes does not suggest it, nor warns of it.',
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
    environmental: 'Environment',
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
    withhold: 'Withhold whole…',
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
  yes: 'Yes',
  no: 'No',
  term: (code) => `Public on or before (ground ${code})`,
  termHint: 'The refusal is temporary: the letter names the day on which the information does become public.',
  details: {
    title: 'Details of the document',
    toggle: 'Details',
    hint: 'Everything about the document beside the list',
    close: 'Close details',
    none: 'Choose a document in the list.',
    document: (number) => `Document ${number}`,
    documents: (count) => `${count} documents`,
    environmental: 'Environmental information',
    environmentalHint: 'Fewer grounds hold for environmental information.',
  },
  withheld: {
    title: 'Refusal of the whole document',
    whole: 'Withhold as a whole',
    explanation: 'The PDF does not go along with the decision; marks in the document do not count then.',
    grounds: 'Grounds, the main one first',
    addGround: 'Add a ground…',
    reason: 'Reason',
    noReason: 'Own words only',
    motivation: 'Reasoning in own words (Dutch: it goes into the letter)',
    motivationNeeded: 'Needed: the decision cannot be exported without it.',
    motivationFree: 'Not needed with this reason; what you write follows the boilerplate in the letter.',
    removeGround: (code) => `Remove ground ${code}`,
  },
  reasons: {
    explanation:
      'These texts go into the letter with the reasons that you use. What you change here holds for this dossier only.',
    own: 'own text',
    restore: 'Bring the standard text back',
    hint: 'An empty line starts a paragraph. {bestuursorgaan}, {documenten}, {code} and {wet} are filled in.',
  },
};

/** Texts of the dossier editor by language. */
export const dossierTexts: Readonly<Record<'nl' | 'en', DossierTexts>> = { nl, en };
