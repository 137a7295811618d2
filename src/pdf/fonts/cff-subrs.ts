import type { CffFont } from './cff-font.ts';
import { biasOf, noUse, Type2Tracer, type Call } from './charstrings.ts';

/** Charstrings and subroutines of a program that has no subroutine that nothing calls. */
export interface CffCode {
  readonly charstring: (glyph: number) => Uint8Array;
  readonly globals: readonly Uint8Array[];
  /** Of each Private DICT. */
  readonly locals: readonly (readonly Uint8Array[])[];
}

/**
 * Numbers subroutines in the order in which the glyphs given call them first. Where they keep their numbers, it tells what
 * called those between them; and some programs number them in the order of use. Undefined where calls cannot be written
 * anew.
 */
export function withNewSubrs(font: CffFont, glyphs: readonly number[]): CffCode | undefined {
  const global = new Set<number>();
  const uses = font.privates.map(() => ({ ...noUse(), global }));
  const tracers = font.privates.map(({ subrs }, i) => new Type2Tracer(subrs, font.globals, uses[i]!));
  for (const glyph of glyphs) tracers[font.select[glyph] ?? 0]?.trace(font.charstrings[glyph]!);
  if (tracers.some(({ areCallsPlain }) => !areCallsPlain)) return undefined;
  // Which one a subroutine of all calls, depends on who calls it.
  const callsLocal = (subr: number): boolean =>
    tracers.some(({ calls }) =>
      [...(calls.get(font.globals[subr]!)?.values() ?? [])].some(({ isLocal }) => isLocal),
    );
  if (tracers.length > 1 && [...global].some(callsLocal)) return undefined;
  const globals = numbered(global);
  const locals = uses.map(({ local }) => numbered(local));
  const written = (code: Uint8Array, tracer: number): Uint8Array => {
    const calls = tracers[tracer]?.calls.get(code);
    if (!calls) return code;
    const parts: Uint8Array[] = [];
    let done = 0;
    for (const call of [...calls.values()].sort((a, b) => a.at - b.at)) {
      const numbers = call.isLocal ? locals[tracer]! : globals;
      parts.push(code.subarray(done, call.start), operand(call, numbers));
      done = call.at;
    }
    return Buffer.concat([...parts, code.subarray(done)]);
  };
  const tracerOf = (subr: Uint8Array): number =>
    Math.max(
      0,
      tracers.findIndex(({ calls }) => calls.has(subr)),
    );
  return {
    charstring: (glyph) => written(font.charstrings[glyph]!, font.select[glyph] ?? 0),
    globals: [...globals.keys()].map((index) =>
      written(font.globals[index]!, tracerOf(font.globals[index]!)),
    ),
    locals: locals.map((each, i) =>
      [...each.keys()].map((index) => written(font.privates[i]!.subrs[index]!, i)),
    ),
  };
}

function numbered(used: ReadonlySet<number>): ReadonlyMap<number, number> {
  return new Map([...used].map((old, index) => [old, index]));
}

/** A number of a Type 2 charstring (Adobe technical note 5177, 3.2). */
function operand({ index }: Call, numbers: ReadonlyMap<number, number>): Uint8Array {
  const value = numbers.get(index)! - biasOf(numbers.size);
  if (value >= -107 && value <= 107) return Uint8Array.of(value + 139);
  if (value >= 108 && value <= 1131) return Uint8Array.of(247 + ((value - 108) >> 8), (value - 108) & 255);
  if (value <= -108 && value >= -1131)
    return Uint8Array.of(251 + ((-value - 108) >> 8), (-value - 108) & 255);
  return Uint8Array.of(28, (value >> 8) & 255, value & 255);
}
