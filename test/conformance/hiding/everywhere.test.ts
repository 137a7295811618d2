import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { PdfPort } from '../../../src/core/ports/pdf.ts';
import { openPdfPort } from '../../fixtures/pdf-port.ts';
import { decodedBytes, holds, qpdfComplaints, requireReaders } from '../readers.ts';
import { PLAIN_LINE, PdfBuilder, SECRET, document, linePlaces, mark, utf16 } from './builder.ts';

/*
 * Every place of the format (ISO 32000-2) that takes a text or a name and shows nothing of it, all in one file: a page
 * with a mark, and one without, which has the places.
 */

/** Writes the secret with the name of the place behind it, and remembers the place. */
class Places {
  readonly told: string[] = [];

  private tell(place: string): string {
    const told = `${SECRET}.${place}`;
    assert.ok(!this.told.includes(told), `${place} is a place of its own`);
    this.told.push(told);
    return told;
  }

  text(place: string): string {
    return `(${this.tell(place)})`;
  }

  wide(place: string): string {
    return utf16(this.tell(place));
  }

  name(place: string): string {
    return `/${this.tell(place)}`;
  }

  bytes(place: string): string {
    return this.tell(place);
  }
}

/** Tags of a file: what elements, classes, roles, name spaces and pronunciations say. */
function structure(builder: PdfBuilder, at: Places): string {
  const root = builder.reserve();
  const space = builder.add(
    `<</Type/Namespace/NS ${at.text('namespace')}/Schema<</Type/Filespec/F ${at.text('schema')}>>/RoleMapNS<<${at.name('role-of-namespace')}/P>>>>`,
  );
  const attributes = `<</O/UserProperties/P[<</N ${at.text('property-name')}/V ${at.text('property')}/F ${at.text('property-format')}>>]>>`;
  const table = `<</O/Table/Summary ${at.text('summary')}/Headers[${at.text('headers')}]/Short ${at.wide('short')}>>`;
  const css = `<</O/CSS-2.00${at.name('css-key')} 1/font ${at.text('css')}>>`;
  const layout = `<</O/Layout/Placement${at.name('placement')}>>`;
  const element = builder.add(
    `<</Type/StructElem/S/Span/P ${root} 0 R/NS ${space} 0 R/T ${at.wide('title')}/ID ${at.text('id')}/C[${at.name('class')}]` +
      `/ActualText ${at.text('actual-text')}/Alt ${at.wide('alternative')}/E ${at.text('expansion')}` +
      `/Phoneme ${at.text('phoneme')}/PhoneticAlphabet${at.name('alphabet')}/Ref[<<${at.name('reference')} 1>>]/R 0` +
      `/AF[<</Type/Filespec/Desc ${at.text('file-of-element')}>>]/A[${attributes}${table}${css}${layout}]>>`,
  );
  builder.set(
    root,
    `<</Type/StructTreeRoot/K[${element} 0 R]/RoleMap<<${at.name('role')}/Span>>/ClassMap<<${at.name('class-map')}<</O/Layout>>>>` +
      `/IDTree<</Limits[${at.text('first-id')}${at.text('last-id')}]/Names[${at.text('id-tree')} ${element} 0 R]>>` +
      `/Namespaces[${space} 0 R]/PronunciationLexicon[<</Type/Filespec/F ${at.text('lexicon')}>>]/AF[<</F ${at.text('file-of-tree')}>>]>>`,
  );
  return `/StructTreeRoot ${root} 0 R/MarkInfo<</Marked true${at.name('mark-info')} 1>>`;
}

