import { LOOPS } from './loops-bytes.ts';
import type { Pointer, RawCalls } from './raw.ts';

/** Loops over the engine's memory and calls, in WebAssembly themselves: see loops.wat. */
export interface Loops {
  /** Tallies characters from `from` on; answers with the index of the first that is not for it. */
  walk(walk: Pointer, from: number): number;
  /** Puts a character on the tally of a walk. */
  count(walk: Pointer, code: number, x: number, y: number): void;
  /** Puts a UTF-16 unit on the text of a walk. */
  say(walk: Pointer, unit: number): void;
  /**
   * The index, from `from` on, of the first object of a page that is a text with a string under a key (bytes with a 0
   * behind them) of marked content, or a form; -1 when there is none.
   */
  nextMarked(page: Pointer, key: Pointer, from: number): number;
  /** Writes two numbers of 32 bits for each row. */
  hashRows(pixels: Pointer, stride: number, height: number, into: Pointer): void;
}

/** The part of the global that is used; the libraries in force do not declare it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** `calls` with the memory of the engine. */
export function startLoops(calls: RawCalls): Loops {
  const module = new WebAssembly.Module(Buffer.from(LOOPS, 'base64'));
  return new WebAssembly.Instance(module, { engine: calls }).exports as Loops;
}
