import { qpdf } from '../qpdf.ts';
import {
  AFTER,
  ANCHOR,
  BEFORE,
  PLAIN_LINE,
  PdfBuilder,
  SECRET,
  document,
  linePlaces,
  mark,
  utf16,
  type HidingCase,
} from './builder.ts';

const KEEP = [BEFORE, AFTER, 'Ankerregel'] as const;
const line = linePlaces();
const base = { marks: [mark([line.quad])], secrets: [SECRET], keep: KEEP };
const page = { content: PLAIN_LINE + ANCHOR };

/** The usual page with extra entries in the catalog, the trailer or the page. */
function around(
  item: string,
  make: (builder: PdfBuilder) => {
    readonly catalog?: string;
    readonly trailer?: string;
    readonly extra?: string;
  },
): HidingCase {
  const builder = new PdfBuilder();
  const { catalog, trailer, extra } = make(builder);
  return {
    item,
    bytes: document([{ ...page, ...(extra === undefined ? {} : { extra }) }], {
      builder,
      ...(catalog === undefined ? {} : { catalog }),
      ...(trailer === undefined ? {} : { trailer }),
    }),
    ...base,
  };
}

const xmp = (builder: PdfBuilder): number =>
  builder.add({
    dict: '/Type/Metadata/Subtype/XML',
    data: `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${SECRET}</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  });

const attachment = (builder: PdfBuilder): number => {
  const file = builder.stream(`De bijlage noemt ${SECRET}.`, '/Type/EmbeddedFile/Subtype/text#2Fplain');
  return builder.add(`<</Type/Filespec/F(${SECRET}.txt)/UF${utf16(`${SECRET}.txt`)}/EF<</F ${file} 0 R>>>>`);
};

const image = (builder: PdfBuilder, extra: string): number =>
  builder.stream(
    new Uint8Array(100).fill(128),
    `/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8${extra}`,
  );

/** A colour profile of one tag (ICC.1:2022, 7), and something drawn in its colours. */
function profileNote(type: string, text: Buffer): HidingCase {
  const builder = new PdfBuilder();
  const tag = Buffer.concat([Buffer.from(`${type}\0\0\0\0`, 'latin1'), text]);
  const profile = Buffer.alloc(128 + 4 + 12 + tag.length);
  profile.writeUInt32BE(profile.length, 0);
  profile.write('mntrRGB XYZ ', 12, 'latin1');
  profile.write('acsp', 36, 'latin1');
  profile.writeUInt32BE(1, 128);
  profile.write('desc', 132, 'latin1');
  profile.writeUInt32BE(144, 136);
  profile.writeUInt32BE(tag.length, 140);
  tag.copy(profile, 144);
  const stream = builder.stream(profile, '/N 3/Alternate/DeviceRGB');
  const content = `${PLAIN_LINE}${ANCHOR}/CS9 cs 0.5 0.5 0.5 sc 300 300 20 20 re f\n`;
  return {
    item: `description of a colour profile (${type})`,
    bytes: document([{ content, resources: `/ColorSpace<</CS9[/ICCBased ${stream} 0 R]>>` }], { builder }),
    ...base,
  };
}

const uint32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
};

const WIDE = Buffer.from(SECRET, 'utf16le').swap16();

/** A form and an image with entries that only the program knows that made them, one of them a stream. */
function notesOnDrawings(): HidingCase {
  const builder = new PdfBuilder();
  const notes = builder.add(`<</Tekst ${builder.stream(SECRET)} 0 R>>`);
  const form = builder.stream('', `/Type/XObject/Subtype/Form/BBox[0 0 10 10]/EigenNotities ${notes} 0 R`);
  const picture = image(builder, `/EigenTekst(${SECRET})`);
  const content = `${PLAIN_LINE}${ANCHOR}/Fm0 Do q 100 0 0 100 72 400 cm /Im0 Do Q`;
  return {
    item: 'notes of a program on a form and an image',
    bytes: document([{ content, resources: `/XObject<</Fm0 ${form} 0 R/Im0 ${picture} 0 R>>` }], { builder }),
    ...base,
  };
}

/** An image on the page, outside the mark, that carries words in its dictionary. */
function onImage(item: string, entry: (builder: PdfBuilder) => string): HidingCase {
  const builder = new PdfBuilder();
  const number = image(builder, entry(builder));
  return {
    item,
    bytes: document(
      [
        {
          content: `${PLAIN_LINE}${ANCHOR}q 100 0 0 100 72 400 cm /Im0 Do Q`,
          resources: `/XObject<</Im0 ${number} 0 R>>`,
        },
      ],
      { builder },
    ),
    ...base,
  };
}

/** Appends a revision that replaces the page's contents; the first revision still holds the secret. */
function earlierRevision(): HidingCase {
  const builder = new PdfBuilder();
  const first = Buffer.from(document([page], { builder }));
  const contents = /\/Contents\[(\d+) 0 R\]/.exec(first.toString('latin1'))![1]!;
  const root = /\/Root (\d+) 0 R/.exec(first.toString('latin1'))![1]!;
  const size = /\/Size (\d+)/.exec(first.toString('latin1'))![1]!;
  const startxref = /startxref\n(\d+)/.exec(first.toString('latin1'))![1]!;
  const text = PLAIN_LINE.replace(SECRET, 'Vervangwoord') + ANCHOR;
  const object = `${contents} 0 obj\n<</Length ${text.length}>>\nstream\n${text}\nendstream\nendobj\n`;
  const xref = `xref\n${contents} 1\n${String(first.length).padStart(10, '0')} 00000 n \ntrailer\n<</Size ${size}/Root ${root} 0 R/Prev ${startxref}>>\nstartxref\n${first.length + object.length}\n%%EOF\n`;
  return {
    item: 'earlier revision after an incremental save',
    bytes: new Uint8Array(Buffer.concat([first, Buffer.from(object + xref, 'latin1')])),
    marks: [mark([line.quad], 1, 'Vervangwoord')],
    secrets: [SECRET, 'Vervangwoord'],
    keep: KEEP,
  };
}

/** What readers open without a password, and may not change. */
function encrypt(bytes: Uint8Array, bits: '128' | '256'): Uint8Array {
  const aes = bits === '128' ? ['--use-aes=y'] : [];
  return qpdf(bytes, ['--encrypt', '', 'eigenaar', bits, ...aes, '--extract=n', '--modify=none', '--']);
}

/** Outside the pages. */
export const documentCases: readonly HidingCase[] = [
  around('outline title', (builder) => {
    const outlines = builder.reserve();
    const item = builder.add(`<</Title${utf16(`Over ${SECRET}`)}/Parent ${outlines} 0 R/Dest[0/Fit]>>`);
    builder.set(outlines, `<</Type/Outlines/First ${item} 0 R/Last ${item} 0 R/Count 1>>`);
    return { catalog: `/Outlines ${outlines} 0 R/PageMode/UseOutlines` };
  }),
  around('outline title that spells it in digits', (builder) => {
    const outlines = builder.reserve();
    const item = builder.add(`<</Title(Over ${WIDE.toString('hex')})/Parent ${outlines} 0 R/Dest[0/Fit]>>`);
    builder.set(outlines, `<</Type/Outlines/First ${item} 0 R/Last ${item} 0 R/Count 1>>`);
    return { catalog: `/Outlines ${outlines} 0 R` };
  }),
  around('named destinations', () => ({
    catalog: `/Names<</Dests<</Names[(${SECRET})[0/Fit]]>>>>/Dests<</${SECRET}[0/Fit]>>`,
  })),
  around('page labels', () => ({ catalog: `/PageLabels<</Nums[0<</S/D/P(${SECRET}-)>>]>>` })),
  around('Info', (builder) => ({
    trailer: `/Info ${builder.add(`<</Title(${SECRET})/Author${utf16(SECRET)}/Keywords(${SECRET})/Eigen(${SECRET})>>`)} 0 R`,
  })),
  around('document ID', () => ({ trailer: `/ID[(${SECRET})(${SECRET})]` })),
  around('XMP of the document', (builder) => ({ catalog: `/Metadata ${xmp(builder)} 0 R` })),
  around('XMP on a page', (builder) => ({ extra: `/Metadata ${xmp(builder)} 0 R` })),
  onImage('XMP on an image', (builder) => `/Metadata ${xmp(builder)} 0 R`),
  onImage(
    'Alternates of an image',
    (builder) =>
      `/Alternates[<</Image ${image(builder, `/Metadata ${xmp(builder)} 0 R`)} 0 R/DefaultForPrinting true>>]`,
  ),
  onImage('OPI of an image', () => `/OPI<</2.0<</Type/OPI/Version 2.0/F(${SECRET}.tif)>>>>`),
  around('attachment', (builder) => ({
    catalog: `/Names<</EmbeddedFiles<</Names[(${SECRET}) ${attachment(builder)} 0 R]>>>>`,
  })),
  around('associated file', (builder) => ({
    catalog: `/AF[${attachment(builder)} 0 R]`,
    extra: `/AF[${attachment(builder)} 0 R]`,
  })),
  around('JavaScript', () => ({
    catalog: `/OpenAction<</S/JavaScript/JS(var n = "${SECRET}")>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(${SECRET})>>]>>>>`,
    extra: `/AA<</O<</S/JavaScript/JS(${SECRET})>>>>`,
  })),
  around('PieceInfo', (builder) => ({
    catalog: `/PieceInfo<</Tekenprogramma<</LastModified(D:2020)/Private ${builder.stream(SECRET)} 0 R>>>>`,
    extra: `/PieceInfo<</Tekenprogramma<</LastModified(D:2020)/Private(${SECRET})>>>>`,
  })),
  around('page thumbnail', (builder) => ({
    extra: `/Thumb ${builder.stream(Buffer.concat([Buffer.from(SECRET), Buffer.alloc(289)]), '/Width 10/Height 10/ColorSpace/DeviceRGB/BitsPerComponent 8')} 0 R`,
  })),
  around('orphan object', (builder) => {
    builder.stream(`(${SECRET}) Tj`);
    builder.add(`(${SECRET})`);
    return {};
  }),
  around('XFA', (builder) => ({
    catalog: `/AcroForm<</Fields[]/XFA[(datasets) ${builder.stream(`<xfa:data>${SECRET}</xfa:data>`)} 0 R]>>`,
  })),
  around('layer name', (builder) => {
    const group = builder.add(`<</Type/OCG/Name(${SECRET})>>`);
    return {
      catalog: `/OCProperties<</OCGs[${group} 0 R]/D<</Name(${SECRET})/Order[(${SECRET})[${group} 0 R]]>>>>`,
    };
  }),
  notesOnDrawings(),
  profileNote('text', Buffer.from(`${SECRET}\0`)),
  profileNote(
    'desc',
    Buffer.concat([uint32(SECRET.length + 1), Buffer.from(`${SECRET}\0`), Buffer.alloc(8 + 70)]),
  ),
  profileNote('mluc', Buffer.concat([uint32(1, 12, 0x6e6c4e4c, WIDE.length, 28), WIDE])),
  around('field on no page any more, reached through its parent', (builder) => {
    const parent = builder.reserve();
    const look = builder.stream('', '/Type/XObject/Subtype/Form/BBox[0 0 10 10]');
    const widget = (rest: string): number =>
      builder.add(
        `<</Type/Annot/Subtype/Widget/Parent ${parent} 0 R/Rect[500 20 520 40]/AP<</N ${look} 0 R>>${rest}>>`,
      );
    const here = widget('');
    const gone = widget(`/A<</S/Launch/F(${SECRET})>>`);
    builder.set(parent, `<</FT/Btn/Ff 65536/T(knop)/Kids[${here} 0 R ${gone} 0 R]>>`);
    return { extra: `/Annots[${here} 0 R]`, catalog: '/AcroForm<</Fields[]>>' };
  }),
  around('viewer-private keys of page and catalog', () => ({
    catalog: `/Eigen_Sleutel(${SECRET})/URI<</Base(https://voorbeeld.nl/${SECRET}/)>>`,
    extra: `/Eigen_Sleutel(${SECRET})/${SECRET}(x)`,
  })),
  around('comment between objects', () => ({ trailer: `\n% ${SECRET}\n` })),
  earlierRevision(),
  {
    item: 'bytes after %%EOF',
    bytes: new Uint8Array(Buffer.concat([document([page]), Buffer.from(`\n${SECRET}\n`)])),
    ...base,
  },
  {
    item: 'object streams',
    bytes: qpdf(document([page]), ['--object-streams=generate', '--deterministic-id']),
    ...base,
  },
  { item: 'encryption with an owner password (AES-128)', bytes: encrypt(document([page]), '128'), ...base },
  { item: 'encryption with an owner password (AES-256)', bytes: encrypt(document([page]), '256'), ...base },
  { item: 'linearised', bytes: qpdf(document([page]), ['--linearize', '--deterministic-id']), ...base },
];