/** Layers: who made them, for whom, in what order, by what condition. */
function layers(builder: PdfBuilder, at: Places): { readonly catalog: string; readonly properties: string } {
  const usage =
    `/CreatorInfo<</Creator ${at.text('creator')}/Subtype${at.name('creator-kind')}>>/Language<</Lang ${at.text('language')}>>` +
    `/User<</Type/Org/Name[${at.text('user')}${at.wide('second-user')}]>>/PageElement<</Subtype${at.name('element')}>>` +
    `/Print<</Subtype${at.name('print-kind')}/PrintState/ON${at.name('print-key')} 1>>/Zoom<<${at.name('zoom')} 1>>`;
  const layer = builder.add(
    `<</Type/OCG/Name ${at.wide('layer')}/Intent[/View${at.name('intent')}]/Usage<<${usage}>>/Metadata ${builder.stream(at.bytes('layer-metadata'))} 0 R>>`,
  );
  const membership = builder.add(
    `<</Type/OCMD/OCGs ${layer} 0 R/P${at.name('policy')}/VE[/Not ${layer} 0 R]/Name ${at.text('membership')}>>`,
  );
  const state =
    `/Name ${at.text('configuration')}/Creator ${at.text('configuration-creator')}/Order[${at.text('order')} ${layer} 0 R[${at.wide('order-below')} ${layer} 0 R]]` +
    `/AS[<</Event/View/OCGs[${layer} 0 R]/Category[/View${at.name('category')}]>>]/BaseState${at.name('base-state')}/Intent${at.name('configuration-intent')}`;
  return {
    catalog: `/OCProperties<</OCGs[${layer} 0 R]/D<<${state}>>/Configs[<</Name ${at.text('other-configuration')}>>]>>`,
    properties: `/L1 ${layer} 0 R/L2 ${membership} 0 R/L3<</MCID 0${at.name('property-key')} 1/Eigen ${at.text('property-of-content')}>>`,
  };
}

/** What the catalog has for programs. */
function catalog(builder: PdfBuilder, at: Places): string {
  const thread = builder.reserve();
  const bead = builder.add(`<</Type/Bead/T ${thread} 0 R/R[0 0 9 9]/Metadata ${at.text('bead')}>>`);
  builder.set(thread, `<</Type/Thread/F ${bead} 0 R/I<</Title ${at.text('thread')}>>>>`);
  const handler = `<</Type/ReqHandler/S/JS/Script ${at.text('requirement-script')}>>`;
  const signature = `<</Type/Sig/Filter${at.name('signature-filter')}/Contents ${at.text('signature')}/Name ${at.text('signer')}/Reason ${at.text('signing-reason')}/Reference[<</TransformParams<</P 2/Msg ${at.text('transform')}>>>>]>>`;
  const parts = `<</Type/DPart/DPM<<${at.name('part-key')} ${at.text('part')}>>>>`;
  const intent = `<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier ${at.text('output-condition-id')}/OutputCondition ${at.text('output-condition')}/RegistryName ${at.text('output-registry')}/Info ${at.text('output-info')}/MixingHints<<${at.name('output-hint')} 1>>/SpectralData<<${at.name('spectral')} 1>>>>`;
  return (
    `/Requirements[<</Type/Requirement/S${at.name('requirement')}/RH[${handler}]/V<</S ${at.text('requirement-version')}>>>>]` +
    `/AF[<</Type/Filespec/F ${at.text('file')}/UF ${at.wide('file-wide')}/Desc ${at.text('file-description')}/AFRelationship${at.name('relationship')}>>]` +
    `/DPartRoot<</Type/DPartRoot/DPartRootNode ${parts}/NodeNameList[${at.name('part-name')}]>>` +
    `/Threads[${thread} 0 R]/SpiderInfo<</V 1.0/C[<</URL ${at.text('captured')}>>]>>` +
    `/Collection<</Schema<<${at.name('collection-field')}<</Subtype/S/N ${at.text('collection')}>>>>/D ${at.text('collection-start')}/Folders<</Name ${at.text('folder')}/Desc ${at.text('folder-description')}>>>>` +
    `/Perms<</DocMDP ${signature}/UR3<</Msg ${at.text('usage-rights')}>>>>/DSS<</Certs[${builder.stream(at.bytes('certificate'))} 0 R]/VRI<<${at.name('validation')}<</TU ${at.text('validation-time')}>>>>>>` +
    `/Extensions<<${at.name('developer')}<</BaseVersion/1.7/ExtensionLevel 1/URL ${at.text('extension')}/ExtensionRevision ${at.text('extension-revision')}>>>>` +
    `/Legal<</Attestation ${at.text('attestation')}>>/URI<</Base ${at.text('base')}>>/OutputIntents[${intent}]` +
    `/ViewerPreferences<</Direction${at.name('direction')}/ViewArea${at.name('view-area')}/Enforce[${at.name('enforce')}]${at.name('preference')} true>>` +
    `/PageLabels<</Nums[0<</S/D/P ${at.wide('label')}>>]>>/PageLayout${at.name('layout')}/PageMode${at.name('mode')}/Version${at.name('version')}/Lang ${at.text('lang')}` +
    `/AA<</WC<</S/JavaScript/JS ${at.text('closing-script')}>>>>/OpenAction<</S/GoToR/F ${at.text('other-file')}/D ${at.text('other-place')}>>` +
    `/PieceInfo<<${at.name('piece-of')}<</Private ${at.text('piece')}>>>>/Metadata ${builder.stream(at.bytes('metadata'), '/Type/Metadata/Subtype/XML')} 0 R` +
    `/Dests<<${at.name('destination-name')}[0/Fit]>>` +
    `/Names<</Dests<</Names[${at.text('destination')}[0/Fit${at.name('destination-rest')}]]>>/AP<</Names[${at.text('appearance')} ${builder.stream(at.bytes('appearance-of'))} 0 R]>>` +
    `/JavaScript<</Names[${at.text('script-name')}<</S/JavaScript/JS ${at.wide('script')}>>]>>/Pages<</Names[${at.text('page-name')} null]>>` +
    `/IDS<</Names[${at.text('capture-id')} null]>>/URLS<</Names[${at.text('capture-url')} null]>>/AlternatePresentations<</Names[${at.text('slideshow')} null]>>` +
    `/Renditions<</Names[${at.text('rendition')}<</S/MR/N ${at.text('rendition-name')}>>]>>/EmbeddedFiles<</Names[${at.text('attachment')}<</Type/Filespec/F ${at.text('attached')}>>]>>>>` +
    `${at.name('catalog-key')} 1`
  );
}

