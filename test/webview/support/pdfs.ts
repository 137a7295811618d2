import {
  degrees,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  rgb,
  StandardFonts,
} from 'pdf-lib';

/** A4 in points. */
export const A4 = [595, 842] as const;

async function bytesOf(pdf: PDFDocument): Promise<Uint8Array> {
  return pdf.save({ useObjectStreams: true });
}

/** Lines of the letter on page 1, from top to bottom, `LETTER_TOP` being the first baseline. */
export const LETTER = [
  'Gemeente Waterdam',
  'Afdeling Vergunningen',
  '',
  'Geachte heer De Vries,',
  '',
  'Op 3 maart 2021 sprak mevrouw J. Jansen met de heer Pieter van Dijk over',
  'de aanvraag. Zij is bereikbaar op 06-12345678 of via het adres',
  'vergunningen@waterdam.example. De heer Van Dijk heeft het advies daarna',
  'aangepast en aan mevrouw Jansen gestuurd.',
  '',
  'Het college overweegt het volgende. De commissie meent dat de aanvraag',
  'te laat is ingediend, en dat het besluit daarom kan worden herzien.',
  '',
  'Met vriendelijke groet,',
  'Klaas Bakker',
] as const;

export const LETTER_TOP = 760;
export const LETTER_LEADING = 18;
export const LETTER_LEFT = 72;

function writeLetter(
  page: PDFPage,
  font: Awaited<ReturnType<PDFDocument['embedFont']>>,
  lines: readonly string[],
): void {
  for (const [index, line] of lines.entries()) {
    page.drawText(line, {
      x: LETTER_LEFT,
      y: LETTER_TOP - index * LETTER_LEADING,
      size: index === 0 ? 16 : 12,
      font,
    });
  }
}

/** A letter of three pages; the last one is a table on a page that is turned a quarter. */
export async function letterPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  writeLetter(pdf.addPage([...A4]), font, LETTER);
  writeLetter(pdf.addPage([...A4]), font, [
    'Bijlage bij de brief',
    'Mevrouw Jansen schreef: het dossier is volledig.',
    'De heer Bakker antwoordde op dezelfde dag.',
  ]);
  const table = pdf.addPage([...A4]);
  table.setRotation(degrees(90));
  for (let row = 0; row < 6; row += 1) {
    const y = 200 + row * 40;
    table.drawText(`Rij ${row + 1}: naam Jansen, bedrag ${(row + 1) * 100} euro`, {
      x: 100 + row * 40,
      y: 80,
      size: 11,
      font,
      rotate: degrees(90),
    });
    table.drawLine({ start: { x: 80, y }, end: { x: 500, y }, thickness: 0.3, color: rgb(0.7, 0.7, 0.7) });
  }
  addOutline(pdf, [
    ['Brief', 0],
    ['Bijlage', 1],
    ['Tabel', 2],
  ]);
  return bytesOf(pdf);
}

/** Pages of one line each, with the page number and the word "trefwoord" on every fifth page. */
export async function longPdf(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let index = 1; index <= pages; index += 1) {
    const page = pdf.addPage([...A4]);
    page.drawText(`Bladzijde nummer ${index}${index % 5 === 0 ? ' met trefwoord' : ''}`, {
      x: 72,
      y: 700,
      size: 14,
      font,
    });
  }
  return bytesOf(pdf);
}

/** Pages of several sizes: A4, a wide one, a small one. */
export async function mixedPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const sizes = [[...A4], [842, 595], [300, 300], [...A4], [...A4], [842, 595], [...A4], [...A4]] as [
    number,
    number,
  ][];
  for (const [index, size] of sizes.entries()) {
    pdf.addPage(size).drawText(`Pagina ${index + 1}`, { x: 40, y: size[1] - 60, size: 18, font });
  }
  return bytesOf(pdf);
}

/** One page with a drawing and no text; its CropBox begins away from the origin. */
export async function drawingPdf(rotation: 0 | 90 | 180 | 270 = 0): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([...A4]);
  page.setCropBox(50, 60, 500, 700);
  page.setRotation(degrees(rotation));
  page.drawRectangle({ x: 100, y: 400, width: 200, height: 100, color: rgb(0.1, 0.4, 0.7) });
  return bytesOf(pdf);
}

function addOutline(pdf: PDFDocument, entries: readonly (readonly [title: string, page: number])[]): void {
  const { context } = pdf;
  const root = context.nextRef();
  const refs = entries.map(() => context.nextRef());
  for (const [index, [title, page]] of entries.entries()) {
    const item = PDFDict.withContext(context);
    const target = PDFArray.withContext(context);
    target.push(pdf.getPage(page).ref);
    target.push(PDFName.of('Fit'));
    item.set(PDFName.of('Title'), PDFHexString.fromText(title));
    item.set(PDFName.of('Parent'), root);
    item.set(PDFName.of('Dest'), target);
    const [next, previous] = [refs[index + 1], refs[index - 1]];
    if (next !== undefined) item.set(PDFName.of('Next'), next);
    if (previous !== undefined) item.set(PDFName.of('Prev'), previous);
    context.assign(refs[index] ?? context.nextRef(), item);
  }
  const [first, last] = [refs[0], refs.at(-1)];
  const outline = PDFDict.withContext(context);
  outline.set(PDFName.of('Type'), PDFName.of('Outlines'));
  if (first !== undefined) outline.set(PDFName.of('First'), first);
  if (last !== undefined) outline.set(PDFName.of('Last'), last);
  outline.set(PDFName.of('Count'), PDFNumber.of(entries.length));
  context.assign(root, outline);
  pdf.catalog.set(PDFName.of('Outlines'), root);
}
