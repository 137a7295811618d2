/** The part of the global that is used; the libraries in force do not declare it. */
declare const WebAssembly: {
  readonly Memory: { readonly prototype: { grow(this: WasmMemory, pages: number): number } };
};

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

const PAGE_BYTES = 65_536;

/**
 * Bounds every WebAssembly memory of this thread: growing beyond `limit` bytes fails, which the engine answers
 * as it answers a machine that has no more. The limits of worker threads cover JavaScript's own heap only.
 */
export function limitEngineMemory(limit: number): { largest(): number } {
  const { prototype } = WebAssembly.Memory;
  // Called with its own `this` below.
  // oxlint-disable-next-line typescript/unbound-method
  const { grow } = prototype;
  let largest = 0;
  prototype.grow = function limited(this: WasmMemory, pages: number): number {
    const size = this.buffer.byteLength + pages * PAGE_BYTES;
    if (size > limit) throw new RangeError('out of memory: the limit of the engine is reached');
    largest = Math.max(largest, size);
    return grow.call(this, pages);
  };
  return { largest: () => largest };
}
