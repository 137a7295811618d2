// Work instructions: many pages, numbered chapters, an outline, links; and a framework for hearings.
import { type BuiltDocument, type Typeface, facesOf, newDocument } from '../kit.ts';
import { Paper, addOutline, portrait, turned } from '../paper.ts';
import { type Topic, assessments, chaptersOn, methods, pick, topics } from '../prose.ts';
import type { SampleDocument } from './document.ts';

export interface Instruction {
  /** "Werkinstructie 2021/3" */
  readonly head: string;
  readonly date: string;
  /** All of them get their chapters, one after another. */
  readonly topics: readonly Topic[];
  readonly seed: number;
  readonly chapters: number;
  readonly typeface: Typeface;
  /** With markup. */
  readonly owner: string;
  readonly mailbox: string;
  /** Passages with markup, one after each chapter for as long as there are any. */
  readonly passages: readonly string[];
  /** A table on a page that is turned a quarter. */
  readonly appendix?: readonly (readonly string[])[];
}

export async function buildInstruction(instruction: Instruction): Promise<BuiltDocument> {
  const { head, date } = instruction;
  const names = instruction.topics
    .map(({ name }) => name)
    .join(', ')
    .replace(/, ([^,]*)$/, ' en $1');
  const doc = await newDocument({ title: `${head}: ${names}`, author: 'Bram Brievenbus', date });
  const paper = new Paper(doc, {
    faces: await facesOf(doc, instruction.typeface),
    size: 12,
    running: `Dienst Vestiging en Verblijf   |   ${head}`,
    foot: `${head}   Vastgesteld op ${date.split('-').reverse().join('-')}`,
  });
  paper.title(head);
  paper.paragraph(`Beoordeling van aanvragen voor ${names}`, 'bold');
  paper.field('Eigenaar', instruction.owner);
  paper.field('Vragen', instruction.mailbox);
  paper.field('Vervangt', 'alle eerdere instructies over dit onderwerp');
  paper.rule();
  const passages = [...instruction.passages];
  let number = 0;
  instruction.topics.forEach((topic, part) => {
    for (const chapter of chaptersOn(
      topic,
      'deze instructie',
      instruction.seed + part,
      instruction.chapters,
    )) {
      paper.heading(`${++number}. ${chapter.heading}`);
      chapter.paragraphs.forEach((text, index) => paper.item(`${number}.${index + 1}`, text));
      const passage = passages.shift();
      if (passage) paper.item(`${number}.${chapter.paragraphs.length + 1}`, passage);
    }
  });
  paper.heading('Meer informatie');
  paper.paragraph('De beleidsregels en de formulieren staan op de website van de dienst:');
  paper.link('www.dvv.voorbeeld.nl/beleidsregels', 'https://www.dvv.voorbeeld.nl/beleidsregels');
  if (instruction.appendix) {
    paper.newPage(turned);
    paper.heading('Bijlage: verdeling van zaken over de locaties');
    paper.table([2, 3, 2, 2, 2], instruction.appendix);
    paper.newPage(portrait);
    paper.heading('Toelichting bij de bijlage');
    paper.paragraph(
      'De verdeling wordt elk kwartaal herzien. Wijzigingen worden doorgegeven aan de planning.',
    );
  }
  paper.finish();
  addOutline(doc, paper.headings);
  return { bytes: await doc.save(), placed: paper.marks, areas: [], pages: doc.getPageCount() };
}

const topicAt = (index: number): Topic => topics[index % topics.length] as Topic;

function sample(instruction: Instruction, type = 'Werkinstructie'): SampleDocument {
  const names = instruction.topics
    .map(({ name }) => name)
    .join(', ')
    .replace(/, ([^,]*)$/, ' en $1');
  return {
    name: instruction.head.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    row: {
      title: `${instruction.head}: ${names}`,
      citation: instruction.head.replace(/^W/, 'w').replace(/^H/, 'h'),
      date: instruction.date,
      type,
      status: 'assessed',
    },
    build: () => buildInstruction(instruction),
  };
}

