import { PDFDict, PDFRawStream, PDFStream, type PDFDocument } from 'pdf-lib';
import type { Box } from '../../core/text/characters.ts';
import { apply, invert, scaleOf, type Matrix } from '../content/matrix.ts';
import { Layers } from '../content/layers.ts';
import { boundsOf, NO_BOUNDS, overlap, Region, transformBox, type Bounds } from '../content/region.ts';
import type { ContentLoss, ContentUse, SharedUses } from '../content/shared-uses.ts';
import type { Point } from '../content/types.ts';
import type { PicturePart } from './in-sight.ts';
import { arrayAt, dictAt, entry, inheritedResources, nameAt, numberAt, resolve } from '../objects/lookup.ts';
import { isUndeflated, streamBytes } from '../objects/stream-bytes.ts';
import { everyObject } from '../verify/file-proof.ts';

/** A page of which something was removed. */
export interface TreatedContent {
  readonly shared: SharedUses;
  readonly region: Region;
  /** Whether nothing of its content is left. */
  readonly isPicture: boolean;
}

/** Pages that keep, out of sight, what a mark took elsewhere. By index, from 0. */
export interface OutOfSight {
  /** Areas beside the page that must go from its content. */
  readonly beyond: ReadonlyMap<number, readonly Box[]>;
  /** Pages that are to become pictures, with the areas that are hidden otherwise, as by a clip. */
  readonly pictures: ReadonlyMap<number, readonly Box[]>;
}

interface Drawn {
  readonly index: number;
  readonly use: ContentUse;
  readonly region: Region;
  /** What of the page is seen; undefined in an appearance, which is in a space of its own. */
  readonly visible: Bounds | undefined;
}

/** Goes through content that has no marks. */
interface Survey {
  page(index: number): SharedUses;
  form(form: PDFStream): SharedUses;
}

/** Tells what hides, but for edges of pages and clips. */
type Hides = (place: PicturePart, other: PicturePart) => boolean;

/** A loss, and the page that it is on. */
interface Lost extends ContentLoss {
  readonly index: number;
}

const NO_REGION = new Region([]);

const UNSEEN = { seen: NO_BOUNDS, isBox: false };

/**
 * One picture, form, pattern or content of a page may be drawn in several places, each of which shows a part of it: two
 * halves of a scan as two pages, a photograph that is cropped. What a mark takes in one place must not stay for another
 * that does not show it. What some place shows is no secret.
 *
 * @param treated pages with marks
 * @param survey of pages without marks, and of appearances
 */
export function findOutOfSight(
  doc: PDFDocument,
  treated: ReadonlyMap<number, TreatedContent>,
  survey: Survey,
  hides: Hides,
): OutOfSight {
  const beyond = new Map<number, Box[]>();
  const pictures = new Map<number, Box[]>();
  const losses = lossesByStream(treated);
  if (losses.size === 0) return { beyond, pictures };
  const same = sameStreams(doc, losses.keys());
  const drawn = new Map<PDFStream, Drawn[]>();
  const note = (stream: PDFStream, each: Drawn): void => {
    const lost = same.get(stream);
    if (lost) listIn(drawn, lost).push(each);
  };
  for (const [index, { node }] of doc.getPages().entries()) {
    const known = treated.get(index);
    if (known?.isPicture === true) continue;
    const content = [entry(node, 'Contents'), inheritedResources(node)];
    const shared = known?.shared ?? (reaches(doc, content, same) ? survey.page(index) : undefined);
    const region = known?.region ?? NO_REGION;
    for (const use of shared?.uses ?? []) note(use.stream, { index, use, region, visible: shared?.visible });
    for (const { form, isShown } of appearancesOf(doc, node)) {
      if (!reaches(doc, [form], same)) continue;
      for (const use of survey.form(form).uses)
        if (isShown) note(use.stream, { index, use, region: NO_REGION, visible: undefined });
        else if (nameAt(use.stream.dict, 'Subtype') === 'Image')
          note(use.stream, { index, use: { ...use, ...UNSEEN }, region: NO_REGION, visible: undefined });
    }
  }
  for (const [stream, lost] of losses) {
    const places = drawn.get(stream) ?? [];
    if (places.length < 2) continue;
    for (const loss of lost) {
      const { use } = loss;
      const inverse = invert(use.toPage);
      if (!inverse) continue;
      const own = loss.shape.map(({ x, y }) => apply(inverse, x, y));
      const covered = new Set<Drawn>();
      const isShown = places.some((place) => {
        if (!shows(place, own, use)) return false;
        if (!isHidden(place, own, loss, hides)) return true;
        covered.add(place);
        return false;
      });
      if (isShown) continue;
      for (const place of places) {
        const at = covered.has(place) ? there(place, own) : hidden(place, own, use);
        if (!at) continue;
        listIn(at.isBeyond ? beyond : pictures, place.index).push(...at.areas);
      }
    }
  }
  for (const [index, areas] of pictures) {
    areas.push(...(beyond.get(index) ?? []));
    beyond.delete(index);
  }
  return { beyond, pictures };
}

