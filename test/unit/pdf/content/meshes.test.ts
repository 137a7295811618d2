import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDict, PDFName, type PDFDocument, type PDFStream } from 'pdf-lib';
import { streamBytes } from '../../../../src/pdf/objects/stream-bytes.ts';
import { BitReader, writeBits } from '../../../../src/pdf/content/bits.ts';
import { box, buildPdf, pageDict, redact, stream } from './build.ts';
import { assertRedacted } from './checks.ts';
import { pictureOf } from './engine.ts';

/** Cells of a mesh, 20 points each way. */
const [COLUMNS, ROWS] = [15, 10];
const [LEFT, BOTTOM, SIZE] = [50, 50, 20];
const MARK = box(149.5, 109.5, 250.5, 190.5);

interface Bits {
  readonly flag: number;
  readonly coordinate: number;
  readonly component: number;
}

type Corner = readonly [column: number, row: number];

/** Grows as numbers are written. */
class BitWriter {
  private data = new Uint8Array(1 << 20);
  private at = 0;

  write(value: number, bits: number): void {
    writeBits(this.data, this.at, value, bits);
    this.at += bits;
  }

  align(): void {
    this.at = Math.ceil(this.at / 8) * 8;
  }

  bytes(): Uint8Array {
    return this.data.slice(0, Math.ceil(this.at / 8));
  }
}

/** Writes the corners of cells, with a grey that tells the secret where it lies within the mark. */
class MeshWriter {
  readonly out = new BitWriter();
  private readonly bits: Bits;
  private readonly secret: number;

  constructor(bits: Bits, secret: number) {
    this.bits = bits;
    this.secret = secret;
  }

  flag(value: number): void {
    this.out.write(value, this.bits.flag);
  }

  point([column, row]: Corner): void {
    const most = 2 ** this.bits.coordinate - 1;
    const at = (value: number): number => Math.round((value / 400) * most);
    this.out.write(at(LEFT + column * SIZE), this.bits.coordinate);
    this.out.write(at(BOTTOM + row * SIZE), this.bits.coordinate);
  }

  grey([column, row]: Corner): void {
    const within = column > 5 && column < 10 && row > 3 && row < 7;
    const value = within && this.secret > 0 ? (column * this.secret + row) % 7 : (column * 3 + row * 5) % 7;
    this.out.write(Math.floor((value / 8) * 2 ** this.bits.component), this.bits.component);
  }

  vertex(flag: number | undefined, corner: Corner): void {
    if (flag !== undefined) this.flag(flag);
    this.point(corner);
    this.grey(corner);
    this.out.align();
  }
}

function triangles(mesh: MeshWriter): void {
  for (let row = 0; row < ROWS; row++) {
    mesh.vertex(0, [0, row]);
    mesh.vertex(0, [0, row + 1]);
    mesh.vertex(0, [1, row]);
    for (let column = 1; column <= COLUMNS; column++) {
      mesh.vertex(1, [column, row + 1]);
      if (column < COLUMNS) mesh.vertex(1, [column + 1, row]);
    }
  }
}

function lattice(mesh: MeshWriter): void {
  for (let row = 0; row <= ROWS; row++)
    for (let column = 0; column <= COLUMNS; column++) mesh.vertex(undefined, [column, row]);
}

/** From corner to corner, with two points in between. */
const edge = ([x1, y1]: Corner, [x2, y2]: Corner): Corner[] =>
  [1, 2].map((i) => [x1 + ((x2 - x1) * i) / 3, y1 + ((y2 - y1) * i) / 3]);

/** By themselves, or each second with the right side of the one before it (flag 2); PDFium draws no longer rows of such. */
function patches(mesh: MeshWriter, isTensor: boolean, areApart: boolean): void {
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      const [a, b, c, d]: [Corner, Corner, Corner, Corner] = [
        [column, row],
        [column, row + 1],
        [column + 1, row + 1],
        [column + 1, row],
      ];
      const isFirst = areApart || column % 2 === 0;
      // The side taken over leads from the corner above to the one below: the patch is drawn the other way round.
      const corners = isFirst ? [a, b, c, d] : [b, a, d, c];
      mesh.flag(isFirst ? 0 : 2);
      const points = corners.flatMap((corner, i) => [corner, ...edge(corner, corners[(i + 1) % 4]!)]);
      for (const point of isFirst ? points : points.slice(4)) mesh.point(point);
      const inner = corners.map((corner, i): Corner => {
        const across = corners[(i + 2) % 4]!;
        return [corner[0] + (across[0] - corner[0]) / 3, corner[1] + (across[1] - corner[1]) / 3];
      });
      if (isTensor) for (const point of inner) mesh.point(point);
      for (const corner of isFirst ? corners : corners.slice(2)) mesh.grey(corner);
      mesh.out.align();
    }
}

