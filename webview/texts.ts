/** Everything that the page says, in one language. Numbers come in as they are; sentences are whole. */
export interface Texts {
  readonly documentRegion: (fileName: string) => string;
  readonly loading: (fileName: string) => string;
  readonly cannotShow: string;
  readonly cannotShowAdvice: (fileName: string) => string;
  readonly cannotShowDetail: string;
  readonly retry: string;
  readonly readOnly: string;
  readonly page: (page: number) => string;
  readonly pageCaption: (page: number, marks: number) => string;
  readonly pageOf: (count: number) => string;
  readonly pageBox: string;
  readonly pageFailed: string;
  readonly noText: string;
  readonly textFailed: string;
  readonly reviewed: string;
  readonly reviewedCount: (done: number, count: number) => string;
  readonly toolbar: string;
  readonly outline: string;
  readonly noOutline: string;
  readonly thumbnails: string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomLevel: string;
  readonly fitWidth: string;
  readonly fitPage: string;
  readonly find: string;
  readonly darkPages: string;
  readonly preview: string;
  readonly marksPanel: string;
  readonly help: string;
  readonly close: string;
  readonly markArea: string;
  readonly areaMode: string;
  readonly areaByKeys: string;
  readonly markPage: string;
  readonly textCursor: string;
  readonly textCursorOn: string;
  readonly findField: string;
  readonly findPlaceholder: string;
  readonly findPrevious: string;
  readonly findNext: string;
  readonly matchCase: string;
  readonly wholeWord: string;
  readonly hits: (current: number, count: number) => string;
  readonly noHits: string;
  readonly searching: (done: number, count: number) => string;
  readonly searchIncomplete: (pages: number) => string;
  readonly markSelection: string;
  readonly usual: (key: string, label: string) => string;
  readonly more: string;
  readonly moreTooltip: string;
  readonly withoutGround: string;
  readonly later: string;
  readonly markAll: string;
  readonly allMarked: string;
  readonly sameText: string;
  readonly cancel: string;
  readonly selectionMade: (characters: number) => string;
  readonly areaMade: string;
  readonly pageMade: (page: number) => string;
  readonly markName: (codes: string, page: number, quote: string, status: string) => string;
  readonly noGround: string;
  readonly kindArea: string;
  readonly kindPage: string;
  readonly status: Readonly<Record<'suggested' | 'accepted' | 'rejected', string>>;
  readonly markActions: string;
  readonly marksSelected: (count: number) => string;
  readonly changeGround: string;
  readonly motivate: string;
  readonly accept: string;
  readonly reject: string;
  readonly remove: string;
  readonly added: (codes: string, count: number) => string;
  readonly changed: (count: number) => string;
  readonly deleted: (count: number) => string;
  readonly notDone: string;
  readonly textMarkHint: string;
  readonly handleStart: string;
  readonly handleEnd: string;
  readonly panelTitle: string;
  readonly markCount: (count: number) => string;
  readonly findingCount: (count: number) => string;
  readonly filter: string;
  readonly filterAll: (count: number) => string;
  readonly filterFindings: (count: number) => string;
  readonly filterSuggested: (count: number) => string;
  readonly emptyPanel: string;
  readonly emptyPanelHint: string;
  readonly emptyFilter: string;
  readonly documentFindings: string;
  readonly severity: Readonly<Record<'error' | 'warning' | 'info', string>>;
  readonly fix: Readonly<
    Record<
      | 'pick-ground'
      | 'pick-reason'
      | 'write-motivation'
      | 'set-ground'
      | 'accept'
      | 'reject'
      | 'delete'
      | 'clip-to-page'
      | 'cut-at-at-sign'
      | 'cover-picture'
      | 'confirm-source'
      | 'mark-places'
      | 'keep-readable'
      | 'open-dossier',
      string
    >
  >;
  readonly fixSetGround: (codes: string) => string;
  readonly ownWords: string;
  readonly rulerTitle: string;
  readonly keys: string;
  readonly keyGroups: readonly {
    readonly title: string;
    readonly keys: readonly (readonly [string, string])[];
  }[];
}

