// What is not plain text: a form with values and an attachment, a card with pictures on a cropped sheet, a list of questions.
import { PDFHexString, PDFName } from 'pdf-lib';
import type { Quad } from '../../src/core/model/redaction.ts';
import { type AreaMark, type BuiltDocument, facesOf, newDocument } from '../kit.ts';
import { Paper, cropped } from '../paper.ts';
import { jpegOf, photoOfHall, pictureOfPage } from '../picture.ts';
import { assessments, methods } from '../prose.ts';
import type { SampleDocument } from './document.ts';

/** A filled-in form; its values are also in the attachment and in the metadata. */
async function buildForm(): Promise<BuiltDocument> {
  const date = '2021-09-14';
  const doc = await newDocument({ title: 'Terugmelding T. Proef-Denkbeeld', author: 'Joris Inktpot', date });
  const faces = await facesOf(doc, 'helvetica');
  const paper = new Paper(doc, { faces, foot: 'Formulier T-12, versie 3' });
  paper.title('Terugmeldformulier');
  paper.paragraph(
    'Met dit formulier meldt u een mogelijk onjuist gegeven aan de beheerder van de registratie. Vul één formulier per persoon in. De beheerder laat binnen vijf werkdagen weten wat met de melding is gedaan.',
  );
  const form = doc.getForm();
  const areas: AreaMark[] = [];
  const fields = [
    ['melder', 'Naam van de melder', 'Joris Inktpot', 'ambtenaren'],
    ['telefoon', 'Telefoon van de melder', '070 - 000 00 57', 'ambtenaren'],
    ['betrokkene', 'Naam van de betrokkene', 'Testina Proef-Denkbeeld', 'burgers'],
    ['kenmerk', 'Kenmerk van de zaak', 'V-00.00.23', 'burgers'],
    ['gegeven', 'Het gegeven dat niet klopt', 'geboortedatum', undefined],
  ] as const;
  for (const [name, label, value, reason] of fields) {
    const { page, x, y } = paper.place(30);
    page.drawText(label, { x: x - 150, y: y + 8, font: faces.bold, size: 10 });
    const field = form.createTextField(name);
    field.setText(value);
    field.addToPage(page, { x, y, width: 280, height: 22, borderWidth: 0.7, font: faces.regular });
    field.setFontSize(10);
    if (!reason) continue;
    const quad: Quad = [x - 1, y + 23, x + 281, y + 23, x - 1, y - 1, x + 281, y - 1];
    areas.push({ page: 1, quads: [quad], grounds: ['10.2.e'], reason });
  }
  const { page, x, y } = paper.place(30);
  page.drawText('Spoed', { x: x - 150, y: y + 8, font: faces.bold, size: 10 });
  const urgent = form.createCheckBox('spoed');
  urgent.addToPage(page, { x, y, width: 16, height: 16 });
  urgent.check();
  form.updateFieldAppearances(faces.regular);
  paper.gap(14);
  paper.heading('Toelichting');
  paper.paragraph(
    'In de registratie staat 31 februari 1991. Die datum bestaat niet. Op de akte die [[burgers|mevrouw Proef-Denkbeeld]] heeft laten zien, staat 3 februari 1991. De melder heeft de akte gekopieerd en bij de melding gevoegd.',
  );
  paper.paragraph('De melding is besproken met [[ambtenaren|Noor Nietbestaand]] van de desk Identiteit.');
  paper.finish();
  const csv = 'naam;telefoon\r\nJoris Inktpot;070 - 000 00 57\r\nNoor Nietbestaand;070 - 000 00 63\r\n';
  const stamp = new Date(`${date}T09:15:00Z`);
  await doc.attach(new TextEncoder().encode(csv), 'contactpersonen.csv', {
    mimeType: 'text/csv',
    description: 'Contactpersonen bij deze melding',
    creationDate: stamp,
    modificationDate: stamp,
  });
  const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Joris Inktpot</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
  const metadata = doc.context.stream(new TextEncoder().encode(xmp), { Type: 'Metadata', Subtype: 'XML' });
  doc.catalog.set(PDFName.of('Metadata'), doc.context.register(metadata));
  return { bytes: await doc.save(), placed: paper.marks, areas, pages: doc.getPageCount() };
}

/** A screen of the case system, as a picture. */
async function screenshot(): Promise<Uint8Array> {
  const doc = await newDocument({ title: 'scherm', author: '', date: '2020-03-02' });
  const paper = new Paper(doc, { faces: await facesOf(doc, 'helvetica'), size: 13 });
  paper.heading('ZAAKSYSTEEM   -   Zoekresultaat');
  paper.table(
    [2, 3, 2],
    [
      ['Nummer', 'Naam', 'Behandelaar'],
      ['V-00.00.17', 'Denkbeeldig, O.', 'Verzonnen, W.'],
      ['V-00.00.23', 'Proef-Denkbeeld, T.', 'Inktpot, J.'],
      ['V-00.00.31', 'Schijn, B.', 'Fictief, F.'],
    ],
  );
  const { width, pixels } = await pictureOfPage(await doc.save(), 0, 110);
  const height = Math.round(width * 0.34);
  return jpegOf({ width, height, pixels: pixels.slice(width * 60, width * (60 + height)) }, 80);
}

