import type { MarkProof } from '../../core/ports/pdf.ts';
import type { Quad } from '../../core/model/redaction.ts';
import type { Box, PageGeometry } from '../../core/text/characters.ts';
import type { Characters } from '../engine/characters.ts';
import { toPixels, visibleBox, type Affine } from '../engine/geometry.ts';
import type { EngineDocument } from '../engine/document.ts';
import { pixelSizeOf, type EnginePage, type Rendering } from '../engine/page.ts';
import { clippedPicturesLeftIn } from './clipped-pictures.ts';
import { hasContrasts, picturesLeftIn } from './left-pictures.ts';
import { recall, remember, type Glance, type Strip } from './glance.ts';
import {
  PixelMask,
  countChanged,
  countChangedRoughly,
  countEnclosed,
  isUniform,
  pixelBounds,
  type Polygon,
} from './pixels.ts';
import { MarkedPlaces } from './place.ts';
import {
  countLost,
  countUnseen,
  countSaidIn,
  readFinal,
  type FinalReading,
  type PageReading,
  readPage,
} from './reading.ts';

/** What the proof must know of one mark; plain data, as all that is handed to another thread. */
export interface ProvenMark {
  readonly id: string;
  readonly codes: readonly string[];
  readonly quads: readonly Quad[];
  /** The boxes as they are drawn. */
  readonly boxes: readonly Polygon[];
  /** Width of the line along a box's edge, points. */
  readonly border: number;
}

/** No more of it than is needed, as it is copied from thread to thread. */
type SourceReading = Pick<PageReading, 'outside' | 'stickingOut'>;

/** What the proof must know of one page. */
export interface ProvenPage {
  /** From 0. */
  readonly index: number;
  readonly marks: readonly ProvenMark[];
  /** Of the original; undefined when it was not read yet. */
  readonly reading: SourceReading | undefined;
  /** Drawings at the end of the page that are boxes and labels. */
  readonly drawings: number;
  /** Where the look may change besides the boxes: labels, annotations that went. */
  readonly excused: readonly Polygon[];
  /** Where a pattern, or a slanting picture, is drawn otherwise: it looks the same, but for its edges. */
  readonly redrawn: readonly Polygon[];
  /** Loose boxes of characters beside a mark that may be gone, since some readers find them in it. */
  readonly elsewhere: readonly Box[];
  /** Loose boxes of glyphs that may be gone, if the page looks the same. */
  readonly unseen: readonly Box[];
  /** Areas beside the page of which characters may be gone. */
  readonly beyond: readonly Box[];
  /** The page became a picture: it looks the same, but no pixel need be. */
  readonly rasterised: boolean;
  /** Whether text outside the marks may have moved along its line (width protection). */
  readonly mayMove: boolean;
  /** How the original looks, where a thread had time to see. */
  readonly glance: Glance | undefined;
}

/** Outcome for one page; nothing of the page's text. */
export interface PageVerdict {
  readonly index: number;
  readonly marks: readonly Omit<MarkProof, 'quoteFound'>[];
  /** Marks (by index) under whose boxes something is still drawn. */
  readonly drawnUnder: readonly number[];
  /** Those of them where pictures or shadings show what they did. */
  readonly pictured: readonly number[];
  /** Other marks in whose boxes much lies side by side. */
  readonly varied: readonly number[];
  readonly changedPixels: number;
  readonly lostCharacters: number;
  readonly annotationsInMarks: number;
  /** What the page says outside the marks; for the search for quotes, never reported. */
  readonly outsideText: string;
}

/**
 * Pixels a point: enough to see a letter, little enough to be quick. No round number: the engine puts glyphs on
 * whole pixels, and where one falls exactly between two, the smallest rounding would move it.
 */
const SCALE = 1.0371;
/** A picture is compared at about the resolution it was made at: hairlines are drawn wider at a coarser one. */
const SCALE_OF_PICTURES = 200 / 72;
/**
 * What seems changed must be so at this scale too: a letter that the engine put on the next pixel there seldom moves
 * here, and what is lost or added shows all the better.
 */
const FINE_SCALE = 2.2369;
const SCALE_OF_BOXES = 100 / 72;
const MAX_PIXELS = 4_000_000;
/** A box is looked at with at least this many pixels across. */
const BOX_PIXELS = 8;
const MAX_BOX_SCALE = 12;
/** Pixels around a box that its smooth edge may change. */
const EDGE = 1.5;
/** Specks: a few pixels of smoothed edges. */
const ENCLOSED_ALLOWED = 8;

