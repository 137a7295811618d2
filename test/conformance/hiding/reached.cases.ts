import {
  AFTER,
  ANCHOR,
  BEFORE,
  HELVETICA,
  LINE,
  PdfBuilder,
  SECRET,
  box,
  document,
  linePlaces,
  mark,
  type HidingCase,
  type PageSpec,
} from './builder.ts';
import { UNSEEN, quoted, unseen } from './unseen.ts';

const FORM = '/Type/XObject/Subtype/Form/BBox[0 0 595 842]';
const line = linePlaces();
const look = (builder: PdfBuilder): string => `${builder.stream('0 0 9 9 re f', FORM)} 0 R`;

/** A tree with one element, and what its content belongs to; `kid` and `parents` as they are written. */
function tree(builder: PdfBuilder, kid: string, parents: (element: string) => string, more = ''): string {
  const root = builder.reserve();
  const element = builder.add(`<</Type/StructElem/S/Figure/P ${root} 0 R/K ${kid}${more}>>`);
  builder.set(
    root,
    `<</Type/StructTreeRoot/K[${element} 0 R]/ParentTree<</Nums[${parents(`${element} 0 R`)}]>>>>`,
  );
  return `/StructTreeRoot ${root} 0 R/MarkInfo<</Marked true>>`;
}

/** The first page, of a document that is made of what is there by now: behind a font, the tree and its content. */
const nextPage = (builder: PdfBuilder): string => `${builder.reserve() + 4} 0 R`;

function tagged(
  item: string,
  make: (builder: PdfBuilder) => { readonly page: PageSpec; readonly catalog: string },
  rest: Pick<HidingCase, 'marks' | 'secrets'> & Partial<HidingCase>,
): HidingCase {
  const builder = new PdfBuilder();
  const { page, catalog } = make(builder);
  return { item, bytes: document([page], { builder, catalog }), keep: ['Ankerregel'], ...rest };
}

const samples = Buffer.from(UNSEEN.repeat(10).slice(0, 100));

