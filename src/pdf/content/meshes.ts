import { PDFArray, PDFDict, PDFStream, type PDFRef } from 'pdf-lib';
import { arrayAt, asNumber, elements, entry, numberAt } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { BitReader, writeBits } from './bits.ts';
import { apply, invert, type Matrix } from './matrix.ts';
import { boundsOf, centreOf, transformBox } from './region.ts';
import type { PageRun } from './run.ts';
import type { Point } from './types.ts';

/** How the data of a mesh is written (ISO 32000-2, table 81 and those after it). */
interface Layout {
  readonly type: number;
  readonly flag: number;
  readonly coordinate: number;
  readonly component: number;
  readonly components: number;
  readonly decode: readonly number[];
  readonly perRow: number;
}

/** A corner or control point, and the bit that it begins at. */
interface Spot {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** A triangle or patch; those that share a side have spots and colours in common. */
interface Piece {
  readonly spots: readonly Spot[];
  /** Bits that its colours begin at. */
  readonly colours: readonly number[];
  /** Its own bytes. */
  readonly start: number;
  readonly end: number;
}

interface Mesh {
  readonly pieces: readonly Piece[];
  /** Whether each of them stands by itself. */
  readonly areApart: boolean;
}

const [TRIANGLES, LATTICE, COONS, TENSOR] = [4, 5, 6, 7];
/** A mesh of more than this is left as it is. */
const MAX_PIECES = 400_000;

/** Whether a shading is made of triangles or patches, which draw whatever they are put together to. */
export function isMesh(shading: unknown): shading is PDFStream {
  const type = shading instanceof PDFStream ? numberAt(shading.dict, 'ShadingType') : undefined;
  return type !== undefined && type >= TRIANGLES && type <= TENSOR;
}

const BY_PLACE = 1;
const SAMPLED = 0;

/**
 * Notes that a shading has a table of what colour is where (ISO 32000-2, 8.7.4.5.2 with 7.10.2): clipped away, what lies in
 * marks could be had from the file as from a picture.
 */
export function noteTable(run: PageRun, shading: unknown): void {
  if (!(shading instanceof PDFDict) || numberAt(shading, 'ShadingType') !== BY_PLACE) return;
  const made = entry(shading, 'Function');
  const functions = made instanceof PDFArray ? elements(made) : [made];
  if (functions.some((each) => each instanceof PDFStream && numberAt(each.dict, 'FunctionType') === SAMPLED))
    run.unsupported.add('shading that is a table of colours');
}

/**
 * A copy of a mesh without the triangles or patches that lie in marks: clipped away, they could be had from the file.
 * Where some take a side over from the one before (programs differ on that), they shrink to a point instead. Undefined
 * where none goes.
 *
 * @param matrix from the space of the mesh to the page
 */
export function meshBeside(run: PageRun, stream: PDFStream, matrix: Matrix): PDFRef | undefined {
  const layout = layoutOf(stream);
  const toMesh = invert(matrix);
  if (!layout || !run.region.near(boundsOf(cornersIn(layout, matrix)))) return undefined;
  const bytes = toMesh && run.decode(stream);
  if (!endsOnBytes(layout)) run.unsupported.add('mesh of which patches end within a byte');
  const mesh = bytes && readMesh(bytes, layout);
  if (!mesh || mesh.pieces.length > MAX_PIECES) return undefined;
  const toPage = placing(layout, matrix);
  const holders = mesh.pieces.map(({ spots }) => run.region.holder(spots.map(toPage)));
  if (!holders.some((each) => each !== undefined)) return undefined;
  const left = mesh.pieces.filter((_, i) => holders[i] === undefined);
  // Some readers want one.
  const rest = left.length > 0 ? left : mesh.pieces.slice(0, 1);
  const part = mesh.areApart
    ? Buffer.concat(rest.map(({ start, end }) => bytes.subarray(start, end)))
    : bytes;
  const isWhole = mesh.areApart && left.length > 0;
  const fresh = isWhole ? part : shrunk(part, layout, mesh.areApart ? rest : mesh.pieces, holders, toMesh);
  const copy = deflatedStream(run.context, fresh, stream.dict);
  const ref = run.context.nextRef();
  run.builders.push(() => run.context.assign(ref, copy));
  return ref;
}

/** What is only of pieces in one mark comes to lie in its middle, without a colour. */
function shrunk(
  bytes: Uint8Array,
  { coordinate, component, components, decode }: Layout,
  pieces: readonly Piece[],
  holders: readonly (readonly Point[] | undefined)[],
  toMesh: Matrix,
): Uint8Array {
  const owners = new Map<number, readonly Point[] | undefined>();
  const own = (at: number, holder: readonly Point[] | undefined): void => {
    owners.set(at, !owners.has(at) || owners.get(at) === holder ? holder : undefined);
  };
  pieces.forEach(({ spots, colours }, i) => {
    for (const { at } of spots) own(at, holders[i]);
    for (const at of colours) own(-at - 1, holders[i]);
  });
  const copy = Uint8Array.from(bytes);
  const most = 2 ** coordinate - 1;
  const raw = (value: number, low: number, high: number): number =>
    Math.min(most, Math.max(0, Math.round(((value - low) / (high - low || 1)) * most)));
  const [left = 0, right = 0, bottom = 0, top = 0] = decode;
  for (const [at, holder] of owners) {
    if (!holder) continue;
    if (at < 0) {
      for (let i = 0; i < components; i++) writeBits(copy, -at - 1 + i * component, 0, component);
      continue;
    }
    const middle = centreOf(holder);
    const { x, y } = apply(toMesh, middle.x, middle.y);
    writeBits(copy, at, raw(x, left, right), coordinate);
    writeBits(copy, at + coordinate, raw(y, bottom, top), coordinate);
  }
  return copy;
}

function layoutOf({ dict }: PDFStream): Layout | undefined {
  const type = numberAt(dict, 'ShadingType') ?? 0;
  const coordinate = numberAt(dict, 'BitsPerCoordinate') ?? 0;
  const component = numberAt(dict, 'BitsPerComponent') ?? 0;
  const flag = type === LATTICE ? 0 : (numberAt(dict, 'BitsPerFlag') ?? -1);
  const perRow = numberAt(dict, 'VerticesPerRow') ?? 0;
  const decode =
    arrayAt(dict, 'Decode')
      ?.asArray()
      .map((each) => asNumber(each) ?? 0) ?? [];
  const components = (decode.length - 4) / 2;
  const isSound =
    [coordinate, component].every((bits) => Number.isInteger(bits) && bits > 0 && bits <= 32) &&
    Number.isInteger(components) &&
    components > 0 &&
    [0, 2, 4, 8].includes(flag) &&
    (type !== LATTICE || perRow >= 2);
  return isSound ? { type, flag, coordinate, component, components, decode, perRow } : undefined;
}

/** Where all of it lies. */
function cornersIn({ decode }: Layout, matrix: Matrix): Point[] {
  const [left = 0, right = 0, bottom = 0, top = 0] = decode;
  return transformBox(matrix, { left, bottom, right, top });
}

/** Programs differ on whether the next patch begins on a byte of its own. */
function endsOnBytes({ type, flag, coordinate, component, components }: Layout): boolean {
  return type <= LATTICE || [flag, 2 * coordinate, component * components].every((bits) => bits % 8 === 0);
}

function placing({ coordinate, decode }: Layout, matrix: Matrix): (spot: Spot) => Point {
  const [left = 0, right = 0, bottom = 0, top = 0] = decode;
  const most = 2 ** coordinate - 1;
  return ({ x, y }) =>
    apply(matrix, left + (x * (right - left)) / most, bottom + (y * (top - bottom)) / most);
}

/** Undefined where the data is not as it should be. */
function readMesh(bytes: Uint8Array, layout: Layout): Mesh | undefined {
  const reader = new BitReader(bytes);
  if (layout.type === TRIANGLES) return trianglesIn(reader, layout);
  if (layout.type === LATTICE) return latticeIn(reader, layout);
  return patchesIn(reader, layout);
}

interface Vertex {
  readonly flag: number;
  readonly spot: Spot;
  readonly colour: number;
  readonly start: number;
  readonly end: number;
}

function spotIn(reader: BitReader, { coordinate }: Layout): Spot {
  const { at } = reader;
  return { at, x: reader.read(coordinate), y: reader.read(coordinate) };
}

function colourIn(reader: BitReader, { component, components }: Layout): number {
  const { at } = reader;
  reader.skip(component * components);
  return at;
}

function vertexIn(reader: BitReader, layout: Layout): Vertex {
  const start = reader.at / 8;
  const flag = reader.read(layout.flag) & 3;
  const spot = spotIn(reader, layout);
  const colour = colourIn(reader, layout);
  reader.align();
  return { flag, spot, colour, start, end: reader.at / 8 };
}

function sizeOf({ flag, coordinate, component, components }: Layout): number {
  return flag + 2 * coordinate + components * component;
}

function pieceOf(vertices: readonly Vertex[]): Piece {
  return {
    spots: vertices.map(({ spot }) => spot),
    colours: vertices.map(({ colour }) => colour),
    start: vertices[0]!.start,
    end: vertices.at(-1)!.end,
  };
}

/** Free-form triangles (8.7.4.5.5): a flag says which side of the one before a vertex makes another with. */
function trianglesIn(reader: BitReader, layout: Layout): Mesh | undefined {
  const pieces: Piece[] = [];
  const size = sizeOf(layout);
  let last: readonly [Vertex, Vertex, Vertex] | undefined;
  let areApart = true;
  while (reader.left >= size && pieces.length <= MAX_PIECES) {
    const vertex = vertexIn(reader, layout);
    if (vertex.flag === 0) {
      if (reader.left < 2 * size) break;
      last = [vertex, vertexIn(reader, layout), vertexIn(reader, layout)];
    } else if (!last) return undefined;
    else {
      areApart = false;
      last = [vertex.flag === 1 ? last[1] : last[0], last[2], vertex];
    }
    pieces.push(pieceOf(last));
  }
  return { pieces, areApart };
}

/** A lattice (8.7.4.5.6): two triangles between each four neighbours, whichever they are. */
function latticeIn(reader: BitReader, layout: Layout): Mesh {
  const pieces: Piece[] = [];
  const size = sizeOf(layout);
  let above: Vertex[] = [];
  while (reader.left >= size * layout.perRow && pieces.length <= MAX_PIECES) {
    const row = Array.from({ length: layout.perRow }, () => vertexIn(reader, layout));
    for (let i = 0; i + 1 < layout.perRow && above.length > 0; i++) {
      pieces.push(pieceOf([above[i]!, above[i + 1]!, row[i]!, row[i + 1]!]));
    }
    above = row;
  }
  return { pieces, areApart: false };
}

/** What a patch takes over from a side of the one before (8.7.4.5.7, table 84), counted from 0. */
const SIDES = [
  { spots: [3, 4, 5, 6], colours: [1, 2] },
  { spots: [6, 7, 8, 9], colours: [2, 3] },
  { spots: [9, 10, 11, 0], colours: [3, 0] },
] as const;

/** Coons and tensor-product patches (8.7.4.5.7 and 8.7.4.5.8). */
function patchesIn(reader: BitReader, layout: Layout): Mesh | undefined {
  const pieces: Piece[] = [];
  const all = layout.type === COONS ? 12 : 16;
  let areApart = true;
  while (reader.left >= layout.flag && pieces.length <= MAX_PIECES) {
    const start = reader.at / 8;
    const flag = reader.read(layout.flag) & 3;
    const last = pieces.at(-1);
    if (flag !== 0 && !last) return undefined;
    if (flag !== 0) areApart = false;
    const side = flag === 0 ? undefined : SIDES[flag - 1]!;
    const spots = side?.spots.map((i) => last!.spots[i]!) ?? [];
    const colours = side?.colours.map((i) => last!.colours[i]!) ?? [];
    const rest =
      2 * layout.coordinate * (all - spots.length) +
      layout.component * layout.components * (4 - colours.length);
    if (reader.left < rest) break;
    while (spots.length < all) spots.push(spotIn(reader, layout));
    while (colours.length < 4) colours.push(colourIn(reader, layout));
    reader.align();
    pieces.push({ spots, colours, start, end: reader.at / 8 });
  }
  return { pieces, areApart };
}
