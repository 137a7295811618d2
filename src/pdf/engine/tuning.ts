import { createHash } from 'node:crypto';
import { BUILD, SITES } from './direct-call-sites.ts';
import { MASKS } from './masks-bytes.ts';
import {
  bodiesOf,
  CODE_SECTION,
  FUNCTION_SECTION,
  ModuleReader,
  number,
  partsOf,
  signed,
  sizeOf,
  withSections,
  type ModuleParts,
  type Signature,
} from './wasm-module.ts';

/*
 * The engine's code is changed in two ways before it is compiled. What it computes stays the same.
 *
 * It is C++: most of its hot loops call by way of a table, which a compiler of WebAssembly cannot look through. Where
 * such a call nearly always ends in the same function, it is asked first whether it does, and then calls that one
 * directly, so that the compiler can put the one into the other. Where the table has another function, that is called
 * as before.
 *
 * Where it works pixel by pixel, a function that takes several at a time is asked first (masks.wat). What that one
 * leaves alone the engine does as before.
 */

/** A call by way of the table: the function that it is in, where in the body of that, and what it mostly calls. */
export type CallSite = readonly [caller: number, at: number, ...targets: readonly number[]];

/** Functions that a module gets. */
export interface OwnFunctions {
  /** A module of them. They call nothing and have parameters of those that they are asked before. */
  readonly module: Uint8Array;
  /**
   * For each of them, the function of the engine that it is asked before; where it does not answer 0, that one returns
   * at once (1, where it gives a number).
   */
  readonly before: readonly number[];
}

/**
 * CFX_ScanlineCompositor::CompositeByteMaskLine and CFX_DIBitmap::CompositeMask, in the one build that masks.wat is for.
 * In another they have other numbers: a profile of drawing a page of text shows them on top.
 */
export const BEFORE: readonly number[] = [1489, 1611];
export const BUILD_OF_MASKS = '5e4cd023c3dad4a895b3571ca573d3fc51bac6de48360d95283134385b954eaa';

/** A copy of the engine that is quicker; of another build than `direct-call-sites.ts` was made for, as it is. */
export function tuned(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const build = buildOf(wasm);
  if (build !== BUILD) return new Uint8Array(wasm);
  const masks = { module: Buffer.from(MASKS, 'base64'), before: BEFORE };
  return tune(wasm, SITES, build === BUILD_OF_MASKS ? masks : undefined);
}

/** What tells builds apart. */
export function buildOf(wasm: Uint8Array): string {
  return createHash('sha256').update(wasm).digest('hex');
}

/** How a function changes. */
interface Change {
  readonly sites: CallSite[];
  /** The function that is asked first. */
  asked?: number;
}

/** A module in which some calls by way of the table are direct ones, and some functions ask others first. */
export function tune(
  module: Uint8Array,
  sites: readonly CallSite[],
  own?: OwnFunctions,
): Uint8Array<ArrayBuffer> {
  const parts = partsOf(module);
  const changes = new Map<number, Change>();
  const changeOf = (caller: number): Change => {
    const change = changes.get(caller) ?? { sites: [] };
    changes.set(caller, change);
    return change;
  };
  for (const site of sites) changeOf(site[0]).sites.push(site);
  own?.before.forEach((asking, i) => (changeOf(asking).asked = parts.imported + parts.types.length + i));
  const added = own && functionsOf(own, parts);
  const changed = new Map([[CODE_SECTION, changedCode(parts, changes, added?.bodies ?? [])]]);
  if (added) changed.set(FUNCTION_SECTION, changedTypes(parts, added.types));
  return withSections(module, parts, changed);
}

/** Functions of another module, with their types as this one numbers them. */
function functionsOf(own: OwnFunctions, parts: ModuleParts): { types: number[]; bodies: Uint8Array[] } {
  const others = partsOf(own.module);
  const types = others.types.map((type, i) => {
    const { parameters } = others.signatures[type]!;
    const asking = parts.signatures[parts.types[own.before[i]! - parts.imported]!];
    if (!asking || !same(asking.parameters, parameters)) throw new Error('other parameters');
    return indexOf(parts.signatures, others.signatures[type]!);
  });
  return { types, bodies: bodiesOf(others) };
}

function indexOf(signatures: readonly Signature[], sought: Signature): number {
  const found = signatures.findIndex(
    ({ parameters, results }) => same(parameters, sought.parameters) && same(results, sought.results),
  );
  if (found < 0) throw new Error('a type that the module lacks');
  return found;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}

function changedTypes({ sections, types }: ModuleParts, added: readonly number[]): Uint8Array[] {
  const section = new ModuleReader(sections.get(FUNCTION_SECTION)!.content);
  section.number();
  const all = section.bytes.subarray(section.at);
  return [number(types.length + added.length), all, ...added.map(number)];
}

function changedCode(
  parts: ModuleParts,
  changes: ReadonlyMap<number, Change>,
  added: readonly Uint8Array[],
): Uint8Array[] {
  const section = new ModuleReader(parts.sections.get(CODE_SECTION)!.content);
  const count = section.number();
  const code = [number(count + added.length)];
  let done = section.at;
  // What lies between functions that change is taken over in one piece.
  for (let index = 0; index < count; index++) {
    const start = section.at;
    const length = section.number();
    const change = changes.get(parts.imported + index);
    if (!change) {
      section.at += length;
      continue;
    }
    const pieces = rewritten(section.take(length), parts.imported + index, change, parts);
    code.push(section.bytes.subarray(done, start), number(sizeOf(pieces)), ...pieces);
    done = section.at;
  }
  code.push(section.bytes.subarray(done));
  return [...code, ...added.flatMap((body) => [number(body.length), body])];
}

const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const RETURN = 0x0f;
const CALL = 0x10;
const CALL_INDIRECT = 0x11;
const LOCAL_GET = 0x20;
const LOCAL_TEE = 0x22;
const I32_CONST = 0x41;
const I32_EQ = 0x46;
const NOTHING = 0x40;
const I32 = 0x7f;

/** A body with one local more, for the place in the table that is called. */
function rewritten(
  body: Uint8Array,
  caller: number,
  { sites, asked }: Change,
  parts: ModuleParts,
): Uint8Array[] {
  const signature = parts.signatures[parts.types[caller - parts.imported]!]!;
  const reader = new ModuleReader(body);
  const groups = reader.number();
  const from = reader.at;
  let local = signature.parameters.length;
  for (let i = 0; i < groups; i++) {
    local += reader.number();
    reader.byte();
  }
  const pieces = [number(groups + 1), body.subarray(from, reader.at), Uint8Array.of(1, I32)];
  if (asked !== undefined) pieces.push(...asking(asked, signature));
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

/** Calls a function with the arguments of the one that this is put into, and returns where it did the work. */
function asking(asked: number, { parameters, results }: Signature): Uint8Array[] {
  const locals = [...parameters.keys()].flatMap((local) => [Uint8Array.of(LOCAL_GET), number(local)]);
  const answer = results.length > 0 ? [I32_CONST, 1] : [];
  return [...locals, Uint8Array.of(CALL), number(asked), Uint8Array.of(IF, NOTHING, ...answer, RETURN, END)];
}