/** An annotation may touch a mark's edge, in points. */
const ANNOTATION_MARGIN = 0.5;

/** More pixels than this that differ outside the marks are damage. */
export const DAMAGE = 50;

/** Whether a page is as it should be. */
export function passes(verdict: PageVerdict): boolean {
  return (
    verdict.marks.every((mark) => mark.charactersLeft === 0 && mark.uniform) &&
    verdict.drawnUnder.length === 0 &&
    verdict.changedPixels <= DAMAGE &&
    verdict.lostCharacters === 0 &&
    verdict.annotationsInMarks === 0
  );
}

/** Proves a marked page of the final file against the original. */
export function provePage(original: EngineDocument, final: EngineDocument, page: ProvenPage): PageVerdict {
  const { reading } = page;
  if (reading && page.glance && !page.rasterised) {
    return compare(original, undefined, final, { ...page, reading });
  }
  const source = original.withPage(page.index, (before) => ({
    reading: reading ?? readPage(before.passing(), []),
    picture: keptPicture(before, scaleOf(page)),
  }));
  try {
    return compare(original, source.picture.rendering, final, { ...page, reading: source.reading });
  } finally {
    source.picture.close();
  }
}

/** What is remembered of the original for `provePage`; `room` as for `remember`. */
export function glanceAt(page: EnginePage, quads: readonly Quad[], room: number): Glance | undefined {
  return page.withRendering(page.pixelSize(SCALE, MAX_PIXELS), 1, (picture) =>
    remember(picture, page.geometry, quads, room),
  );
}

/** The original's page is closed again before the final one is opened: a large picture is in memory once. */
function pictureOf(original: EngineDocument, index: number, scale: number): ReturnType<EnginePage['kept']> {
  return original.withPage(index, (page) => keptPicture(page, scale));
}

function keptPicture(page: EnginePage, scale: number): ReturnType<EnginePage['kept']> {
  return page.kept(page.pixelSize(scale, MAX_PIXELS), 1);
}

/** A page of which the original was read. */
type ReadPage = ProvenPage & { readonly reading: SourceReading };

/** `source`: the original's picture, unless there is a glance. */
function compare(
  original: EngineDocument,
  source: Rendering | undefined,
  final: EngineDocument,
  page: ReadPage,
): PageVerdict {
  return final.withPage(page.index, (after) => {
    const own = after.lastObjects(page.drawings);
    const characters = after.passing(own);
    const places = page.marks.map(({ quads }) => MarkedPlaces.of(quads));
    const marked = MarkedPlaces.of(page.marks.flatMap(({ quads }) => quads));
    const reading = readFinal(characters, marked);
    const { near } = reading;
    const said = after.said(own);
    const lost = lostCharacters(original, page, { reading, characters }, marked);
    for (const object of own) if (object.type === 'text') after.setActive(object, false);
    const changedPixels = changedOutside(original, source, after, page);
    // An annotation that lies over a box is counted; what it covers is looked at.
    after.annotated = false;
    const uniform = areUniform(after, page.marks);
    for (const object of own) after.setActive(object, false);
    const varied = new Set<number>();
    const clear = page.marks.map((mark, i) => {
      const neighbours = near.filter((each) => places[i]!.overlaps(each.ink, 0));
      return boxesAre(
        after,
        mark,
        neighbours.map(({ ink }) => polygonOf(ink)),
        (rendering, inside) => {
          if (hasContrasts(rendering, inside)) varied.add(i);
          return countEnclosed(rendering, inside) <= ENCLOSED_ALLOWED;
        },
      );
    });
    const draw = (drawn: EnginePage, mark: number, look: Parameters<typeof boxesAre>[3]): boolean =>
      boxesAre(drawn, page.marks[mark]!, [], look);
    const left = [
      ...(varied.size > 0 ? picturesLeftIn(original, after, page.marks, varied, draw) : []),
      ...clippedPicturesLeftIn(original, after, page.marks),
    ];
    return {
      index: page.index,
      marks: page.marks.map((mark, i) => ({
        id: mark.id,
        page: page.index + 1,
        codes: mark.codes,
        charactersLeft:
          near.filter((each) => !each.generated && places[i]!.holds(each)).length +
          countSaidIn(places[i]!, said),
        uniform: uniform[i] === true,
      })),
      drawnUnder: clear.flatMap((each, i) => (each && !left.includes(i) ? [] : [i])),
      pictured: left,
      varied: [...varied].filter((mark) => !left.includes(mark)),
      changedPixels,
      lostCharacters: lost,
      outsideText:
        reading.text +
        after
          .told(own)
          .map(({ text }) => text)
          .join(''),
      annotationsInMarks: after.annotations().filter(({ box }) => marked.overlaps(box, ANNOTATION_MARGIN))
        .length,
    };
  });
}

