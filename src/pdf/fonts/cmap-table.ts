import { viewOf } from './sfnt.ts';

/** One table from codes or characters to glyphs (ISO/IEC 14496-22, 5.2.1). */
export interface CmapTable {
  readonly platform: number;
  readonly encoding: number;
  readonly glyphs: ReadonlyMap<number, number>;
}

const MAX_TABLES = 16;
/** More than Unicode has in use. */
const MAX_ENTRIES = 400_000;

/** The tables in the formats that PDF files have; others say nothing. */
export function readCmap(cmap: Uint8Array): CmapTable[] {
  if (cmap.length < 4) return [];
  const view = viewOf(cmap);
  const count = Math.min(view.getUint16(2), MAX_TABLES);
  const tables: CmapTable[] = [];
  for (let i = 0; i < count && 12 + 8 * i <= cmap.length; i++) {
    const glyphs = new Map<number, number>();
    const set = (code: number, glyph: number): void => {
      if (glyph !== 0 && glyphs.size < MAX_ENTRIES) glyphs.set(code, glyph);
    };
    try {
      readTable(view, view.getUint32(8 + 8 * i), set);
    } catch (error) {
      // Cut short: what was read counts.
      if (!(error instanceof RangeError)) throw error;
    }
    tables.push({ platform: view.getUint16(4 + 8 * i), encoding: view.getUint16(6 + 8 * i), glyphs });
  }
  return tables;
}

function readTable(view: DataView, at: number, set: (code: number, glyph: number) => void): void {
  switch (view.getUint16(at)) {
    case 0:
      for (let code = 0; code < 256; code++) set(code, view.getUint8(at + 6 + code));
      break;
    case 4:
      readSegments(view, at, set);
      break;
    case 6: {
      const first = view.getUint16(at + 6);
      const count = view.getUint16(at + 8);
      for (let i = 0; i < count; i++) set(first + i, view.getUint16(at + 10 + 2 * i));
      break;
    }
    case 12: {
      const groups = Math.min(view.getUint32(at + 12), MAX_ENTRIES);
      for (let i = 0; i < groups; i++) {
        const [low, high, glyph] = [0, 4, 8].map((part) => view.getUint32(at + 16 + 12 * i + part));
        for (let code = low!; code <= high! && code <= 0x10ffff; code++) set(code, glyph! + (code - low!));
      }
      break;
    }
    default:
  }
}

function readSegments(view: DataView, at: number, set: (code: number, glyph: number) => void): void {
  const size = view.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + size + 2;
  for (let i = 0; i < size; i += 2) {
    const end = view.getUint16(ends + i);
    const start = view.getUint16(starts + i);
    const delta = view.getUint16(starts + size + i);
    const place = starts + 2 * size + i;
    const offset = view.getUint16(place);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = offset === 0 ? code : view.getUint16(place + offset + 2 * (code - start));
      if (offset === 0 || glyph !== 0) set(code, (glyph + delta) & 0xffff);
    }
  }
}

/**
 * The same tables with entries for the kept glyphs only, by their new numbers, and only at the places that are looked
 * up if these are known.
 */
export function filterCmap(
  cmap: Uint8Array,
  indexOf: ReadonlyMap<number, number>,
  places: ReadonlySet<number> | undefined,
): Uint8Array {
  const tables = readCmap(cmap).map(({ platform, encoding, glyphs }) => {
    const entries = [...glyphs]
      .filter(([place, glyph]) => indexOf.has(glyph) && places?.has(place) !== false)
      .map(([place, glyph]) => [place, indexOf.get(glyph)!] as const);
    return { platform, encoding, glyphs: new Map(entries) };
  });
  return writeCmap(tables);
}

/** A table "cmap" of these. */
export function writeCmap(maps: readonly CmapTable[]): Uint8Array {
  const tables = maps.map(({ platform, encoding, glyphs }) => {
    const entries = [...glyphs].sort(([a], [b]) => a - b);
    return { platform, encoding, bytes: writeTable(platform, entries) };
  });
  const head = new Uint8Array(4 + 8 * tables.length);
  const view = viewOf(head);
  view.setUint16(2, tables.length);
  let at = head.length;
  tables.forEach(({ platform, encoding, bytes }, i) => {
    view.setUint16(4 + 8 * i, platform);
    view.setUint16(6 + 8 * i, encoding);
    view.setUint32(8 + 8 * i, at);
    at += bytes.length;
  });
  return Buffer.concat([head, ...tables.map(({ bytes }) => bytes)]);
}

type Entries = readonly (readonly [code: number, glyph: number])[];

function writeTable(platform: number, entries: Entries): Uint8Array {
  if (platform === 1 && entries.every(([code, glyph]) => code < 256 && glyph < 256))
    return writeBytes(entries);
  return entries.every(([code]) => code < 0xffff) ? writeSegments(entries) : writeGroups(entries);
}

/** Format 0. */
function writeBytes(entries: Entries): Uint8Array {
  const bytes = new Uint8Array(262);
  viewOf(bytes).setUint16(2, 262);
  for (const [code, glyph] of entries) bytes[6 + code] = glyph;
  return bytes;
}

/** Format 4: a segment for each run of codes whose glyphs run too. */
function writeSegments(entries: Entries): Uint8Array {
  const runs = runsOf(entries);
  const count = runs.length + 1;
  const bytes = new Uint8Array(16 + 8 * count);
  const view = viewOf(bytes);
  const power = 2 ** Math.floor(Math.log2(count));
  [4, bytes.length, 0, 2 * count, 2 * power, Math.log2(power), 2 * (count - power)].forEach((value, i) =>
    view.setUint16(2 * i, value),
  );
  [...runs, { low: 0xffff, high: 0xffff, glyph: 0 }].forEach(({ low, high, glyph }, i) => {
    view.setUint16(14 + 2 * i, high);
    view.setUint16(16 + 2 * count + 2 * i, low);
    view.setUint16(16 + 4 * count + 2 * i, (glyph - low) & 0xffff);
  });
  return bytes;
}

/** Format 12. */
function writeGroups(entries: Entries): Uint8Array {
  const runs = runsOf(entries);
  const bytes = new Uint8Array(16 + 12 * runs.length);
  const view = viewOf(bytes);
  view.setUint16(0, 12);
  view.setUint32(4, bytes.length);
  view.setUint32(12, runs.length);
  runs.forEach(({ low, high, glyph }, i) =>
    [low, high, glyph].forEach((value, part) => view.setUint32(16 + 12 * i + 4 * part, value)),
  );
  return bytes;
}

function runsOf(entries: Entries): { low: number; high: number; glyph: number }[] {
  const runs: { low: number; high: number; glyph: number }[] = [];
  for (const [code, glyph] of entries) {
    const last = runs.at(-1);
    if (last && code === last.high + 1 && glyph === last.glyph + (code - last.low)) last.high = code;
    else runs.push({ low: code, high: code, glyph });
  }
  return runs;
}
