import { deflateSync } from 'node:zlib';
import type { VerificationProblem } from '../../../src/core/ports/pdf.ts';
import {
  ANCHOR,
  PLAIN_LINE,
  PdfBuilder,
  SECRET,
  document,
  helvetica,
  linePlaces,
  utf16,
  type PageSpec,
} from '../hiding/builder.ts';

/** A file as others make it, and what is to be said of it. */
export interface ForeignFile {
  readonly item: string;
  readonly bytes: Uint8Array;
  /** What must be found; nothing at all when undefined. */
  readonly finding?: VerificationProblem['kind'];
}

const { quad } = linePlaces();
const [l, t, r, , , b] = quad;
const width = r - l;
const height = t - b;
/** Operands of `re` for the place of the secret. */
const PLACE = `${l} ${b} ${width} ${height}`;
const RECT = `/Rect[${l} ${b} ${r} ${t}]`;
const QUADS = `/QuadPoints[${l} ${t} ${r} ${t} ${l} ${b} ${r} ${b}]`;
const box = (colour: string): string => `q ${colour} ${PLACE} re f Q\n`;
/** Text at the secret's place. */
const at = (text: string, colour = '0 g', size = 20): string =>
  `q ${colour} BT /F1 ${size} Tf ${l} 700 Td (${text}) Tj ET Q\n`;

function page(content: string, more: Omit<PageSpec, 'content'> = {}): Uint8Array {
  return document([{ content: content + ANCHOR, ...more }]);
}

/** An image under the name I0, grey, of `pixels` rows and columns. */
function withImage(content: string, pixels: Uint8Array, side: number, more = ''): Uint8Array {
  const builder = new PdfBuilder();
  builder.stream(
    pixels,
    `/Type/XObject/Subtype/Image/Width ${side}/Height ${pixels.length / side}/ColorSpace/DeviceGray/BitsPerComponent 8`,
  );
  return document(
    [{ content: content + ANCHOR, resources: `/XObject<</I0 1 0 R>>`, ...(more ? { extra: more } : {}) }],
    { builder },
  );
}

const black = (): Uint8Array => new Uint8Array(1);
/** A scan of a page: grey noise in lines, so that every part of it is varied. */
const scan = (): Uint8Array => Uint8Array.from({ length: 100 * 141 }, (_, i) => (i % 7 < 3 ? 30 : 235));
/** The same with a black bar from the top left corner of the page's upper third. */
function barredScan(): Uint8Array {
  return Uint8Array.from({ length: 100 * 141 }, (_, i) => {
    const row = Math.floor(i / 100);
    return row >= 18 && row <= 26 ? 5 : i % 7 < 3 ? 30 : 235;
  });
}
const SCAN = 'q 595 0 0 842 0 0 cm /I0 Do Q\n';
const overSecret = `q ${width} 0 0 ${height} ${l} ${b} cm /I0 Do Q\n`;
const GHOST = `q BT 3 Tr /F1 20 Tf ${l} 700 Td (${SECRET}) Tj ET Q\n`;

function inForm(form: string): Uint8Array {
  const builder = new PdfBuilder();
  builder.stream(form, `/Type/XObject/Subtype/Form/BBox[0 0 ${width} ${height}]`);
  return document(
    [
      {
        content: `${PLAIN_LINE}q 1 0 0 1 ${l} ${b} cm /F0 Do Q\n${ANCHOR}`,
        resources: '/XObject<</F0 1 0 R>>',
      },
    ],
    { builder },
  );
}

function bookmarked(title: string, content: string): Uint8Array {
  const builder = new PdfBuilder();
  const outlines = builder.reserve();
  const item = builder.reserve();
  // The page is the only leaf of the tree: a destination by number leads to it.
  builder.set(item, `<</Title${utf16(title)}/Parent ${outlines} 0 R/Dest[0/Fit]>>`);
  builder.set(outlines, `<</Type/Outlines/First ${item} 0 R/Last ${item} 0 R/Count 1>>`);
  return document([{ content: content + ANCHOR }], { builder, catalog: `/Outlines ${outlines} 0 R` });
}

function hiddenLayer(): Uint8Array {
  const builder = new PdfBuilder();
  const group = builder.add('<</Type/OCG/Name(laag)>>');
  return document(
    [
      {
        content: `/OC /L0 BDC ${at(SECRET)} EMC\n${ANCHOR}`,
        resources: `/Properties<</L0 ${group} 0 R>>`,
      },
    ],
    { builder, catalog: `/OCProperties<</OCGs[${group} 0 R]/D<</OFF[${group} 0 R]>>>>` },
  );
}

