import { DictOperand, NameOperand, StringOperand, type DictEntry, type Operand } from './operand.ts';

const REGULAR = 0;
const SPACE = 1;
const DELIMITER = 2;

/** Character classes of ISO 32000-2, 7.2.3. */
const CLASS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) CLASS[byte] = SPACE;
for (const byte of [0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x7b, 0x7d, 0x2f, 0x25]) CLASS[byte] = DELIMITER;

/** Arrays and dictionaries deeper than this are damage. */
const MAX_NESTING = 64;

/** Powers of ten are exact up to here, so that one division rounds once. */
const MAX_DECIMALS = 22;

export type TokenKind = 'operand' | 'operator' | 'end';

export function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === SPACE;
}

export function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === REGULAR;
}

/**
 * Reads a content stream token by token. Garbage never stops it: what cannot be understood is skipped, or read
 * as an unknown operator. After `next`, `start` and `end` tell where the token was.
 */
export class Lexer {
  readonly bytes: Uint8Array;
  at: number;
  readonly limit: number;
  start = 0;
  end = 0;
  /** Set after `next` answered `operand`. */
  operand: Operand = null;
  /** Set after `next` answered `operator`. */
  operator = '';

  constructor(bytes: Uint8Array, at = 0, limit = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.limit = limit;
  }

