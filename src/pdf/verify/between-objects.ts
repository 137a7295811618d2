import { inflateSync } from 'node:zlib';

/** Marks the bytes that end a name, number or keyword (ISO 32000-2, tables 1 and 2). */
const ENDS = new Set([...'\0\t\n\f\r ()<>[]{}/%'].map((each) => each.charCodeAt(0)));
const [PERCENT, OPEN, CLOSE, LESS, MORE, SLASH, ESCAPE] = [...'%()<>/\\'].map((each) =>
  each.charCodeAt(0),
) as [number, number, number, number, number, number, number];
const [LF, CR, LAST_SPACE] = [10, 13, 32];

/** What has to stand outside the objects (ISO 32000-2, 7.5.2 to 7.5.5), numbers and the file's ID. */
const EXPECTED =
  /<[\da-f]*>|\d+|%PDF-|%%EOF|\b(?:obj|endobj|xref|trailer|startxref)\b|\/(?:Size|Root|Info|ID)\b|\b[Rnf]\b/gi;

/**
 * What a file says that no object has: before, between and behind them, in comments anywhere, and behind the data of a
 * stream. What has to stand there is left out.
 */
export function betweenObjects(bytes: Uint8Array): Uint8Array[] {
  const between = new Scanner(bytes).between();
  const text = Buffer.concat(between).toString('latin1');
  return [Buffer.from(text.replaceAll(EXPECTED, ' '), 'latin1')];
}

/** Goes through a file from its first byte to its last. */
class Scanner {
  private readonly bytes: Buffer;
  private readonly found: Buffer[] = [];
  private at = 0;
  /** How deep in dictionaries, and in an object. */
  private depth = 0;
  private isInObject = false;
  /** Of the object's own dictionary. */
  private length: number | undefined;
  /** Words behind that. */
  private behind = 0;
  private type = '';
  private key = '';

  constructor(bytes: Uint8Array, isInObject = false) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.isInObject = isInObject;
  }

  between(): readonly Buffer[] {
    const { bytes } = this;
    while (this.at < bytes.length) {
      const byte = bytes[this.at]!;
      if (byte <= LAST_SPACE) this.at++;
      else if (byte === PERCENT) this.comment();
      else if (byte === OPEN) this.string();
      else if (byte === LESS || byte === MORE) this.bracket(byte);
      else this.word();
    }
    return this.found;
  }

  /** Notes bytes up to where it is. */
  private note(from: number): void {
    this.found.push(this.bytes.subarray(from, this.at), SPACE);
  }

  private comment(): void {
    const from = this.at;
    while (this.at < this.bytes.length && this.bytes[this.at] !== LF && this.bytes[this.at] !== CR) this.at++;
    this.note(from);
  }

  private string(): void {
    const from = this.at;
    let open = 0;
    do {
      const byte = this.bytes[this.at++];
      if (byte === ESCAPE) this.at++;
      else if (byte === OPEN) open++;
      else if (byte === CLOSE) open--;
    } while (open > 0 && this.at < this.bytes.length);
    if (!this.isInObject) this.note(from);
  }

  private bracket(byte: number): void {
    const from = this.at++;
    if (this.bytes[this.at] === byte) {
      this.at++;
      this.depth += byte === LESS ? 1 : -1;
    } else if (byte === LESS) {
      const end = this.bytes.indexOf(MORE, this.at);
      this.at = end < 0 ? this.bytes.length : end + 1;
      if (!this.isInObject) this.note(from);
    }
  }

  private word(): void {
    const from = this.at++;
    while (this.at < this.bytes.length && !ENDS.has(this.bytes[this.at]!)) this.at++;
    if (!this.isInObject) this.note(from);
    const isBracket = ENDS.has(this.bytes[from]!) && this.bytes[from] !== SLASH;
    if (isBracket || this.at - from > LONGEST) return;
    this.take(this.bytes.toString('latin1', from, this.at));
  }

  private take(word: string): void {
    if (word === 'obj') this.begin(true);
    else if (word === 'endobj') this.begin(false);
    else if (word === 'stream' && this.isInObject && this.depth === 0) this.data();
    else if (this.depth === 1) {
      this.behind++;
      if (this.key === '/Length' && /^\d+$/.test(word)) {
        this.length = Number(word);
        this.behind = 0;
      }
      // The length may be an object of its own.
      if (word === 'R' && this.behind === 2) this.length = undefined;
      if (this.key === '/Type') this.type = word;
      this.key = word;
    }
  }

  private begin(isInObject: boolean): void {
    this.isInObject = isInObject;
    this.depth = 0;
    this.length = undefined;
    this.type = '';
    this.key = '';
  }

  /** The data of a stream, which is looked at elsewhere, but for that of object streams: what is not in an object there. */
  private data(): void {
    const { bytes } = this;
    if (bytes[this.at] === CR) this.at++;
    if (bytes[this.at] === LF) this.at++;
    const start = this.at;
    const told = this.length === undefined ? -1 : start + this.length;
    const next = bytes.indexOf('endstream', told >= start && told <= bytes.length ? told : start);
    const end = next < 0 ? bytes.length : next;
    const data = bytes.subarray(start, told >= start && told < end ? told : end);
    if (this.type === '/ObjStm') this.found.push(...commentsIn(data));
    this.at = end;
    if (told >= start && told < end) this.note(told);
    this.at = Math.min(bytes.length, end + 'endstream'.length);
  }
}

const SPACE = Buffer.from(' ');
/** Bytes; no keyword is longer. */
const LONGEST = 32;

/** Comments in an object stream. */
function commentsIn(data: Buffer): readonly Buffer[] {
  try {
    return new Scanner(inflateSync(data), true).between();
  } catch {
    return [];
  }
}
