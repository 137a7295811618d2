// A letter that came on paper: two scanned pages with the text that the scanner recognised, invisible, nearly in place.
import {
  type PDFFont,
  type PDFPage,
  TextRenderingMode,
  setCharacterSqueeze,
  setTextRenderingMode,
} from 'pdf-lib';
import type { Quad } from '../../src/core/model/redaction.ts';
import { type BuiltDocument, facesOf, newDocument } from '../kit.ts';
import { lineWidth } from '../lines.ts';
import { type DrawnLine, Paper, type PlacedMark, portrait } from '../paper.ts';
import { jpegOf, pictureOfPage, scanned } from '../picture.ts';
import type { SampleDocument } from './document.ts';

const DATE = '2021-07-08';
/** How far the pages lay askew on the glass, in radians counter-clockwise. */
const ASKEW = [0.004, -0.003];
/** What the scanner misread. */
const MISREAD = [
  ['gemachtigde', 'gernachtigde'],
  ['behandelen', 'behandelcn'],
  ['vijftien', 'vijftíen'],
] as const;

interface TypedLetter {
  readonly paper: Paper;
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly signature: PlacedMark;
}

async function typed(): Promise<TypedLetter> {
  const doc = await newDocument({ title: 'brief', author: '', date: DATE });
  const paper = new Paper(doc, { faces: await facesOf(doc, 'times'), size: 12.5 });
  for (const line of [
    '[[burgers|Advocatenkantoor Voorbeeldsma & Proef]]',
    '[[burgers|Denkbeeldige Gracht 12]]',
    '[[burgers|0000 XX Fictiedam]]',
  ]) {
    paper.line(line);
  }
  paper.gap(24);
  for (const line of ['Dienst Vestiging en Verblijf', 'Postbus 0000', '0000 AA Voorbeeldstad']) {
    paper.line(line);
  }
  paper.gap(24);
  paper.field('Datum', '8 juli 2021', 92);
  paper.field('Betreft', 'informatiebericht 2021/12', 92);
  paper.field('Uw kenmerk', '[[burgers|V-00.00.17]]', 92);
  paper.gap(14);
  paper.paragraphs([
    'Geachte heer, mevrouw,',
    'Namens mijn cliënten, de heer [[burgers|O. Denkbeeldig]] en mevrouw [[burgers|T. Proef]], wonende te Fictiedam, vraag ik uw aandacht voor het volgende. Als hun gemachtigde heb ik op 12 april 2021 een aanvraag ingediend voor verblijf bij een gezinslid. Bij de ontvangstbevestiging werd verwezen naar informatiebericht 2021/12, dat niet openbaar is.',
    'Uw medewerker, de heer [[ambtenaren|W. Verzonnen]], deelde mij telefonisch mee dat de stukken volledig zijn, maar dat een gesprek volgt. Waar dat gesprek over gaat, kon hij niet zeggen. Mijn cliënten werken beiden in ploegendienst en moeten voor een gesprek in Voorbeeldstad een dag vrij nemen.',
    'Ik verzoek u mij te laten weten welke vragen nog openstaan, zodat wij die schriftelijk kunnen beantwoorden. Mocht een gesprek toch nodig zijn, dan verzoek ik u dat op een vrijdag te plannen en ten minste vijftien dagen van tevoren aan te kondigen.',
    'Voorts merk ik op dat de beslistermijn op 12 juli 2021 verstrijkt. Een verlenging van die termijn is niet aangekondigd. Cliënten hebben er belang bij dat hun aanvraag binnen de termijn wordt afgedaan: hun huurovereenkomst loopt op 1 september af en de verhuurder wil zekerheid.',
    'Ik ga ervan uit dat u de aanvraag verder zult behandelen met inachtneming van het bovenstaande. Voor overleg ben ik bereikbaar op telefoonnummer [[burgers|06 - 0000 0017]] of via [[burgers|kantoor@voorbeeldsma.example]].',
    'Ten slotte vraag ik u om een afschrift van het gespreksverslag van 3 mei 2021, dat cliënten nog niet hebben ontvangen. Zij hebben tijdens dat gesprek de toezegging gekregen dat het binnen een week zou worden toegezonden. Zonder dat verslag kunnen zij niet nagaan of hun verklaringen juist zijn weergegeven.',
    'Een kopie van deze brief zend ik aan mijn cliënten. Ik verzoek u de ontvangst te bevestigen.',
  ]);
  paper.gap(10);
  paper.keep(120);
  paper.line('Hoogachtend,');
  paper.gap(56);
  paper.line('[[burgers|mr. A. Voorbeeldsma]]');
  paper.line('advocaat');
  const signature = sign(doc.getPages(), paper);
  return { paper, bytes: await doc.save(), pages: doc.getPageCount(), signature };
}