export const instructions: readonly SampleDocument[] = [
  {
    ...sample({
      head: 'Werkinstructie 2021/3',
      date: '2021-05-11',
      topics: [topicAt(0), topicAt(4), topicAt(10), topicAt(9)],
      seed: 2,
      chapters: 8,
      typeface: 'liberation',
      owner: '[[ambtenaren|Wessel Verzonnen]], senior medewerker, [[ambtenaren|070 - 000 00 42]]',
      mailbox: '[[mailbox|vraagbaak-gezin]]@dvv.voorbeeld.nl',
      passages: [
        'Zaken waarin ook een kind is betrokken, gaan voor.',
        '[[aanvragen|' + pick(assessments, 1) + ']]',
        'Let op: een onleesbaar stuk telt als ontbrekend stuk.',
        '[[aanvragen|' + pick(assessments, 2) + ']]',
        '[[werkwijze|' + pick(methods, 0) + ']] Het verslag vermeldt niet welke lijst is gebruikt.',
        '[[werkwijze|' + pick(methods, 2) + ']]',
      ],
    }),
    reviewed: [1, 2, 3, 4],
  },
  sample({
    head: 'Werkinstructie 2021/5',
    date: '2021-08-23',
    topics: [topicAt(3), topicAt(1), topicAt(11)],
    seed: 5,
    chapters: 7,
    typeface: 'helvetica',
    owner: '[[ambtenaren|Pim Potlood]], medisch adviseur',
    mailbox:
      '[[mailbox|medisch-intern]]@dvv.voorbeeld.nl en [[mailbox|bureau-advies]]@ministerie.voorbeeld.nl',
    passages: [
      'Medische gegevens worden in een apart dossier bewaard.',
      '[[aanvragen|' + pick(assessments, 3) + ']]',
      '[[?aanvragen|' + pick(assessments, 1) + ']]',
    ],
  }),
  sample({
    head: 'Werkinstructie 2020/2',
    date: '2020-02-17',
    topics: [topicAt(6), topicAt(7), topicAt(5), topicAt(2)],
    seed: 8,
    chapters: 8,
    typeface: 'times',
    owner: '[[ambtenaren|Saar Stempelkussen]], teamleider team Vervolg',
    mailbox: '[[mailbox|vervolg-toets]]@dvv.voorbeeld.nl',
    passages: [
      'Een eerdere vergunning wordt niet opnieuw beoordeeld.',
      '[[werkwijze|' + pick(methods, 3) + ']]',
    ],
  }),
  sample({
    head: 'Werkinstructie 2019/8',
    date: '2019-04-02',
    topics: [topicAt(9)],
    seed: 3,
    chapters: 7,
    typeface: 'liberation',
    owner: '[[ambtenaren|Noor Nietbestaand]], planning en sturing',
    mailbox: '[[mailbox|verlenging-intern]]@dvv.voorbeeld.nl',
    passages: [],
    appendix: [
      ['Locatie', 'Soort zaak', 'Coördinator', 'Telefoon', 'Zaken per week'],
      [
        'Aaburg',
        'Verlenging op inkomen',
        '[[ambtenaren|Teun Testrup]]',
        '[[ambtenaren|070 - 000 01 11]]',
        '120',
      ],
      [
        'Beekdorp',
        'Verlenging na verhuizing',
        '[[ambtenaren|Anneke Papier]]',
        '[[ambtenaren|070 - 000 01 12]]',
        '85',
      ],
      [
        'Cederwijk',
        'Wijziging van het verblijfsdoel',
        '[[ambtenaren|Gijs Gummetje]]',
        '[[ambtenaren|070 - 000 01 13]]',
        '60',
      ],
      [
        'Drieslag',
        'Spoed en vervanging van documenten',
        '[[ambtenaren|Lotte Lettertype]]',
        '[[ambtenaren|070 - 000 01 14]]',
        '40',
      ],
    ],
  }),
  sample(
    {
      head: 'Handelingskader tegenstrijdige verklaringen',
      date: '2020-10-01',
      topics: [topicAt(8), topicAt(7), topicAt(11)],
      seed: 6,
      chapters: 6,
      typeface: 'liberation',
      owner: '[[ambtenaren|Marit Modelboom]], afdeling Juridische Zaken',
      mailbox: '[[mailbox|jz-vragen]]@dvv.voorbeeld.nl',
      passages: [
        'Een tegenstrijdigheid wordt altijd eerst aan de aanvrager voorgelegd.',
        '[[aanvragen|' + pick(assessments, 0) + ']]',
        '[[werkwijze|' + pick(methods, 4) + ']]',
        '[[aanvragen|' + pick(assessments, 2) + ']]',
      ],
    },
    'Handelingskader',
  ),
];
