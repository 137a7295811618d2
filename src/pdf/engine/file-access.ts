import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

/** Bytes that the engine reads where they are: large files are not copied into its memory, which never shrinks. */
export interface FileAccess {
  /** An FPDF_FILEACCESS (fpdfview.h). */
  readonly pointer: Pointer;
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes that were read so far. */
  readonly read: number;
  close(): void;
}

/** The bytes must not change while the document is open. */
export function openFileAccess(engine: RawEngine, content: Uint8Array): FileAccess {
  let total = 0;
  const read = (_parameter: number, position: number, buffer: number, size: number): number => {
    const from = position >>> 0;
    const length = size >>> 0;
    if (from + length > content.length) return 0;
    total += length;
    engine.bytes.set(content.subarray(from, from + length), buffer >>> 0);
    return 1;
  };
  const callback = engine.addFunction(read, 'iiiii');
  const pointer = reserve(engine, 12);
  const view = new DataView(engine.bytes.buffer, pointer, 12);
  view.setUint32(0, content.length, true);
  view.setUint32(4, callback, true);
  view.setUint32(8, 0, true);
  return {
    pointer,
    size: content.length,
    get read() {
      return total;
    },
    close: () => {
      engine.calls.free(pointer);
      engine.removeFunction(callback);
    },
  };
}
