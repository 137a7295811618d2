import { CharstringError, type CharstringUse } from './charstrings.ts';

const MAX_CALLS = 10;
const MAX_STEPS = 200_000;
/** OtherSubrs that replace hints: its subroutine, or number 3 (Adobe Type 1 Font Format, 8.1). */
const HINT_REPLACEMENT = 3;

/** Follows a Type 1 charstring (Adobe Type 1 Font Format, chapter 6) and notes what it uses. */
export function traceType1(
  charstring: Uint8Array,
  subrOf: (index: number) => Uint8Array | undefined,
  use: CharstringUse,
): void {
  const stack: number[] = [];
  const results: number[] = [];
  let steps = 0;
  const call = (depth: number): boolean => {
    const index = stack.pop() ?? -1;
    const subr = subrOf(index);
    if (!subr) throw new CharstringError('subroutine that does not exist');
    use.local.add(index);
    return run(subr, depth + 1);
  };
  const escape = (operator: number): void => {
    switch (operator) {
      case 6:
        for (const part of stack.slice(-2)) use.parts.add(part);
        stack.length = 0;
        return;
      case 12: {
        const divisor = stack.pop() ?? 1;
        stack.push((stack.pop() ?? 0) / divisor);
        return;
      }
      case 16: {
        const number = stack.pop() ?? 0;
        const count = Math.max(0, stack.pop() ?? 0);
        const taken = stack.splice(Math.max(0, stack.length - count));
        if (number === HINT_REPLACEMENT) for (const index of taken) use.local.add(index);
        results.push(...taken);
        return;
      }
      case 17:
        stack.push(results.pop() ?? 0);
        return;
      default:
        stack.length = 0;
    }
  };
  /** Whether the glyph ended. */
  const run = (code: Uint8Array, depth: number): boolean => {
    if (depth > MAX_CALLS) throw new CharstringError('calls nested too deep');
    for (let at = 0; at < code.length;) {
      if (++steps > MAX_STEPS) throw new CharstringError('too long');
      const byte = code[at++]!;
      if (byte === 255) {
        stack.push(Buffer.from([0, 1, 2, 3].map((i) => code[at + i] ?? 0)).readInt32BE());
        at += 4;
      } else if (byte >= 247) {
        const low = code[at++] ?? 0;
        stack.push(byte <= 250 ? (byte - 247) * 256 + low + 108 : -(byte - 251) * 256 - low - 108);
      } else if (byte >= 32) stack.push(byte - 139);
      else if (byte === 10) {
        if (call(depth)) return true;
      } else if (byte === 11) return false;
      else if (byte === 12) escape(code[at++] ?? 0);
      else if (byte === 14) return true;
      else stack.length = 0;
    }
    return false;
  };
  run(charstring, 0);
}