/** A signature in one stroke, in the room below the closing words. */
function sign(pages: readonly PDFPage[], paper: Paper): PlacedMark {
  const closing = paper.drawn.find(({ text }) => text === 'Hoogachtend,');
  if (!closing) throw new Error('The letter has no closing words.');
  const [left, right, bottom, top] = [closing.x - 2, closing.x + 118, closing.y - 52, closing.y - 8];
  const stroke = 'M0 20 C 12 -18, 22 44, 34 8 S 52 -8, 60 18 S 82 30, 96 2 M 8 26 C 40 20, 70 22, 104 14';
  pages[closing.page - 1]?.drawSvgPath(stroke, { x: left + 6, y: top - 8, borderWidth: 1.4 });
  const quads: Quad[] = [[left, top, right, top, left, bottom, right, bottom]];
  return { label: { reason: 'handtekening', suggested: false }, page: closing.page, quads, quote: '' };
}

async function build(): Promise<BuiltDocument> {
  const { paper, bytes, pages, signature } = await typed();
  const doc = await newDocument({
    title: 'Scan 20210712-0931',
    author: 'Multifunctional 3e etage',
    date: DATE,
  });
  const { regular } = await facesOf(doc, 'helvetica');
  for (let index = 0; index < pages; index++) {
    const askew = ASKEW[index] ?? 0;
    const picture = scanned(await pictureOfPage(bytes, index, 130), askew, index + 1);
    const image = await doc.embedJpg(jpegOf(picture, 42));
    const page = doc.addPage([portrait.width, portrait.height]);
    page.drawImage(image, { x: 0, y: 0, width: portrait.width, height: portrait.height });
    for (const line of paper.drawn.filter((drawn) => drawn.page === index + 1))
      recognise(page, line, regular, askew);
  }
  return {
    bytes: await doc.save(),
    placed: paper.marks.map(askewMark),
    areas: [
      {
        page: signature.page,
        quads: askewMark(signature).quads,
        grounds: ['10.2.e'],
        reason: 'handtekening',
      },
    ],
    pages,
  };
}

/** Puts the words of a line on the page, unseen, each as wide as it was printed and a little off. */
function recognise(page: PDFPage, line: DrawnLine, face: PDFFont, askew: number): void {
  const size = line.font.size;
  for (const word of line.text.matchAll(/\S+/g)) {
    const read = MISREAD.reduce((text, [right, wrong]) => text.replace(right, wrong), word[0]);
    const before = lineWidth(line.text.slice(0, word.index), line.font);
    const [x, y] = turn(line.x + before, line.y, askew);
    const printed = lineWidth(word[0], line.font);
    page.pushOperators(
      setTextRenderingMode(TextRenderingMode.Invisible),
      setCharacterSqueeze((100 * printed) / lineWidth(read, { face, size })),
    );
    page.drawText(`${read} `, { x: x + 0.6, y: y - 0.8, font: face, size });
  }
}

function turn(x: number, y: number, angle: number): [number, number] {
  const [dx, dy] = [x - portrait.width / 2, y - portrait.height / 2];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [portrait.width / 2 + dx * cos - dy * sin, portrait.height / 2 + dx * sin + dy * cos];
}

/** The mark as it lies on the scan, upright and with a little room around it. */
function askewMark(mark: PlacedMark): PlacedMark {
  const askew = ASKEW[mark.page - 1] ?? 0;
  const quads = mark.quads.map((quad): Quad => {
    const points = [0, 2, 4, 6].map((at) => turn(quad[at] ?? 0, quad[at + 1] ?? 0, askew));
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right] = [Math.min(...xs) - 0.5, Math.max(...xs) + 1.5];
    const [bottom, top] = [Math.min(...ys) - 1, Math.max(...ys) + 0.5];
    return [left, top, right, top, left, bottom, right, bottom];
  });
  return { ...mark, quads };
}

export const letter: SampleDocument = {
  name: 'brief-gemachtigde',
  row: {
    title: 'Brief van een gemachtigde over informatiebericht 2021/12',
    citation: 'de brief van een gemachtigde van 8 juli 2021',
    date: DATE,
    type: 'Brief',
    sender: 'gemachtigde',
    recipient: 'Dienst Vestiging en Verblijf',
    status: 'assessed',
  },
  build,
};