const KINDS: Readonly<Record<string, readonly [type: number, make: (mesh: MeshWriter) => void]>> = {
  triangles: [4, triangles],
  'a lattice': [5, lattice],
  'Coons patches': [6, (mesh) => patches(mesh, false, true)],
  'tensor-product patches': [7, (mesh) => patches(mesh, true, true)],
  'Coons patches with sides in common': [6, (mesh) => patches(mesh, false, false)],
  'tensor-product patches with sides in common': [7, (mesh) => patches(mesh, true, false)],
};

const WIDTHS: readonly Bits[] = [
  { flag: 8, coordinate: 16, component: 8 },
  { flag: 2, coordinate: 12, component: 4 },
  { flag: 4, coordinate: 32, component: 16 },
];
/** Programs differ on patches that do not end on a byte. */
const WHOLE: readonly Bits[] = [{ flag: 8, coordinate: 16, component: 8 }];

function pageWith(
  type: number,
  make: (mesh: MeshWriter) => void,
  bits: Bits,
  secret: number,
  as: 'sh' | 'pattern',
) {
  return buildPdf((context) => {
    const mesh = new MeshWriter(bits, secret);
    make(mesh);
    const shading = stream(context, mesh.out.bytes(), {
      ShadingType: type,
      ColorSpace: 'DeviceGray',
      BitsPerCoordinate: bits.coordinate,
      BitsPerComponent: bits.component,
      ...(type === 5 ? { VerticesPerRow: COLUMNS + 1 } : { BitsPerFlag: bits.flag }),
      Decode: [0, 400, 0, 400, 0, 1],
    });
    return [
      as === 'sh'
        ? { content: 'q /S1 sh Q', resources: { Shading: { S1: shading } } }
        : {
            content: '/Pattern cs /P1 scn 40 40 320 220 re f 0 0 20 20 re f',
            resources: { Pattern: { P1: { PatternType: 2, Shading: shading } } },
          },
    ];
  });
}

/** The only shading that a page has left. */
function meshOf(doc: PDFDocument): Uint8Array {
  const resources = pageDict(doc).lookup(PDFName.of('Resources'), PDFDict);
  const group = (key: string): PDFDict | undefined => resources.lookupMaybe(PDFName.of(key), PDFDict);
  const patterns = group('Pattern');
  const shadings = patterns
    ? patterns.keys().map((key) => patterns.lookup(key, PDFDict).lookup(PDFName.of('Shading')))
    : group('Shading')!
        .keys()
        .map((key) => group('Shading')!.lookup(key));
  assert.equal(shadings.length, 1);
  return streamBytes(shadings[0] as PDFStream, 1_000_000);
}

describe('meshes', () => {
  for (const [name, [type, make]] of Object.entries(KINDS)) {
    it(`keep no ${name} that lie in a mark, and all others as they were`, async () => {
      for (const bits of type < 6 ? WIDTHS : WHOLE)
        for (const as of ['sh', 'pattern'] as const) {
          const before = await pageWith(type, make, bits, 0, as);
          const other = await pageWith(type, make, bits, 3, as);
          assert.notDeepEqual(
            pictureOf(before, 0, 1).pixels,
            pictureOf(other, 0, 1).pixels,
            'positive control',
          );
          const [one, two] = await Promise.all([before, other].map((each) => redact(each, { 0: [MARK] })));
          assert.deepEqual(meshOf(one!.doc), meshOf(two!.doc), `${as} ${bits.coordinate}`);
          assertRedacted(before, one!.bytes, [MARK]);
        }
    }).timeout(20_000);
  }

  it('stay byte for byte where no piece lies in a mark', async () => {
    const before = await pageWith(4, triangles, WIDTHS[0]!, 0, 'sh');
    const { bytes } = await redact(before, { 0: [box(152, 112, 158, 118)] });
    assert.match(Buffer.from(bytes).toString('latin1'), /\/S1 sh/);
  }).timeout(20_000);

  it('make a picture of their page where programs differ on where a patch ends', async () => {
    const make = (mesh: MeshWriter): void => patches(mesh, false, true);
    const { removals } = await redact(await pageWith(6, make, WIDTHS[1]!, 0, 'sh'), { 0: [MARK] });
    assert.equal(removals[0]!.unsupported.length, 1);
  }).timeout(20_000);

  it('are read bit by bit', () => {
    const writer = new BitWriter();
    const numbers = [
      [5, 3],
      [0xffffffff, 32],
      [1, 1],
      [0x123, 12],
      [0, 7],
      [0x89abcdef, 32],
    ] as const;
    for (const [value, bits] of numbers) writer.write(value, bits);
    const reader = new BitReader(writer.bytes());
    for (const [value, bits] of numbers) assert.equal(reader.read(bits), value);
  });
});
