// Information messages: one to three pages, a head with sender and contact, one line to take.
import { type BuiltDocument, type Typeface, facesOf, newDocument } from '../kit.ts';
import { Paper } from '../paper.ts';
import { type Topic, assessments, chaptersOn, methods, pick, topics } from '../prose.ts';
import type { SampleDocument } from './document.ts';

export interface Bulletin {
  /** "2021/12" */
  readonly number: string;
  /** ISO date. */
  readonly date: string;
  readonly topic: Topic;
  readonly seed: number;
  readonly chapters: number;
  readonly typeface: Typeface;
  /** Who to ask, with markup. */
  readonly contact: string;
  /** Address to write to, with markup. */
  readonly mailbox: string;
  /** Passages with markup that come after the chapters, under a heading of their own. */
  readonly passages?: readonly string[];
  readonly table?: readonly (readonly string[])[];
}

export async function buildBulletin(bulletin: Bulletin): Promise<BuiltDocument> {
  const { number, date, topic, typeface } = bulletin;
  const title = `Informatiebericht ${number}: ${topic.name}`;
  const doc = await newDocument({ title, author: 'Saar Stempelkussen', date });
  const paper = new Paper(doc, {
    faces: await facesOf(doc, typeface),
    running: 'Dienst Vestiging en Verblijf   |   Informatiebericht',
    foot: `IB ${number}   Alleen voor intern gebruik`,
  });
  paper.title(`Informatiebericht ${number}`);
  paper.field('Onderwerp', `Behandeling van ${topic.request}`);
  paper.field('Datum', date.split('-').reverse().join('-'));
  paper.field('Aan', `Medewerkers team ${topic.team}, alle locaties`);
  paper.field('Contact', bulletin.contact);
  paper.field('E-mail', bulletin.mailbox);
  paper.field('Geldig tot', 'nader bericht');
  paper.rule();
  for (const chapter of chaptersOn(topic, 'dit bericht', bulletin.seed, bulletin.chapters)) {
    paper.heading(chapter.heading);
    paper.paragraphs(chapter.paragraphs);
  }
  if (bulletin.table) {
    paper.heading('Overzicht');
    paper.table([2, 3, 2], bulletin.table);
  }
  if (bulletin.passages) {
    paper.heading('Alleen voor de behandelaar');
    bulletin.passages.forEach((passage, index) => paper.item(`${index + 1}.`, passage));
  }
  paper.gap(6);
  paper.paragraph('Vragen over dit bericht kunt u stellen aan de contactpersoon.', 'italic');
  paper.finish();
  return { bytes: await doc.save(), placed: paper.marks, areas: [], pages: doc.getPageCount() };
}

const topicAt = (index: number): Topic => topics[index % topics.length] as Topic;

function sample(bulletin: Bulletin): SampleDocument {
  const { number, date, topic } = bulletin;
  return {
    name: `informatiebericht-${number.replace('/', '-')}`,
    row: {
      title: `Informatiebericht ${number}: ${topic.name}`,
      citation: `informatiebericht ${number}`,
      date,
      type: 'Informatiebericht',
      status: 'assessed',
    },
    build: () => buildBulletin(bulletin),
  };
}

export const bulletins: readonly SampleDocument[] = [
  sample({
    number: '2021/12',
    date: '2021-03-18',
    topic: topicAt(0),
    seed: 1,
    chapters: 4,
    typeface: 'liberation',
    contact:
      '[[ambtenaren|Floor Fictief]], beleidsmedewerker, telefoon [[ambtenaren|070 - 000 00 41]], en [[ambtenaren|Wessel Verzonnen]], telefoon [[?ambtenaren|070 - 000 00 42]]',
    mailbox: '[[mailbox|vraagbaak-gezin]]@dvv.voorbeeld.nl',
    passages: [
      `[[werkwijze|${pick(methods, 1)}]]`,
      'Bewaar de aantekeningen van het gesprek bij de beslisnota en niet in het zaakdossier zelf.',
      `[[werkwijze|${pick(methods, 3)}]]`,
    ],
  }),
  sample({
    number: '2021/07',
    date: '2021-02-04',
    topic: topicAt(2),
    seed: 2,
    chapters: 4,
    typeface: 'helvetica',
    contact: '[[ambtenaren|Joris Inktpot]], doorkiesnummer [[ambtenaren|070 - 000 00 57]]',
    mailbox: '[[mailbox|arbeid-backoffice]]@dvv.voorbeeld.nl',
    passages: [
      `[[werkwijze|${pick(methods, 5)}]]`,
      `[[?werkwijze|${pick(methods, 4)}]]`,
      'Een aanvraag van een werkgever met het keurmerk wordt zonder nader onderzoek afgedaan.',
    ],
  }),
  sample({
    number: '2020/31',
    date: '2020-11-26',
    topic: topicAt(8),
    seed: 3,
    chapters: 5,
    typeface: 'liberation',
    contact: '[[ambtenaren|Noor Nietbestaand]], telefoon [[ambtenaren|070 - 000 00 63]]',
    mailbox: '[[mailbox|id-controle]]@dvv.voorbeeld.nl',
    passages: [`[[aanvragen|${pick(assessments, 0)}]]`, `[[aanvragen|${pick(assessments, 3)}]]`],
  }),
  sample({
    number: '2020/18',
    date: '2020-06-09',
    topic: topicAt(5),
    seed: 4,
    chapters: 3,
    typeface: 'times',
    contact: '[[ambtenaren|Marit Modelboom]] en [[ambtenaren|Bram Brievenbus]], team Arbeid',
    mailbox: '[[mailbox|ondernemers-intern]]@dvv.voorbeeld.nl',
  }),
  sample({
    number: '2019/22',
    date: '2019-09-30',
    topic: topicAt(9),
    seed: 5,
    chapters: 3,
    typeface: 'liberation',
    contact: 'de helpdesk van de locatie',
    mailbox: 'zie het intranet',
    table: [
      ['Onderdeel', 'Wat wordt getoetst', 'Termijn'],
      [
        'Inkomen',
        'Loonstroken over zes maanden, of het jaaroverzicht van het voorafgaande jaar',
        'twee weken',
      ],
      ['Huisvesting', 'Uittreksel uit de basisregistratie; een huurovereenkomst is niet nodig', 'twee weken'],
      ['Verzekering', 'Polisblad of verklaring van de verzekeraar', 'één week'],
      ['Leges', 'Betaling op de rekening van de dienst; een betaalbewijs volstaat', 'geen verlenging'],
    ],
  }),
];
