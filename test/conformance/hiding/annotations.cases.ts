import {
  AFTER,
  ANCHOR,
  BEFORE,
  HELVETICA,
  LINE,
  PLAIN_LINE,
  PdfBuilder,
  SECRET,
  box,
  document,
  linePlaces,
  mark,
  utf16,
  type HidingCase,
} from './builder.ts';

const KEEP = [BEFORE, AFTER, 'Ankerregel'] as const;
const line = linePlaces();
const RECT = `[${line.secretLeft.toFixed(2)} 695 ${line.secretRight.toFixed(2)} 716]`;

/** A page with the usual line and one annotation over the secret. */
function annotated(
  item: string,
  annotation: (builder: PdfBuilder) => string,
  more: {
    readonly catalog?: (builder: PdfBuilder, annotation: number) => string;
    readonly looksChange?: boolean;
  } = {},
): HidingCase {
  const builder = new PdfBuilder();
  const number = builder.add(annotation(builder));
  const catalog = more.catalog?.(builder, number) ?? '';
  return {
    item,
    bytes: document([{ content: PLAIN_LINE + ANCHOR, extra: `/Annots[${number} 0 R]` }], {
      builder,
      catalog,
    }),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
    ...(more.looksChange ? { looksChange: true } : {}),
  };
}

function appearance(builder: PdfBuilder, text: string, baseFont = 'Helvetica'): number {
  const font = builder.add(`<</Type/Font/Subtype/Type1/BaseFont/${baseFont}/Encoding/WinAnsiEncoding>>`);
  return builder.stream(
    `BT /F1 12 Tf 2 5 Td (${text}) Tj ET`,
    `/Type/XObject/Subtype/Form/BBox[0 0 120 21]/Resources<</Font<</F1 ${font} 0 R>>>>`,
  );
}

/** The mark is on a word that is part of a key of the format: fields elsewhere keep their resources. */
function partOfKey(): HidingCase {
  const builder = new PdfBuilder();
  const field = builder.add(
    `<</Type/Annot/Subtype/Widget/FT/Tx/T(veld)/V(Ingevuld)/Rect[300 600 420 621]/F 4/DA(/F1 12 Tf 0 g)/AP<</N ${appearance(builder, 'Ingevuld', 'Times-Bold')} 0 R>>>>`,
  );
  return {
    item: 'word that a key contains',
    bytes: document(
      [{ content: `BT /F1 12 Tf 60 700 Td (Source) Tj ET\n${ANCHOR}`, extra: `/Annots[${field} 0 R]` }],
      { builder, catalog: `/AcroForm<</Fields[${field} 0 R]>>` },
    ),
    marks: [mark([box(58, 695, 102, 716)], 1, 'Source')],
    secrets: [],
    keep: ['Ankerregel', 'Ingevuld'],
  };
}