/** A card for the counter, made for printing: a cropped sheet, a photograph, a picture of a screen. */
async function buildCard(): Promise<BuiltDocument> {
  const doc = await newDocument({
    title: 'Instructiekaart balie',
    author: 'Lotte Lettertype',
    date: '2020-03-02',
  });
  const paper = new Paper(doc, {
    faces: await facesOf(doc, 'liberation'),
    sheet: cropped,
    foot: 'Instructiekaart balie, maart 2020',
  });
  paper.title('Instructiekaart balie');
  paper.paragraph('Wat u doet als een bezoeker naar de stand van zijn aanvraag vraagt.', 'bold');
  paper.picture(await doc.embedJpg(jpegOf(photoOfHall(560, 300), 60)), 459, 246);
  paper.item('1.', 'Vraag de bezoeker om het zaaknummer en een geldig identiteitsbewijs.');
  paper.item('2.', 'Zoek de zaak op. Draai het scherm niet naar de bezoeker toe.');
  paper.item('3.', 'Vertel alleen in welke fase de aanvraag is en wie de bezoeker kan bellen.');
  const shot = paper.picture(await doc.embedJpg(await screenshot()), 459, 156);
  paper.item(
    '4.',
    'Kunt u het antwoord niet vinden, bel dan de achterwacht: [[ambtenaren|070 - 000 01 99]].',
  );
  paper.item('5.', 'Boze bezoekers verwijst u naar de teamleider, [[ambtenaren|Gijs Gummetje]].');
  paper.finish();
  return {
    bytes: await doc.save(),
    placed: paper.marks,
    areas: [{ page: shot.page, quads: [shot.quad], grounds: ['10.2.e'], reason: 'burgers' }],
    pages: doc.getPageCount(),
  };
}

/** Questions for a hearing; withheld as a whole. */
async function buildQuestions(): Promise<BuiltDocument> {
  const doc = await newDocument({ title: 'Vragenlijst B', author: 'Marit Modelboom', date: '2021-01-05' });
  const paper = new Paper(doc, {
    faces: await facesOf(doc, 'liberation'),
    foot: 'Vragenlijst B, versie januari 2021',
  });
  paper.title('Vragenlijst B: controlevragen bij het gesprek');
  paper.paragraph('Stel per gesprek ten hoogste tien vragen uit deze lijst, in wisselende volgorde.');
  const rooms = [
    'de keuken',
    'de slaapkamer',
    'het trappenhuis',
    'de straat',
    'de school',
    'het werk',
    'de winkel',
  ];
  const questions = [
    'Wat zag u als u naar binnen kwam in',
    'Wie kwam er nog meer in',
    'Wat hoorde u ’s avonds bij',
  ];
  let number = 0;
  for (const question of questions) {
    paper.heading(`Reeks ${questions.indexOf(question) + 1}`);
    for (const room of rooms) paper.item(`${++number}.`, `${question} ${room}?`);
  }
  paper.heading('Hoe u de antwoorden weegt');
  paper.paragraphs([...methods, ...assessments]);
  paper.finish();
  doc.catalog.set(
    PDFName.of('PageLabels'),
    doc.context.obj({ Nums: [0, { P: PDFHexString.fromText('B-'), S: 'D' }] }),
  );
  return { bytes: await doc.save(), placed: paper.marks, areas: [], pages: doc.getPageCount() };
}

export const forms: readonly SampleDocument[] = [
  {
    name: 'terugmeldformulier',
    row: {
      title: 'Ingevuld terugmeldformulier',
      citation: 'het terugmeldformulier van 14 september 2021',
      date: '2021-09-14',
      type: 'Formulier',
      status: 'assessed',
    },
    build: buildForm,
  },
  {
    name: 'instructiekaart-balie',
    row: {
      title: 'Instructiekaart balie',
      citation: 'de instructiekaart balie',
      date: '2020-03-02',
      type: 'Instructiekaart',
      status: 'assessed',
    },
    build: buildCard,
  },
  {
    name: 'vragenlijst-b',
    row: {
      title: 'Vragenlijst B: controlevragen bij het gesprek',
      citation: 'vragenlijst B',
      date: '2021-01-05',
      type: 'Vragenlijst',
      status: 'assessed',
      withheld: {
        grounds: ['10.2.d'],
        reason: 'werkwijze',
        motivation:
          'Het document bestaat geheel uit controlevragen en de wijze waarop antwoorden worden gewogen. Wat na weglating daarvan overblijft, heeft geen zelfstandige betekenis.',
      },
    },
    build: buildQuestions,
  },
];