/** What was removed from a page, or never was on one, that something else in the file still leads to. */
export const reachedCases: readonly HidingCase[] = [
  tagged(
    'picture that belongs to an element of the structure',
    (builder) => {
      const image = builder.stream(
        samples,
        '/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8/StructParent 1',
      );
      return {
        page: {
          content: `q 100 0 0 100 100 300 cm /Im1 Do Q ${ANCHOR}`,
          resources: `/XObject<</Im1 ${image} 0 R>>`,
        },
        catalog: tree(builder, `<</Type/OBJR/Obj ${image} 0 R>>`, (element) => `1 ${element}`),
      };
    },
    {
      marks: [mark([box(95, 295, 150, 405)], 1, undefined)],
      secrets: [],
      secretBytes: samples.subarray(0, 9),
      visual: true,
    },
  ),
  tagged(
    'form of which the content belongs to an element of the structure',
    (builder) => {
      const font = builder.add(HELVETICA);
      const pieces = [...SECRET].map((letter) => `(${letter})`).join('5');
      const form = builder.stream(
        `/Span<</MCID 0>>BDC BT /F1 ${LINE.size} Tf ${line.secretLeft} ${LINE.y} Td [${pieces}] TJ ET EMC`,
        `${FORM}/Resources<</Font<</F1 ${font} 0 R>>>>/StructParents 1`,
      );
      return {
        page: { content: `/X1 Do ${ANCHOR}`, resources: `/XObject<</X1 ${form} 0 R>>` },
        catalog: tree(builder, `<</Type/MCR/MCID 0/Stm ${form} 0 R>>`, (element) => `1[${element}]`),
      };
    },
    { marks: [mark([line.quad])], secrets: [SECRET], secretBytes: Buffer.from('(Z)5(e)5(b)') },
  ),
  unseen('elements that content belongs to, outside the tree', (builder) => {
    const orphan = builder.add(
      `<</Type/StructElem/S/P/ActualText(${UNSEEN})/T(${SECRET})/K<</Type/OBJR/Obj ${builder.stream(UNSEEN, FORM)} 0 R>>>>`,
    );
    return { catalog: tree(builder, '[]', () => `0[${orphan} 0 R] 1 ${orphan} 0 R`) };
  }),
  unseen('page outside the tree that a note or an element says it is on', (builder) => {
    const old = `${builder.add(`<</Type/Page/MediaBox[0 0 9 9]/Contents ${builder.stream(UNSEEN)} 0 R/Resources<<>>>>`)} 0 R`;
    return {
      extra: `/Annots[<</Type/Annot/Subtype/Square/Rect[300 300 320 320]/F 4/P ${old}/AP<</N ${look(builder)}>>>>]`,
      catalog: tree(builder, `<</Type/OBJR/Pg ${old}/Obj ${look(builder)}>>`, () => '', `/Pg ${old}`),
    };
  }),
  unseen('behind the numbers of a destination, and of the shape of a link', (builder) => {
    const hidden = `${builder.stream(UNSEEN)} 0 R`;
    const page = nextPage(builder);
    return {
      extra: `/Annots[<</Type/Annot/Subtype/Link/Rect[300 300 320 320]/Border[0 0 0 [(${UNSEEN})]]/C[(${UNSEEN})]/QuadPoints[1 2 ${hidden}]/A<</S/GoTo/D[${page}/XYZ(${UNSEEN})${hidden}]>>>>]`,
    };
  }),
  unseen('stream in a property list, a layer and a state, where no reader looks for one', (builder) => {
    const hidden = (): string => `${builder.stream(UNSEEN)} 0 R`;
    const layer = builder.add(
      `<</Type/OCG/Name(Laag)/Usage<</Export<</ExportState/ON/Eigen ${hidden()}>>>>>>`,
    );
    return {
      content: '/Span/P1 BDC /OC/P2 BDC /G9 gs 0 0 9 9 re f EMC EMC ',
      resources: `/Properties<</P1<</MCID 0/Eigen ${hidden()}/Tekst(${UNSEEN})>>/P2 ${layer} 0 R>>/ExtGState<</G9<</LW 1/D[[${hidden()}]0]/FL ${hidden()}>>>>`,
      catalog: `/OCProperties<</OCGs[${layer} 0 R]/D<</ON[${layer} 0 R ${hidden()}]>>>>/ViewerPreferences<</Direction ${hidden()}>>/MarkInfo<</Marked ${hidden()}>>`,
    };
  }),
  unseen('resources of a form besides its fonts', (builder) => {
    const font = builder.add(HELVETICA);
    const hidden = `/XObject<</X1 ${builder.stream(UNSEEN, FORM)} 0 R>>/Pattern<</P1 ${builder.stream(UNSEEN, '/PatternType 1/BBox[0 0 9 9]/XStep 9/YStep 9')} 0 R>>`;
    const field = builder.add(
      `<</Type/Annot/Subtype/Widget/FT/Tx/T(veld)/V(x)/Rect[300 300 320 320]/F 4/DA(/Helv 9 Tf)/DR<<${hidden}>>/AP<</N ${look(builder)}>>>>`,
    );
    return {
      extra: `/Annots[${field} 0 R]`,
      catalog: `/AcroForm<</Fields[${field} 0 R]/DA(/Helv 9 Tf)/DR<</Font<</Helv ${font} 0 R>>${hidden}>>>>`,
    };
  }),
  quoted('font that a form has by its name, and no field is typed with', (builder) => {
    const field = builder.add(
      `<</Type/Annot/Subtype/Widget/FT/Tx/T(veld)/V(x)/Rect[300 300 320 320]/F 4/DA(/Helv 9 Tf)/AP<</N ${look(builder)}>>>>`,
    );
    const fonts = `/Helv ${builder.add(HELVETICA)} 0 R/Los${SECRET}Pi<</Type/Font/Subtype/Type1/BaseFont/Los${SECRET}Pi>>`;
    return {
      extra: `/Annots[${field} 0 R]`,
      catalog: `/AcroForm<</Fields[${field} 0 R]/DA(/Helv 9 Tf)/DR<</Font<<${fonts}>>>>>>`,
    };
  }),
];

const inProperties = `/BBox[${line.secretLeft.toFixed(2)} 695 ${line.secretRight.toFixed(2)} 716]`;

/** A place of the text that went, where the structure tells it: for when widths are to stay unknown. */
export function placesOfContent(): { readonly bytes: Uint8Array; readonly told: string } {
  const builder = new PdfBuilder();
  const layout = `<</O/Layout${inProperties}/Width ${(line.secretRight - line.secretLeft).toFixed(2)}/Placement/Block>>`;
  const root = builder.reserve();
  const element = builder.reserve();
  const page = nextPage(builder);
  builder.set(
    element,
    `<</Type/StructElem/S/Span/P ${root} 0 R/Pg ${page}/K 0/A[${layout}<</O/Table/ColSpan 2>>]>>`,
  );
  builder.set(root, `<</Type/StructTreeRoot/K[${element} 0 R]/ParentTree<</Nums[0[${element} 0 R]]>>>>`);
  const content = `BT /F1 ${LINE.size} Tf ${LINE.x} ${LINE.y} Td (${BEFORE} ) Tj /Span<</MCID 0${inProperties}>>BDC (${SECRET}) Tj EMC ( ${AFTER}) Tj ET\n${ANCHOR}`;
  return {
    bytes: document([{ content, extra: '/StructParents 0' }], {
      builder,
      catalog: `/StructTreeRoot ${root} 0 R/MarkInfo<</Marked true>>`,
    }),
    told: line.secretRight.toFixed(2),
  };
}
