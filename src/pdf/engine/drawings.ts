import type { Box } from '../../core/text/characters.ts';
import { applyAffine, IDENTITY, mapBox, multiply, type Affine } from './geometry.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

/** One drawing of a page, forms opened, in the order of painting. */
export interface Drawing {
  readonly pointer: Pointer;
  readonly type: 'text' | 'path' | 'image' | 'shading' | 'unknown';
  /** PDF user space. */
  readonly bounds: Box;
  /** Opaque rectangles that a path is made of, by filling or by a thick line; empty for anything else. */
  readonly rectangles: readonly Box[];
  /** How text is painted (ISO 32000-2, table 104), -1 for anything else. */
  readonly textMode: number;
  /** Of the fill, 0 to 255 each; undefined when there is none. */
  readonly fill: readonly [red: number, green: number, blue: number, alpha: number] | undefined;
}

const PICTURES = ['image', 'shading'] as const;
const TYPES = ['unknown', 'text', 'path', 'image', 'shading'] as const;
const FORM = 5;
/** What a picture is drawn in (ISO 32000-2, 8.9.3). */
const UNIT_SQUARE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;
const MAX_DEPTH = 12;
const MAX_DRAWINGS = 200_000;
/** Longer paths are no rectangles that someone drew over a name. */
const MAX_SEGMENTS = 2_000;
const LINE = 0;
const MOVE = 2;
/** Clips of one drawing that are looked at. */
const MAX_CLIPS = 32;
/** The thinnest line that hides a letter, points. */
const THICK = 4;

/** All drawings of an open page. */
export function readDrawings(engine: RawEngine, page: Pointer): Drawing[] {
  const reader = new DrawingReader(engine);
  try {
    const count = engine.calls.FPDFPage_CountObjects(page);
    for (let i = 0; i < count; i++) reader.read(engine.calls.FPDFPage_GetObject(page, i), IDENTITY, 0);
    return reader.found;
  } finally {
    reader.close();
  }
}

/** A picture of a page. */
export interface DrawnPicture extends Drawing {
  /** In PDF user space, one behind the other. */
  readonly corners: readonly Point[];
  /** The straight lines at which it ends, those of all clips around it included, PDF user space. */
  readonly sides: readonly Side[];
  /** What its clip lets through at most, PDF user space; undefined when it has none. */
  readonly clip: Box | undefined;
  readonly columns: number;
  readonly rows: number;
  /** The longer side of a sample, points; 0 of a shading, which has none. */
  readonly sample: number;
}

/** A shading has no samples. */
const SHADING = { columns: 1, rows: 1, sample: 0 };

type Placing = Omit<DrawnPicture, keyof Drawing>;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A straight line, from one end to the other. */
export type Side = readonly [from: Point, to: Point];

/** A place of a path, and the type of the segment that leads there (fpdf_edit.h). */
interface PathPoint extends Point {
  readonly type?: number;
}

/** The pictures and shadings of an open page, forms opened. */
export function readPictures(engine: RawEngine, page: Pointer): DrawnPicture[] {
  const reader = new DrawingReader(engine, PICTURES);
  try {
    const count = engine.calls.FPDFPage_CountObjects(page);
    for (let i = 0; i < count; i++) reader.read(engine.calls.FPDFPage_GetObject(page, i), IDENTITY, 0);
    return reader.found.map((each, i) => ({ ...each, ...reader.pictures[i]! }));
  } finally {
    reader.close();
  }
}

/** Whether an open page draws a picture behind most of its texts: sooner known than all its drawings. */
export function drawsPictureLate({ calls }: RawEngine, page: Pointer): boolean {
  let texts = 0;
  let before = 0;
  const pass = (object: Pointer, depth: number): void => {
    if (object === 0 || depth > MAX_DEPTH) return;
    const kind = calls.FPDFPageObj_GetType(object);
    if (TYPES[kind] === 'text') texts++;
    if (TYPES[kind] === 'image') before = texts;
    if (kind !== FORM) return;
    const count = calls.FPDFFormObj_CountObjects(object);
    for (let i = 0; i < count; i++) pass(calls.FPDFFormObj_GetObject(object, i), depth + 1);
  };
  const count = calls.FPDFPage_CountObjects(page);
  for (let i = 0; i < count; i++) pass(calls.FPDFPage_GetObject(page, i), 0);
  return before > texts / 2;
}

/** The texts of each drawing in a form, forms in it opened. */
export function textsByForm({ calls }: RawEngine, form: Pointer): Pointer[][] {
  const partsOf = (outer: Pointer): Pointer[] =>
    Array.from({ length: Math.max(0, calls.FPDFFormObj_CountObjects(outer)) }, (_, i) =>
      calls.FPDFFormObj_GetObject(outer, i),
    );
  const textsOf = (object: Pointer, depth: number): Pointer[] => {
    const kind = calls.FPDFPageObj_GetType(object);
    if (TYPES[kind] === 'text') return [object];
    return kind === FORM && depth < MAX_DEPTH
      ? partsOf(object).flatMap((part) => textsOf(part, depth + 1))
      : [];
  };
  return partsOf(form).map((part) => textsOf(part, 0));
}

