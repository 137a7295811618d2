import { PDFArray, PDFDict, PDFName, PDFStream, type PDFObject } from 'pdf-lib';
import {
  arrayAt,
  asNumber,
  dictAt,
  elements,
  entry,
  nameAt,
  numberAt,
  numbersAt,
  resolve,
} from '../../objects/lookup.ts';
import { streamBytes } from '../../objects/stream-bytes.ts';
import type { CMapLoader } from '../types.ts';
import { type CMap, identityCMap } from './cmap.ts';
import { parseCMap } from './cmap-parser.ts';
import { centresOf, extentOf, looseCentresOf, type LooseCentre } from './extent.ts';
import type { Font, Glyph } from './font.ts';
import { levelsOfToUnicode, type InkLevels } from './offset-ink.ts';
import { readPackedCMap } from './packed-cmap.ts';

/** Embedded CMaps are text of moderate size. */
const MAX_CMAP = 16_000_000;
const MAX_USE = 8;

/** w1y, vx, vy of ISO 32000-2, table 117, in em. */
interface VerticalMetrics {
  readonly advance: number;
  readonly x: number;
  readonly y: number;
}

/** Type 0 (ISO 32000-2, 9.7). */
export class CompositeFont implements Font {
  readonly vertical: boolean;
  readonly ascent: number;
  readonly descent: number;
  readonly centres: readonly number[];
  readonly looseCentres: readonly LooseCentre[];
  readonly inexact: string | undefined;
  private readonly cmap: CMap;
  /** Nothing tells how long its codes are: other readers take each byte for one. */
  private readonly unclear: boolean;
  private readonly levels: InkLevels;
  private readonly widths = new Map<number, number>();
  private readonly width: number;
  private readonly verticals = new Map<number, VerticalMetrics>();
  private readonly verticalAdvance: number;
  private readonly verticalOrigin: number;

  constructor(descendant: PDFDict, { map: cmap, inexact, unclear = false }: FoundCMap, levels: InkLevels) {
    this.levels = levels;
    this.cmap = cmap;
    this.unclear = unclear;
    this.vertical = cmap.vertical;
    this.inexact = inexact;
    const extent = extentOf(dictAt(descendant, 'FontDescriptor'));
    this.ascent = extent.ascent;
    this.descent = extent.descent;
    this.centres = centresOf(extent);
    this.width = (numberAt(descendant, 'DW') ?? 1000) / 1000;
    const [origin = 880, advance = -1000] = numbersAt(descendant, 'DW2') ?? [];
    this.verticalOrigin = origin / 1000;
    this.verticalAdvance = advance / 1000;
    // Readers that turn a sign put it about the middle between where it begins and where the next one does.
    const middle = { level: this.verticalOrigin + this.verticalAdvance / 2, margin: 0 };
    this.looseCentres = [...looseCentresOf(extent), ...(this.vertical ? [middle] : [])];
    readTable(arrayAt(descendant, 'W'), 1, (cid, [width]) => this.widths.set(cid, width! / 1000));
    readTable(arrayAt(descendant, 'W2'), 3, (cid, [w, x, y]) =>
      this.verticals.set(cid, { advance: w! / 1000, x: x! / 1000, y: y! / 1000 }),
    );
  }

  read(bytes: Uint8Array, at: number, glyph: Glyph): void {
    const length = Math.max(1, Math.min(this.cmap.lengthAt(bytes, at), bytes.length - at));
    let code = bytes[at]!;
    for (let i = 1; i < length; i++) code = code * 256 + bytes[at + i]!;
    if (this.cmap.identity && length === 1) code *= 256;
    const cid = this.cmap.cidOf(length, code);
    const width = this.widths.get(cid) ?? this.width;
    glyph.length = length;
    glyph.code = code;
    glyph.cid = cid;
    glyph.space = length === 1 && code === 32;
    // Some readers take each byte of a code that is none for a glyph.
    glyph.vague = this.unclear ? length * this.width - width : 0;
    glyph.doubtful = this.unclear || !this.cmap.isValid(length, code);
    glyph.width = length > 1 && glyph.doubtful ? length * Math.max(width, this.width) : width;
    glyph.ink = undefined;
    glyph.level = this.levels.get(code);
    if (!this.vertical) {
      glyph.advance = width;
      glyph.offsetX = 0;
      glyph.offsetY = 0;
      return;
    }
    const own = this.verticals.get(cid);
    glyph.advance = own?.advance ?? this.verticalAdvance;
    glyph.offsetX = -(own?.x ?? width / 2);
    glyph.offsetY = -(own?.y ?? this.verticalOrigin);
  }
}

