import type { UnknownFields } from './redaction.ts';

/**
 * An object for output: known fields in the order given, absent ones left out, then the unknown ones as they
 * were read. An unknown field never shadows a known one.
 */
export function withUnknown(
  known: Readonly<Record<string, unknown>>,
  unknown: UnknownFields | undefined,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(known)) if (value !== undefined) result[key] = value;
  for (const [key, value] of Object.entries(unknown ?? {}))
    if (!Object.hasOwn(known, key)) define(result, key, value);
  return result;
}

/** JSON with two-space indent and a line feed at the end; arrays of numbers stay on one line, for clean diffs. */
export function formatJson(value: unknown): string {
  return `${write(value, '')}\n`;
}

function write(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (value.every((item) => typeof item === 'number'))
      return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    return `[\n${value.map((item) => inner + write(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${write(item, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** Plain assignment would treat `__proto__` as the prototype. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

/** A field only where it has a value (`exactOptionalPropertyTypes`). */
export function optional<K extends string, V>(
  key: K,
  value: V | undefined,
): { readonly [P in K]?: Exclude<V, undefined> } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: Exclude<V, undefined> });
}
