import type { GroundSet } from '../grounds/types.ts';
import type { WidthProtection } from '../ports/pdf.ts';
import type { DocumentReport, MarkReport } from './report.ts';
import { escapeMarkup } from './xml.ts';

/** What the page says about the export as a whole. */
export interface ReportPage {
  /** What the letter is about, and its date as it is written there. */
  readonly subject: string;
  readonly date: string;
  readonly groundSet: GroundSet;
  readonly widthProtection: WidthProtection;
  readonly documents: readonly DocumentReport[];
}

const KINDS = { text: 'tekst', area: 'vlak', page: 'hele pagina' } as const;
const METHODS = {
  unchanged: 'niets te verwijderen',
  removed: 'verwijderd uit het bestand',
  rasterised: 'pagina vervangen door afbeelding',
} as const;
const WIDTHS = {
  off: 'De breedte van een vak is die van wat er stond. Bij korte namen kan die iets verraden.',
  standard:
    'De ruimte van een weggelakt woord in een regel is afgerond, zodat zij weinig zegt over wat er stond.',
  strict:
    'De ruimte van een weggelakt woord in een regel is grof afgerond, zodat zij zo goed als niets zegt over wat er stond.',
} as const;

const STYLE = `
:root{color-scheme:light}
body{font:15px/1.55 system-ui,sans-serif;margin:2.5rem auto;padding:0 1.5rem;max-width:62rem;color:#1b1b1b;background:#fff}
h1{font-size:1.8rem;margin:0}h2{font-size:1.25rem;margin:2.2rem 0 .5rem}h3{font-size:1.05rem;margin:2rem 0 .2rem}
.sub{margin:.2rem 0 1.5rem;color:#444}
.outcome{border:1px solid #999;border-left:6px solid #2b6a2b;padding:.7rem 1rem;margin:1.5rem 0}
.outcome.bad{border-left-color:#a4262c}
table{border-collapse:collapse;width:100%;margin:.4rem 0 .8rem;font-size:.93rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #555}
.n{text-align:right;white-space:nowrap}code{font-size:.85em;overflow-wrap:anywhere}
.file{margin:0;color:#333}
@media print{body{margin:0;max-width:none;font-size:10pt}a{color:inherit;text-decoration:none}thead{display:table-header-group}tr,h3{break-inside:avoid}h3{break-after:avoid}}
`;

/**
 * `Verantwoording.html`: for the lawyer who signs and the court that asks how it was done. No script, no style from
 * elsewhere; all data escaped.
 */
export function reportHtml(page: ReportPage): string {
  const { subject, date, documents } = page;
  const marks = documents.flatMap((each) => each.marks);
  const bad = documents.filter((each) => !each.proven || !each.marks.every(isProven));
  const outcome =
    bad.length === 0
      ? `${counted(documents.length, 'document', 'documenten')} met ${counted(marks.length, 'weggelakte passage', 'weggelakte passages')}: alles is gecontroleerd en in orde bevonden.`
      : `Niet in orde: document ${bad.map(({ number }) => escapeMarkup(number)).join(', ')}.`;
  return `<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Verantwoording van het lakken: ${escapeMarkup(subject)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Verantwoording van het lakken</h1>
<p class="sub">${escapeMarkup(subject)}, ${escapeMarkup(date)}</p>
<p class="outcome${bad.length === 0 ? '' : ' bad'}">${outcome}</p>
<p>Dit overzicht noemt van elke weggelakte passage de plaats, de grond, de wijze van verwijderen en de uitkomst van de controle. Het bevat niets van wat is weggelakt.</p>
${method(page)}
${grounds(page)}
${overview(documents)}
<h2>Per document</h2>
${documents.map(documentSection).join('\n')}
</body>
</html>
`;
}

function method({ widthProtection, documents }: ReportPage): string {
  const pictures = documents.some(({ rasterised }) => rasterised.length > 0)
    ? ' Waar dat niet zeker kon, is de hele pagina vervangen door een afbeelding zonder de weggelakte delen; de overige tekst van die pagina blijft doorzoekbaar.'
    : '';
  return `<h2>Hoe er is gelakt</h2>
<p>Wat is weggelakt, is uit het bestand verwijderd: de tekst, de tekening of de beeldpunten zelf. Het vak met de code staat op de lege plaats; er zit niets onder.${pictures} Verborgen toelichtingen, eigenschappen, bijlagen en eerdere versies van het bestand zijn niet meegenomen. ${WIDTHS[widthProtection]}</p>
<h2>Hoe er is gecontroleerd</h2>
<p>Na het lakken is elk bestand geopend met een ander programma dan waarmee is gelakt. Het bestand is alleen afgegeven als aan al deze punten was voldaan:</p>
<ol>
<li>in een vak is geen enkel teken te vinden, ook niet onzichtbaar;</li>
<li>een vak is dekkend: het heeft één kleur, op de code na;</li>
<li>buiten de vakken ziet de pagina er hetzelfde uit en staat dezelfde tekst;</li>
<li>de weggelakte tekst staat nergens anders verborgen in het bestand, zoals in bladwijzers, namen of toelichtingen;</li>
<li>het bestand bevat één versie, geen bijlagen en geen scripts.</li>
</ol>
${fonts(documents)}
<p>Staat dezelfde tekst elders leesbaar op een pagina waar zij niet is gemarkeerd, dan blijft zij daar staan: dat is een keuze van de behandelaar. De controle zegt ook niets over de vraag of een grond terecht is toegepast.</p>
<p>Nagaan dat een bestand is wat hier is gecontroleerd, kan met het SHA-256-kenmerk dat erbij staat (Windows: <code>certutil -hashfile bestand.pdf SHA256</code>; macOS en Linux: <code>shasum -a 256 bestand.pdf</code>).</p>`;
}

