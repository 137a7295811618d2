/** A string operand with its decoded bytes. */
export class StringOperand {
  readonly bytes: Uint8Array;
  readonly hex: boolean;
  constructor(bytes: Uint8Array, hex: boolean) {
    this.bytes = bytes;
    this.hex = hex;
  }
}

/** A name operand as it was written, without the slash; `#xx` is not decoded, as `PDFName.of` does that. */
export class NameOperand {
  readonly raw: string;
  constructor(raw: string) {
    this.raw = raw;
  }
}

/** A dictionary operand: keys as written, and the place of each entry (from the key to the end of its value). */
export class DictOperand {
  readonly entries: readonly DictEntry[];
  constructor(entries: readonly DictEntry[]) {
    this.entries = entries;
  }

  get(...keys: readonly string[]): Operand | undefined {
    return this.entries.find((entry) => keys.includes(entry.key))?.value;
  }
}

/** One entry of a dictionary operand; `start` and `end` are byte offsets in the content. */
export interface DictEntry {
  readonly key: string;
  readonly value: Operand;
  readonly start: number;
  readonly end: number;
}

/** What an operator is given (ISO 32000-2, 7.8.2). */
export type Operand =
  | number
  | boolean
  | null
  | StringOperand
  | NameOperand
  | DictOperand
  | readonly Operand[];
