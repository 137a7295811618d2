/** A replacement of the bytes from `start` up to `end` (equal for an insertion). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  /** Asked when everything is known; one character per byte, or bytes. */
  readonly render: () => string | Uint8Array;
}

/** A stretch of the original, kept or replaced, after edits were put in order. */
export interface Patch {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** Replacements in one content stream; everything else is written back byte for byte. */
export class Edits {
  private readonly list: Edit[] = [];

  get empty(): boolean {
    return this.list.length === 0;
  }

  replace(start: number, end: number, text: string | (() => string | Uint8Array)): void {
    this.list.push({ start, end, render: typeof text === 'string' ? () => text : text });
  }

  /** Takes bytes out; a space stays, so that what stood on either side does not grow together. */
  remove(start: number, end: number): void {
    this.replace(start, end, ' ');
  }

  insert(at: number, text: string | (() => string)): void {
    this.replace(at, at, text);
  }

  /**
   * In order, without overlaps: an edit inside another is part of it already. Of one that takes out more behind another,
   * that goes as well. What is left of several that took things out one behind another is one space: how many they were
   * would tell.
   *
   * @param content that they are of
   */
  patches(content: Uint8Array): Patch[] {
    const ordered = this.list
      .map((edit, order) => ({ edit, order }))
      .sort((a, b) => a.edit.start - b.edit.start || byLength(a.edit, b.edit) || a.order - b.order);
    const patches: Patch[] = [];
    let done = 0;
    for (const { edit } of ordered) {
      if (edit.start < done && edit.end <= done) continue;
      const made = edit.render();
      const bytes = typeof made === 'string' ? Buffer.from(made, 'latin1') : made;
      if (edit.start < done && !isBlank(bytes)) continue;
      const start = Math.max(edit.start, done);
      const last = patches.at(-1);
      if (last && isBlank(last.bytes) && isBlank(content, last.end, start))
        patches[patches.length - 1] = {
          start: last.start,
          end: edit.end,
          bytes: bytes[0] === SPACE ? bytes : Buffer.concat([Uint8Array.of(SPACE), bytes]),
        };
      else patches.push({ start, end: edit.end, bytes });
      done = edit.end;
    }
    return patches;
  }
}

const SPACE = 0x20;

/** Insertions, then the longest. */
function byLength(a: Edit, b: Edit): number {
  const length = ({ start, end }: Edit): number => (end === start ? Infinity : end - start);
  return length(a) === length(b) ? 0 : length(b) - length(a);
}

/** Whether bytes are white space (ISO 32000-2, table 1). */
function isBlank(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte !== SPACE && byte !== 10 && byte !== 13 && byte !== 9 && byte !== 12 && byte !== 0) return false;
  }
  return true;
}

/** `bytes` from `start` to `end` with the patches that lie in it. */
export function splice(
  bytes: Uint8Array,
  patches: readonly Patch[],
  start = 0,
  end = bytes.length,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = start;
  for (const patch of patches) {
    if (patch.start < start || patch.end > end) continue;
    pieces.push(bytes.subarray(at, patch.start), patch.bytes);
    at = patch.end;
  }
  pieces.push(bytes.subarray(at, end));
  return Buffer.concat(pieces);
}
