/** The part of JSON Schema draft-07 that our schemas use. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const KNOWN = new Set(
  '$schema $ref title description type const enum enumDescriptions properties required additionalProperties items minItems maxItems minimum maximum minLength pattern definitions examples defaultSnippets'.split(
    ' ',
  ),
);

/** What a value breaks, as `path: keyword`; empty when it is valid. */
export function violations(root: unknown, value: unknown): readonly string[] {
  return check(root as Schema, root as Schema, value, '');
}

/** Keywords and shapes in a schema that this validator does not know, and descriptions that are missing. */
export function schemaFaults(root: unknown, path = ''): readonly string[] {
  const schema = root as Schema & Readonly<Record<string, unknown>>;
  const faults = Object.keys(schema)
    .filter((key) => !KNOWN.has(key))
    .map((key) => `${path}: ${key}`);
  const descriptions = schema['enumDescriptions'] as readonly string[] | undefined;
  if (schema.enum && descriptions?.length !== schema.enum.length) faults.push(`${path}: enumDescriptions`);
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    if (!('description' in child) && !('$ref' in child)) faults.push(`${path}/${name}: no description`);
    faults.push(...schemaFaults(child, `${path}/${name}`));
  }
  for (const [name, child] of Object.entries(schema.definitions ?? {}))
    faults.push(...schemaFaults(child, `${path}#${name}`));
  if (schema.items) faults.push(...schemaFaults(schema.items, `${path}[]`));
  if (schema.additionalProperties) faults.push(...schemaFaults(schema.additionalProperties, `${path}*`));
  return faults;
}

function check(root: Schema, schema: Schema, value: unknown, path: string): readonly string[] {
  if (schema.$ref !== undefined) {
    const target = root.definitions?.[schema.$ref.replace('#/definitions/', '')];
    return target ? check(root, target, value, path) : [`${path}: $ref`];
  }
  const found: string[] = [];
  const must = (holds: boolean, keyword: string): void => {
    if (!holds) found.push(`${path}: ${keyword}`);
  };
  if (schema.type !== undefined) must(hasType(value, schema.type), 'type');
  if ('const' in schema) must(value === schema.const, 'const');
  if (schema.enum) must(schema.enum.includes(value), 'enum');
  if (typeof value === 'string') {
    must(value.length >= (schema.minLength ?? 0), 'minLength');
    must(schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value), 'pattern');
  }
  if (typeof value === 'number') {
    must(value >= (schema.minimum ?? -Infinity), 'minimum');
    must(value <= (schema.maximum ?? Infinity), 'maximum');
  }
  if (Array.isArray(value)) {
    must(value.length >= (schema.minItems ?? 0), 'minItems');
    must(value.length <= (schema.maxItems ?? Infinity), 'maxItems');
    const { items } = schema;
    if (items) found.push(...value.flatMap((item, index) => check(root, items, item, `${path}/${index}`)));
  } else if (typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>;
    for (const name of schema.required ?? []) must(Object.hasOwn(fields, name), `required ${name}`);
    for (const [name, field] of Object.entries(fields)) {
      const child =
        schema.properties && Object.hasOwn(schema.properties, name)
          ? schema.properties[name]
          : schema.additionalProperties;
      if (child) found.push(...check(root, child, field, `${path}/${name}`));
    }
  }
  return found;
}

function hasType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
