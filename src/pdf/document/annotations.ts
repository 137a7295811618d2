import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFStream,
  type PDFContext,
  type PDFObject,
  type PDFPage,
} from 'pdf-lib';
import type { Matrix } from '../content/matrix.ts';
import { cornersOf, overlap, type Bounds, type Region } from '../content/region.ts';
import { dictAt, entry, nameAt, numberAt, resolve } from '../objects/lookup.ts';
import { streamBytes } from '../objects/stream-bytes.ts';
import { unescaped } from '../objects/unescape.ts';
import { keepOnly } from './allow.ts';
import { borderWidth } from './default-look.ts';
import { cleanLink, type Destinations } from './destinations.ts';
import { annotationsOf, drawnArea, touches } from './annotation-list.ts';
import { drawsAnew } from './engine-looks.ts';
import { fieldAbove } from './field-tree.ts';
import { flattenAnnotations, normalAppearance, placing } from './flatten.ts';
import { fieldOf, fieldText } from './fields.ts';
import { isStiffMarkup, splitLook } from './markup-look.ts';
import { splitMarkup } from './markup.ts';
import type { Needles } from './needles.ts';
import { rectAt } from './rect.ts';
import {
  detach,
  isAttachmentIcon,
  isDrawnByName,
  isLegible,
  KEPT_OF_FREE_TEXT,
  writtenNote,
} from './shown-notes.ts';
import type { Secrets } from './secrets.ts';
import { textOf } from './text-string.ts';
import { isBesideTyped, typedLook, typedValue } from './typed-look.ts';

/** Keys that make up the look and the working of an annotation; nothing that tells who, when or why. */
const KEPT = [
  ...[
    'Type',
    'Subtype',
    'Rect',
    'F',
    'AP',
    'AS',
    'Border',
    'BS',
    'BE',
    'C',
    'IC',
    'CA',
    'ca',
    'BM',
    'H',
    'OC',
  ],
  ...[
    'QuadPoints',
    'L',
    'LE',
    'LL',
    'LLE',
    'LLO',
    'Vertices',
    'InkList',
    'RD',
    'CL',
    'Sy',
    'P',
    'StructParent',
  ],
  ...['A', 'Dest', 'Lang'],
];
/** What a form field adds (ISO 32000-2, tables 226 and 228 to 234). */
const KEPT_OF_FIELD = [
  ...['FT', 'Parent', 'Kids', 'T', 'TU', 'Ff', 'V', 'DA', 'DR', 'Q', 'DS', 'MaxLen', 'Opt', 'TI', 'I', 'MK'],
];
/** These carry or play something, or stand for work that is not done: only their look stays. */
const LOOK_ONLY = new Set([
  ...[
    'FileAttachment',
    'Sound',
    'Movie',
    'Screen',
    'RichMedia',
    '3D',
    'Redact',
    'TrapNet',
    'Projection',
    'PrinterMark',
  ],
]);
/** Annotation flags of ISO 32000-2, table 167. */
const HIDDEN = 2;
const NO_VIEW = 32;
/** Appearances beyond this size are not searched but flattened, so that the page's proof covers them. */
const MAX_APPEARANCE = 4 << 20;

type Corners = ReturnType<typeof cornersOf>;

/** What stays of a page's annotations. */
export interface AnnotationOptions {
  /** Marks of this page; undefined for a page without. */
  readonly region: Region | undefined;
  readonly secrets: Secrets;
  /** Raw forms of the quotes, to look for in appearances. */
  readonly needles: Needles;
  readonly destinations: Destinations;
  /** Fields that a mark touches on any page; see `touchedFields`. */
  readonly touchedFields: ReadonlySet<PDFDict>;
  /** Fields with the look that the engine draws for them; see `takeEngineLooks`. */
  readonly drawn: ReadonlyMap<PDFDict, boolean>;
  /** Whether the width of what was removed is to stay unknown: then no border or quad is left that shows it. */
  readonly hideWidths: boolean;
  /** Is told of appearances before some of them go. */
  readonly lost: (appearances: PDFDict) => void;
  /** Whether an appearance has text in a region of the page; see `appearanceStrays`. */
  readonly strays: (form: PDFStream, toPage: Matrix, region: Region) => boolean;
}

