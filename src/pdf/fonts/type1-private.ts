import { decrypt, encrypt, EEXEC_KEY } from './type1-cipher.ts';

const EXECUTE = 'eexec';
/** Closes the encrypted part, with a line end that readers want to see; what follows are zeros as they are. */
const CLOSE = /^.*closefile\s*/s;
/** Digits instead of bytes, which hardly any PDF file has. */
const DIGITS = /^[\s\da-fA-F]{8}$/;

interface PrivatePart {
  readonly start: number;
  readonly plain: Buffer;
}

/** The part of a Type 1 program that is encrypted, in plain bytes; undefined for other programs. */
export function privatePart(program: Uint8Array): Uint8Array | undefined {
  return partOf(program)?.plain;
}

/** The program with another text of the same length in its encrypted part; undefined where that stays. */
export function withPrivatePart(
  program: Uint8Array,
  rewrite: (plain: Uint8Array) => Uint8Array | undefined,
): Uint8Array | undefined {
  const part = partOf(program);
  const fresh = part && rewrite(part.plain);
  if (!part || fresh?.length !== part.plain.length) return undefined;
  const bytes = Uint8Array.from(program);
  bytes.set(encrypt(fresh, EEXEC_KEY), part.start);
  return bytes;
}

function partOf(program: Uint8Array): PrivatePart | undefined {
  // A comment begins it; in a file of segments these come first.
  if (program[0] !== 0x25 && program[0] !== 0x80) return undefined;
  const file = Buffer.from(program.buffer, program.byteOffset, program.length);
  const at = file.indexOf(EXECUTE);
  if (at < 0) return undefined;
  const end = at + EXECUTE.length;
  const start = file[end] === 13 && file[end + 1] === 10 ? end + 2 : end + 1;
  if (DIGITS.test(file.toString('latin1', start, start + 8))) return undefined;
  const plain = Buffer.from(decrypt(file.subarray(start), EEXEC_KEY));
  const closed = CLOSE.exec(plain.toString('latin1'))?.[0].length ?? plain.length;
  return { start, plain: plain.subarray(0, closed) };
}
