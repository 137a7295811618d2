/** Tables that draw glyphs or find them; all others are for layout, devices and editors, and list glyphs. */
const KEPT = new Set([
  ...['OS/2', 'cmap', 'cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post', 'prep'],
  ...['gasp', 'CFF '],
]);
const MAX_TABLES = 128;
const CHECKSUM_MAGIC = 0xb1b0afba;

/** The tables of an OpenType or TrueType file (ISO/IEC 14496-22, 4.5). */
export class Sfnt {
  private readonly version: number;
  private readonly tables: ReadonlyMap<string, Uint8Array>;

  private constructor(version: number, tables: ReadonlyMap<string, Uint8Array>) {
    this.version = version;
    this.tables = tables;
  }

  /** Undefined for other files, and for collections. */
  static read(bytes: Uint8Array): Sfnt | undefined {
    if (bytes.length < 12) return undefined;
    const view = viewOf(bytes);
    const version = view.getUint32(0);
    if (![0x00010000, 0x74727565, 0x4f54544f].includes(version)) return undefined;
    const count = Math.min(view.getUint16(4), MAX_TABLES);
    const tables = new Map<string, Uint8Array>();
    for (let i = 0; i < count && 28 + 16 * i <= bytes.length; i++) {
      const at = 12 + 16 * i;
      const tag = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
      const start = view.getUint32(at + 8);
      tables.set(tag, bytes.subarray(start, Math.min(bytes.length, start + view.getUint32(at + 12))));
    }
    return new Sfnt(version, tables);
  }

  table(tag: string): Uint8Array | undefined {
    return this.tables.get(tag);
  }

  /** The file with other tables in place of some, and without those that nothing is drawn by. */
  with(changed: ReadonlyMap<string, Uint8Array>): Uint8Array {
    const kept = [...new Map([...this.tables, ...changed])]
      .filter(([tag]) => KEPT.has(tag))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const head = 12 + 16 * kept.length;
    let length = head;
    const places = kept.map(([, table]) => {
      const at = length;
      length += (table.length + 3) & ~3;
      return at;
    });
    const bytes = new Uint8Array(length);
    const view = viewOf(bytes);
    const power = 2 ** Math.floor(Math.log2(Math.max(1, kept.length)));
    view.setUint32(0, this.version);
    view.setUint16(4, kept.length);
    view.setUint16(6, 16 * power);
    view.setUint16(8, Math.log2(power));
    view.setUint16(10, 16 * (kept.length - power));
    let headAt = -1;
    for (const [i, [tag, table]] of kept.entries()) {
      const at = places[i]!;
      bytes.set(table, at);
      if (tag === 'head' && table.length >= 12) {
        headAt = at;
        view.setUint32(at + 8, 0);
      }
      const row = 12 + 16 * i;
      bytes.set(Buffer.from(tag, 'latin1'), row);
      view.setUint32(row + 4, checksum(view, at, (table.length + 3) & ~3));
      view.setUint32(row + 8, at);
      view.setUint32(row + 12, table.length);
    }
    if (headAt >= 0) view.setUint32(headAt + 8, (CHECKSUM_MAGIC - checksum(view, 0, length)) >>> 0);
    return bytes;
  }
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function checksum(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