/** What a page has for programs. */
function pageNotes(builder: PdfBuilder, at: Places): string {
  const format = (place: string): string =>
    `<</Type/NumberFormat/U ${at.text(`${place}-unit`)}/C 1/PS ${at.text(`${place}-prefix`)}/SS ${at.text(`${place}-suffix`)}/RT ${at.text(`${place}-thousands`)}>>`;
  const measure = `<</Type/Measure/Subtype/RL/R ${at.text('ratio')}/X[${format('x')}]/D[${format('d')}]/A[${format('a')}]>>`;
  const geographic = `<</Type/Measure/Subtype/GEO/GCS<</Type/PROJCS/WKT ${at.text('projection')}>>/PDU[${at.name('unit')}]>>`;
  const cloud = `<</Type/PtData/Subtype/Cloud/Names[${at.name('point')}]/XPTS[[${at.text('point-value')}]]>>`;
  return (
    `/VP[<</Type/Viewport/BBox[0 0 9 9]/Name ${at.text('viewport')}/Measure ${measure}/PtData ${cloud}>><</BBox[0 0 9 9]/Measure ${geographic}>>]` +
    `/PieceInfo<<${at.name('page-piece-of')}<</Private ${at.text('page-piece')}>>>>/Metadata ${builder.stream(at.bytes('page-metadata'), '/Type/Metadata/Subtype/XML')} 0 R` +
    `/SeparationInfo<</DeviceColorant${at.name('colorant')}/Pages[]>>/BoxColorInfo<</CropBox<</S${at.name('guide')}>>>>` +
    `/Trans<</S${at.name('transition')}/Type/Trans>>/AA<</O<</S/JavaScript/JS ${at.text('page-script')}>>>>/ID ${at.text('page-id')}/PZ 1/TemplateInstantiated${at.name('template')}` +
    `/AF[<</Type/Filespec/F ${at.text('page-file')}>>]/DPart<</DPM<</A ${at.text('part-of-page')}>>>>/OutputIntents[<</Info ${at.text('page-output')}>>]` +
    `/PresSteps<</NA<</S/URI/URI ${at.text('step')}>>>>/LastModified ${at.text('page-modified')}/Tabs${at.name('tabs')}${at.name('page-key')} 1` +
    `/Group<</S/Transparency/CS/DeviceRGB${at.name('group-key')} 1>>`
  );
}

