/** What a glyph draws with besides its own charstring. */
export interface CharstringUse {
  /** Indices of local and global subroutines. */
  readonly local: Set<number>;
  readonly global: Set<number>;
  /** Codes of StandardEncoding whose glyphs it is composed of. */
  readonly parts: Set<number>;
}

/** Where a charstring or subroutine calls another: the number before the operator says which. */
export interface Call {
  readonly start: number;
  /** Of the operator. */
  readonly at: number;
  readonly isLocal: boolean;
  readonly index: number;
}

export function noUse(): CharstringUse {
  return { local: new Set(), global: new Set(), parts: new Set() };
}

/** A charstring that computes with its operands: nobody can say what it calls without running it. */
export class CharstringError extends Error {
  override readonly name = 'CharstringError';
}

const MAX_CALLS = 10;
const MAX_STEPS = 1_000_000;

/** Follows Type 2 charstrings (Adobe technical note 5177) and notes what they use. */
export class Type2Tracer {
  private readonly local: readonly Uint8Array[];
  private readonly global: readonly Uint8Array[];
  private readonly use: CharstringUse;
  private stack: number[] = [];
  private stems = 0;
  private steps = 0;
  /** Calls in each charstring and subroutine that was followed, by the place of their operator. */
  readonly calls = new Map<Uint8Array, Map<number, Call>>();
  /** Whether each call is by the number right before it, and is the same whoever follows it. */
  areCallsPlain = true;

  constructor(local: readonly Uint8Array[], global: readonly Uint8Array[], use: CharstringUse) {
    this.local = local;
    this.global = global;
    this.use = use;
  }

  trace(charstring: Uint8Array): void {
    this.stack = [];
    this.stems = 0;
    this.run(charstring, 0);
  }

  /** Whether the glyph ended. */
  private run(code: Uint8Array, depth: number): boolean {
    if (depth > MAX_CALLS) throw new CharstringError('calls nested too deep');
    const { stack } = this;
    let number = -1;
    for (let at = 0; at < code.length;) {
      if (++this.steps > MAX_STEPS) throw new CharstringError('too long');
      const byte = code[at++]!;
      if (byte >= 32 || byte === 28) {
        number = at - 1;
        at = this.number(code, at, byte);
        continue;
      }
      const before = number;
      number = -1;
      switch (byte) {
        case 10:
        case 29: {
          const subrs = byte === 10 ? this.local : this.global;
          const index = (stack.pop() ?? 0) + biasOf(subrs.length);
          const subr = subrs[index];
          if (!subr) throw new CharstringError('subroutine that does not exist');
          (byte === 10 ? this.use.local : this.use.global).add(index);
          this.noteCall(code, { start: before, at: at - 1, isLocal: byte === 10, index });
          if (this.run(subr, depth + 1)) return true;
          break;
        }
        case 11:
          return false;
        case 14:
          if (stack.length >= 4) for (const part of stack.slice(-2)) this.use.parts.add(part);
          return true;
        case 1:
        case 3:
        case 18:
        case 23:
          this.stems += stack.length >> 1;
          stack.length = 0;
          break;
        case 19:
        case 20:
          this.stems += stack.length >> 1;
          stack.length = 0;
          at += (this.stems + 7) >> 3;
          break;
        case 12: {
          const second = code[at++] ?? 0;
          // Flex operators and dotsection draw; the others compute.
          if (second !== 0 && (second < 34 || second > 37)) throw new CharstringError('arithmetic');
          stack.length = 0;
          break;
        }
        default:
          stack.length = 0;
      }
    }
    return false;
  }

  private noteCall(code: Uint8Array, call: Call): void {
    const calls = this.calls.get(code) ?? new Map<number, Call>();
    this.calls.set(code, calls);
    const known = calls.get(call.at);
    if (call.start < 0 || (known && known.index !== call.index)) this.areCallsPlain = false;
    calls.set(call.at, call);
  }

  private number(code: Uint8Array, at: number, byte: number): number {
    const { stack } = this;
    if (byte === 28) {
      stack.push((((code[at] ?? 0) << 24) | ((code[at + 1] ?? 0) << 16)) >> 16);
      return at + 2;
    }
    if (byte <= 246) {
      stack.push(byte - 139);
      return at;
    }
    if (byte <= 254) {
      const low = code[at] ?? 0;
      stack.push(byte <= 250 ? (byte - 247) * 256 + low + 108 : -(byte - 251) * 256 - low - 108);
      return at + 1;
    }
    // 16.16; the whole part.
    stack.push((((code[at] ?? 0) << 24) | ((code[at + 1] ?? 0) << 16)) >> 16);
    return at + 4;
  }
}

/** What is added to the number of a call, by how many subroutines there are. */
export function biasOf(count: number): number {
  return count < 1240 ? 107 : count < 33900 ? 1131 : 32768;
}