function lossesByStream(treated: ReadonlyMap<number, TreatedContent>): Map<PDFStream, Lost[]> {
  const losses = new Map<PDFStream, Lost[]>();
  for (const [index, { shared }] of treated) {
    for (const loss of shared.losses)
      if (!isOnePixel(loss.use.stream.dict)) listIn(losses, loss.use.stream).push({ ...loss, index });
  }
  return losses;
}

/** A picture of one pixel has nothing to show but a colour. */
function isOnePixel(picture: PDFDict): boolean {
  return numberAt(picture, 'Width') === 1 && numberAt(picture, 'Height') === 1;
}

/** The list under a key, made where there is none yet. */
function listIn<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** The streams that lost something, and those with the same data, each with the one that lost it. */
function sameStreams(doc: PDFDocument, lost: Iterable<PDFStream>): Map<PDFStream, PDFStream> {
  const same = new Map<PDFStream, PDFStream>();
  const bySize = new Map<number, PDFRawStream[]>();
  for (const stream of lost) {
    same.set(stream, stream);
    if (!(stream instanceof PDFRawStream)) continue;
    listIn(bySize, dataOf(stream).length).push(stream);
  }
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || same.has(object)) continue;
    const data = dataOf(object);
    const twin = bySize.get(data.length)?.find((each) => Buffer.compare(dataOf(each), data) === 0);
    if (twin) same.set(object, twin);
  }
  return same;
}

/** As it is in the file; of what was made here, which is not deflated before it is written, the bytes themselves. */
function dataOf(stream: PDFRawStream): Uint8Array {
  return isUndeflated(stream) ? streamBytes(stream, Infinity) : stream.contents;
}

/** Whether any of some streams is reached from objects. */
function reaches(
  doc: PDFDocument,
  roots: Parameters<typeof everyObject>[1],
  wanted: ReadonlyMap<PDFStream, unknown>,
): boolean {
  for (const object of everyObject(doc.context, roots))
    if (object instanceof PDFStream && wanted.has(object)) return true;
  return false;
}

interface Appearance {
  readonly form: PDFStream;
  /** Else of it only pictures count: check marks of other states are the same everywhere. */
  readonly isShown: boolean;
}

/** What the annotations of a page show, and what they would in other states. */
function appearancesOf(doc: PDFDocument, page: PDFDict): Appearance[] {
  const layers = new Layers(doc.context);
  return (arrayAt(page, 'Annots')?.asArray() ?? []).flatMap((raw) => {
    const annotation = resolve(doc.context, raw);
    if (!(annotation instanceof PDFDict)) return [];
    const looks = dictAt(annotation, 'AP');
    const normal = looks && entry(looks, 'N');
    const now = normal instanceof PDFDict ? entry(normal, nameAt(annotation, 'AS') ?? 'Off') : normal;
    const layer = dictAt(annotation, 'OC');
    const isOff = layer !== undefined && layers.isOff(layer);
    return [looks, dictAt(annotation, 'MK')]
      .flatMap((dict) => [...streamsIn(doc, dict, 2)])
      .map((form) => ({
        form,
        isShown: form === now && !isOff,
      }));
  });
}

