import { type Bulletin, buildBulletin } from './documents/bulletins.ts';
import type { SampleDocument } from './documents/document.ts';
import { type Instruction, buildInstruction } from './documents/instructions.ts';
import { type Topic, assessments, methods, pick, topics } from './prose.ts';

/** As in a case that was decided: so many of 370 rows were public already, and no longer valid. */
const PUBLIC = 38;
const OUTDATED = 64;
/** Documents with passages withheld for inspection, by the kind of document. */
const SECRET_BULLETINS = 5;
const SECRET_INSTRUCTIONS = 4;

const people = ['Floor Fictief', 'Wessel Verzonnen', 'Noor Nietbestaand', 'Joris Inktpot', 'Marit Modelboom'];

/**
 * A case of `size` rows: 38 public already, 64 no longer valid, the rest assessed. Ten documents have passages on the
 * working method: five information messages, one framework, four work instructions. Every mark is decided.
 */
export function largeCase(size: number): SampleDocument[] {
  const assessed = size - PUBLIC - OUTDATED;
  const instructions = Math.max(SECRET_INSTRUCTIONS + 1, Math.floor(assessed / 6));
  const bulletins = assessed - instructions - 1;
  return [
    ...Array.from({ length: bulletins }, (_, index) => bulletin(index)),
    framework(),
    ...Array.from({ length: instructions }, (_, index) => instruction(index)),
    ...Array.from({ length: PUBLIC }, (_, index) => publicRow(index)),
    ...Array.from({ length: OUTDATED }, (_, index) => outdatedRow(index)),
  ];
}

/** "2021/82": years going back from 2021, numbered within the year. */
function numberOf(index: number, perYear: number): { readonly number: string; readonly date: string } {
  const year = 2021 - Math.floor(index / perYear);
  const inYear = perYear - (index % perYear);
  const month = 1 + Math.floor(((inYear - 1) * 12) / perYear);
  const day = 1 + (index % 28);
  const padded = (value: number) => String(value).padStart(2, '0');
  return { number: `${year}/${inYear}`, date: `${year}-${padded(month)}-${padded(day)}` };
}

function topicAt(index: number): Topic {
  const topic = topics[index % topics.length];
  if (!topic) throw new Error('There are no topics.');
  return topic;
}

function contactOf(index: number): string {
  const phone = `070 - 000 ${String(10 + (index % 89)).padStart(2, '0')} ${String(10 + ((index * 7) % 89))}`;
  return `[[ambtenaren|${pick(people, index)}]], telefoon [[ambtenaren|${phone}]]`;
}

function bulletin(index: number): SampleDocument {
  const { number, date } = numberOf(index, 60);
  const topic = topicAt(index);
  const secret = index % 41 === 7 && index < 41 * SECRET_BULLETINS;
  const passages = secret
    ? [`[[werkwijze|${pick(methods, index)}]]`, `[[aanvragen|${pick(assessments, index)}]]`]
    : undefined;
  const content: Bulletin = {
    number,
    date,
    topic,
    seed: index,
    chapters: 2 + (index % 4),
    typeface: index % 2 === 0 ? 'helvetica' : 'times',
    contact: contactOf(index),
    mailbox: index % 3 === 0 ? `[[mailbox|${topic.mailbox}]]@dvv.voorbeeld.nl` : 'zie het intranet',
    ...(passages ? { passages } : {}),
  };
  return {
    name: `informatiebericht-${number.replace('/', '-')}`,
    row: {
      title: `Informatiebericht ${number}: ${topic.name}`,
      citation: `informatiebericht ${number}`,
      date,
      type: 'Informatiebericht',
      status: 'assessed',
    },
    build: () => buildBulletin(content),
  };
}

function instruction(index: number): SampleDocument {
  const { number, date } = numberOf(index, 9);
  const secret = index % 9 === 2 && index < 9 * SECRET_INSTRUCTIONS;
  return instructionRow('Werkinstructie', `Werkinstructie ${number}`, date, index, secret);
}

function framework(): SampleDocument {
  return instructionRow(
    'Handelingskader',
    'Handelingskader tegenstrijdige verklaringen',
    '2020-10-01',
    3,
    true,
  );
}

function instructionRow(
  type: string,
  head: string,
  date: string,
  index: number,
  secret: boolean,
): SampleDocument {
  const topic = topicAt(index + 5);
  const content: Instruction = {
    head,
    date,
    topics: [topic],
    seed: index,
    chapters: 4 + (index % 5),
    typeface: index % 2 === 0 ? 'times' : 'helvetica',
    owner: contactOf(index + 3),
    mailbox: index % 2 === 0 ? `[[mailbox|${topic.mailbox}]]@dvv.voorbeeld.nl` : 'zie het intranet',
    passages: secret
      ? [`[[aanvragen|${pick(assessments, index)}]]`, `[[werkwijze|${pick(methods, index)}]]`]
      : [],
  };
  return {
    name: head.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    row: {
      title: `${head}: ${topic.name}`,
      citation: head.replace(/^./, (letter) => letter.toLowerCase()),
      date,
      type,
      status: 'assessed',
    },
    build: () => buildInstruction(content),
  };
}

function publicRow(index: number): SampleDocument {
  const number = `${2017 - Math.floor(index / 10)}/${20 + (index % 10)}`;
  return {
    row: {
      title: `Werkinstructie ${number}: ${topicAt(index).name}`,
      citation: `werkinstructie ${number}`,
      date: `${number.slice(0, 4)}-06-01`,
      type: 'Werkinstructie',
      status: 'already-public',
      publicUrl: `https://www.dvv.voorbeeld.nl/werkinstructies/${number.replace('/', '-')}`,
    },
  };
}

function outdatedRow(index: number): SampleDocument {
  const number = `${2016 - Math.floor(index / 16)}/${100 + (index % 16)}`;
  return {
    row: {
      title: `Informatiebericht ${number}: ${topicAt(index + 2).name}`,
      citation: `informatiebericht ${number}`,
      date: `${number.slice(0, 4)}-03-01`,
      type: 'Informatiebericht',
      status: 'no-longer-valid',
    },
  };
}
