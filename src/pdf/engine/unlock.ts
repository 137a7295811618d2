import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** Larger files do not fit in one string. */
const MAX_FILE = 400 << 20;
/** Hash, validation salt and key salt of a password (ISO 32000-2, table 21). */
const HASH = 32;
const SALT = 8;
const ENTRY = HASH + 2 * SALT;
const NO_PASSWORD = new Uint8Array(0);
/** Salts that are tried until what is made of them is as long as what stands in the file. */
const MOST_TRIES = 500;

/**
 * A file of which only the owner's password is empty (ISO 32000-2, 7.6.4.3.3, revisions 5 and 6), so that it opens for
 * anybody, with the user's empty too: some programs try the empty one as the user's only. Undefined for any other file.
 */
export function unlocked(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length > MAX_FILE) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const dict = encryptionIn(text);
  const revision = dict && Number(/\/R\s+(\d+)/.exec(text.slice(dict.start, dict.end))?.[1]);
  if (!dict || (revision !== 5 && revision !== 6)) return undefined;
  const [owner, ownerKey, user, userKey] = ['O', 'OE', 'U', 'UE'].map((key) => stringAt(text, dict, key));
  if (!owner || !ownerKey || !user || !userKey) return undefined;
  if ([owner, user].some(({ value }) => value.length < ENTRY) || ownerKey.value.length < HASH)
    return undefined;
  const hash = revision === 6 ? hardened : plain;
  const userEntry = user.value.subarray(0, ENTRY);
  const isEmpty = hash(saltOf(owner, 0), userEntry).equals(owner.value.subarray(0, HASH));
  if (!isEmpty) return undefined;
  const fileKey = crypt(
    createDecipheriv,
    hash(saltOf(owner, 1), userEntry),
    ownerKey.value.subarray(0, HASH),
  );
  const validation = fitting(user, (salts) => {
    const entry = Buffer.concat([hash(salts.subarray(0, SALT), NO_PASSWORD), salts]);
    const key = literal(keyFor(hash, salts, fileKey), userKey);
    return key === undefined ? undefined : { user: Buffer.concat([entry, user.value.subarray(ENTRY)]), key };
  });
  if (!validation) return undefined;
  const open = bytes.slice();
  open.set(Buffer.from(validation.user, 'latin1'), user.start);
  open.set(Buffer.from(validation.key, 'latin1'), userKey.start);
  return open;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A string as it is written, with its brackets. */
interface Written extends Span {
  readonly isHex: boolean;
  readonly value: Buffer;
}

function keyFor(hash: Hash, salts: Buffer, fileKey: Buffer): Buffer {
  return crypt(createCipheriv, hash(salts.subarray(SALT), NO_PASSWORD), fileKey);
}

/** Tries salts until both strings can be written in the places of the old ones. */
function fitting(
  place: Written,
  make: (salts: Buffer) => { readonly user: Buffer; readonly key: string } | undefined,
): { readonly user: string; readonly key: string } | undefined {
  for (let n = 0; n < MOST_TRIES; n++) {
    const salts = createHash('sha256')
      .update(place.value)
      .update(String(n))
      .digest()
      .subarray(0, 2 * SALT);
    const made = make(salts);
    const user = made && literal(made.user, place);
    if (made && user !== undefined) return { user, key: made.key };
  }
  return undefined;
}

/** The encryption dictionary that the last trailer names, as a part of the file. */
function encryptionIn(text: string): Span | undefined {
  const named = [...text.matchAll(/\/Encrypt\s+(\d+)\s+(\d+)\s+R/g)].at(-1);
  if (!named) return undefined;
  const found = [...text.matchAll(new RegExp(`(?<!\\d)${named[1]}\\s+${named[2]}\\s+obj`, 'g'))].at(-1);
  const end = found ? text.indexOf('endobj', found.index) : -1;
  return found && end > 0 ? { start: found.index, end } : undefined;
}

function stringAt(text: string, { start, end }: Span, key: string): Written | undefined {
  const found = new RegExp(`/${key}\\s*(?=[(<])`).exec(text.slice(start, end));
  if (!found) return undefined;
  const at = start + found.index + found[0].length;
  if (text[at] === '<') {
    const close = text.indexOf('>', at);
    const value = Buffer.from(text.slice(at + 1, close).replace(/\s/g, ''), 'hex');
    return { start: at, end: close + 1, isHex: true, value };
  }
  const out: number[] = [];
  let depth = 0;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) {
      const octal = /^[0-7]{1,3}/.exec(text.slice(i + 1, i + 4));
      const next = text[i + 1] ?? '';
      if (octal) out.push(Number.parseInt(octal[0], 8) & 255);
      else if (!/[\r\n]/.test(next)) out.push(ESCAPES[next] ?? next.charCodeAt(0));
      i += octal ? octal[0].length : 1;
    } else if (code === OPEN && depth++ === 0) continue;
    else if (code === CLOSE && --depth === 0) {
      return { start: at, end: i + 1, isHex: false, value: Buffer.from(out) };
    } else out.push(code);
  }
  return undefined;
}

const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
/** What a backslash before it makes something else, or is needed for. */
const SPECIAL = /[()\\\r\nrtbf0-7]/;

/** A string written in the place of another, to the byte; undefined where it does not fit. */
function literal(value: Buffer, { start, end, isHex }: Written): string | undefined {
  const room = end - start - 2;
  if (isHex) {
    const digits = value.toString('hex');
    return digits.length <= room ? `<${digits.padEnd(room)}>` : undefined;
  }
  const letters = [...value.toString('latin1')].map((letter) =>
    letter === '\r' ? '\\r' : /[()\\\n]/.test(letter) ? `\\${letter === '\n' ? 'n' : letter}` : letter,
  );
  let spare = room - letters.reduce((sum, { length }) => sum + length, 0);
  const padded = letters.map((letter) => {
    // A backslash before any other letter means nothing (ISO 32000-2, 7.3.4.2).
    if (spare <= 0 || letter.length > 1 || SPECIAL.test(letter)) return letter;
    spare--;
    return `\\${letter}`;
  });
  return spare === 0 ? `(${padded.join('')})` : undefined;
}

/** By salt, of the empty password; the owner's with the entry of the user. */
type Hash = (salt: Uint8Array, user: Uint8Array) => Buffer;

function saltOf({ value }: Written, index: number): Buffer {
  return value.subarray(HASH + index * SALT, HASH + (index + 1) * SALT);
}

const plain: Hash = (salt, user) => createHash('sha256').update(salt).update(user).digest();

/** ISO 32000-2, algorithm 2.B. */
const hardened: Hash = (salt, user) => {
  let key: Buffer = plain(salt, user);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32));
    cipher.setAutoPadding(false);
    const data = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => [key, user]).flat()));
    const sum = data.subarray(0, 16).reduce((total, byte) => total + byte, 0);
    key = createHash(['sha256', 'sha384', 'sha512'][sum % 3]!)
      .update(data)
      .digest();
    last = data.at(-1)!;
  }
  return key.subarray(0, HASH);
};

function crypt(make: typeof createCipheriv | typeof createDecipheriv, key: Buffer, data: Buffer): Buffer {
  const cipher = make('aes-256-cbc', key, Buffer.alloc(16));
  cipher.setAutoPadding(false);
  return cipher.update(data);
}
