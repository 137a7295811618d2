import {
  AFTER,
  ANCHOR,
  BEFORE,
  LINE,
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
const { size, x, y } = LINE;

const marked = (properties: string): string =>
  `BT /F1 ${size} Tf ${x} ${y} Td (${BEFORE} ) Tj /Span ${properties} BDC (${SECRET}) Tj EMC ( ${AFTER}) Tj ET\n${ANCHOR}`;

const base = { marks: [mark([line.quad])], secrets: [SECRET], keep: KEEP };

/** A tagged page: the secret's element carries every attribute that can hold words. */
function tree(): HidingCase {
  const builder = new PdfBuilder();
  const root = builder.reserve();
  const page = builder.reserve();
  const element = builder.add(
    `<</Type/StructElem/S/Span/P ${root} 0 R/Pg ${page} 0 R/K 0/ActualText${utf16(SECRET)}/Alt(${SECRET})/E(${SECRET})/T(${SECRET})/ID(${SECRET})/Lang(nl)>>`,
  );
  const parents = builder.add(`<</Nums[0[${element} 0 R]]>>`);
  builder.set(
    root,
    `<</Type/StructTreeRoot/K[${element} 0 R]/ParentTree ${parents} 0 R/ParentTreeNextKey 1/IDTree<</Names[(${SECRET}) ${element} 0 R]>>>>`,
  );
  const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  const content = builder.stream(marked('<</MCID 0>>'));
  const pages = builder.reserve();
  builder.set(
    page,
    `<</Type/Page/Parent ${pages} 0 R/MediaBox[0 0 595 842]/StructParents 0/Resources<</Font<</F1 ${font} 0 R>>>>/Contents ${content} 0 R>>`,
  );
  builder.set(pages, `<</Type/Pages/Kids[${page} 0 R]/Count 1>>`);
  const catalog = builder.add(
    `<</Type/Catalog/Pages ${pages} 0 R/StructTreeRoot ${root} 0 R/MarkInfo<</Marked true>>/Lang(nl-NL)>>`,
  );
  return {
    item: 'ActualText, Alt, E, T and ID in the structure tree',
    bytes: builder.build(catalog),
    ...base,
  };
}

function propertyList(): HidingCase {
  const builder = new PdfBuilder();
  const properties = builder.add(`<</ActualText${utf16(SECRET)}/Alt(${SECRET})/E(${SECRET})>>`);
  return {
    item: 'ActualText in a property list',
    bytes: document([{ content: marked('/P0'), resources: `/Properties<</P0 ${properties} 0 R>>` }], {
      builder,
    }),
    ...base,
  };
}

/** Words beside the text that is seen. */
export const structureCases: readonly HidingCase[] = [
  {
    item: 'ActualText inline',
    bytes: document([{ content: marked(`<</ActualText${utf16(SECRET)}>>`) }]),
    ...base,
  },
  {
    item: 'Alt and E inline, around several operators',
    bytes: document([
      {
        content: marked(`<</Alt(${SECRET})/E(${SECRET})>>`).replace(
          `(${SECRET}) Tj`,
          `[(Zebra) 0 (vinkqx)] TJ`,
        ),
      },
    ]),
    ...base,
  },
  propertyList(),
  tree(),
];
