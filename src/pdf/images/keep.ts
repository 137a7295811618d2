import type { PDFContext } from 'pdf-lib';

/**
 * What is let go in pieces of some hundred kilobytes, the allocator of the C library keeps for itself; blocks of
 * 32 MB and more it always gives back to the system.
 */
const SMALLEST = 64 << 10;
const BLOCK = 32 << 20;
/** Few pictures are not worth a block. */
const FEW = 8 << 20;

interface Store {
  total: number;
  readonly blocks: Uint8Array<ArrayBuffer>[];
  used: number;
}

const stores = new WeakMap<PDFContext, Store>();

/** Room for bytes that are kept as long as a document's objects: many pictures lie together in large blocks. */
export function roomFor(context: PDFContext, length: number): Uint8Array {
  if (length < SMALLEST || length >= BLOCK) return new Uint8Array(length);
  const store = stores.get(context) ?? { total: 0, blocks: [], used: BLOCK };
  stores.set(context, store);
  store.total += length;
  if (store.total < FEW) return new Uint8Array(length);
  if (store.used + length > BLOCK) {
    store.blocks.push(new Uint8Array(BLOCK));
    store.used = 0;
  }
  const room = store.blocks.at(-1)!.subarray(store.used, store.used + length);
  store.used += length;
  return room;
}

/** The bytes in such room, unless they are in it already. */
export function keep(context: PDFContext, bytes: Uint8Array): Uint8Array {
  if (bytes.length < SMALLEST || bytes.buffer.byteLength === BLOCK) return bytes;
  const room = roomFor(context, bytes.length);
  room.set(bytes);
  return room;
}

/** Gives the room back at once, when the document is written; what lies in it is gone. */
export function letGo(context: PDFContext): void {
  for (const { buffer } of stores.get(context)?.blocks ?? []) {
    // ES2024; where it is missing, the collector gives it back later.
    (buffer as Partial<Transferable>).transfer?.(0);
  }
  stores.delete(context);
}

interface Transferable {
  transfer(length: number): ArrayBuffer;
}
