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

/**
 * Gives a document's room back while its parts are copied out of it in turn: a block at once when the last part that
 * lies in it has been `copied`. What lies in it is gone then.
 */
export class Leaving {
  private readonly left = new Map<ArrayBufferLike, number>();

  constructor(context: PDFContext, parts: readonly Uint8Array[]) {
    const blocks = stores.get(context)?.blocks ?? [];
    stores.delete(context);
    for (const { buffer } of blocks) this.left.set(buffer, 0);
    for (const { buffer } of parts) {
      const left = this.left.get(buffer);
      if (left !== undefined) this.left.set(buffer, left + 1);
    }
    for (const [buffer, left] of this.left) if (left === 0) giveBack(buffer);
  }

  copied({ buffer }: Uint8Array): void {
    const left = this.left.get(buffer);
    if (left === undefined) return;
    this.left.set(buffer, left - 1);
    if (left === 1) giveBack(buffer);
  }
}

function giveBack(buffer: ArrayBufferLike): void {
  // ES2024; where it is missing, the collector gives it back later.
  (buffer as Partial<Transferable>).transfer?.(0);
}

interface Transferable {
  transfer(length: number): ArrayBuffer;
}