/**
 * Cleans a page's annotations. What a mark touches becomes part of the page (so that the redactor cuts it like
 * the rest), of a link its border; what may tell a secret too; hidden ones and pop-ups go. What stays keeps its
 * look and loses its words. Returns where something that a viewer may have drawn was taken away.
 */
export function cleanAnnotations(page: PDFPage, options: AnnotationOptions): Corners[] {
  const all = annotationsOf(page);
  const kept = PDFArray.withContext(page.doc.context);
  const flattened: PDFDict[] = [];
  const typed = new Map<PDFDict, PDFStream>();
  const gone: Corners[] = [];
  for (const { dict } of all) dropOldLook(dict, options);
  const fates = fatesOf(
    all.map(({ dict }) => dict),
    page,
    options,
  );
  for (const [i, { raw, dict }] of all.entries()) {
    const fate = fates[i]!;
    noteLost(dict, fate, options);
    if (fate === 'keep') {
      cleanAnnotation(dict, page, options);
      kept.push(raw);
      if (isFormatted(dict)) gone.push(...areaOf(dict));
      continue;
    }
    const pieces = fate === 'flatten' ? split(dict, page, options) : undefined;
    for (const piece of pieces ?? []) {
      cleanAnnotation(piece, page, options);
      kept.push(page.doc.context.register(piece));
    }
    if (fate === 'flatten' && !pieces) flattened.push(dict);
    const drawn = fate === 'flatten' && showsValue(dict, page, options) ? typedLook(dict) : undefined;
    if (drawn) typed.set(dict, drawn);
    // What cannot be drawn here as viewers do is kept by a picture of the page.
    else if (fate === 'flatten' && options.region === undefined && showsValue(dict, page, options)) continue;
    if (fate === 'flatten' && isLegible(writtenNote(dict) ?? '')) continue;
    // Viewers draw a default where an annotation brings no appearance of its own.
    const isWhole = options.drawn.get(dict) ?? !isFormatted(dict);
    const isRedrawn = pieces !== undefined && options.hideWidths;
    if (fate === 'drop' || !normalAppearance(dict) || !isWhole || isRedrawn) gone.push(...areaOf(dict));
  }
  const { region } = options;
  const isField = (dict: PDFDict): boolean => nameAt(dict, 'Subtype') === 'Widget';
  flattenAnnotations(
    page,
    // Viewers draw fields on top of other annotations.
    [...flattened.filter((dict) => !isField(dict)), ...flattened.filter(isField)],
    {
      draws: ([tl, tr, bl, br]) => {
        if (region === undefined || region.marksOver([bl, br, tr, tl]).length === 0) return true;
        return !options.hideWidths && !region.holds([bl, br, tr, tl]);
      },
      typed,
      isLoose: (dict) => options.hideWidths && region !== undefined && touches(region, dict, page),
    },
  );
  if (kept.size() > 0) page.node.set(PDFName.of('Annots'), kept);
  else page.node.delete(PDFName.of('Annots'));
  return gone;
}

/**
 * Where viewers draw fields anew, nobody sees an old look: one that tells goes, or it would be seen on the page. Looks
 * for the mouse alone go, too: viewers draw by the geometry where there is no normal one.
 */
function dropOldLook(dict: PDFDict, options: AnnotationOptions): void {
  const old = dictAt(dict, 'AP');
  if (!old) return;
  const isOld = nameAt(dict, 'Subtype') === 'Widget' && drawsAnew(dict) && !options.drawn.has(dict);
  if (entry(old, 'N') !== undefined && !(isOld && appearanceTells(dict, options))) return;
  options.lost(old);
  dict.delete(PDFName.of('AP'));
}

/** Whether viewers draw the value of a field that has no appearance, and no mark is about it. */
function showsValue(dict: PDFDict, page: PDFPage, { region, touchedFields }: AnnotationOptions): boolean {
  if (typedValue(dict) === undefined || normalAppearance(dict) || touchedFields.has(fieldOf(dict)))
    return false;
  return region === undefined || !touches(region, dict, page) || isBesideTyped(dict, region);
}

/** Of what stays or is drawn into the page only the normal look stays. */
function noteLost(dict: PDFDict, fate: Fate, { lost }: AnnotationOptions): void {
  const appearances = dictAt(dict, 'AP');
  if (appearances && (fate === 'drop' || appearances.keys().some((key) => key !== NORMAL))) lost(appearances);
}

