/** Keys of the two layers of a Type 1 program (Adobe Type 1 Font Format, 7.1). */
export const EEXEC_KEY = 55665;
export const CHARSTRING_KEY = 4330;
const C1 = 52845;
const C2 = 22719;

export function decrypt(cipher: Uint8Array, key: number): Uint8Array {
  const plain = new Uint8Array(cipher.length);
  let r = key;
  cipher.forEach((byte, i) => {
    plain[i] = byte ^ (r >> 8);
    r = ((byte + r) * C1 + C2) & 0xffff;
  });
  return plain;
}

export function encrypt(plain: Uint8Array, key: number): Uint8Array {
  const cipher = new Uint8Array(plain.length);
  let r = key;
  plain.forEach((byte, i) => {
    const hidden = byte ^ (r >> 8);
    cipher[i] = hidden;
    r = ((hidden + r) * C1 + C2) & 0xffff;
  });
  return cipher;
}
