import { inflate } from '../objects/stream-bytes.ts';

/** PDFium takes no higher numbers. */
const MAX_NUMBER = 4 << 20;
const MAX_INFLATED = 256 << 20;
/** Larger files do not fit in one string. */
const MAX_FILE = 400 << 20;

/** An object as it is written: from behind "obj" up to "endobj". */
interface Found {
  readonly generation: number;
  readonly body: Buffer;
}

/**
 * A file written anew from the objects that are found in it, whatever its cross-references say: the last object of
 * each number, those of object streams among them. Undefined when no catalog is found, or when the file is encrypted
 * (its strings would have to be decrypted by their old places).
 */
export function rebuilt(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length > MAX_FILE) return undefined;
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = source.toString('latin1');
  const objects = new Map<number, Found>();
  if (/\/Encrypt\b/.test(text)) return undefined;
  for (const { number, generation, body } of objectsIn(source, text)) {
    if (number > MAX_NUMBER) continue;
    const packed = unpacked(body);
    if (packed) for (const each of packed) objects.set(each.number, { generation: 0, body: each.body });
    else objects.set(number, { generation, body });
  }
  const root = rootOf(text, objects);
  return root === undefined ? undefined : written(objects, root);
}

const HEADER = /(?<![\d.])(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+obj(?![A-Za-z])/g;

function* objectsIn(
  source: Buffer,
  text: string,
): Generator<{ readonly number: number; readonly generation: number; readonly body: Buffer }> {
  const header = new RegExp(HEADER);
  let next = header.exec(text);
  while (next) {
    const start = next.index + next[0].length;
    const [number, generation] = [Number(next[1]), Number(next[2])];
    // What lies in a stream is no object of the file.
    const stream = streamAt(text, start);
    if (stream) header.lastIndex = stream.behind;
    next = header.exec(text);
    if (stream) {
      const dict = withLength(text.slice(start, stream.dictEnd), stream.end - stream.start);
      const data = source.subarray(stream.start, stream.end);
      const body = [Buffer.from(`${dict}\nstream\n`, 'latin1'), data, Buffer.from('\nendstream')];
      yield { number, generation, body: Buffer.concat(body) };
      continue;
    }
    const part = text.slice(start, next?.index);
    const end = [part.indexOf('endobj'), part.search(/^(?:xref|trailer|startxref)\b/m)].find((at) => at >= 0);
    yield { number, generation, body: source.subarray(start, start + (end ?? part.length)) };
  }
}

interface StreamPlace {
  readonly dictEnd: number;
  readonly start: number;
  readonly end: number;
  readonly behind: number;
}

/** The stream of an object whose text begins at `from`, if it has one. */
function streamAt(text: string, from: number): StreamPlace | undefined {
  const opening = /\bstream(?:\r\n|\n|\r)|endobj|[\s\0]obj(?![A-Za-z])/g;
  opening.lastIndex = from;
  const found = opening.exec(text);
  if (!found?.[0].startsWith('stream')) return undefined;
  const start = found.index + found[0].length;
  const dictEnd = found.index;
  const stated = /\/Length\s+(\d+)(?!\s+\d+\s+R)(?!\d)/.exec(text.slice(from, dictEnd));
  if (stated) {
    const end = start + Number(stated[1]);
    if (/^\s*endstream/.test(text.slice(end, end + 16))) return { dictEnd, start, end, behind: end };
  }
  const closing = text.indexOf('endstream', start);
  if (closing < 0) return undefined;
  const lineEnd = /\r?\n?$/.exec(text.slice(Math.max(start, closing - 2), closing))?.[0].length ?? 0;
  return { dictEnd, start, end: closing - lineEnd, behind: closing };
}

function withLength(dict: string, length: number): string {
  const entry = `/Length ${length}`;
  const stated = /\/Length\s+\d+(?:\s+\d+\s+R)?(?!\d)/;
  return stated.test(dict) ? dict.replace(stated, entry) : dict.replace('<<', `<<${entry}`);
}

/** The objects in an object stream (ISO 32000-2, 7.5.7), whatever it says that it is; undefined for any other object. */
function unpacked(body: Buffer): { readonly number: number; readonly body: Buffer }[] | undefined {
  const head = body.subarray(0, 1024).toString('latin1');
  const open = head.indexOf('stream\n');
  const dict = open < 0 ? '' : head.slice(0, open);
  const count = /\/N\s+(\d+)/.exec(dict);
  const first = /\/First\s+(\d+)/.exec(dict);
  if (!count || !first) return undefined;
  const data = plain(dict, body.subarray(open + 'stream\n'.length, body.length - '\nendstream'.length));
  if (!data) return undefined;
  const from = Number(first[1]);
  const index = (data.subarray(0, from).toString('latin1').match(/\d+/g) ?? []).map(Number);
  const places = Array.from({ length: Math.min(Number(count[1]), index.length >> 1) }, (_, i) => ({
    number: index[2 * i]!,
    start: from + index[2 * i + 1]!,
  }));
  const starts = places.map(({ start }) => start).sort((a, b) => a - b);
  return places.map(({ number, start }) => {
    const end = starts.find((each) => each > start) ?? data.length;
    return { number, body: data.subarray(start, end) };
  });
}

function plain(dict: string, data: Buffer): Buffer | undefined {
  if (!/\/Filter\b/.test(dict)) return data;
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(dict) || /\/DecodeParms/.test(dict)) return undefined;
  try {
    return Buffer.from(inflate(data, MAX_INFLATED));
  } catch {
    return undefined;
  }
}

/** The catalog: what the last trailer says, or an object that calls itself so. */
function rootOf(text: string, objects: ReadonlyMap<number, Found>): number | undefined {
  const isCatalog = (number: number): boolean =>
    /\/Pages\b/.test(objects.get(number)?.body.toString('latin1') ?? '');
  const stated = [...text.matchAll(/\/Root\s+(\d+)\s+\d+\s+R/g)].map(([, number]) => Number(number));
  const sound = stated.findLast(isCatalog);
  if (sound !== undefined) return sound;
  return [...objects]
    .filter(([, { body }]) => body.length < 1 << 16 && /\/Type\s*\/Catalog\b/.test(body.toString('latin1')))
    .map(([number]) => number)
    .findLast(isCatalog);
}

function written(objects: ReadonlyMap<number, Found>, root: number): Uint8Array {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n', 'latin1')];
  let length = chunks[0]!.length;
  const put = (...parts: readonly Buffer[]): void => {
    for (const part of parts) {
      chunks.push(part);
      length += part.length;
    }
  };
  const rows = new Map<number, string>();
  for (const [number, { generation, body }] of objects) {
    rows.set(number, `${String(length).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`);
    put(Buffer.from(`${number} ${generation} obj\n`), body, Buffer.from('\nendobj\n'));
  }
  const start = length;
  const sections = [...rows].map(([number, row]) => `${number} 1\n${row}`).join('');
  const size = Math.max(0, ...objects.keys()) + 1;
  const generation = objects.get(root)?.generation ?? 0;
  const trailer = `trailer\n<</Size ${size}/Root ${root} ${generation} R>>\nstartxref\n${start}\n%%EOF\n`;
  put(Buffer.from(`xref\n0 1\n0000000000 65535 f \n${sections}${trailer}`));
  return new Uint8Array(Buffer.concat(chunks));
}