/** A stamp that becomes part of the page since a mark touches it, and lies on another beside the mark. */
function onAnother(): HidingCase {
  const builder = new PdfBuilder();
  const stamp = (rect: string, colour: string): number => {
    const look = builder.stream(
      `${colour} rg 0 0 100 100 re f`,
      '/Type/XObject/Subtype/Form/BBox[0 0 100 100]',
    );
    return builder.add(`<</Type/Annot/Subtype/Stamp/F 4/Rect[${rect}]/AP<</N ${look} 0 R>>>>`);
  };
  const below = stamp('300 760 420 820', '1 0 0');
  const above = stamp(`${line.secretLeft + 5} 710 360 800`, '0 0 1');
  return {
    item: 'stamp on another, touched by the mark',
    bytes: document([{ content: PLAIN_LINE + ANCHOR, extra: `/Annots[${below} 0 R ${above} 0 R]` }], {
      builder,
    }),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

/** A file that is attached by an icon elsewhere on the marked page: it goes, the icon stays. */
function attachedElsewhere(): HidingCase {
  const builder = new PdfBuilder();
  const file = builder.stream(SECRET, '/Type/EmbeddedFile');
  const number = builder.add(
    `<</Type/Annot/Subtype/FileAttachment/Rect[500 760 524 784]/F 4/C[1 0 0]/Name/PushPin/Contents(${SECRET}.txt)/FS<</Type/Filespec/F(${SECRET}.txt)/EF<</F ${file} 0 R>>>>>>`,
  );
  return {
    item: 'file attached by an icon',
    bytes: document([{ content: PLAIN_LINE + ANCHOR, extra: `/Annots[${number} 0 R]` }], { builder }),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

/** A sound that is played by an icon elsewhere on the marked page: it goes, the icon stays. */
function soundElsewhere(): HidingCase {
  const builder = new PdfBuilder();
  const sound = builder.stream(SECRET.repeat(4), '/Type/Sound/R 8000/C 1/B 8');
  const number = builder.add(
    `<</Type/Annot/Subtype/Sound/Rect[500 760 524 784]/F 4/C[0 1 0]/Name/Speaker/Contents(${SECRET})/Sound ${sound} 0 R>>`,
  );
  return {
    item: 'sound played by an icon',
    bytes: document([{ content: PLAIN_LINE + ANCHOR, extra: `/Annots[${number} 0 R]` }], { builder }),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

/** The secret in a note elsewhere on the marked page: its quote must not survive there either. */
function elsewhere(): HidingCase {
  const builder = new PdfBuilder();
  const number = builder.add(
    `<</Type/Annot/Subtype/Text/Rect[500 780 520 800]/Contents(Navragen bij ${SECRET})/T(${SECRET})>>`,
  );
  return {
    item: 'note elsewhere on the page that quotes the secret',
    bytes: document([{ content: PLAIN_LINE + ANCHOR, extra: `/Annots[${number} 0 R]` }], { builder }),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
    looksChange: true,
  };
}

/** A field that a mark covers in part: its frame and its other words stay as they are seen. */
function partOfField(hasForm: boolean): HidingCase {
  const builder = new PdfBuilder();
  const font = builder.add(HELVETICA);
  const look = builder.stream(
    `q 0.5 0.5 499 39 re S Q /Tx BMC q BT /F1 ${LINE.size} Tf 12 14 Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET Q EMC`,
    `/Type/XObject/Subtype/Form/BBox[0 0 500 40]/Resources<</Font<</F1 ${font} 0 R>>>>`,
  );
  const field = builder.add(
    `<</Type/Annot/Subtype/Widget/FT/Tx/T(naam)/V(${BEFORE} ${SECRET} ${AFTER})/Rect[${LINE.x - 12} ${LINE.y - 14} ${LINE.x + 488} ${LINE.y + 26}]/DA(/Helv 0 Tf 0 g)/F 4/AP<</N ${look} 0 R>>>>`,
  );
  const helvetica = builder.add(HELVETICA);
  return {
    item: `form field that a mark covers in part, its frame included${hasForm ? '' : ', of a page taken from its form'}`,
    bytes: document([{ content: ANCHOR, extra: `/Annots[${field} 0 R]` }], {
      builder,
      catalog: hasForm
        ? `/AcroForm<</Fields[${field} 0 R]/DR<</Font<</Helv ${helvetica} 0 R>>>>/DA(/Helv 0 Tf 0 g)>>`
        : '',
    }),
    // From above the frame down to below it.
    marks: [mark([box(line.secretLeft - 0.5, LINE.y - 20, line.secretRight + 0.5, LINE.y + 32)])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

/** Markup without an appearance that reaches over the secret: what stands beside the mark stays, in the viewer's way. */
function markupAcross(subtype: string, drawn = false): HidingCase {
  const builder = new PdfBuilder();
  const [left, right] = [LINE.x, LINE.x + 400];
  const paint = '/Half gs 1 0.9 0 rg 0 0 m 200 0 l 205 5 205 6 200 10.5 c 0 10.5 l h f';
  const form =
    '/Type/XObject/Subtype/Form/BBox[-5 0 205 10.5]/Matrix[2 0 0 2 30 0]/Group<</S/Transparency>>/Resources<</ExtGState<</Half<</ca 0.6>>>>>>';
  const look = drawn ? `/AP<</N ${builder.stream(paint, form)} 0 R>>` : '';
  const number = builder.add(
    `<</Type/Annot/Subtype/${subtype}/F 4/C[0 0.5 0]/Rect[${left} 695 ${right} 716]/QuadPoints[${left} 716 ${right} 716 ${left} 695 ${right} 695]/Contents(${SECRET})${look}>>`,
  );
  return {
    item: `${subtype} with${drawn ? '' : 'out'} an appearance across the mark`,
    bytes: document([{ content: PLAIN_LINE + ANCHOR, extra: `/Annots[${number} 0 R]` }], { builder }),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
    // Some viewers make their zigzag by the height of the quad, and begin it anew behind the mark.
    ...(subtype === 'Squiggly' ? { looksChange: true } : {}),
  };
}

/** Annotations and form fields. */
export const annotationCases: readonly HidingCase[] = [
  annotated(
    'link target',
    () =>
      `<</Type/Annot/Subtype/Link/Rect${RECT}/Border[0 0 0]/A<</S/URI/URI(https://voorbeeld.nl/${SECRET})>>>>`,
  ),
  annotated(
    'note (Contents, RC, T)',
    () =>
      `<</Type/Annot/Subtype/Highlight/Rect${RECT}/QuadPoints[${line.secretLeft} 716 ${line.secretRight} 716 ${line.secretLeft} 695 ${line.secretRight} 695]/Contents${utf16(SECRET)}/RC(<p>${SECRET}</p>)/T(${SECRET})/C[1 1 0]>>`,
    { looksChange: true },
  ),
  elsewhere(),
  attachedElsewhere(),
  soundElsewhere(),
  onAnother(),
  partOfKey(),
  annotated(
    'FreeText with an appearance',
    (builder) =>
      `<</Type/Annot/Subtype/FreeText/Rect${RECT}/Contents(${SECRET})/DA(/Helv 12 Tf)/AP<</N ${appearance(builder, SECRET)} 0 R>>>>`,
  ),
  annotated(
    'stamp with an appearance',
    (builder) => `<</Type/Annot/Subtype/Stamp/Rect${RECT}/AP<</N ${appearance(builder, SECRET)} 0 R>>>>`,
  ),
  annotated('text of a stamp that runs beyond its edge, where the mark is', (builder) => {
    const look = builder.stream(
      `BT /F1 20 Tf ${line.secretLeft} 700 Td (${SECRET}) Tj ET`,
      `/Type/XObject/Subtype/Form/BBox[400 300 450 350]/Resources<</Font<</F1 ${builder.add(HELVETICA)} 0 R>>>>`,
    );
    return `<</Type/Annot/Subtype/Stamp/F 4/Rect[400 300 450 350]/AP<</N ${look} 0 R>>>>`;
  }),
  annotated(
    'form field with a value',
    (builder) =>
      `<</Type/Annot/Subtype/Widget/FT/Tx/T(veld-${SECRET})/TU(${SECRET})/V(${SECRET})/DV(${SECRET})/Rect${RECT}/DA(/Helv 12 Tf 0 g)/AP<</N ${appearance(builder, SECRET)} 0 R>>>>`,
    {
      catalog: (builder, field) => {
        const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
        return `/AcroForm<</Fields[${field} 0 R]/DR<</Font<</Helv ${font} 0 R>>>>/DA(/Helv 0 Tf 0 g)>>`;
      },
    },
  ),
  partOfField(true),
  partOfField(false),
  ...['Highlight', 'Underline', 'StrikeOut', 'Squiggly'].map((subtype) => markupAcross(subtype)),
  markupAcross('Highlight', true),
];