/** What the lists of letters in fonts may tell. */
function fonts(documents: readonly DocumentReport[]): string {
  const telling = documents.filter(({ tellingFonts }) => tellingFonts > 0);
  return telling.length === 0
    ? '<p>Lettertypen in een pdf sommen de letters op die erin zijn gebruikt. Letters die alleen in weggelakte passages stonden, zijn ook daaruit verwijderd.</p>'
    : `<p>Lettertypen in een pdf sommen de letters op die erin zijn gebruikt. Letters die alleen in weggelakte passages stonden, zijn ook daaruit verwijderd, behalve in document ${telling.map(({ number }) => escapeMarkup(number)).join(', ')}: daar kan uit een lettertype nog blijken dat een letter is weggelakt, of in welke volgorde letters voor het eerst voorkwamen. Een naam aan het begin kan daaruit te raden zijn.</p>`;
}

function grounds({ groundSet, documents }: ReportPage): string {
  const counts = new Map<string, number>();
  for (const { marks } of documents) {
    for (const mark of marks) for (const code of mark.grounds) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  if (counts.size === 0) return '';
  const known = new Map(groundSet.grounds.map((ground) => [ground.code, ground]));
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => {
      const ground = known.get(code);
      return `<tr><th scope="row">${escapeMarkup(code)}</th><td>${escapeMarkup(ground?.title ?? '')}</td><td>${escapeMarkup(ground?.citation ?? '')}</td><td class="n">${count}</td></tr>`;
    });
  return `<h2>Gronden</h2>
<table><thead><tr><th scope="col">Code</th><th scope="col">Grond</th><th scope="col">Artikel</th><th scope="col" class="n">Passages</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
<p>Een passage met twee gronden telt bij beide mee.</p>`;
}

function overview(documents: readonly DocumentReport[]): string {
  const rows = documents.map(
    (each) =>
      `<tr><th scope="row"><a href="#${anchor(each)}">${escapeMarkup(each.number)}</a></th><td>${escapeMarkup(nameOf(each))}</td><td class="n">${each.pages}</td><td class="n">${each.marks.length}</td><td>${verdict(each)}</td></tr>`,
  );
  return `<h2>Documenten</h2>
<table><thead><tr><th scope="col">Nr.</th><th scope="col">Bestand</th><th scope="col" class="n">Pagina’s</th><th scope="col" class="n">Passages</th><th scope="col">Controle</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`;
}

function documentSection(document: DocumentReport): string {
  const { number, file, sha256, marks, rasterised, cramped } = document;
  const pictures =
    rasterised.length === 0 ? '' : `<p>Vervangen door een afbeelding: pagina ${rasterised.join(', ')}.</p>`;
  const widths =
    cramped.length === 0
      ? ''
      : `<p>De lengte van de weggelakte tekst is niet geheel verhuld: pagina ${cramped.join(', ')}.</p>`;
  const rows = marks.map(
    (mark) =>
      `<tr><th scope="row">${mark.mark}</th><td class="n">${mark.page}</td><td>${KINDS[mark.kind]}</td><td>${escapeMarkup(mark.grounds.join(', '))}</td><td>${escapeMarkup(mark.reason ?? 'eigen motivering')}</td><td>${METHODS[mark.method]}</td><td>${proofOf(mark)}</td></tr>`,
  );
  const table =
    rows.length === 0
      ? '<p>Geen weggelakte passages.</p>'
      : `<table><thead><tr><th scope="col">Nr.</th><th scope="col" class="n">Pagina</th><th scope="col">Soort</th><th scope="col">Grond</th><th scope="col">Reden</th><th scope="col">Wijze</th><th scope="col">Controle</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`;
  return `<section id="${anchor(document)}">
<h3>Document ${escapeMarkup(number)}</h3>
<p class="file">${escapeMarkup(file)}<br>SHA-256 <code>${escapeMarkup(sha256)}</code></p>${pictures}${widths}
${table}
</section>`;
}

function isProven({ charactersLeft, uniform, quoteFound }: MarkReport): boolean {
  return charactersLeft === 0 && uniform && !quoteFound;
}

/** What the proof found of one mark, in words. */
function proofOf(mark: MarkReport): string {
  if (isProven(mark)) return 'leeg, dekkend, nergens anders';
  const faults = [
    ...(mark.charactersLeft === 0 ? [] : [`${mark.charactersLeft} tekens over`]),
    ...(mark.uniform ? [] : ['niet dekkend']),
    ...(mark.quoteFound ? ['staat elders in het bestand'] : []),
  ];
  return `niet in orde: ${faults.join(', ')}`;
}

function verdict(document: DocumentReport): string {
  if (!document.proven || !document.marks.every(isProven)) return 'niet in orde';
  return document.marks.length === 0 ? 'niets gelakt' : 'in orde';
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

function nameOf({ file }: DocumentReport): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** An id that a number of any spelling makes. */
function anchor({ number }: DocumentReport): string {
  return `document-${encodeURIComponent(number).replace(/[^\w-]/g, '_')}`;
}
