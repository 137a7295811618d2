import type { Block } from '../../core/decision/types.ts';
import type { LetterView } from './view.ts';

const WORDS =
  'Zo ziet een alinea van een besluit eruit: gewone tekst, “aanhalingstekens”, cijfers als 2021/82.';
const BLOCKS: readonly Block[] = [
  { kind: 'heading', level: 2, text: 'Kop' },
  { kind: 'heading', level: 3, text: 'Tussenkop' },
  { kind: 'paragraph', text: WORDS.repeat(4), from: {} },
  { kind: 'list', items: [WORDS, WORDS], from: {} },
];
const ROWS = Array.from({ length: 60 }, (_, index) => [
  String(index + 1),
  `Informatiebericht ${index}: verblijf bij een gezinslid na terugkeer`,
  'Informatiebericht',
  '30-11-2021',
  'Deels openbaar',
  '10.2.d, 10.2.e',
  'https://www.voorbeeld.nl/',
]);
const ANNEX = { label: 'Bijlage', title: 'Proef', intro: WORDS };

/** A letter with one of everything, to set once before a real one is asked for. */
export const TRIAL_LETTER: LetterView = {
  title: 'Proef',
  lang: 'nl',
  author: 'Proef',
  date: { year: 2021, month: 11, day: 30 },
  letterhead: {
    authority: 'Proef',
    organisation: 'Proef',
    senderAddress: ['Postbus 1'],
    recipient: ['Proef'],
    date: '30 november 2021',
    subject: 'Proef',
    references: [{ label: 'Ons kenmerk', lines: ['1'] }],
    words: { date: 'Datum', subject: 'Betreft', page: 'Pagina', of: 'van' },
  },
  salutation: 'Proef',
  sections: Array.from({ length: 6 }, () => ({ heading: 'Kop', blocks: BLOCKS })),
  closing: { salute: 'Proef', authority: 'Proef', signatory: ['Proef'] },
  after: [{ heading: 'Kop', blocks: BLOCKS }],
  articles: {
    ...ANNEX,
    items: [
      {
        heading: 'Artikel',
        paragraphs: [{ number: '1', intro: WORDS, parts: [{ letter: 'a', text: WORDS }], closing: null }],
      },
    ],
  },
  inventory: { ...ANNEX, columns: Array.from({ length: 7 }, () => 'Kolom'), rows: ROWS },
  disclosed: {
    ...ANNEX,
    columns: Array.from({ length: 4 }, () => 'Kolom'),
    rows: ROWS.map((row) => row.slice(0, 4)),
  },
};