const NORMAL = PDFName.of('N');

/** What stays of text markup beside the marks, as annotations; undefined for what is drawn into the page. */
function split(
  dict: PDFDict,
  page: PDFPage,
  { region, hideWidths }: AnnotationOptions,
): PDFDict[] | undefined {
  if (!region || !touches(region, dict, page)) return undefined;
  if (hideWidths && isStiffMarkup(dict)) {
    const plain = dict.clone(dict.context);
    plain.delete(PDFName.of('AP'));
    return splitMarkup(plain, region, true) ?? [];
  }
  // A frame that says what someone meant to redact is as wide as that.
  if (hideWidths && nameAt(dict, 'Subtype') === 'Redact') return [];
  return splitMarkup(dict, region, hideWidths) ?? (hideWidths ? undefined : splitLook(dict, region));
}

/** Where an annotation may be drawn: its rectangle, and its border that may stand half outside; and by its geometry. */
function areaOf(dict: PDFDict): Corners[] {
  const width = borderWidth(dict);
  return [rectAt(dict, 'Rect'), drawnArea(dict)]
    .filter((box) => box !== undefined)
    .map(({ left, bottom, right, top }) =>
      cornersOf({ left: left - width, bottom: bottom - width, right: right + width, top: top + width }),
    );
}

/** Whether viewers draw a form field anew, otherwise than its appearance says: by a script, or as the form wants. */
function isFormatted(dict: PDFDict): boolean {
  if (nameAt(dict, 'Subtype') !== 'Widget') return false;
  if (drawsAnew(dict)) return true;
  let node: PDFDict | undefined = dict;
  for (let depth = 0; node && depth < 32; depth++) {
    if (dictAt(node, 'AA')) return true;
    node = fieldAbove(node);
  }
  return false;
}

type Fate = 'keep' | 'flatten' | 'drop';

/** What becomes of annotations; what lies below one that becomes part of the page does so, too, or it would cover it. */
function fatesOf(dicts: readonly PDFDict[], page: PDFPage, options: AnnotationOptions): Fate[] {
  const fates = dicts.map((dict) => fateOf(dict, page, options));
  const flattened: Bounds[] = [];
  for (let i = dicts.length - 1; i >= 0; i--) {
    const dict = dicts[i]!;
    const box = rectAt(dict, 'Rect');
    // Fields are drawn on top whatever their order; a link has nothing to show, or its border.
    if (!box || /^(?:Widget|Link)$/.test(nameAt(dict, 'Subtype') ?? '')) continue;
    const isBelow = fates[i] === 'keep' && flattened.some((above) => overlap(above, box, 0));
    if (isBelow && normalAppearance(dict)) fates[i] = 'flatten';
    if (fates[i] === 'flatten') flattened.push(box);
  }
  return fates;
}

function fateOf(dict: PDFDict, page: PDFPage, options: AnnotationOptions): Fate {
  const subtype = nameAt(dict, 'Subtype');
  const flags = numberAt(dict, 'F') ?? 0;
  if (subtype === undefined || subtype === 'Popup' || (flags & (HIDDEN | NO_VIEW)) !== 0) return 'drop';
  const touched = options.region !== undefined && touches(options.region, dict, page);
  if (subtype === 'Link') {
    if (!touched) return 'keep';
    return options.hideWidths ? 'drop' : 'flatten';
  }
  // Where viewers draw a field anew and the engine does not, nobody knows what a mark on it is about.
  const isOld = subtype === 'Widget' && drawsAnew(dict) && !options.drawn.has(dict);
  if (touched) return isOld ? 'drop' : 'flatten';
  if (isAttachmentIcon(dict)) return 'keep';
  if (LOOK_ONLY.has(subtype)) return 'flatten';
  if (subtype === 'Widget') {
    const field = fieldOf(dict);
    if (options.touchedFields.has(field)) return 'flatten';
    if (options.secrets.inText(fieldText(dict))) return 'flatten';
    if (fieldType(dict) === 'Sig') return 'flatten';
  }
  if (options.secrets.inText(writtenNote(dict) ?? '')) return 'flatten';
  return appearanceTells(dict, options) || textStrays(dict, page, options) ? 'flatten' : 'keep';
}