/** Streams that are values of a dictionary, or of dictionaries in it. */
function* streamsIn(doc: PDFDocument, dict: PDFDict | undefined, depth: number): Generator<PDFStream, void> {
  for (const raw of dict?.values() ?? []) {
    const value = resolve(doc.context, raw);
    if (value instanceof PDFStream) yield value;
    else if (value instanceof PDFDict && depth > 1) yield* streamsIn(doc, value, depth - 1);
  }
}

/** Rounding, in points. */
const TOLERANCE = 0.05;
/** In points: of a strip so narrow nobody reads a thing. */
const STRIP = 0.5;

/** Whether a use shows all of a part that was lost in another. */
function shows(drawn: Drawn, own: readonly Point[], lost: ContentUse): boolean {
  return isInSight(drawn, own, lost) && drawn.region.marksOver(placed(drawn, own)).length === 0;
}

function placed({ use }: Drawn, own: readonly Point[]): Point[] {
  return own.map(({ x, y }) => apply(use.toPage, x, y));
}

/** Whether a use shows what it holds of a part that was lost in another, as far as it is not marked there as well. */
function isInSight(drawn: Drawn, own: readonly Point[], lost: ContentUse): boolean {
  const { use } = drawn;
  const strip = STRIP * Math.min(1, scaleOf(use.toPage) / (scaleOf(lost.toPage) || 1));
  if (!isWithin(boundsOf(placed(drawn, own)), use.seen, Math.max(TOLERANCE, strip))) return false;
  // Through a clip of another kind than a box it shows what the other did if it shows as much.
  return use.isBox || isAsMuch(use, lost);
}

/** Whether a picture that lies in sight is transparent or under something where a part of it was lost elsewhere. */
function isHidden(place: Drawn, own: readonly Point[], { index, use, shape }: Lost, hides: Hides): boolean {
  if (!place.visible || nameAt(use.stream.dict, 'Subtype') !== 'Image') return false;
  const part = (at: number, { toPage, isVeiled }: ContentUse, seen: readonly Point[]): PicturePart => ({
    index: at,
    picture: boxAround(transformBox(toPage, UNIT)),
    part: boxAround(seen),
    isVeiled,
  });
  return hides(part(place.index, place.use, placed(place, own)), part(index, use, shape));
}

const UNIT = { left: 0, bottom: 0, right: 1, top: 1 };

function boxAround(points: readonly Point[]): Box {
  const { left, bottom, right, top } = boundsOf(points);
  return [left, bottom, right, top];
}

function isAsMuch(use: ContentUse, lost: ContentUse): boolean {
  const mine = seenOf(use);
  const other = seenOf(lost);
  return mine !== undefined && other !== undefined && isWithin(other, mine, 0.01 * sizeOf(other));
}

/** Bounds of what is seen, in the space of the stream. */
function seenOf({ toPage, seen }: ContentUse): Bounds | undefined {
  const inverse: Matrix | undefined = invert(toPage);
  return inverse && boundsOf(transformBox(inverse, seen));
}

function sizeOf({ left, bottom, right, top }: Bounds): number {
  return Math.max(right - left, top - bottom);
}

function isWithin(inner: Bounds, outer: Bounds, tolerance: number): boolean {
  return (
    inner.left >= outer.left - tolerance &&
    inner.bottom >= outer.bottom - tolerance &&
    inner.right <= outer.right + tolerance &&
    inner.top <= outer.top + tolerance
  );
}

interface Hidden {
  /** On the page; none where nobody knows. */
  readonly areas: readonly Box[];
  readonly isBeyond: boolean;
}

/** Where a use holds, out of sight, a part that was lost in another; undefined where it does not, or lost it, too. */
function hidden(drawn: Drawn, own: readonly Point[], lost: ContentUse): Hidden | undefined {
  if (isInSight(drawn, own, lost)) return undefined;
  const { use, region, visible } = drawn;
  if (!visible) return { areas: [], isBeyond: false };
  const shape = placed(drawn, own);
  if (!use.stays && region.holds(shape)) return undefined;
  return { areas: [boxAround(shape)], isBeyond: !overlap(boundsOf(shape), visible, -TOLERANCE) };
}

/** Under something else, or transparent. */
function there(drawn: Drawn, own: readonly Point[]): Hidden {
  return { areas: [boxAround(placed(drawn, own))], isBeyond: false };
}
