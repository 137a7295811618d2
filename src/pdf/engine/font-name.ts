import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

/** Names of fonts are words, not texts. */
const MAX_NAME = 256;

/** The name of the font that a character is shown in. */
export function readFontName(engine: RawEngine, text: Pointer, index: number): string {
  const room = reserve(engine, MAX_NAME + 4);
  try {
    const length = engine.calls.FPDFText_GetFontInfo(text, index, room, MAX_NAME, room + MAX_NAME);
    if (length <= 1 || length > MAX_NAME) return '';
    return Buffer.from(engine.bytes.subarray(room, room + length - 1)).toString('utf8');
  } finally {
    engine.calls.free(room);
  }
}