/** What annotations that show something have besides. */
function annotations(builder: PdfBuilder, at: Places): string {
  const look = builder.stream(
    '0 0 9 9 re f',
    `/Type/XObject/Subtype/Form/BBox[0 0 9 9]${at.name('look-key')} 1/Name${at.name('look')}/Ref<</F ${at.text('reference-file')}>>/PieceInfo<</A<</Private ${at.text('look-piece')}>>>>/OC<</Type/OCMD/Eigen ${at.text('look-layer')}>>/LastModified ${at.text('look-modified')}`,
  );
  const square =
    `<</Type/Annot/Subtype/Square/Rect[300 300 320 320]/F 4/AP<</N ${look} 0 R/D<<${at.name('down-state')} ${look} 0 R>>>>` +
    `/Contents ${at.wide('note')}/T ${at.text('author')}/Subj ${at.text('subject')}/NM ${at.text('note-name')}/RC ${at.text('rich')}/IT${at.name('note-intent')}` +
    `/Popup<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Contents ${at.text('popup')}>>/ExData<</Type/ExData/Subtype/Markup3D/Eigen ${at.text('external')}>>` +
    `/Measure<</R ${at.text('note-ratio')}>>/State ${at.text('state')}/StateModel ${at.text('state-model')}/BS<</W 1${at.name('border-key')} 1>>/AF[<</Desc ${at.text('note-file')}>>]${at.name('note-key')} 1>>`;
  const link = (action: string): string =>
    `<</Type/Annot/Subtype/Link/Rect[400 300 420 320]/Border[0 0 0]/H${at.name(`highlight${at.told.length}`)}${action}>>`;
  return (
    `/Annots[${square}${link(`/A<</S/URI/URI ${at.text('address')}/Next<</S/URI/URI ${at.text('next-address')}>>>>`)}` +
    link(
      `/A<</S/GoToR/F ${at.text('remote')}/D ${at.text('remote-place')}>>/PA<</S/URI/URI ${at.text('previous-address')}>>`,
    ) +
    `${link(`/A<</S/Named/N${at.name('named-action')}>>`)}${link(`/Dest ${at.text('destination-of-link')}`)}${link(`/Dest${at.name('old-destination')}`)}]`
  );
}

/** Bookmarks. */
function bookmarks(builder: PdfBuilder, at: Places): string {
  const outlines = builder.reserve();
  const item = builder.add(
    `<</Title ${at.wide('bookmark')}/Parent ${outlines} 0 R/A<</S/URI/URI ${at.text('bookmark-address')}>>/SE<</S${at.name('bookmark-element')}>>${at.name('bookmark-key')} 1>>`,
  );
  builder.set(
    outlines,
    `<</Type/Outlines/First ${item} 0 R/Last ${item} 0 R/Count 1/Eigen ${at.text('bookmarks')}>>`,
  );
  return `/Outlines ${outlines} 0 R`;
}

/** Forms and fields. */
function form(builder: PdfBuilder, at: Places): string {
  const field = builder.add(
    `<</FT/Ch/T ${at.text('field')}/TU ${at.text('field-tip')}/TM ${at.text('field-mapping')}/Opt[[${at.text('option')}${at.text('option-shown')}]]/V ${at.text('value')}/DV ${at.text('default-value')}` +
      `/DS ${at.text('default-style')}/RV ${at.text('rich-value')}/AA<</C<</S/JavaScript/JS ${at.text('calculation')}>>>>/Lock<</Type/SigFieldLock/Action/All/Fields[${at.text('locked')}]>>${at.name('field-key')} 1>>`,
  );
  return `/AcroForm<</Fields[${field} 0 R]/XFA[(template) ${builder.stream(at.bytes('xfa'))} 0 R]/SigFlags 1/Eigen ${at.text('form')}${at.name('fields-key')} 1>>`;
}