class DrawingReader {
  readonly found: Drawing[] = [];
  /** Of each that was found, where only pictures are looked for. */
  readonly pictures: Placing[] = [];
  private readonly engine: RawEngine;
  private readonly room: Pointer;
  private readonly only: readonly Drawing['type'][] | undefined;

  /** `only`: of some types. */
  constructor(engine: RawEngine, only?: readonly Drawing['type'][]) {
    this.engine = engine;
    this.only = only;
    this.room = reserve(engine, 64);
  }

  close(): void {
    this.engine.calls.free(this.room);
  }

  read(object: Pointer, outer: Affine, depth: number, around: readonly Side[] = []): void {
    if (object === 0 || depth > MAX_DEPTH || this.found.length > MAX_DRAWINGS) return;
    const { calls } = this.engine;
    const kind = calls.FPDFPageObj_GetType(object);
    if (kind === FORM) {
      const inner = multiply(this.matrix(object), outer);
      const count = calls.FPDFFormObj_CountObjects(object);
      const all = this.only === PICTURES ? [...around, ...this.clips(object, outer).flatMap(sidesOf)] : [];
      for (let i = 0; i < count; i++)
        this.read(calls.FPDFFormObj_GetObject(object, i), inner, depth + 1, all);
      return;
    }
    const type = TYPES[kind] ?? 'unknown';
    if (this.only?.includes(type) === false) return;
    const bounds = mapBox(this.bounds(object), outer);
    if (this.only === PICTURES) {
      const isImage = type === 'image';
      const placed = isImage ? this.picture(object, outer) : { corners: cornersOf(bounds), ...SHADING };
      const clips = this.clips(object, outer);
      const sides = [placed.corners, ...clips].flatMap(sidesOf);
      this.pictures.push({ ...placed, sides: [...sides, ...around], clip: boundsOf(clips) });
    }
    const fill = this.fill(object);
    this.found.push({
      pointer: object,
      type,
      bounds,
      fill,
      rectangles: type === 'path' ? this.rectangles(object, outer, fill?.[3] === 255) : [],
      textMode: type === 'text' ? calls.FPDFTextObj_GetTextRenderMode(object) : -1,
    });
  }

  private picture(object: Pointer, outer: Affine): Omit<Placing, 'sides' | 'clip'> {
    const { calls, bytes } = this.engine;
    const isTold = calls.FPDFImageObj_GetImagePixelSize(object, this.room, this.room + 4) !== 0;
    const size = new DataView(bytes.buffer, this.room, 8);
    const [columns, rows] = isTold ? [size.getUint32(0, true), size.getUint32(4, true)] : [1, 1];
    const place = multiply(this.matrix(object), outer);
    const corners = UNIT_SQUARE.map(([u, v]): Point => {
      const [x, y] = applyAffine(place, u, v);
      return { x, y };
    });
    const { a, b, c, d } = place;
    return {
      ...{ corners, columns, rows },
      sample: Math.max(Math.hypot(a, b) / Math.max(1, columns), Math.hypot(c, d) / Math.max(1, rows)),
    };
  }

  private clips(object: Pointer, outer: Affine): PathPoint[][] {
    const { calls } = this.engine;
    const clip = calls.FPDFPageObj_GetClipPath(object);
    const paths = clip === 0 ? 0 : Math.min(MAX_CLIPS, calls.FPDFClipPath_CountPaths(clip));
    return Array.from({ length: Math.max(0, paths) }, (_each, path) => {
      const count = calls.FPDFClipPath_CountPathSegments(clip, path);
      return Array.from({ length: Math.min(MAX_SEGMENTS, Math.max(0, count)) }, (_, i) => {
        const segment = calls.FPDFClipPath_GetPathSegment(clip, path, i);
        calls.FPDFPathSegment_GetPoint(segment, this.room, this.room + 4);
        const [x, y] = applyAffine(outer, ...(this.floats(2) as [number, number]));
        return { x, y, type: calls.FPDFPathSegment_GetType(segment) };
      });
    });
  }

  private floats(count: number): number[] {
    return Array.from(this.engine.floats.subarray(this.room >>> 2, (this.room >>> 2) + count));
  }

  private matrix(object: Pointer): Affine {
    if (this.engine.calls.FPDFPageObj_GetMatrix(object, this.room) === 0) return IDENTITY;
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.floats(6);
    return { a, b, c, d, e, f };
  }

