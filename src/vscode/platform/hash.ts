/** SHA-256 of bytes, lower-case hex. WebCrypto works off the caller's thread, in Node and in a browser. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytes);
  return Buffer.from(digest).toString('hex');
}