/** Resources that are used and say more than is drawn. */
function resources(
  builder: PdfBuilder,
  at: Places,
): { readonly content: string; readonly entries: string; readonly fonts: string } {
  const note = (place: string): string =>
    `/Metadata ${builder.stream(at.bytes(`${place}-metadata`), '/Type/Metadata/Subtype/XML')} 0 R/PieceInfo<</A<</Private ${at.text(`${place}-piece`)}>>>>${at.name(`${place}-key`)} 1/Eigen ${at.text(`${place}-own`)}`;
  const grey = '/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8';
  const opi = `/OPI<</1.3<</Type/OPI/Version 1.3/F ${at.text('proxy')}/Comments ${at.text('proxy-comments')}/Tags[1 ${at.text('proxy-tag')}]>>>>`;
  const alternate = `/Alternates[<</Image ${builder.stream(at.bytes('alternate').padEnd(100), grey)} 0 R>>]`;
  const image = builder.stream(
    Buffer.alloc(100, 128),
    `${grey}${note('image')}${opi}${alternate}/Name${at.name('image')}/ID ${at.text('image-id')}/Intent${at.name('image-intent')}`,
  );
  const drawn = builder.stream(
    '0 0 9 9 re f',
    `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</ProcSet[/PDF${at.name('procedures')}]>>${note('form')}`,
  );
  const spots = `<</Type/Halftone/HalftoneType 1/Frequency 60/Angle 45/SpotFunction/Round/HalftoneName ${at.text('halftone')}${at.name('halftone-key')} 1>>`;
  const halftone = `<</Type/Halftone/HalftoneType 5/Default ${spots}${at.name('halftone-ink')} ${spots.replace(/\/HalftoneName.*?\)|\/Zebra\S+ 1/g, '')}>>`;
  const state = `<</Type/ExtGState/LW 1/HT ${halftone}/RI${at.name('intent-of-colours')}/BM${at.name('blend')}/TR/Identity${note('state')}>>`;
  const tint = builder.stream(
    `{ % ${at.bytes('function-comment')}\n pop 0 0 0 1 }`,
    `/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1 0 1]${note('function')}`,
  );
  const ink = `[/Separation${at.name('ink')}/DeviceCMYK ${tint} 0 R]`;
  const process = `/Process<</ColorSpace/DeviceCMYK/Components[${at.name('component')}/M/Y/K]>>/MixingHints<</Solidities<<${at.name('solidity')} 1>>/PrintingOrder[${at.name('printing-order')}]/DotGain<<${at.name('dot-gain')} ${tint} 0 R>>>>`;
  const inks = `[/DeviceN[${at.name('device-ink')}]/DeviceCMYK ${tint} 0 R<</Subtype${at.name('ink-kind')}/Colorants<<${at.name('colorant-name')} ${ink}>>${process}${at.name('ink-key')} 1>>]`;
  const shading = `<</ShadingType 2/ColorSpace/DeviceGray/Coords[300 0 340 0]/Function<</FunctionType 2/Domain[0 1]/N 1${at.name('exponential-key')} 1>>${note('shading')}>>`;
  const tile = builder.stream(
    '0 0 4 4 re f',
    `/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>${note('pattern')}`,
  );
  const descriptor = builder.add(
    `<</Type/FontDescriptor/FontName${at.name('font-name')}/FontFamily ${at.text('family')}/Flags 32/FontBBox[0 0 1 1]/ItalicAngle 0/Ascent 1/Descent 0/CapHeight 1/StemV 1/CharSet ${at.text('character-set')}/Lang${at.name('font-language')}/Style<</Panose<000000000000000000000000>${at.name('style-key')} 1>>${note('descriptor')}>>`,
  );
  const map = builder.stream(
    `% ${at.bytes('map-comment')}\n/CIDInit /ProcSet findresource begin begincmap /CMapName ${at.name('map-name')} def /CIDSystemInfo << /Registry ${at.text('map-registry')} /Ordering (UCS) /Supplement 0 >> def 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <54> <0054> endbfchar endcmap end`,
    `/Type/CMap/CMapName${at.name('map')}/CIDSystemInfo<</Registry ${at.text('registry-of-map')}/Ordering(UCS)/Supplement 0>>${note('map')}`,
  );
  const font = builder.add(
    `<</Type/Font/Subtype/Type1/BaseFont${at.name('base-font')}/FontDescriptor ${descriptor} 0 R/Name${at.name('font')}/Encoding<</Type/Encoding/Differences[1${at.name('glyph')}]${at.name('encoding-key')} 1>>/ToUnicode ${map} 0 R${note('font')}>>`,
  );
  return {
    content:
      `%${at.bytes('comment')}\n/G1 gs q 60 0 0 60 300 500 cm /X1 Do Q /X2 Do q 300 200 40 40 re W n /S1 sh Q ${at.name('tag')} <<${at.name('tag-key')} 1>> DP\n` +
      `/L3 /L3 DP /OC /L1 BDC /OC /L2 BDC /C1 cs 1 scn 350 200 9 9 re f /C2 cs 1 scn 370 200 9 9 re f /Pattern cs /P1 scn 400 200 9 9 re f 0 g BT /F9 12 Tf 300 400 Td (T) Tj ET EMC EMC\n`,
    entries:
      `/XObject<</X1 ${image} 0 R/X2 ${drawn} 0 R${at.name('unused-image')} ${image} 0 R>>/ExtGState<</G1 ${state}>>/ColorSpace<</C1 ${ink}/C2 ${inks}>>` +
      `/Shading<</S1 ${shading}>>/Pattern<</P1 ${tile} 0 R>>/ProcSet[${at.name('procedure-set')}]${at.name('resource-key')} 1`,
    fonts: `/F9 ${font} 0 R`,
  };
}

