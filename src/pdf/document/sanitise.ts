import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib';
import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFStream,
  PDFString,
  type PDFDocument,
  type PDFPage,
} from 'pdf-lib';
import { arrayAt, asNumber, dictAt, entry, inheritedResources, nameAt, resolve } from '../objects/lookup.ts';
import { keepOnly } from './allow.ts';
import { annotationsOf } from './annotation-list.ts';
import { addArchiveMetadata } from './archive-metadata.ts';
import { ContentNotes } from './content-notes.ts';
import type { Destinations } from './destinations.ts';
import { cleanForm } from './fields.ts';
import { cleanLayers } from './layers.ts';
import type { Needles } from './needles.ts';
import { cleanOutline } from './outline.ts';
import type { Secrets } from './secrets.ts';
import { stripHidden } from './strip.ts';
import { dropUnusedResources } from './unused-resources.ts';
import { StructureTree, readNumbers, type TouchedContentIds } from './structure.ts';
import { textOf, textString } from './text-string.ts';

/** ISO 32000-2, table 29, less what can carry text, files or actions that nobody sees. */
const CATALOG = [
  ...['Type', 'Version', 'Pages', 'PageLabels', 'PageLayout', 'PageMode', 'ViewerPreferences', 'Outlines'],
  ...['AcroForm', 'StructTreeRoot', 'MarkInfo', 'Lang', 'OCProperties', 'OutputIntents'],
];
/** ISO 32000-2, table 31, by the same rule. */
const PAGE = [
  ...[
    'Type',
    'Parent',
    'MediaBox',
    'CropBox',
    'BleedBox',
    'TrimBox',
    'ArtBox',
    'Rotate',
    'UserUnit',
    'Contents',
  ],
  ...['Resources', 'Annots', 'Group', 'StructParents', 'Tabs'],
];
const VIEWER_PREFERENCES = [
  'DisplayDocTitle',
  'Direction',
  'PrintScaling',
  'Duplex',
  'FitWindow',
  'CenterWindow',
];
const OUTPUT_INTENT = ['Type', 'S', 'OutputConditionIdentifier', 'RegistryName', 'DestOutputProfile'];
/** Named in every file that this writes, so that a reader knows who took things out. */
const PRODUCER = 'Lakmoes';

/** What the document level is cleaned by. */
export interface SanitiseOptions {
  readonly secrets: Secrets;
  /** Of the same texts. */
  readonly needles: Needles;
  /** See `BuildInput`. */
  readonly leftInStreams: ReadonlySet<string>;
  readonly destinations: Destinations;
  readonly touched: TouchedContentIds;
  /** Whether the width of what was removed is to stay unknown. */
  readonly hideWidths: boolean;
  readonly title?: string;
  readonly language?: string;
  /** With the metadata that archives ask for. */
  readonly archive?: boolean;
}

/** What a sanitised document is written with. */
export interface SanitisedDocument {
  readonly root: PDFRef;
  readonly info: PDFRef;
  readonly structure: StructureTree | undefined;
}

/**
 * Brings the document level down to what shows or helps a reader: an allow-list of catalog and page keys,
 * clean bookmarks, form, layers and tags. The pages' annotations have been cleaned before.
 */
export function sanitiseDocument(doc: PDFDocument, options: SanitiseOptions): SanitisedDocument {
  const { context, catalog } = doc;
  const root = context.trailerInfo.Root as PDFRef;
  const pages = doc.getPages();
  keepOnly(catalog, CATALOG);
  for (const page of pages) keepOnly(page.node, PAGE);
  cleanOutline(catalog, options.destinations, options.secrets);
  cleanForm(catalog, pages, options.secrets);
  cleanLayers(catalog);
  cleanLabels(catalog);
  cleanViewer(catalog);
  setLanguage(catalog, options);
  const sought = {
    secrets: options.secrets,
    inBytes: (bytes: Uint8Array) => options.needles.foundIn(bytes),
    leftInStreams: options.leftInStreams,
  };
  dropUnusedResources(doc, new ContentNotes(sought));
  const structure = cleanStructure(catalog, pages, options);
  stripHidden(context, root, sought);
  const info = infoOf(doc, options);
  if (options.archive) addArchiveMetadata(doc, info);
  return { root, info: context.register(info), structure };
}

function cleanStructure(
  catalog: PDFDict,
  pages: readonly PDFPage[],
  options: SanitiseOptions,
): StructureTree | undefined {
  return StructureTree.clean(catalog, {
    touched: options.touched,
    secrets: options.secrets,
    pages: new Set(pages.map((page) => page.ref)),
    annotations: new Set(pages.flatMap((page) => annotationsOf(page).map(({ dict }) => dict))),
    isDrawn: drawnOn(pages),
    hideWidths: options.hideWidths,
  });
}

