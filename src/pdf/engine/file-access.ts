import type { Pointer, RawEngine } from './raw.ts';
import { allocate, reserve } from './scratch.ts';

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

/** Of the readers so far. */
let count = 0;

/** The bytes must not change while the document is open. */
export function openFileAccess(engine: RawEngine, content: Uint8Array): FileAccess {
  let total = 0;
  const reader = ++count;
  const pointer = reserve(engine, 12);
  engine.readers.set(reader, (position, into, size) => {
    if (position + size > content.length) return false;
    total += size;
    engine.bytes.set(content.subarray(position, position + size), into);
    return true;
  });
  const view = new DataView(engine.bytes.buffer, pointer, 12);
  view.setUint32(0, content.length, true);
  view.setUint32(4, engine.readFile, true);
  view.setUint32(8, reader, true);
  return {
    pointer,
    size: content.length,
    get read() {
      return total;
    },
    close: () => {
      engine.calls.free(pointer);
      engine.readers.delete(reader);
    },
  };
}

/** Opens a file with the empty user password; 0 when the engine refuses it. */
export function loadFrom(engine: RawEngine, access: FileAccess): Pointer {
  const noPassword = allocate(engine, new Uint8Array(1));
  try {
    return engine.calls.FPDF_LoadCustomDocument(access.pointer, noPassword);
  } finally {
    engine.calls.free(noPassword);
  }
}
