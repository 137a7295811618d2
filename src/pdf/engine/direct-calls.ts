import { createHash } from 'node:crypto';
import { BUILD, SITES } from './direct-call-sites.ts';

/*
 * The engine is C++: most of its hot loops call by way of a table, which a compiler of WebAssembly cannot look through.
 * Where such a call nearly always ends in the same function, it is asked first whether it does, and then calls that one
 * directly, so that the compiler can put the one into the other. What is computed is the same: where the table has
 * another function, that is called as before.
 */

/** A call by way of the table: the function that it is in, where in the body of that, and what it mostly calls. */
export type CallSite = readonly [caller: number, at: number, ...targets: readonly number[]];

/** A copy of the engine with direct calls; of another build than `direct-call-sites.ts` was made for, as it is. */
export function withDirectCalls(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  return buildOf(wasm) === BUILD ? callDirectly(wasm, SITES) : new Uint8Array(wasm);
}

/** What tells builds apart. */
export function buildOf(wasm: Uint8Array): string {
  return createHash('sha256').update(wasm).digest('hex');
}

/** Sections, opcodes and types of the binary format (WebAssembly Core Specification, 5). */
const TYPE_SECTION = 1;
const IMPORT_SECTION = 2;
const FUNCTION_SECTION = 3;
const ELEMENT_SECTION = 9;
const CODE_SECTION = 10;
const HEADER = 8;
const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const CALL = 0x10;
const CALL_INDIRECT = 0x11;
const LOCAL_GET = 0x20;
const LOCAL_TEE = 0x22;
const I32_CONST = 0x41;
const I32_EQ = 0x46;
const I32 = 0x7f;

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

/** What of a module tells how its functions call one another. */
export interface ModuleParts {
  /** Where the code section begins and ends, its head included. */
  readonly start: number;
  readonly end: number;
  /** What it holds: the number of bodies, and before each of them its length. */
  readonly code: Uint8Array;
  /** How many functions are not the module's own; those come first. */
  readonly imported: number;
  /** By function of the module's own, its type. */
  readonly types: readonly number[];
  /** By type, the number of parameters. */
  readonly parameters: readonly number[];
  /** By function, its first place in the table. */
  readonly places: ReadonlyMap<number, number>;
}

/** Takes a module apart. Throws for what compilers of C++ do not write. */
export function partsOf(module: Uint8Array): ModuleParts {
  const reader = new ModuleReader(module, HEADER);
  let parts = { start: 0, end: 0, imported: 0 };
  let code = module.subarray(0, 0);
  let types: number[] = [];
  let parameters: number[] = [];
  const places = new Map<number, number>();
  while (reader.at < module.length) {
    const start = reader.at;
    const id = reader.byte();
    const size = reader.number();
    const section = new ModuleReader(reader.take(size));
    if (id === TYPE_SECTION) parameters = listOf(section, parametersOf);
    else if (id === IMPORT_SECTION)
      parts = { ...parts, imported: listOf(section, isFunction).filter(Boolean).length };
    else if (id === FUNCTION_SECTION) types = listOf(section, () => section.number());
    else if (id === ELEMENT_SECTION) listOf(section, () => notePlaces(section, places));
    else if (id === CODE_SECTION) {
      parts = { ...parts, start, end: reader.at };
      code = section.bytes;
    }
  }
  return { ...parts, code, types, parameters, places };
}

function listOf<T>(section: ModuleReader, read: (section: ModuleReader) => T): T[] {
  return Array.from({ length: section.number() }, () => read(section));
}

function parametersOf(section: ModuleReader): number {
  if (section.byte() !== 0x60) throw new Error('a type that is no function');
  const count = section.number();
  section.take(count);
  section.take(section.number());
  return count;
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
export function bodiesOf({ code }: ModuleParts): Uint8Array[] {
  const section = new ModuleReader(code);
  return listOf(section, () => section.take(section.number()));
}

/** A module in which some calls by way of the table are direct ones where that comes to the same. */
export function callDirectly(module: Uint8Array, sites: readonly CallSite[]): Uint8Array<ArrayBuffer> {
  const parts = partsOf(module);
  const byCaller = new Map<number, CallSite[]>();
  for (const site of sites) byCaller.set(site[0], [...(byCaller.get(site[0]) ?? []), site]);
  const section = new ModuleReader(parts.code);
  const count = section.number();
  const code: Uint8Array[] = [];
  let done = 0;
  // What lies between functions that change is taken over in one piece.
  for (let own = 0; own < count; own++) {
    const start = section.at;
    const length = section.number();
    const changing = byCaller.get(parts.imported + own);
    if (!changing) {
      section.at += length;
      continue;
    }
    const pieces = rewritten(section.take(length), changing, parts);
    code.push(parts.code.subarray(done, start), number(sizeOf(pieces)), ...pieces);
    done = section.at;
  }
  code.push(parts.code.subarray(done));
  const head = [module.subarray(0, parts.start), Uint8Array.of(CODE_SECTION), number(sizeOf(code))];
  return joined([...head, ...code, module.subarray(parts.end)]);
}

function sizeOf(pieces: readonly Uint8Array[]): number {
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

/** A body with one local more, for the place in the table that is called. */
function rewritten(body: Uint8Array, sites: readonly CallSite[], parts: ModuleParts): Uint8Array[] {
  const reader = new ModuleReader(body);
  const groups = reader.number();
  const from = reader.at;
  const [caller] = sites[0]!;
  let local = parts.parameters[parts.types[caller - parts.imported]!]!;
  for (let i = 0; i < groups; i++) {
    local += reader.number();
    reader.byte();
  }
  const pieces = [number(groups + 1), body.subarray(from, reader.at), Uint8Array.of(1, I32)];
  let done = reader.at;
  for (const [, at, ...targets] of [...sites].sort((a, b) => a[1] - b[1])) {
    reader.at = at;
    if (reader.byte() !== CALL_INDIRECT) throw new Error('no call by way of the table');
    const type = reader.number();
    if (reader.number() !== 0) throw new Error('another table');
    pieces.push(body.subarray(done, at), Uint8Array.of(LOCAL_TEE), number(local));
    for (const [index, target] of targets.entries()) {
      const place = parts.places.get(target);
      if (place === undefined || parts.types[target - parts.imported] !== type)
        throw new Error('another function');
      if (index > 0) pieces.push(Uint8Array.of(LOCAL_GET), number(local));
      // The block takes the arguments from the stack, so it has the type of the call.
      pieces.push(Uint8Array.of(I32_CONST), signed(place), Uint8Array.of(I32_EQ, IF), signed(type));
      pieces.push(Uint8Array.of(CALL), number(target), Uint8Array.of(ELSE));
    }
    pieces.push(Uint8Array.of(LOCAL_GET), number(local), body.subarray(at, reader.at));
    pieces.push(new Uint8Array(targets.length).fill(END));
    done = reader.at;
  }
  return [...pieces, body.subarray(done)];
}

/** LEB128. */
function number(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, rest);
}

/** LEB128 of a number that is not negative where a signed one is wanted. */
function signed(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x3f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, rest);
}