function everywhere(): { readonly bytes: Uint8Array; readonly told: readonly string[] } {
  const builder = new PdfBuilder();
  const at = new Places();
  const layered = layers(builder, at);
  const used = resources(builder, at);
  const spec = {
    content: used.content,
    resources: `${used.entries}/Properties<<${layered.properties}>>`,
    fonts: used.fonts,
    extra: pageNotes(builder, at) + annotations(builder, at),
  };
  const bytes = document([{ content: PLAIN_LINE }, spec], {
    builder,
    catalog:
      structure(builder, at) +
      layered.catalog +
      catalog(builder, at) +
      bookmarks(builder, at) +
      form(builder, at),
    tree: `${at.name('tree-key')} 1/Metadata ${at.text('tree')}`,
    trailer: `/Info<</Title ${at.text('info')}${at.name('info-key')} ${at.wide('info-own')}/Trapped${at.name('trapped')}>>/ID[${at.text('file-id')}(nog een)]${at.name('trailer-key')} 1`,
  });
  return { bytes, told: at.told };
}

describe('every place that shows nothing', function () {
  this.timeout(120_000);
  let port: PdfPort;
  before(() => {
    requireReaders();
    port = openPdfPort();
  });
  after(() => port.dispose());

  it('is empty after the redaction of another page', async () => {
    const { bytes, told } = everywhere();
    const original = decodedBytes(bytes);
    assert.deepEqual(
      told.filter((each) => !holds(original, each)),
      [],
      'positive control: places that the file lacks',
    );
    const redacted = await port.redact({
      bytes,
      marks: [mark([linePlaces().quad])],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    const left = decodedBytes(redacted.bytes);
    assert.deepEqual(
      told.filter((each) => holds(left, each)),
      [],
      'places',
    );
    assert.ok(!holds(left, SECRET));
    assert.deepEqual(
      redacted.report.pages.map(({ method }) => method),
      ['removed', 'unchanged'],
    );
    assert.equal(qpdfComplaints(redacted.bytes), '');
  });
});