/** Whether pages reach a stream by what they draw with: not by who owns it. */
function drawnOn(pages: readonly PDFPage[]): (stream: PDFStream) => boolean {
  let found: Set<PDFObject> | undefined;
  return (stream) => (found ??= reachedFrom(pages)).has(stream);
}

function reachedFrom(pages: readonly PDFPage[]): Set<PDFObject> {
  const seen = new Set<PDFObject>();
  const stack: PDFObject[] = [];
  const put = (context: PDFContext, raw: PDFObject | undefined): void => {
    const object = resolve(context, raw);
    if (object === undefined || seen.has(object)) return;
    if (!(object instanceof PDFDict || object instanceof PDFArray || object instanceof PDFStream)) return;
    seen.add(object);
    stack.push(object);
  };
  for (const { node, doc } of pages) {
    put(doc.context, inheritedResources(node));
    for (const { dict } of annotationsOf({ node, doc })) put(doc.context, entry(dict, 'AP'));
    for (let object = stack.pop(); object; object = stack.pop()) {
      const parts =
        object instanceof PDFArray
          ? object.asArray()
          : (object instanceof PDFStream ? object.dict : (object as PDFDict)).values();
      for (const part of parts) put(doc.context, part);
    }
  }
  return seen;
}

/** Page labels keep their style and numbers; prefixes are free text and go (ISO 32000-2, 12.4.2). */
function cleanLabels(catalog: PDFDict): void {
  const key = PDFName.of('PageLabels');
  const numbers = readNumbers(dictAt(catalog, 'PageLabels'));
  catalog.delete(key);
  if (numbers.size === 0) return;
  const { context } = catalog;
  const flat = [...numbers]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, raw]) => {
      const label = resolve(context, raw);
      const clean = PDFDict.withContext(context);
      if (label instanceof PDFDict) {
        const style = nameAt(label, 'S');
        const start = asNumber(entry(label, 'St'));
        // A label without a style is its prefix only: plain numbers then.
        clean.set(PDFName.of('S'), PDFName.of(style !== undefined && /^[DRrAa]$/.test(style) ? style : 'D'));
        if (start !== undefined) clean.set(PDFName.of('St'), PDFNumber.of(start));
      }
      return [PDFNumber.of(number), clean];
    });
  const tree = PDFDict.withContext(context);
  tree.set(PDFName.of('Nums'), context.obj(flat));
  catalog.set(key, tree);
}

function cleanViewer(catalog: PDFDict): void {
  const preferences = dictAt(catalog, 'ViewerPreferences');
  if (preferences) keepOnly(preferences, VIEWER_PREFERENCES);
  const mode = nameAt(catalog, 'PageMode');
  const useful =
    mode === 'UseThumbs' ||
    mode === 'UseNone' ||
    (mode === 'UseOutlines' && catalog.has(PDFName.of('Outlines')));
  if (!useful) catalog.delete(PDFName.of('PageMode'));
  const mark = dictAt(catalog, 'MarkInfo');
  if (mark) keepOnly(mark, ['Marked', 'Suspects']);
  const intents = arrayAt(catalog, 'OutputIntents');
  if (!intents) {
    catalog.delete(PDFName.of('OutputIntents'));
    return;
  }
  const kept = PDFArray.withContext(catalog.context);
  for (const raw of intents.asArray()) {
    const intent = resolve(catalog.context, raw);
    if (!(intent instanceof PDFDict)) continue;
    keepOnly(intent, OUTPUT_INTENT);
    kept.push(raw);
  }
  catalog.set(PDFName.of('OutputIntents'), kept);
}

function setLanguage(catalog: PDFDict, options: SanitiseOptions): void {
  const key = PDFName.of('Lang');
  const present = textOf(entry(catalog, 'Lang'));
  // BCP 47 and nothing else.
  const sound = present !== undefined && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(present);
  if (sound) return;
  if (options.language === undefined) catalog.delete(key);
  else catalog.set(key, PDFString.of(options.language));
}

function infoOf(doc: PDFDocument, options: SanitiseOptions): PDFDict {
  const info = PDFDict.withContext(doc.context);
  if (options.title !== undefined) info.set(PDFName.of('Title'), textString(options.title));
  info.set(PDFName.of('Producer'), textString(PRODUCER));
  return info;
}