  private bounds(object: Pointer): Box {
    const at = this.room;
    if (this.engine.calls.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12) === 0)
      return [0, 0, 0, 0];
    const [l = 0, b = 0, r = 0, t = 0] = this.floats(4);
    return [l, b, r, t];
  }

  private fill(object: Pointer): Drawing['fill'] {
    const at = this.room;
    if (this.engine.calls.FPDFPageObj_GetFillColor(object, at, at + 4, at + 8, at + 12) === 0)
      return undefined;
    const view = new DataView(this.engine.bytes.buffer, at, 16);
    const part = (index: number): number => view.getUint32(index * 4, true);
    return [part(0), part(1), part(2), part(3)];
  }

  private rectangles(path: Pointer, outer: Affine, opaque: boolean): Box[] {
    const { calls } = this.engine;
    const at = this.room;
    if (calls.FPDFPath_GetDrawMode(path, at, at + 4) === 0) return [];
    const modes = new DataView(this.engine.bytes.buffer, at, 8);
    const filled = opaque && modes.getInt32(0, true) !== 0;
    const stroked = modes.getInt32(4, true) !== 0;
    const count = calls.FPDFPath_CountSegments(path);
    if (count > MAX_SEGMENTS || !(filled || stroked)) return [];
    const own = multiply(this.matrix(path), outer);
    const width = stroked ? this.lineWidth(path, own) : 0;
    const rectangles: Box[] = [];
    let points: (readonly [number, number])[] = [];
    const end = (): void => {
      const box = filled ? rectangleOf(points) : undefined;
      if (box) rectangles.push(box);
      if (width > THICK) rectangles.push(...linesOf(points, width));
      points = [];
    };
    for (let i = 0; i < count; i++) {
      const segment = calls.FPDFPath_GetPathSegment(path, i);
      if (calls.FPDFPathSegment_GetType(segment) === MOVE) end();
      calls.FPDFPathSegment_GetPoint(segment, at, at + 4);
      const [x = 0, y = 0] = this.floats(2);
      points.push(applyAffine(own, x, y));
    }
    end();
    return rectangles;
  }

  /** Of an opaque line, in points of the page; 0 for any other. */
  private lineWidth(path: Pointer, m: Affine): number {
    const { calls } = this.engine;
    const at = this.room;
    if (calls.FPDFPageObj_GetStrokeColor(path, at, at + 4, at + 8, at + 12) === 0) return 0;
    if (new DataView(this.engine.bytes.buffer, at, 16).getUint32(12, true) !== 255) return 0;
    if (calls.FPDFPageObj_GetStrokeWidth(path, at) === 0) return 0;
    const [width = 0] = this.floats(1);
    return width * Math.sqrt(Math.abs(m.a * m.d - m.b * m.c));
  }
}

function cornersOf([l, b, r, t]: Box): Point[] {
  return [
    { x: l, y: b },
    { x: r, y: b },
    { x: r, y: t },
    { x: l, y: t },
  ];
}

/** What all paths have in common at most. */
function boundsOf(paths: readonly (readonly Point[])[]): Box | undefined {
  if (paths.length === 0) return undefined;
  const [xs, ys] = [paths.map((path) => path.map(({ x }) => x)), paths.map((path) => path.map(({ y }) => y))];
  const most = (all: number[][]): number => Math.max(...all.map((each) => Math.min(...each)));
  const least = (all: number[][]): number => Math.min(...all.map((each) => Math.max(...each)));
  return [most(xs), most(ys), least(xs), least(ys)];
}

/** The straight lines of a path, which is closed whether it says so or not. */
function sidesOf(path: readonly PathPoint[]): Side[] {
  const sides: Side[] = [];
  let first: Point | undefined;
  for (const [i, point] of path.entries()) {
    const last = path[i - 1];
    if (point.type === MOVE && first && last) sides.push([last, first]);
    if (point.type === MOVE || !first) first = point;
    else if ((point.type ?? LINE) === LINE && last) sides.push([last, point]);
  }
  const last = path.at(-1);
  if (first && last) sides.push([last, first]);
  return sides;
}

/** Level and upright lines of a width as boxes. */
function linesOf(points: readonly (readonly [number, number])[], width: number): Box[] {
  return points.slice(1).flatMap(([x, y], i): Box[] => {
    const [px, py] = points[i]!;
    const half = width / 2;
    if (Math.abs(y - py) < 0.5) return [[Math.min(x, px), y - half, Math.max(x, px), y + half]];
    if (Math.abs(x - px) < 0.5) return [[x - half, Math.min(y, py), x + half, Math.max(y, py)]];
    return [];
  });
}

/** The box of four corners that lie on it, in whatever order; undefined for any other figure. */
function rectangleOf(points: readonly (readonly [number, number])[]): Box | undefined {
  if (points.length < 4 || points.length > 6) return undefined;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.5;
  const onCorner = ([x, y]: readonly [number, number]): boolean =>
    (near(x, box[0]) || near(x, box[2])) && (near(y, box[1]) || near(y, box[3]));
  return points.every(onCorner) ? box : undefined;
}