/** Whether text of an annotation that no mark touches runs on, beyond its edge, into one. */
function textStrays(dict: PDFDict, page: PDFPage, { region, strays }: AnnotationOptions): boolean {
  const look = normalAppearance(dict);
  const toPage = placing(dict, page);
  return (
    region !== undefined && look !== undefined && toPage !== undefined && strays(look.stream, toPage, region)
  );
}

function fieldType(widget: PDFDict): string | undefined {
  let node: PDFDict | undefined = widget;
  for (let depth = 0; node && depth < 32; depth++) {
    const type = nameAt(node, 'FT');
    if (type !== undefined) return type;
    node = fieldAbove(node);
  }
  return undefined;
}

/** Whether a quote is in the normal look, whatever state it is for, or in what that is made of. */
function appearanceTells(dict: PDFDict, { needles }: AnnotationOptions): boolean {
  const looks = dictAt(dict, 'AP');
  const stack = [looks && entry(looks, 'N')];
  const seen = new Set<PDFObject>();
  for (let look = stack.pop(); look; look = stack.pop()) {
    if (seen.has(look)) continue;
    seen.add(look);
    if (look instanceof PDFDict) for (const state of look.values()) stack.push(resolve(dict.context, state));
    if (!(look instanceof PDFStream) || nameAt(look.dict, 'Subtype') === 'Image') continue;
    try {
      const bytes = streamBytes(look, MAX_APPEARANCE);
      if (needles.foundIn(bytes) || needles.foundIn(unescaped(bytes) ?? bytes)) return true;
    } catch {
      return true;
    }
    const resources = dictAt(look.dict, 'Resources');
    stack.push(resources && entry(resources, 'XObject'));
  }
  return false;
}

function cleanAnnotation(dict: PDFDict, page: PDFPage, { secrets, destinations }: AnnotationOptions): void {
  const widget = nameAt(dict, 'Subtype') === 'Widget';
  keepOnly(dict, [
    ...KEPT,
    ...(widget ? KEPT_OF_FIELD : []),
    ...(writtenNote(dict) === undefined ? [] : KEPT_OF_FREE_TEXT),
    ...(isDrawnByName(dict) ? ['Name'] : []),
  ]);
  if (isAttachmentIcon(dict)) detach(dict);
  // Another page, with all that is on it, would stay in the file.
  if (dict.has(PAGE)) dict.set(PAGE, page.ref);
  for (const key of GEOMETRY) {
    const value = entry(dict, key);
    if (value instanceof PDFArray) dict.set(PDFName.of(key), numbersOf(dict.context, value));
  }
  cleanLink(dict, destinations, secrets);
  cleanAppearances(dict);
  if (widget) cleanCaptions(dict, secrets);
}

const PAGE = PDFName.of('P');
const GEOMETRY = ['Border', 'C', 'IC', 'QuadPoints', 'L', 'Vertices', 'InkList', 'RD', 'CL'];

/** An array less all that is no number, nor an array of them. */
function numbersOf(context: PDFContext, array: PDFArray, depth = 0): PDFArray {
  const clean = PDFArray.withContext(context);
  for (const raw of array.asArray()) {
    const value = resolve(context, raw);
    if (value instanceof PDFNumber) clean.push(value);
    else if (value instanceof PDFArray && depth < 2) clean.push(numbersOf(context, value, depth + 1));
  }
  return clean;
}

/** Only the normal look stays: the others show on a click or under the mouse, where nobody looked. */
function cleanAppearances(dict: PDFDict): void {
  const appearances = dictAt(dict, 'AP');
  if (!appearances) return;
  const normal = appearances.get(PDFName.of('N'));
  const clean = PDFDict.withContext(dict.context);
  if (normal !== undefined) clean.set(PDFName.of('N'), normal);
  dict.set(PDFName.of('AP'), clean);
}

/** Captions of a button (ISO 32000-2, table 192): the normal one unless it tells; colours and rotation. */
function cleanCaptions(dict: PDFDict, secrets: Secrets): void {
  const look = dictAt(dict, 'MK');
  if (!look) return;
  const clean = look.clone(dict.context);
  keepOnly(clean, ['R', 'BC', 'BG', 'CA', 'TP']);
  const caption = textOf(entry(clean, 'CA'));
  if (caption !== undefined && secrets.mayRepeat(caption)) clean.delete(PDFName.of('CA'));
  dict.set(PDFName.of('MK'), clean);
}
