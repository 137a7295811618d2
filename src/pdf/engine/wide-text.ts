import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

/** A text that the engine gives as UTF-16LE with a zero at the end; `read` answers with its bytes, and writes them where there is room. */
export function readWideText(engine: RawEngine, read: (room: Pointer, size: number) => number): string {
  const size = read(0, 0);
  if (size <= 2) return '';
  const room = reserve(engine, size);
  try {
    read(room, size);
    return new TextDecoder('utf-16le').decode(engine.bytes.slice(room, room + size - 2));
  } finally {
    engine.calls.free(room);
  }
}
