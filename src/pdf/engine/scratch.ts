import { PdfError } from '../../core/ports/pdf.ts';
import type { Pointer, RawEngine } from './raw.ts';

/** Copies bytes into the engine's memory; the caller frees them. Throws PdfError `out-of-memory`. */
export function allocate(engine: RawEngine, content: Uint8Array): Pointer {
  const pointer = reserve(engine, Math.max(1, content.length));
  engine.bytes.set(content, pointer);
  return pointer;
}

/** Uninitialised memory of the engine; the caller frees it. Throws PdfError `out-of-memory`. */
export function reserve(engine: RawEngine, size: number): Pointer {
  const pointer = engine.calls.malloc(size);
  if (pointer === 0) throw new PdfError('out-of-memory', `the engine has no ${size} bytes left`);
  return pointer >>> 0;
}
