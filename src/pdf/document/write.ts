import { createHash } from 'node:crypto';
import { constants, deflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNull,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from 'pdf-lib';
import { Leaving } from '../images/keep.ts';
import { SMALLEST } from '../objects/stream-bytes.ts';
import { withoutKeywordInData, withoutKeyword } from './keyword.ts';
import { MOST_TO_SHARE } from './shared-task.ts';

/** What goes into the trailer. */
export interface WriteOptions {
  readonly root: PDFRef;
  readonly info?: PDFRef;
  /** Object streams and a cross-reference stream (ISO 32000-2, 7.5.7), or a classic table. */
  readonly compact: boolean;
  /** The document is not used any more: what is written is let go on the way. */
  readonly last?: boolean;
}

/** Objects in one object stream. */
const OBJECTS_PER_STREAM = 200;
const MAX_NESTING = 500;

/**
 * Writes what the root (and info) reach, renumbered in the order of reach: one revision, no orphans, nothing
 * behind %%EOF. The same objects give the same bytes; the file's ID is a hash of them.
 */
export function writeDocument(context: PDFContext, options: WriteOptions): Uint8Array {
  return new DocumentWriter(context, options).write();
}

class DocumentWriter {
  private readonly context: PDFContext;
  private readonly options: WriteOptions;
  private readonly numbers = new Map<PDFRef, number>();
  private readonly queue: { readonly number: number; readonly object: PDFObject }[] = [];
  private readonly chunks: Buffer[] = [];
  private length = 0;
  private count = 0;
  private isBestFiltered: boolean | undefined;

  constructor(context: PDFContext, options: WriteOptions) {
    this.context = context;
    this.options = options;
  }

  write(): Uint8Array {
    const version = headerVersion(this.context, this.options.compact);
    this.put(Buffer.from(`%PDF-${version}\n%\u00e2\u00e3\u00cf\u00d3\n`, 'latin1'));
    this.number(this.options.root);
    if (this.options.info) this.number(this.options.info);
    if (this.options.compact) this.writeCompact();
    else this.writeClassic();
    // Shared memory, so that another thread proves these very bytes and none copies them.
    const isShared = this.length <= MOST_TO_SHARE;
    const memory = isShared ? new SharedArrayBuffer(this.length) : new ArrayBuffer(this.length);
    const bytes = new Uint8Array(memory);
    const leaving = this.options.last ? new Leaving(this.context, this.chunks) : undefined;
    let at = 0;
    for (const chunk of this.chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
      leaving?.copied(chunk);
    }
    return bytes;
  }

  private writeClassic(): void {
    const offsets: number[] = [0];
    for (let next = 0; next < this.queue.length; next++) {
      const { number, object } = this.queue[next]!;
      offsets[number] = this.length;
      this.putObject(number, object);
    }
    const start = this.length;
    const rows = offsets.map((offset, number) =>
      number === 0 ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`,
    );
    const trailer = `<<${this.trailerEntries(this.count + 1)}>>`;
    this.put(Buffer.from(`xref\n0 ${rows.length}\n${rows.join('')}trailer\n${trailer}\n`, 'latin1'));
    this.end(start);
  }

  private writeCompact(): void {
    /** Type 1: offset; type 2: number of the object stream and index in it (ISO 32000-2, table 18). */
    const entries: [type: number, first: number, second: number][] = [[0, 0, 65535]];
    let pending: { readonly number: number; readonly text: string }[] = [];
    const flush = (): void => {
      if (pending.length === 0) return;
      const number = ++this.count;
      entries[number] = [1, this.length, 0];
      pending.forEach((each, index) => (entries[each.number] = [2, number, index]));
      this.putObjectStream(number, pending);
      pending = [];
    };
    for (let next = 0; next < this.queue.length; next++) {
      const { number, object } = this.queue[next]!;
      if (object instanceof PDFStream) {
        entries[number] = [1, this.length, 0];
        this.putObject(number, object);
      } else {
        pending.push({ number, text: this.serialise(object, 0) });
        if (pending.length === OBJECTS_PER_STREAM) flush();
      }
    }
    flush();
    const start = this.length;
    const number = ++this.count;
    entries[number] = [1, start, 0];
    const width = start > 0xffffff ? 4 : 3;
    const row = 1 + width + 2;
    const table = Buffer.alloc(entries.length * row);
    entries.forEach(([type, first, second], index) => {
      table.writeUInt8(type, index * row);
      table.writeUIntBE(first, index * row + 1, width);
      table.writeUInt16BE(second, index * row + 1 + width);
    });
    const data = deflateSync(differences(table, row), SMALLEST);
    const dict = `<</Type/XRef/W[1 ${width} 2]${this.trailerEntries(entries.length)}/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns ${row}>>/Length ${data.length}>>`;
    this.put(Buffer.from(`${number} 0 obj\n${dict}stream\n`, 'latin1'));
    this.put(data);
    this.put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    this.end(start);
  }

  private putObjectStream(number: number, objects: readonly { number: number; text: string }[]): void {
    let offset = 0;
    const index = objects.map((each) => {
      const entry = `${each.number} ${offset}`;
      offset += each.text.length + 1;
      return entry;
    });
    const head = `${index.join(' ')}\n`;
    const body = objects.map((each) => `${each.text}\n`).join('');
    const plain = Buffer.from(head + body, 'latin1');
    const data = this.deflateObjects(plain);
    const dict = `<</Type/ObjStm/N ${objects.length}/First ${head.length}/Filter/FlateDecode/Length ${data.length}>>`;
    this.put(Buffer.from(`${number} 0 obj\n${dict}stream\n`, 'latin1'));
    this.put(data);
    this.put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
  }

  /** Names with numbers in them are best not looked for in what came before: a tenth less. All streams of a file are alike. */
  private deflateObjects(plain: Buffer): Buffer {
    const filtered = (): Buffer => deflateSync(plain, { ...SMALLEST, strategy: constants.Z_FILTERED });
    const usual = (): Buffer => deflateSync(plain, SMALLEST);
    if (this.isBestFiltered !== undefined) return this.isBestFiltered ? filtered() : usual();
    const [one, other] = [filtered(), usual()];
    this.isBestFiltered = one.length < other.length;
    return this.isBestFiltered ? one : other;
  }

  private putObject(number: number, object: PDFObject): void {
    // The end of a line behind each keyword is asked for by PDF/A (ISO 19005-2, 6.1.9).
    this.put(Buffer.from(`${number} 0 obj\n`, 'latin1'));
    if (object instanceof PDFStream) {
      const contents = object instanceof PDFRawStream ? object.contents : object.getContents();
      const { dict: entries, data } = withoutKeywordInData(object.dict, contents);
      const dict = this.serialiseDict(entries, 0, data.length);
      this.put(Buffer.from(`${dict}stream\n`, 'latin1'));
      this.put(Buffer.from(data.buffer, data.byteOffset, data.length));
      this.put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    } else {
      this.put(Buffer.from(`${this.serialise(object, 0)}\nendobj\n`, 'latin1'));
    }
  }

  private serialise(object: PDFObject, depth: number): string {
    if (depth > MAX_NESTING) return 'null';
    if (object instanceof PDFRef) return this.reference(object);
    if (object instanceof PDFDict) return this.serialiseDict(object, depth);
    if (object instanceof PDFArray) {
      return `[${object
        .asArray()
        .map((element) => this.serialise(element, depth + 1))
        .join(' ')}]`;
    }
    // A stream is always an object of its own; one inside another is damage.
    if (object instanceof PDFStream) return 'null';
    return withoutKeyword(object, object.toString());
  }

  private serialiseDict(dict: PDFDict, depth: number, length?: number): string {
    let text = '<<';
    for (const [key, value] of dict.entries()) {
      if (length !== undefined && key === LENGTH) continue;
      const written = this.serialise(value, depth + 1);
      if (written === 'null') continue;
      text += withoutKeyword(key, key.toString()) + (/^[[(</]/.test(written) ? '' : ' ') + written;
    }
    return `${text}${length === undefined ? '' : `/Length ${length}`}>>`;
  }

  private reference(ref: PDFRef): string {
    const number = this.number(ref);
    return number === 0 ? 'null' : `${number} 0 R`;
  }

  /** The new number of an object; 0 for one that does not exist. */
  private number(ref: PDFRef): number {
    const known = this.numbers.get(ref);
    if (known !== undefined) return known;
    const object = this.context.lookup(ref);
    if (object === undefined || object === PDFNull || object instanceof PDFRef) {
      this.numbers.set(ref, 0);
      return 0;
    }
    const number = ++this.count;
    this.numbers.set(ref, number);
    this.queue.push({ number, object });
    return number;
  }

  private trailerEntries(size: number): string {
    const hash = createHash('sha256');
    for (const chunk of this.chunks) hash.update(chunk);
    const id = hash.digest('hex').slice(0, 32).toUpperCase();
    const info = this.options.info ? `/Info ${this.reference(this.options.info)}` : '';
    return `/Size ${size}/Root ${this.reference(this.options.root)}${info}/ID[<${id}><${id}>]`;
  }

  private end(start: number): void {
    this.put(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
  }

  private put(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
  }
}

/** Each row less the one above it (ISO 32000-2, 7.4.4.4; predictor Up of PNG): a table becomes a third of it. */
function differences(table: Uint8Array, row: number): Uint8Array {
  const result = new Uint8Array((table.length / row) * (row + 1));
  for (let from = 0, to = 0; from < table.length; from += row, to += row + 1) {
    result[to] = 2;
    for (let i = 0; i < row; i++)
      result[to + 1 + i] = table[from + i]! - (from > 0 ? table[from - row + i]! : 0);
  }
  return result;
}

const LENGTH = PDFName.of('Length');

/** The source's version, at least 1.5 where object streams need it. */
function headerVersion(context: PDFContext, compact: boolean): string {
  const found = /%PDF-(\d\.\d)/.exec(context.header.toString())?.[1] ?? '1.7';
  return compact && found < '1.5' ? '1.5' : found;
}