/** The page's content is replaced by an incremental update (ISO 32000-2, 7.5.6). */
function twoRevisions(replacement: string): Uint8Array {
  const builder = new PdfBuilder();
  const content = builder.add({ dict: `/Filter/FlateDecode`, data: deflateSync(Buffer.from(PLAIN_LINE)) });
  const tree = builder.reserve();
  const leaf = builder.add(
    `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents ${content} 0 R>>`,
  );
  builder.set(tree, `<</Type/Pages/Kids[${leaf} 0 R]/Count 1>>`);
  const first = Buffer.from(builder.build(builder.add(`<</Type/Catalog/Pages ${tree} 0 R>>`)));
  const previous = /startxref\s+(\d+)/.exec(first.toString('latin1'))![1]!;
  const object = `${content} 0 obj\n<</Length ${replacement.length}>>\nstream\n${replacement}\nendstream\nendobj\n`;
  const update =
    `xref\n${content} 1\n${String(first.length).padStart(10, '0')} 00000 n \n` +
    `trailer\n<</Size 5/Root 4 0 R/Prev ${previous}>>\nstartxref\n${first.length + object.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([first, Buffer.from(object + update, 'latin1')]));
}

const annotation = (subtype: string, rest: string): Uint8Array =>
  page(PLAIN_LINE, { extra: `/Annots[<</Type/Annot/Subtype/${subtype}/F 4${RECT}${rest}>>]` });

/** Two lines of which the end of the first and the start of the second are covered by one path. */
function overTwoLines(): Uint8Array {
  const first = helvetica('Zichtbaar begin ', 14);
  const second = helvetica('Verstopt staart', 14);
  return page(
    `BT /F1 14 Tf 16 TL 72 700 Td (Zichtbaar begin Geheimdeel) Tj T* (Verstopt staart en zichtbaar) Tj ET\n` +
      `0 g ${72 + first} 697 200 14 re 72 681 ${second} 14 re f\n`,
  );
}

/** Blocks of a font of procedures over the secret. */
function underBlocks(): Uint8Array {
  const builder = new PdfBuilder();
  const block = builder.stream('1000 0 0 -300 1000 1000 d1 0 -300 1000 1300 re f');
  const font = builder.add(
    `<</Type/Font/Subtype/Type3/FontBBox[0 -300 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</a ${block} 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]/Resources<<>>>>`,
  );
  const content = `${PLAIN_LINE}BT /F2 20 Tf ${l} 700 Td (${'a'.repeat(Math.ceil(width / 20))}) Tj ET\n`;
  return document([{ content: content + ANCHOR, fonts: `/F2 ${font} 0 R` }], { builder });
}

/** A black bar that lets some of what it is on through, 0 to 1. */
const veiled = (opacity: number): Uint8Array =>
  page(`${PLAIN_LINE}q /A gs 0 g ${PLACE} re f Q\n`, { resources: `/ExtGState<</A<</ca ${opacity}>>>>` });

/** A scanned text: rows of ink on paper. */
const scannedText = (): Uint8Array =>
  Uint8Array.from({ length: 100 * 141 }, (_, i) => ((i / 100) % 9 < 2 && i % 5 < 3 ? 30 : 235));
/** A photograph: neither ink nor paper. */
const photograph = (): Uint8Array => Uint8Array.from({ length: 100 * 141 }, (_, i) => 60 + ((i * 7) % 120));

/** A page of which the one element says something about what it marks. */
function structured(entry: string, marked: string): Uint8Array {
  const builder = new PdfBuilder();
  const root = builder.reserve();
  const element = builder.add(`<</Type/StructElem/S/Span/P ${root} 0 R/K 0${entry}>>`);
  builder.set(root, `<</Type/StructTreeRoot/K ${element} 0 R/ParentTree<</Nums[0[${element} 0 R]]>>>>`);
  const content = `/Span<</MCID 0>>BDC ${marked} EMC\n${at('')}${ANCHOR}`;
  return document([{ content, extra: '/StructParents 0' }], {
    builder,
    catalog: `/MarkInfo<</Marked true>>/StructTreeRoot ${root} 0 R`,
  });
}

/** A page with a field that no viewer shows where the secret is, or was. */
function hiddenField(content: string, value: string): Uint8Array {
  const builder = new PdfBuilder();
  const field = builder.add(
    `<</Type/Annot/Subtype/Widget/FT/Tx/T(naam)/V(${value})/F 2${RECT}/DA(/Helv 0 Tf 0 g)>>`,
  );
  return document([{ content: content + ANCHOR, extra: `/Annots[${field} 0 R]` }], {
    builder,
    catalog: `/AcroForm<</Fields[${field} 0 R]/DR<</Font<<>>>>>>`,
  });
}

/** Two pages that show the halves of one scanned sheet, or one page with one of them. */
function halves(pages: readonly ('left' | 'right')[]): Uint8Array {
  const builder = new PdfBuilder();
  builder.stream(
    scannedText(),
    '/Type/XObject/Subtype/Image/Width 100/Height 141/ColorSpace/DeviceGray/BitsPerComponent 8',
  );
  return document(
    pages.map((half) => ({
      content: SCAN,
      resources: '/XObject<</I0 1 0 R>>',
      extra: half === 'left' ? '/CropBox[0 0 297 842]' : '/CropBox[298 0 595 842]',
    })),
    { builder },
  );
}

const found = (finding: VerificationProblem['kind'], item: string, bytes: Uint8Array): ForeignFile => ({
  item,
  bytes,
  finding,
});
const fine = (item: string, bytes: Uint8Array): ForeignFile => ({ item, bytes });

/**
 * The kinds of example that Free Law Project's x-ray describes in its tests and its list of changes, made anew, and
 * others. Its own example files are court filings and are not here.
 */
export const foreignFiles: readonly ForeignFile[] = [
  found('text-under-box', 'a black rectangle over text', page(PLAIN_LINE + box('0 g'))),
  found('text-under-box', 'a white rectangle over text', page(PLAIN_LINE + box('1 g'))),
  found('text-under-box', 'a red rectangle over text', page(PLAIN_LINE + box('1 0 0 rg'))),
  found('text-under-box', 'a rectangle in a form', inForm(`0.2 0.4 0.6 rg 0 0 ${width} ${height} re f`)),
  found(
    'text-under-box',
    'a rectangle drawn as lines',
    page(`${PLAIN_LINE}q 0.5 g ${l} ${b} m ${r} ${b} l ${r} ${t} l ${l} ${t} l h f Q\n`),
  ),
  found(
    'text-under-box',
    'a thick line over text',
    page(`${PLAIN_LINE}q 0 G ${height} w ${l} ${(b + t) / 2} m ${r} ${(b + t) / 2} l S Q\n`),
  ),
  found(
    'text-under-box',
    'a bar of two colours that no eye tells apart',
    page(`${PLAIN_LINE}q 0 g ${PLACE} re f 0.004 g ${l} ${b} ${width / 2} ${height} re f Q\n`),
  ),
  found(
    'text-under-box',
    'a box with crossing lines on it',
    page(`${PLAIN_LINE}${box('0.8 g')}q 0 G 0.5 w ${l} ${b} m ${r} ${t} l ${l} ${t} m ${r} ${b} l S Q\n`),
  ),
  found(
    'text-under-box',
    'a box with its code on it',
    page(`${PLAIN_LINE}${box('0 g')}q 1 g BT /F1 16 Tf ${l + 20} 701 Td (10.2.e) Tj ET Q\n`),
  ),
  found(
    'text-under-box',
    'a short name, all of it under the code on its box',
    page(`${at('Bo', '0 g', 14)}${box('0 g')}q 1 g BT /F1 16 Tf ${l - 2} 699 Td (WWWW) Tj ET Q\n`),
  ),
  found('text-under-box', 'two digits under a box', page(at('34') + box('0 g'))),
  found('text-under-box', 'a date of birth under a box', page(at('12-03-1961') + box('0 g'))),
  found('text-under-box', 'one path over parts of two lines', overTwoLines()),
  found(
    'text-under-box',
    'a box on the second page, turned by 90 degrees',
    document([{ content: ANCHOR }, { content: PLAIN_LINE + box('0 g') + ANCHOR, extra: '/Rotate 90' }]),
  ),
  found(
    'text-under-box',
    'text in the colour of the box that it is on',
    page(box('0 0 1 rg') + at(SECRET, '0 0 1 rg')),
  ),
  found(
    'text-under-box',
    'text in the colour of its box, in another colour space',
    page(`${box('0 0 0 rg')}${at('34', '0 g')}`),
  ),
  found('text-under-box', 'invisible text under a box', page(GHOST + box('0 g'))),
  found('text-under-box', 'a square annotation', annotation('Square', '/C[0 0 0]/IC[0 0 0]')),
  found('text-under-box', 'a dark highlight', annotation('Highlight', `${QUADS}/C[0 0 0]`)),
  found(
    'text-under-box',
    'a thick ink stroke',
    annotation(
      'Ink',
      `/C[0 0 0]/BS<</W ${height + 4}>>/InkList[[${l - 4} ${(b + t) / 2} ${r + 4} ${(b + t) / 2}]]`,
    ),
  ),
  found('text-under-image', 'a dark image over text', withImage(PLAIN_LINE + overSecret, black(), 1)),
  found(
    'text-under-image',
    'text behind a scan in which it is blacked out',
    withImage(`${GHOST}${SCAN}`, barredScan(), 100),
  ),
  found(
    'hidden-text',
    'an OCR layer on a scan in which it is blacked out',
    withImage(`${SCAN}${GHOST}`, barredScan(), 100),
  ),
  found('image-under-box', 'a scan that is whole under a box', withImage(SCAN + box('0 g'), scan(), 100)),
  found(
    'image-under-box',
    'a scan that is whole under an annotation',
    withImage(SCAN, scan(), 100, `/Annots[<</Type/Annot/Subtype/Square/F 4${RECT}/C[0 0 0]/IC[0 0 0]>>]`),
  ),
  found(
    'hidden-text',
    'what a copy has instead of a black box',
    page(`/Span<</ActualText(${SECRET})>>BDC ${box('0 g')}EMC\n${at('')}`),
  ),
  found(
    'hidden-text',
    'what the structure says instead of a black box',
    structured(`/ActualText(${SECRET})`, box('0 g')),
  ),
  found(
    'hidden-text',
    'what the structure says about a black box',
    structured(`/Alt(${SECRET})`, box('0 g')),
  ),
  found('hidden-text', 'the value of a hidden field under a black box', hiddenField(box('0 g'), SECRET)),
  found('cropped-scan', 'a scan that the CropBox cuts off', halves(['left'])),
  found(
    'cropped-scan',
    'a scan that a clip cuts off',
    withImage(`q 0 0 595 690 re W n ${SCAN} Q\n`, scannedText(), 100),
  ),
  found('hidden-text', 'white text on white paper', page(at(SECRET, '1 g'))),
  found('hidden-text', 'text outside the CropBox', page(at(SECRET), { extra: '/CropBox[0 0 595 650]' })),
  found('hidden-text', 'text that is clipped away', page(`q 0 0 50 50 re W n ${at(SECRET)} Q\n`)),
  found('hidden-text', 'text in a layer that is off', hiddenLayer()),
  found('unapplied-redaction', 'a redaction that was never applied', annotation('Redact', '/IC[0 0 0]')),
  found('old-revision', 'an older revision that says more', twoRevisions('q Q ')),
  found(
    'bookmark-tells',
    'a bookmark that names what its page has under a box',
    bookmarked(`Verslag van ${SECRET}`, `${at('')}BT /F1 20 Tf 72 700 Td (Verslag van) Tj ET ${box('0 g')}`),
  ),
  found(
    'bookmark-tells',
    'a bookmark that names what its page has as XXXX',
    bookmarked(`Verslag van ${SECRET}`, `BT /F1 20 Tf 72 700 Td (Verslag van XXXXXXXX) Tj ET\n`),
  ),

  found('hidden-text', 'text under blocks that are letters', underBlocks()),
  found('hidden-text', 'a black bar that lets a tenth through', veiled(0.9)),

  fine('plain text', page(PLAIN_LINE)),
  fine('a dark bar that lets much through', veiled(0.6)),
  fine(
    'a number of strokes, drawn twice to be bold',
    page(at('III') + at('III').replace(` ${l} `, ` ${l + 0.3} `)),
  ),
  fine('grey text on a black ground', page(box('0 g') + at('Kopregel', '0.3 g'))),
  fine('text on a coloured ground', page(box('0.9 0.9 0 rg') + PLAIN_LINE)),
  fine('white text on a dark ground', page(box('0 g') + at('Kopregel', '1 g'))),
  fine(
    'letters on a white box on a box of their colour',
    page(`${box('1 0 0 rg')}${box('1 g')}${at('Rood', '1 0 0 rg')}`),
  ),
  fine(
    'a transparent highlight',
    page(`${PLAIN_LINE}q /A gs 1 1 0 rg ${PLACE} re f Q\n`, { resources: '/ExtGState<</A<</ca 0.4>>>>' }),
  ),
  fine('a light highlight annotation', annotation('Highlight', `${QUADS}/C[1 1 0]`)),
  fine('a rule through text', page(`${PLAIN_LINE}q 0 g ${l} 705 ${width} 1 re f Q\n`)),
  fine('a box without fill', page(`${PLAIN_LINE}q 0 G ${PLACE} re S Q\n`)),
  fine(
    'a frame around text, by the even-odd rule',
    page(`${PLAIN_LINE}q 1 0 0 rg ${l - 5} ${b - 5} ${width + 10} ${height + 10} re ${PLACE} re f* Q\n`),
  ),
  fine(
    'a frame around text, by the nonzero rule',
    page(
      `${PLAIN_LINE}q 1 0 0 rg ${l - 5} ${b - 5} ${width + 10} ${height + 10} re ${l} ${b} m ${l} ${t} l ${r} ${t} l ${r} ${b} l h f Q\n`,
    ),
  ),
  fine('a box that is clipped away', page(`${PLAIN_LINE}q 0 0 10 10 re W n ${box('0 g')} Q\n`)),
  fine('a box with nothing under it', page(`q 0 g 72 300 100 20 re f Q\n${PLAIN_LINE}`)),
  fine('a box over half a line of letters', page(`${PLAIN_LINE}q 0 g ${l} ${b - 8} ${width} 12 re f Q\n`)),
  fine('XXXX under a box', page(at('XXXXXXX') + box('0 g'))),
  fine('XXXX XXXX under a box', page(at('XXXXX XXXX') + box('0 g'))),
  fine('the word "weggelakt" under a box', page(at('weggelakt') + box('0 g'))),
  fine('the word "REDACTED" under a box', page(at('REDACTED') + box('0 g'))),
  fine(
    'what a program signs with in invisible type of one point',
    page('q BT 3 Tr /F1 1 Tf 2.83 1.23 Td (Gemaakt met Programma 1.2) Tj ET Q\n'),
  ),
  fine('spaces and a comma under a box', page(at('  ,  ') + box('0 g'))),
  fine('a picture beside text', withImage(`${PLAIN_LINE}q 100 0 0 100 72 300 cm /I0 Do Q\n`, black(), 1)),
  fine('text on a picture', withImage(`${overSecret}${at('Opschrift', '1 g')}`, black(), 1)),
  fine('a scanned sheet of which two pages show the halves', halves(['left', 'right'])),
  fine('a photograph that a clip cuts off', withImage(`q 0 0 595 690 re W n ${SCAN} Q\n`, photograph(), 100)),
  fine('a scan of which a margin is cut off', withImage(SCAN, scannedText(), 100, '/CropBox[12 12 583 830]')),
  fine('a hidden field where nothing was blacked out', hiddenField(PLAIN_LINE, SECRET)),
  fine('a black bar that is said to be one', structured('/Alt(Zwarte balk)', box('0 g'))),
  fine('a box that has what the page says for its text', structured('/ActualText(Ankerregel)', box('0 g'))),
  fine('an OCR layer on its scan', withImage(`${SCAN}${GHOST}`, scan(), 100)),
  fine('text behind its scan', withImage(`${PLAIN_LINE}${SCAN}`, scan(), 100)),
  fine('a revision that only adds', twoRevisions(PLAIN_LINE)),
  fine('a bookmark that repeats its heading', bookmarked('Voorafstaat', PLAIN_LINE)),
  fine(
    'a code on a box, with a text for screen readers',
    page(`/Span<</ActualText(weggelakt: 10.2.e)>>BDC ${box('0 g')}${at('10.2.e', '1 g', 14)}EMC\n`),
  ),
  fine(
    'a bookmark in other words than its page, which has a box',
    bookmarked('Bijlage met de stukken', `${PLAIN_LINE}q 0 g 72 500 90 12 re f Q\n`),
  ),
  fine(
    'a bookmark in other words, where nothing was blacked out',
    bookmarked('Inleiding en aanleiding', PLAIN_LINE),
  ),
];
