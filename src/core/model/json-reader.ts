import type { JsonPath } from '../diagnostics/types.ts';
import { jsonRanges } from '../sidecar/json-ranges.ts';
import type { UnknownFields } from './redaction.ts';
import type { InvalidReason, ParseFailure, ParseResult } from './result.ts';

/** Thrown by readers inside `readJson`, never past it. */
class InvalidValue extends Error {
  readonly reason: InvalidReason;
  readonly path: JsonPath;
  readonly detail: string | undefined;
  constructor(reason: InvalidReason, path: JsonPath, detail?: string) {
    super(reason);
    this.reason = reason;
    this.path = path;
    this.detail = detail;
  }
}

/** A JSON object being read: each getter checks its field; what nobody asked for is unknown and kept. */
export class JsonObject {
  readonly path: JsonPath;
  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly asked = new Set<string>();

  constructor(value: unknown, path: JsonPath) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      fail('wrong-type', path, 'object');
    this.fields = value as Readonly<Record<string, unknown>>;
    this.path = path;
  }

  /** The raw value of a field; undefined where it is absent. */
  raw(key: string): unknown {
    this.asked.add(key);
    return Object.hasOwn(this.fields, key) ? this.fields[key] : undefined;
  }

  string(key: string, options: { readonly allowEmpty?: boolean } = {}): string {
    const value = this.raw(key);
    if (value === undefined) fail('missing', this.at(key));
    return readString(value, this.at(key), options);
  }

  optionalString(key: string): string | undefined {
    const value = this.raw(key);
    return value === undefined ? undefined : readString(value, this.at(key), { allowEmpty: true });
  }

  optionalBoolean(key: string): boolean | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'boolean') return value;
    return fail('wrong-type', this.at(key), 'true/false');
  }

  /** A string out of a closed list. */
  oneOf<const T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.string(key);
    const found = allowed.find((candidate) => candidate === value);
    return found ?? fail('unknown-value', this.at(key), allowed.join(', '));
  }

  object(key: string): JsonObject {
    const value = this.raw(key);
    if (value === undefined) fail('missing', this.at(key));
    return new JsonObject(value, this.at(key));
  }

  optionalObject(key: string): JsonObject | undefined {
    const value = this.raw(key);
    return value === undefined ? undefined : new JsonObject(value, this.at(key));
  }

  /** An array; `limit` guards memory against a file made to hurt. */
  array<T>(key: string, read: (value: unknown, path: JsonPath) => T, limit = 100_000): readonly T[] {
    const value = this.raw(key);
    if (value === undefined) fail('missing', this.at(key));
    return readArray(value, this.at(key), read, limit);
  }

  optionalArray<T>(key: string, read: (value: unknown, path: JsonPath) => T): readonly T[] | undefined {
    const value = this.raw(key);
    return value === undefined ? undefined : readArray(value, this.at(key), read, 100_000);
  }

  /** A map with values of one kind. */
  optionalMap<T>(
    key: string,
    read: (value: unknown, path: JsonPath) => T,
  ): Readonly<Record<string, T>> | undefined {
    const object = this.optionalObject(key);
    if (object === undefined) return undefined;
    return Object.fromEntries(
      Object.keys(object.fields).map((name) => [name, read(object.fields[name], object.at(name))]),
    );
  }

  /** Path of a field. */
  at(key: string): JsonPath {
    return [...this.path, key];
  }

  /** Fields that no getter asked for; undefined when there are none. */
  unknown(): UnknownFields | undefined {
    const names = Object.keys(this.fields).filter((name) => !this.asked.has(name));
    if (names.length === 0) return undefined;
    return Object.fromEntries(names.map((name) => [name, this.fields[name]]));
  }
}

/** Refuses the value at `path`. */
export function fail(reason: InvalidReason, path: JsonPath, detail?: string): never {
  throw new InvalidValue(reason, path, detail);
}

/** A string that is not blank, unless `allowEmpty`. */
export function readString(
  value: unknown,
  path: JsonPath,
  options: { readonly allowEmpty?: boolean } = {},
): string {
  if (typeof value !== 'string') fail('wrong-type', path, 'tekst');
  if (options.allowEmpty !== true && value.trim() === '') fail('empty', path);
  return value;
}

/** A string, empty or not. */
export function readText(value: unknown, path: JsonPath): string {
  return readString(value, path, { allowEmpty: true });
}

/** An array of at most `limit` values. */
export function readArray<T>(
  value: unknown,
  path: JsonPath,
  read: (value: unknown, path: JsonPath) => T,
  limit: number,
): readonly T[] {
  if (!Array.isArray(value)) fail('wrong-type', path, 'lijst');
  if (value.length > limit) fail('too-many', path, String(limit));
  return value.map((item: unknown, index) => read(item, [...path, index]));
}

/** A whole number from `min` to `max`. */
export function readInteger(value: unknown, path: JsonPath, min: number, max: number): number {
  if (typeof value !== 'number') fail('wrong-type', path, 'getal');
  if (!Number.isFinite(value)) fail('not-finite', path);
  if (!Number.isInteger(value) || value < min) fail('not-a-page', path, String(value));
  if (value > max) fail('too-large', path, String(value));
  return value;
}

/**
 * Reads a versioned JSON file. `version` must be the number `known`: a later one is refused as
 * `newer-version` before anything else is looked at.
 */
export function readJson<T>(text: string, known: number, read: (root: JsonObject) => T): ParseResult<T> {
  let root: unknown;
  try {
    root = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    return notJson(text, error);
  }
  try {
    const object = new JsonObject(root, []);
    const version = object.raw('version');
    if (version === undefined) fail('missing', ['version']);
    if (typeof version !== 'number') fail('wrong-type', ['version'], 'getal');
    if (version > known) {
      return { ok: false, problem: 'newer-version', path: ['version'], detail: String(version) };
    }
    if (version !== known) fail('unknown-value', ['version'], String(known));
    return { ok: true, value: read(object), ranges: jsonRanges(text) };
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    return {
      ok: false,
      problem: 'invalid',
      reason: error.reason,
      path: error.path,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
    };
  }
}

function notJson(text: string, error: unknown): ParseFailure {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '');
  if (position?.[1] !== undefined) return { ok: false, problem: 'not-json', offset: Number(position[1]) };
  return { ok: false, problem: 'not-json', offset: text.length };
}