export function loadCompositeFont(dict: PDFDict, load: CMapLoader | undefined): Font {
  const descendants = arrayAt(dict, 'DescendantFonts');
  const first = descendants && resolve(dict.context, descendants.size() > 0 ? descendants.get(0) : undefined);
  const descendant = first instanceof PDFDict ? first : PDFDict.withContext(dict.context);
  return new CompositeFont(descendant, encodingOf(entry(dict, 'Encoding'), load), levelsOfToUnicode(dict));
}

interface FoundCMap {
  readonly map: CMap;
  readonly inexact: string | undefined;
  readonly unclear?: boolean;
}

function encodingOf(encoding: PDFObject | undefined, load: CMapLoader | undefined): FoundCMap {
  let missing: string | undefined;
  const use = (name: string, depth: number): CMap | undefined => {
    const found = depth < MAX_USE ? predefined(name, load, (other) => use(other, depth + 1)) : undefined;
    if (!found) missing = `CMap ${name} not available`;
    return found;
  };
  if (encoding instanceof PDFStream) {
    const map = embedded(encoding, (name) => use(name, 0));
    const unclear = map?.hasCodespaces === false;
    if (unclear) map.addCodespace(2, 0, 0xffff);
    return map
      ? { map, inexact: missing, unclear }
      : { map: identityCMap(false), inexact: 'CMap cannot be read' };
  }
  const name = encoding instanceof PDFName ? encoding.asString().slice(1) : 'Identity-H';
  const map = use(name, 0);
  return { map: map ?? fallback(name), inexact: missing };
}

function embedded(stream: PDFStream, use: (name: string) => CMap | undefined): CMap | undefined {
  let map: CMap;
  try {
    map = parseCMap(streamBytes(stream, MAX_CMAP), use);
  } catch {
    return undefined;
  }
  const parent = entry(stream.dict, 'UseCMap');
  const parentName = nameAt(stream.dict, 'UseCMap');
  if (!map.parent && parentName) map.parent = use(parentName);
  else if (!map.parent && parent instanceof PDFStream && parent !== stream)
    map.parent = embedded(parent, () => undefined);
  const mode = numberAt(stream.dict, 'WMode');
  if (mode !== undefined) map.vertical = mode === 1;
  return map;
}

const packed = new WeakMap<CMapLoader, Map<string, CMap | undefined>>();

function predefined(
  name: string,
  load: CMapLoader | undefined,
  use: (name: string) => CMap | undefined,
): CMap | undefined {
  if (name === 'Identity-H' || name === 'Identity-V') return identityCMap(name.endsWith('V'));
  if (!load) return undefined;
  let known = packed.get(load);
  if (!known) packed.set(load, (known = new Map<string, CMap | undefined>()));
  if (!known.has(name)) {
    known.set(name, undefined);
    const bytes = /^[\w-]+$/.test(name) ? load(name) : undefined;
    known.set(name, bytes && readPackedCMap(bytes, use));
  }
  return known.get(name);
}

/** Two-byte codes, so that what follows is found about where it is; never used to cut. */
function fallback(name: string): CMap {
  return identityCMap(/-V$|^V$/.test(name));
}

/** W (`values` 1) and W2 (`values` 3): `c [v …]` or `first last v` (ISO 32000-2, 9.7.4.3). */
export function readTable(
  array: PDFArray | undefined,
  values: number,
  set: (cid: number, values: readonly number[]) => void,
): void {
  if (!array) return;
  const items = elements(array);
  for (let i = 0; i + 1 < items.length;) {
    const first = asNumber(items[i]);
    const next = items[i + 1];
    if (first === undefined) {
      i++;
    } else if (next instanceof PDFArray) {
      const list = elements(next).map((item) => asNumber(item) ?? 0);
      for (let k = 0; k + values <= list.length; k += values) {
        set(first + k / values, list.slice(k, k + values));
      }
      i += 2;
    } else {
      const last = Math.min(asNumber(next) ?? first, 0xffff);
      const list = items.slice(i + 2, i + 2 + values).map((item) => asNumber(item) ?? 0);
      if (list.length === values) for (let cid = first; cid <= last; cid++) set(cid, list);
      i += 2 + values;
    }
  }
}