const nl: Texts = {
  documentRegion: (fileName) => `Document ${fileName}`,
  loading: (fileName) => `${fileName} wordt geopend…`,
  cannotShow: 'Deze PDF kan niet worden getoond',
  cannotShowAdvice: (fileName) =>
    `${fileName} is beschadigd of geen PDF. Vraag het bestand opnieuw op of bewaar het opnieuw als PDF.`,
  cannotShowDetail: 'Technische melding',
  retry: 'Opnieuw proberen',
  readOnly: 'Alleen lezen',
  page: (page) => `Pagina ${page}`,
  pageCaption: (page, marks) =>
    marks === 0 ? `Pagina ${page}` : `Pagina ${page} · ${marks} ${marks === 1 ? 'markering' : 'markeringen'}`,
  pageOf: (count) => `/ ${count}`,
  pageBox: 'Paginanummer',
  pageFailed: 'Deze pagina kan niet worden getoond.',
  noText: 'Geen tekst op deze pagina: sleep om een gebied te markeren.',
  textFailed: 'De tekst van deze pagina kon niet worden gelezen: markeer een gebied (A).',
  reviewed: 'Nagekeken',
  reviewedCount: (done, count) => `${done} van ${count} pagina's nagekeken`,
  toolbar: 'Werkbalk',
  outline: 'Inhoudsopgave',
  noOutline: 'Deze PDF heeft geen inhoudsopgave.',
  thumbnails: 'Miniaturen',
  previousPage: 'Vorige pagina',
  nextPage: 'Volgende pagina',
  zoomIn: 'Inzoomen (+)',
  zoomOut: 'Uitzoomen (−)',
  zoomLevel: 'Zoomniveau, klik voor 100%',
  fitWidth: 'Passend in de breedte (0)',
  fitPage: 'Hele pagina in beeld (9)',
  find: 'Zoeken (Ctrl+F)',
  darkPages: "Donkere pagina's, alleen op het scherm",
  preview: 'Voorbeeld zoals geëxporteerd (V)',
  marksPanel: 'Markeringen tonen of verbergen',
  help: 'Sneltoetsen (?)',
  close: 'Sluiten (Esc)',
  markArea: 'Gebied markeren (A)',
  areaMode: 'Gebied markeren: sleep een rechthoek, of druk op Enter en gebruik de pijltjes. Esc stopt.',
  areaByKeys: 'Rechthoek geplaatst. Pijltjes verplaatsen, Shift met pijltjes verandert de grootte.',
  markPage: 'Hele pagina markeren (P)',
  textCursor: 'Tekstcursor (T)',
  textCursorOn: 'Tekstcursor aan: pijltjes verplaatsen, Shift met pijltjes selecteert. Esc stopt.',
  findField: 'Zoeken in het document',
  findPlaceholder: 'Zoeken',
  findPrevious: 'Vorige vindplaats (Shift+Enter)',
  findNext: 'Volgende vindplaats (Enter)',
  matchCase: 'Hoofdlettergevoelig',
  wholeWord: 'Heel woord',
  hits: (current, count) => `${current} van ${count}`,
  noHits: 'Niets gevonden',
  searching: (done, count) => `pagina ${done} van ${count}`,
  searchIncomplete: (pages) =>
    pages === 1 ? '1 pagina kon niet worden doorzocht' : `${pages} pagina's konden niet worden doorzocht`,
  markSelection: 'Selectie markeren',
  usual: (key, label) => `${key.toUpperCase()} ${label}`,
  more: 'Meer…',
  moreTooltip: 'Alle gronden en redenen (Enter)',
  withoutGround: 'Later: markeren zonder grond (L)',
  later: 'Later',
  markAll: 'Alle vindplaatsen markeren…',
  allMarked: 'Alles is al gemarkeerd',
  sameText: 'Zelfde tekst markeren: S in dit document, Shift+S in het dossier',
  cancel: 'Annuleren (Esc)',
  selectionMade: (characters) =>
    `${characters} tekens geselecteerd. E, D of G markeert, Enter kiest een grond.`,
  areaMade: 'Gebied gekozen. E, D of G markeert, Enter kiest een grond.',
  pageMade: (page) => `Hele pagina ${page} gekozen. E, D of G markeert, Enter kiest een grond.`,
  markName: (codes, page, quote, status) => `Markering ${codes} op pagina ${page}: ${quote} (${status})`,
  noGround: 'zonder grond',
  kindArea: 'gebied',
  kindPage: 'hele pagina',
  status: { suggested: 'voorstel', accepted: 'geaccepteerd', rejected: 'verworpen' },
  markActions: 'Gekozen markeringen',
  marksSelected: (count) => (count === 1 ? '1 markering gekozen' : `${count} markeringen gekozen`),
  changeGround: 'Grond kiezen (Enter)',
  motivate: 'Motivering schrijven (M)',
  accept: 'Accepteren (Shift+A)',
  reject: 'Verwerpen (Shift+R)',
  remove: 'Verwijderen (Delete)',
  added: (codes, count) =>
    count === 1 ? `Markering toegevoegd: ${codes}` : `${count} markeringen toegevoegd: ${codes}`,
  changed: (count) => (count === 1 ? 'Markering gewijzigd' : `${count} markeringen gewijzigd`),
  deleted: (count) => (count === 1 ? 'Markering verwijderd' : `${count} markeringen verwijderd`),
  notDone: 'De wijziging is niet doorgevoerd.',
  textMarkHint: 'Een tekstmarkering volgt de tekst: gebruik Shift met de pijltjes.',
  handleStart: 'Begin van de markering verslepen',
  handleEnd: 'Einde van de markering verslepen',
  panelTitle: 'Markeringen',
  markCount: (count) => (count === 1 ? '1 markering' : `${count} markeringen`),
  findingCount: (count) => (count === 1 ? '1 bevinding' : `${count} bevindingen`),
  filter: 'Lijst filteren',
  filterAll: (count) => `Alle (${count})`,
  filterFindings: (count) => `Bevindingen (${count})`,
  filterSuggested: (count) => `Voorstellen (${count})`,
  emptyPanel: 'Nog geen markeringen',
  emptyPanelHint: 'Selecteer tekst en druk op E, D of G. Druk op ? voor alle sneltoetsen.',
  emptyFilter: 'Niets in deze lijst.',
  documentFindings: 'Document',
  severity: { error: 'Fout', warning: 'Waarschuwing', info: 'Ter informatie' },
  fix: {
    'pick-ground': 'Grond kiezen…',
    'pick-reason': 'Reden kiezen…',
    'write-motivation': 'Motivering schrijven…',
    'set-ground': 'Grond instellen',
    accept: 'Accepteren',
    reject: 'Verwerpen',
    delete: 'Verwijderen',
    'clip-to-page': 'Tot de pagina beperken',
    'cut-at-at-sign': 'Domein laten staan',
    'cover-picture': 'Hele woord bedekken',
    'confirm-source': 'Bron bevestigen…',
    'mark-places': 'Markeer ook daar',
    'keep-readable': 'Mag leesbaar blijven',
    'open-dossier': 'Dossier openen',
  },
  fixSetGround: (codes) => `Grond ${codes} geven`,
  ownWords: 'Eigen motivering',
  rulerTitle: 'Overzicht van de markeringen',
  keys: 'Sneltoetsen',
  keyGroups: [
    {
      title: 'Markeren',
      keys: [
        ['E · D · G', 'Selectie of gekozen markering: gebruikelijke reden van die grond'],
        ['Enter', 'Kiezen uit alle gronden en redenen'],
        ['L', 'Later: markeren zonder grond'],
        ['S · Shift+S', 'Zelfde tekst overal markeren: in dit document, in het dossier'],
        ['A', 'Gebied: sleep, of Enter en pijltjes'],
        ['Alt+slepen', 'Gebied, zonder de modus te kiezen'],
        ['P', 'Hele pagina'],
        ['T', 'Tekstcursor: tekst selecteren met het toetsenbord'],
        ['Ctrl+C', 'Geselecteerde tekst kopiëren'],
      ],
    },
    {
      title: 'Gekozen markering',
      keys: [
        ['M', 'Motivering in eigen woorden'],
        ['Shift+A', 'Voorstel accepteren'],
        ['Shift+R', 'Voorstel verwerpen'],
        ['Delete', 'Verwijderen'],
        ['Tab · Shift+Tab', 'Volgende, vorige markering'],
        ['Pijltjes', 'Gebied verplaatsen, 1 punt'],
        ['Shift+pijltjes', 'Grootte veranderen; bij tekst: einde een teken verder'],
        ['Alt+Shift+pijltjes', 'Bij tekst: begin een teken verder'],
        ['Ctrl+klik', 'Er nog een bij kiezen'],
      ],
    },
    {
      title: 'Lezen',
      keys: [
        ['Ctrl+F · F3', 'Zoeken, volgende vindplaats'],
        ['+ · −', 'In- en uitzoomen'],
        ['0 · 9', 'Breedte passend, hele pagina'],
        ['V', 'Voorbeeld zoals geëxporteerd'],
        ['K', 'Pagina nagekeken, aan of uit'],
        ['Ctrl+G', 'Naar pagina'],
        ['Alt+↓ · Alt+↑', 'Volgende, vorige markering'],
        ['F8', 'Volgende bevinding'],
        ['F6', 'Volgend deel van het venster'],
        ['Esc', 'Stoppen, niets meer gekozen'],
      ],
    },
  ],
};