function lostCharacters(
  original: EngineDocument,
  page: ReadPage,
  after: { readonly reading: FinalReading; readonly characters: Characters },
  marked: MarkedPlaces,
): number {
  const { outside } = page.reading;
  if (page.rasterised || after.reading.outside.digest === outside.digest) return 0;
  if (page.mayMove) {
    const fewer = outside.characters - after.reading.outside.characters;
    if (fewer <= 0 || page.unseen.length === 0) return Math.max(0, fewer);
    const unseen = original.withPage(page.index, (before) =>
      countUnseen(before.passing(), marked, page.unseen),
    );
    return Math.max(0, fewer - unseen);
  }
  return original.withPage(page.index, (before) =>
    countLost(before.passing(), after.characters, marked, {
      elsewhere: page.elsewhere,
      unseen: page.unseen,
      beyond: page.beyond,
      visible: visibleBox(before.geometry),
    }),
  );
}

function changedOutside(
  original: EngineDocument,
  source: Rendering | undefined,
  after: EnginePage,
  page: ReadPage,
): number {
  const scale = scaleOf(page);
  const changed = withMask(original.geometry(page.index), page, scale, (mask) =>
    after.withRendering(after.pixelSize(scale, MAX_PIXELS), 1, (now) => {
      const count = page.rasterised ? countChangedRoughly : countChanged;
      if (source) return count(source, now, mask);
      const strips = page.glance && recall(page.glance, now);
      if (strips) return sum(strips.map((each) => countInStrip(each, mask)));
      // It changed elsewhere than it was to be expected.
      const whole = pictureOf(original, page.index, scale);
      try {
        return count(whole.rendering, now, mask);
      } finally {
        whole.close();
      }
    }),
  );
  if (page.rasterised) return Math.round(changed * (SCALE / scale) ** 2);
  const redrawn = page.redrawn.length > 0 ? changedWhereRedrawn(original, after, page) : 0;
  if (redrawn > DAMAGE) return redrawn;
  return changed <= DAMAGE ? changed : Math.min(changed, changedFinely(original, after, page));
}

/** As in a page that became a picture, but only where patterns were drawn otherwise. */
function changedWhereRedrawn(original: EngineDocument, after: EnginePage, page: ReadPage): number {
  const old = pictureOf(original, page.index, SCALE);
  try {
    const geometry = original.geometry(page.index);
    const { width, height } = old.rendering;
    const mask = new PixelMask(width, height);
    mask.bits.fill(1);
    const place = toPixels(geometry, width, height);
    for (const area of page.redrawn) mask.remove(area, place, 0);
    addChanges(mask, geometry, { ...page, redrawn: [] }, SCALE);
    return after.withRendering(after.pixelSize(SCALE, MAX_PIXELS), 1, (now) =>
      countChangedRoughly(old.rendering, now, mask),
    );
  } finally {
    old.close();
  }
}

