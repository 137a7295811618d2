/*
 * Modules of WebAssembly in their binary format (WebAssembly Core Specification, 5), as far as the engine's is taken
 * apart and put together anew.
 */

const TYPE_SECTION = 1;
const IMPORT_SECTION = 2;
export const FUNCTION_SECTION = 3;
const ELEMENT_SECTION = 9;
export const CODE_SECTION = 10;
const HEADER = 8;
const END = 0x0b;
const I32_CONST = 0x41;

/** Goes through a module. */
export class ModuleReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.bytes[this.at++]!;
  }

  /** Unsigned, of 32 bits. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** So many bytes from here on. */
  take(length: number): Uint8Array {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

export interface Section {
  /** Where it begins and ends, its head included. */
  readonly start: number;
  readonly end: number;
  readonly content: Uint8Array;
}

/** What of a module tells how its functions call one another. */
export interface ModuleParts {
  /** By number. */
  readonly sections: ReadonlyMap<number, Section>;
  /** How many functions are not the module's own; those come first. */
  readonly imported: number;
  /** By function of the module's own, its type. */
  readonly types: readonly number[];
  readonly signatures: readonly Signature[];
  /** By function, its first place in the table. */
  readonly places: ReadonlyMap<number, number>;
}

/** A type of functions: its parameters and its results, a byte each. */
export interface Signature {
  readonly parameters: Uint8Array;
  readonly results: Uint8Array;
}

/** Takes a module apart. Throws for what compilers of C++ do not write. */
export function partsOf(module: Uint8Array): ModuleParts {
  const reader = new ModuleReader(module, HEADER);
  const sections = new Map<number, Section>();
  while (reader.at < module.length) {
    const start = reader.at;
    const id = reader.byte();
    const content = reader.take(reader.number());
    sections.set(id, { start, end: reader.at, content });
  }
  const list = <T>(id: number, read: (section: ModuleReader) => T): T[] => {
    const section = sections.get(id);
    return section ? listOf(new ModuleReader(section.content), read) : [];
  };
  const places = new Map<number, number>();
  list(ELEMENT_SECTION, (section) => notePlaces(section, places));
  return {
    sections,
    imported: list(IMPORT_SECTION, isFunction).filter(Boolean).length,
    types: list(FUNCTION_SECTION, (section) => section.number()),
    signatures: list(TYPE_SECTION, signatureOf),
    places,
  };
}

/** A copy of a module with other contents of sections, each in pieces. */
export function withSections(
  module: Uint8Array,
  { sections }: ModuleParts,
  changed: ReadonlyMap<number, readonly Uint8Array[]>,
): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let done = 0;
  for (const [id, { start, end }] of [...sections].sort(([, a], [, b]) => a.start - b.start)) {
    const content = changed.get(id);
    if (!content) continue;
    pieces.push(module.subarray(done, start), Uint8Array.of(id), number(sizeOf(content)), ...content);
    done = end;
  }
  return joined([...pieces, module.subarray(done)]);
}

function listOf<T>(section: ModuleReader, read: (section: ModuleReader) => T): T[] {
  return Array.from({ length: section.number() }, () => read(section));
}

function signatureOf(section: ModuleReader): Signature {
  if (section.byte() !== 0x60) throw new Error('a type that is no function');
  return { parameters: section.take(section.number()), results: section.take(section.number()) };
}

function isFunction(section: ModuleReader): boolean {
  section.take(section.number());
  section.take(section.number());
  const kind = section.byte();
  if (kind === 0) section.number();
  else if (kind === 3) section.take(2);
  else {
    if (kind === 1) section.byte();
    const limits = section.byte();
    section.number();
    if ((limits & 1) !== 0) section.number();
  }
  return kind === 0;
}

/** Of a list that the table is filled with at first. */
function notePlaces(section: ModuleReader, places: Map<number, number>): void {
  if (section.number() !== 0 || section.byte() !== I32_CONST) throw new Error('a table of another kind');
  const first = section.number();
  if (section.byte() !== END) throw new Error('a table of another kind');
  const count = section.number();
  for (let i = 0; i < count; i++) places.set(section.number(), first + i);
}

/** The bodies of a module's own functions. */
export function bodiesOf({ sections }: ModuleParts): Uint8Array[] {
  const section = new ModuleReader(sections.get(CODE_SECTION)!.content);
  return listOf(section, () => section.take(section.number()));
}

/** Of pieces together. */
export function sizeOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(sizeOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** LEB128, unsigned. */
export function number(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, rest);
}

/** LEB128 of a number that is not negative where a signed one is wanted. */
export function signed(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x3f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, rest);
}
