import { deflateSync } from 'node:zlib';
import { PDFContext, PDFDict, PDFObjectParser, type PDFObject } from 'pdf-lib';

/** Objects in one object stream. */
const OBJECTS_PER_STREAM = 200;
/** "0000000016 00000 n" and its line end (ISO 32000-1, 7.5.4). */
const XREF_ROW = 20;

/**
 * A PDF as Typst writes it: one classic cross-reference table, one revision. Objects stay the bytes they are, so that
 * a letter with thousands of tags costs no parsing; only what is asked for is read, and only what is set changes.
 */
export class TypstFile {
  /** Content between `obj` and `endobj`, by number; a gap where there is no object. */
  private readonly objects: (Buffer | undefined)[] = [];
  private readonly context = PDFContext.create();
  readonly root: number;
  readonly info: number | undefined;

  constructor(bytes: Uint8Array) {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const start = Number(
      /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1', file.length - 64))?.[1],
    );
    const head = /^xref\s+0 (\d+)\s/.exec(file.toString('latin1', start, start + 32));
    if (!head) throw new Error('not a PDF as Typst writes it');
    const trailer = file.toString('latin1', file.indexOf('trailer', start));
    const reference = (key: string): number | undefined => {
      const number = new RegExp(`/${key} (\\d+) 0 R`).exec(trailer)?.[1];
      return number === undefined ? undefined : Number(number);
    };
    this.info = reference('Info');
    const root = reference('Root');
    if (root === undefined) throw new Error('not a PDF as Typst writes it');
    this.root = root;
    const rows = start + head[0].length;
    const places: { readonly number: number; readonly offset: number }[] = [];
    for (let number = 0; number < Number(head[1]); number++) {
      const row = file.toString('latin1', rows + number * XREF_ROW, rows + (number + 1) * XREF_ROW);
      if (row[17] === 'n') places.push({ number, offset: Number(row.slice(0, 10)) });
    }
    places.sort((a, b) => a.offset - b.offset);
    places.forEach(({ number, offset }, index) => {
      const end = file.lastIndexOf('endobj', (places[index + 1]?.offset ?? start) - 1);
      const from = file.indexOf('obj', offset) + 'obj'.length;
      this.objects[number] = file.subarray(from, end);
    });
  }

  /** An object's dictionary. Changes to it count once it is {@link set}. */
  dict(number: number): PDFDict {
    const object = this.parse(number);
    if (!(object instanceof PDFDict)) throw new Error(`object ${number} is no dictionary`);
    return object;
  }

  private parse(number: number): PDFObject {
    const bytes = this.objects[number];
    if (bytes === undefined) throw new Error(`there is no object ${number}`);
    return PDFObjectParser.forBytes(bytes, this.context).parseObject();
  }

  /** Replaces an object, or adds one; answers its number. */
  set(object: string, number = this.objects.length): number {
    this.objects[number] = Buffer.from(`\n${object}`, 'latin1');
    return number;
  }

  /** Adds a stream; `entries` without length and filter, which follow from `deflate`. Answers its number. */
  addStream(entries: string, data: Uint8Array, deflate: boolean): number {
    const content = deflate ? deflateSync(data) : data;
    const filter = deflate ? '/Filter/FlateDecode' : '';
    const number = this.objects.length;
    this.objects[number] = Buffer.concat([
      Buffer.from(`\n<<${entries}${filter}/Length ${content.length}>>\nstream\n`, 'latin1'),
      content,
      Buffer.from('\nendstream', 'latin1'),
    ]);
    return number;
  }

  remove(number: number): void {
    this.objects[number] = undefined;
  }

  /** The file with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8). `id`: hex digits. */
  write(id: string): Uint8Array {
    const chunks: Buffer[] = [];
    let length = 0;
    const put = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
    };
    /** Type 0: free; 1: offset; 2: number of the object stream and index in it. */
    const entries: [type: number, first: number, second: number][] = [];
    const putStream = (number: number, dict: string, content: Buffer): void => {
      entries[number] = [1, length, 0];
      const data = deflateSync(content);
      put(
        Buffer.from(
          `${number} 0 obj\n<<${dict}/Filter/FlateDecode/Length ${data.length}>>\nstream\n`,
          'latin1',
        ),
      );
      put(data);
      put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    };
    put(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'));
    const packed: { readonly number: number; readonly bytes: Buffer }[] = [];
    this.objects.forEach((bytes, number) => {
      if (bytes === undefined) return;
      if (!isStream(bytes)) {
        packed.push({ number, bytes });
        return;
      }
      entries[number] = [1, length, 0];
      put(Buffer.from(`${number} 0 obj`, 'latin1'));
      put(bytes);
      put(Buffer.from('\nendobj\n', 'latin1'));
    });
    let next = this.objects.length;
    for (let at = 0; at < packed.length; at += OBJECTS_PER_STREAM) {
      const group = packed.slice(at, at + OBJECTS_PER_STREAM);
      let offset = 0;
      const index = group.map(({ number, bytes }) => {
        const entry = `${number} ${offset}`;
        offset += bytes.length + 1;
        return entry;
      });
      const head = Buffer.from(`${index.join(' ')}\n`, 'latin1');
      const body = group.flatMap(({ bytes }) => [bytes, Buffer.from('\n', 'latin1')]);
      group.forEach(({ number }, place) => (entries[number] = [2, next, place]));
      putStream(
        next++,
        `/Type/ObjStm/N ${group.length}/First ${head.length}`,
        Buffer.concat([head, ...body]),
      );
    }
    entries[next] = [1, length, 0];
    const start = length;
    const table = Buffer.alloc((next + 1) * 7);
    for (let number = 0; number <= next; number++) {
      const [type, first, second] = entries[number] ?? [0, 0, 0];
      table.writeUInt8(type, number * 7);
      table.writeUInt32BE(first, number * 7 + 1);
      table.writeUInt16BE(second, number * 7 + 5);
    }
    const info = this.info === undefined ? '' : `/Info ${this.info} 0 R`;
    putStream(
      next,
      `/Type/XRef/W[1 4 2]/Size ${next + 1}/Root ${this.root} 0 R${info}/ID[<${id}><${id}>]`,
      table,
    );
    put(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
    return new Uint8Array(Buffer.concat(chunks));
  }
}

function isStream(bytes: Buffer): boolean {
  return /endstream\s*$/.test(bytes.toString('latin1', Math.max(0, bytes.length - 16)));
}