const en: Texts = {
  documentRegion: (fileName) => `Document ${fileName}`,
  loading: (fileName) => `Opening ${fileName}…`,
  cannotShow: 'This PDF cannot be shown',
  cannotShowAdvice: (fileName) =>
    `${fileName} is damaged or not a PDF. Ask for the file again, or save it as PDF again.`,
  cannotShowDetail: 'Technical message',
  retry: 'Try again',
  readOnly: 'Read-only',
  page: (page) => `Page ${page}`,
  pageCaption: (page, marks) =>
    marks === 0 ? `Page ${page}` : `Page ${page} · ${marks} ${marks === 1 ? 'mark' : 'marks'}`,
  pageOf: (count) => `/ ${count}`,
  pageBox: 'Page number',
  pageFailed: 'This page cannot be shown.',
  noText: 'No text on this page: drag to mark an area.',
  textFailed: 'The text of this page could not be read: mark an area (A).',
  reviewed: 'Reviewed',
  reviewedCount: (done, count) => `${done} of ${count} pages reviewed`,
  toolbar: 'Toolbar',
  outline: 'Outline',
  noOutline: 'This PDF has no outline.',
  thumbnails: 'Thumbnails',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  zoomIn: 'Zoom in (+)',
  zoomOut: 'Zoom out (−)',
  zoomLevel: 'Zoom level, click for 100%',
  fitWidth: 'Fit width (0)',
  fitPage: 'Fit page (9)',
  find: 'Find (Ctrl+F)',
  darkPages: 'Dark pages, on screen only',
  preview: 'Preview as exported (V)',
  marksPanel: 'Show or hide marks',
  help: 'Keyboard shortcuts (?)',
  close: 'Close (Esc)',
  markArea: 'Mark an area (A)',
  areaMode: 'Mark an area: drag a rectangle, or press Enter and use the arrows. Esc stops.',
  areaByKeys: 'Rectangle placed. Arrows move it, Shift with arrows changes its size.',
  markPage: 'Mark the whole page (P)',
  textCursor: 'Text cursor (T)',
  textCursorOn: 'Text cursor on: arrows move it, Shift with arrows selects. Esc stops.',
  findField: 'Find in the document',
  findPlaceholder: 'Find',
  findPrevious: 'Previous hit (Shift+Enter)',
  findNext: 'Next hit (Enter)',
  matchCase: 'Match case',
  wholeWord: 'Whole word',
  hits: (current, count) => `${current} of ${count}`,
  noHits: 'No results',
  searching: (done, count) => `page ${done} of ${count}`,
  searchIncomplete: (pages) =>
    pages === 1 ? '1 page could not be searched' : `${pages} pages could not be searched`,
  markSelection: 'Mark the selection',
  usual: (key, label) => `${key.toUpperCase()} ${label}`,
  more: 'More…',
  moreTooltip: 'All grounds and reasons (Enter)',
  withoutGround: 'Later: mark without a ground (L)',
  later: 'Later',
  markAll: 'Mark all hits…',
  allMarked: 'All are marked already',
  sameText: 'Mark the same text: S in this document, Shift+S in the dossier',
  cancel: 'Cancel (Esc)',
  selectionMade: (characters) => `${characters} characters selected. E, D or G marks, Enter picks a ground.`,
  areaMade: 'Area chosen. E, D or G marks, Enter picks a ground.',
  pageMade: (page) => `Whole page ${page} chosen. E, D or G marks, Enter picks a ground.`,
  markName: (codes, page, quote, status) => `Mark ${codes} on page ${page}: ${quote} (${status})`,
  noGround: 'no ground',
  kindArea: 'area',
  kindPage: 'whole page',
  status: { suggested: 'suggested', accepted: 'accepted', rejected: 'rejected' },
  markActions: 'Selected marks',
  marksSelected: (count) => (count === 1 ? '1 mark selected' : `${count} marks selected`),
  changeGround: 'Pick a ground (Enter)',
  motivate: 'Write a motivation (M)',
  accept: 'Accept (Shift+A)',
  reject: 'Reject (Shift+R)',
  remove: 'Delete (Delete)',
  added: (codes, count) => (count === 1 ? `Mark added: ${codes}` : `${count} marks added: ${codes}`),
  changed: (count) => (count === 1 ? 'Mark changed' : `${count} marks changed`),
  deleted: (count) => (count === 1 ? 'Mark deleted' : `${count} marks deleted`),
  notDone: 'The change was not made.',
  textMarkHint: 'A text mark follows the text: use Shift with the arrows.',
  handleStart: 'Drag the start of the mark',
  handleEnd: 'Drag the end of the mark',
  panelTitle: 'Marks',
  markCount: (count) => (count === 1 ? '1 mark' : `${count} marks`),
  findingCount: (count) => (count === 1 ? '1 finding' : `${count} findings`),
  filter: 'Filter the list',
  filterAll: (count) => `All (${count})`,
  filterFindings: (count) => `Findings (${count})`,
  filterSuggested: (count) => `Suggested (${count})`,
  emptyPanel: 'No marks yet',
  emptyPanelHint: 'Select text and press E, D or G. Press ? for all keyboard shortcuts.',
  emptyFilter: 'Nothing in this list.',
  documentFindings: 'Document',
  severity: { error: 'Error', warning: 'Warning', info: 'Information' },
  fix: {
    'pick-ground': 'Pick a ground…',
    'pick-reason': 'Pick a reason…',
    'write-motivation': 'Write a motivation…',
    'set-ground': 'Set the ground',
    accept: 'Accept',
    reject: 'Reject',
    delete: 'Delete',
    'clip-to-page': 'Clip to the page',
    'cut-at-at-sign': 'Keep the domain',
    'cover-picture': 'Cover the whole word',
    'confirm-source': 'Confirm the source…',
    'mark-places': 'Mark there too',
    'keep-readable': 'May stay readable',
    'open-dossier': 'Open the dossier',
  },
  fixSetGround: (codes) => `Set ground ${codes}`,
  ownWords: 'Own motivation',
  rulerTitle: 'Overview of the marks',
  keys: 'Keyboard shortcuts',
  keyGroups: [
    {
      title: 'Marking',
      keys: [
        ['E · D · G', 'Selection or selected mark: the usual reason of that ground'],
        ['Enter', 'Pick from all grounds and reasons'],
        ['L', 'Later: mark without a ground'],
        ['S · Shift+S', 'Mark the same text everywhere: in this document, in the dossier'],
        ['A', 'Area: drag, or Enter and arrows'],
        ['Alt+drag', 'Area, without choosing the mode'],
        ['P', 'Whole page'],
        ['T', 'Text cursor: select text by keyboard'],
        ['Ctrl+C', 'Copy the selected text'],
      ],
    },
    {
      title: 'Selected mark',
      keys: [
        ['M', 'Motivation in own words'],
        ['Shift+A', 'Accept a suggestion'],
        ['Shift+R', 'Reject a suggestion'],
        ['Delete', 'Delete'],
        ['Tab · Shift+Tab', 'Next, previous mark'],
        ['Arrows', 'Move an area by 1 point'],
        ['Shift+arrows', 'Resize; for text: end one character further'],
        ['Alt+Shift+arrows', 'For text: start one character further'],
        ['Ctrl+click', 'Add one to the selection'],
      ],
    },
    {
      title: 'Reading',
      keys: [
        ['Ctrl+F · F3', 'Find, next hit'],
        ['+ · −', 'Zoom in and out'],
        ['0 · 9', 'Fit width, fit page'],
        ['V', 'Preview as exported'],
        ['K', 'Page reviewed, on or off'],
        ['Ctrl+G', 'Go to page'],
        ['Alt+↓ · Alt+↑', 'Next, previous mark'],
        ['F8', 'Next finding'],
        ['F6', 'Next part of the window'],
        ['Esc', 'Stop, nothing selected'],
      ],
    },
  ],
};

/** The texts of the page by language. */
export const TEXTS: Readonly<Record<'nl' | 'en', Texts>> = { nl, en };