function countInStrip({ top, old, now }: Strip, mask: PixelMask): number {
  return countChanged(old, now, mask.rows(top, top + now.height));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function changedFinely(original: EngineDocument, after: EnginePage, page: ReadPage): number {
  const geometry = original.geometry(page.index);
  const upright = changedAt(original, after, page, geometry);
  if (upright <= DAMAGE) return upright;
  // Upright, the engine puts glyphs that are pictures on pixels together with their string, of which some may be gone.
  const turned = { ...geometry, rotate: TURNED[geometry.rotate] };
  return Math.min(upright, changedAt(original, after, page, turned));
}

/** As a viewer shows the page, or a quarter to the right of that. */
function changedAt(
  original: EngineDocument,
  after: EnginePage,
  page: ReadPage,
  geometry: PageGeometry,
): number {
  const size = pixelSizeOf(geometry, FINE_SCALE, MAX_PIXELS);
  const isTurned = geometry.rotate !== after.geometry.rotate;
  const old = original.withPage(page.index, (before) =>
    turnedFor(before, isTurned, () => before.kept(size, 1)),
  );
  try {
    return withMask(geometry, page, FINE_SCALE, (mask) =>
      turnedFor(after, isTurned, () =>
        after.withRendering(size, 1, (now) => countChanged(old.rendering, now, mask)),
      ),
    );
  } finally {
    old.close();
  }
}

/** How a page that is turned so, in degrees, is turned a quarter on. */
const TURNED = { 0: 90, 90: 180, 180: 270, 270: 0 } as const;

function turnedFor<T>(page: EnginePage, isTurned: boolean, work: () => T): T {
  page.turned = isTurned;
  try {
    return work();
  } finally {
    page.turned = false;
  }
}

/** The memory of the masks of pages, which are used one at a time; zeros in between. */
let roomOfMask = new Uint8Array(0);

/** Tells `work` where a page may look different. */
function withMask(
  geometry: PageGeometry,
  page: ReadPage,
  scale: number,
  work: (mask: PixelMask) => number,
): number {
  const { width, height } = pixelSizeOf(geometry, scale, MAX_PIXELS);
  if (roomOfMask.length < width * height) roomOfMask = new Uint8Array(width * height);
  const mask = new PixelMask(width, height, roomOfMask.subarray(0, width * height));
  try {
    addChanges(mask, geometry, page, scale);
    return work(mask);
  } finally {
    mask.clear();
  }
}

function addChanges(mask: PixelMask, geometry: PageGeometry, page: ReadPage, scale: number): void {
  const edge = page.rasterised ? EDGE : (EDGE * scale) / SCALE;
  const place = toPixels(geometry, mask.width, mask.height);
  for (const mark of page.marks) for (const box of mark.boxes) mask.add(box, place, edge);
  for (const area of [...page.excused, ...page.redrawn]) mask.add(area, place, edge);
  for (const box of page.reading.stickingOut) mask.add(polygonOf(box), place, edge);
}

function scaleOf(page: ProvenPage): number {
  return page.rasterised ? SCALE_OF_PICTURES : SCALE;
}

/** A box as a polygon. */
export function polygonOf([l, b, r, t]: Box): Polygon {
  return [
    { x: l, y: b },
    { x: r, y: b },
    { x: r, y: t },
    { x: l, y: t },
  ];
}

/** Tests what is rendered well within each box; `except` is left out, such as letters of the next line. */
export function boxesAre(
  page: EnginePage,
  mark: Pick<ProvenMark, 'boxes' | 'border'>,
  except: readonly Polygon[],
  test: (rendering: Rendering, inside: PixelMask, place: Affine) => boolean,
): boolean {
  return mark.boxes.every((box) => {
    const scale = Math.min(
      MAX_BOX_SCALE,
      Math.max(SCALE_OF_BOXES, BOX_PIXELS / Math.max(0.1, thickness(box))),
    );
    const size = page.pixelSize(scale, MAX_PIXELS * scale * scale);
    const place = toPixels(page.geometry, size.width, size.height);
    const clip = pixelBounds(box, place, size);
    if (!clip) return true;
    const inside = new PixelMask(clip.right - clip.left, clip.bottom - clip.top);
    const moved = { ...place, e: place.e - clip.left, f: place.f - clip.top };
    inside.add(box, moved, -1 - mark.border * scale);
    for (const area of except) inside.remove(area, moved, EDGE);
    // Four bytes a pixel leave no padding.
    const look = ({ width, height, channels, stride, pixels }: Rendering): boolean =>
      test({ width, height, channels, stride, pixels }, inside, moved);
    return page.withRendering(size, 4, look, clip);
  });
}

/** Whether the boxes of each mark are of one colour, but for what those of marks after it are drawn over. */
export function areUniform(
  page: EnginePage,
  marks: readonly Pick<ProvenMark, 'boxes' | 'border'>[],
): readonly boolean[] {
  return marks.map(({ boxes, border }, i) => {
    const later = marks.slice(i + 1).flatMap((mark) => mark.boxes);
    return boxes.every((box, k) =>
      boxesAre(page, { boxes: [box], border }, [...boxes.slice(k + 1), ...later], isUniform),
    );
  });
}

function thickness(box: Polygon): number {
  const [a, b, , d] = box;
  if (!a || !b || !d) return 0;
  return Math.min(Math.hypot(b.x - a.x, b.y - a.y), Math.hypot(d.x - a.x, d.y - a.y));
}