  next(): TokenKind {
    this.skipSpace();
    this.start = this.at;
    const { bytes } = this;
    while (this.at < this.limit) {
      const byte = bytes[this.at]!;
      if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e) {
        this.operand = this.readNumber();
      } else if (CLASS[byte] === REGULAR) {
        return this.readKeyword();
      } else if (!this.readDelimited(byte, 0)) {
        this.skipSpace();
        this.start = this.at;
        continue;
      }
      this.end = this.at;
      return 'operand';
    }
    this.end = this.at;
    return 'end';
  }

  skipSpace(): void {
    const { bytes, limit } = this;
    while (this.at < limit) {
      const byte = bytes[this.at]!;
      if (byte === 0x25) {
        while (this.at < limit && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
      } else if (CLASS[byte] !== SPACE) return;
      else this.at++;
    }
  }

  private readKeyword(): TokenKind {
    const word = this.readRegular();
    this.end = this.at;
    if (word === 'true' || word === 'false' || word === 'null') {
      this.operand = word === 'null' ? null : word === 'true';
      return 'operand';
    }
    this.operator = word;
    return 'operator';
  }

  private readRegular(): string {
    const from = this.at;
    const { bytes, limit } = this;
    while (this.at < limit && CLASS[bytes[this.at]!] === REGULAR) this.at++;
    const length = this.at - from;
    if (length === 1) return String.fromCharCode(bytes[from]!);
    if (length === 2) return String.fromCharCode(bytes[from]!, bytes[from + 1]!);
    return latin1(bytes, from, this.at);
  }

  /** Whether an operand was read; a stray delimiter is skipped. */
  private readDelimited(byte: number, depth: number): boolean {
    switch (byte) {
      case 0x28:
        this.operand = this.readLiteral();
        return true;
      case 0x2f:
        this.at++;
        this.operand = new NameOperand(this.readRegular());
        return true;
      case 0x5b:
        this.at++;
        this.operand = this.readArray(depth + 1);
        return true;
      case 0x3c:
        if (this.bytes[this.at + 1] === 0x3c) {
          this.at += 2;
          this.operand = this.readDict(depth + 1);
        } else this.operand = this.readHex();
        return true;
      default:
        this.at++;
        return false;
    }
  }

  /** The next value inside an array or dictionary; false at `]`, `>>` or the end. */
  private readValue(depth: number): boolean {
    for (;;) {
      this.skipSpace();
      if (this.at >= this.limit) return false;
      const byte = this.bytes[this.at]!;
      if (byte === 0x5d) return false;
      if (byte === 0x3e && this.bytes[this.at + 1] === 0x3e) return false;
      if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e) {
        this.operand = this.readNumber();
        return true;
      }
      if (CLASS[byte] === REGULAR) {
        const word = this.readRegular();
        this.operand = word === 'true' ? true : word === 'false' ? false : null;
        return true;
      }
      if (depth < MAX_NESTING ? this.readDelimited(byte, depth) : this.skipByte()) return true;
    }
  }

  private skipByte(): boolean {
    this.at++;
    return false;
  }

  private readArray(depth: number): Operand[] {
    const items: Operand[] = [];
    while (this.readValue(depth)) items.push(this.operand);
    if (this.bytes[this.at] === 0x5d) this.at++;
    else if (this.at < this.limit) this.at += 2;
    return items;
  }

  private readDict(depth: number): DictOperand {
    const entries: DictEntry[] = [];
    for (;;) {
      this.skipSpace();
      const start = this.at;
      if (!this.readValue(depth)) break;
      const key = this.operand;
      if (!(key instanceof NameOperand)) continue;
      const value = this.readValue(depth) ? this.operand : null;
      entries.push({ key: key.raw, value, start, end: this.at });
    }
    if (this.bytes[this.at] === 0x3e) this.at += 2;
    else if (this.at < this.limit) this.at++;
    return new DictOperand(entries);
  }

  /** Odd forms as the common viewers read them: signs repeated or in the middle, two dots, no digits. */
  private readNumber(): number {
    const { bytes, limit } = this;
    let negative = false;
    let at = this.at;
    while (at < limit && (bytes[at] === 0x2d || bytes[at] === 0x2b)) {
      if (bytes[at] === 0x2d) negative = true;
      at++;
    }
    let mantissa = 0;
    let decimals = -1;
    for (; at < limit; at++) {
      const byte = bytes[at]!;
      if (byte >= 0x30 && byte <= 0x39) {
        if (decimals >= MAX_DECIMALS) continue;
        mantissa = mantissa * 10 + (byte - 0x30);
        if (decimals >= 0) decimals++;
      } else if (byte === 0x2e) {
        if (decimals >= 0) break;
        decimals = 0;
      } else if (byte !== 0x2d) break;
    }
    let value = decimals > 0 ? mantissa / 10 ** decimals : mantissa;
    at = this.skipExtraDots(at);
    this.at = this.readExponent(at);
    if (this.at !== at) value *= 10 ** Number(latin1(bytes, at + 1, this.at));
    return negative ? -value : value;
  }

  /** A second decimal point ends the number; the digits behind it are part of the word but mean nothing. */
  private skipExtraDots(from: number): number {
    let at = from;
    if (this.bytes[at] !== 0x2e) return at;
    while (at < this.limit) {
      const byte = this.bytes[at]!;
      if (byte !== 0x2e && byte !== 0x2d && (byte < 0x30 || byte > 0x39)) break;
      at++;
    }
    return at;
  }

  private readExponent(from: number): number {
    const { bytes } = this;
    if (bytes[from] !== 0x45 && bytes[from] !== 0x65) return from;
    let at = from + 1;
    if (bytes[at] === 0x2d || bytes[at] === 0x2b) at++;
    const digits = at;
    while (at < this.limit && at - digits < 3 && bytes[at]! >= 0x30 && bytes[at]! <= 0x39) at++;
    return at > digits ? at : from;
  }

  private readLiteral(): StringOperand {
    const { bytes, limit } = this;
    const from = this.at + 1;
    let at = from;
    while (at < limit) {
      const byte = bytes[at]!;
      if (byte === 0x29) {
        this.at = at + 1;
        return new StringOperand(bytes.subarray(from, at), false);
      }
      if (byte === 0x28 || byte === 0x5c || byte === 13) break;
      at++;
    }
    return this.readEscaped(from, at);
  }

  private readEscaped(from: number, special: number): StringOperand {
    const { bytes, limit } = this;
    const out: number[] = Array.from(bytes.subarray(from, special));
    let at = special;
    let depth = 1;
    while (at < limit) {
      const byte = bytes[at++]!;
      if (byte === 0x5c) {
        at = this.readEscape(at, out);
        continue;
      }
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) break;
      if (byte === 13) {
        out.push(10);
        if (bytes[at] === 10) at++;
      } else out.push(byte);
    }
    this.at = at;
    return new StringOperand(new Uint8Array(out), false);
  }

  /** ISO 32000-2, table 3. */
  private readEscape(from: number, out: number[]): number {
    const { bytes, limit } = this;
    if (from >= limit) return from;
    let at = from;
    const byte = bytes[at++]!;
    switch (byte) {
      case 0x6e:
        out.push(10);
        return at;
      case 0x72:
        out.push(13);
        return at;
      case 0x74:
        out.push(9);
        return at;
      case 0x62:
        out.push(8);
        return at;
      case 0x66:
        out.push(12);
        return at;
      case 13:
        return bytes[at] === 10 ? at + 1 : at;
      case 10:
        return at;
      default:
    }
    if (byte < 0x30 || byte > 0x37) {
      out.push(byte);
      return at;
    }
    let code = byte - 0x30;
    for (let i = 0; i < 2 && at < limit && bytes[at]! >= 0x30 && bytes[at]! <= 0x37; i++) {
      code = code * 8 + (bytes[at++]! - 0x30);
    }
    out.push(code & 255);
    return at;
  }

  private readHex(): StringOperand {
    const { bytes, limit } = this;
    const close = bytes.indexOf(0x3e, this.at + 1);
    const end = close < 0 ? limit : Math.min(close, limit);
    const out = new Uint8Array((end - this.at) >> 1);
    let length = 0;
    let half = -1;
    for (let at = this.at + 1; at < end; at++) {
      const digit = hexDigit(bytes[at]!);
      if (digit < 0) continue;
      if (half < 0) half = digit;
      else {
        out[length++] = half * 16 + digit;
        half = -1;
      }
    }
    if (half >= 0) out[length++] = half * 16;
    this.at = Math.min(limit, end + 1);
    return new StringOperand(length === out.length ? out : out.slice(0, length), true);
  }
}

/** -1 when the byte is no hexadecimal digit. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

/** Bytes as characters of the same code. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}
