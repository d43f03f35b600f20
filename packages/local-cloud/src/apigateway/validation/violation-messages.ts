import type { ErrorObject } from 'ajv';

type Params = Readonly<Record<string, unknown>>;

/** Violations in the words of the validator that AWS runs: `[object has missing required properties (["name"])]`. */
export function violationTexts(errors: readonly ErrorObject[]): string {
  const causes = withoutBranches(errors);
  const texts = causes.map((error) => textOf(error, causes));
  return `[${[...new Set(texts)].join(', ')}]`;
}

/** `anyOf` and `oneOf` are reported as one failure, without those of their branches. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      const siblings = error.schemaPath.slice(0, -error.keyword.length);
      while (kept.length > 0 && isWithin(kept.at(-1), error, siblings)) kept.pop();
    }
    kept.push(error);
  }
  return kept;
}

function isWithin(inner: ErrorObject | undefined, outer: ErrorObject, siblings: string): boolean {
  if (!inner?.instancePath.startsWith(outer.instancePath)) return false;
  return inner.schemaPath.startsWith(outer.schemaPath) || !inner.schemaPath.startsWith(siblings);
}

function textOf(error: ErrorObject, all: readonly ErrorObject[]): string {
  const facts = {
    ...(error.params as Params),
    data: error.data,
    schema: error.schema,
    names: namesIn(error, all),
  };
  return texts[error.keyword]?.(facts) ?? error.message ?? error.keyword;
}

interface Facts extends Params {
  readonly data: unknown;
  readonly schema: unknown;
  readonly names: string;
}

const texts: Readonly<Record<string, (facts: Facts) => string>> = {
  required: ({ names }) => `object has missing required properties (${names})`,
  additionalProperties: ({ names }) =>
    `object instance has properties which are not allowed by the schema: ${names}`,
  dependencies: ({ property, schema, names }) =>
    `property "${property}" of object has missing property dependencies (schema requires ${list([(schema as Params)[String(property)]].flat())}; missing: ${names})`,
  type: ({ data, type }) =>
    `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${list([type].flat())})`,
  enum: ({ data, allowedValues }) =>
    `instance value (${JSON.stringify(data)}) not found in enum (possible values: ${JSON.stringify(allowedValues)})`,
  pattern: ({ data, pattern }) => `ECMA 262 regex "${pattern}" does not match input string "${data}"`,
  minLength: ({ data, limit }) =>
    `string "${data}" is too short (length: ${lengthOf(data)}, required minimum: ${limit})`,
  maxLength: ({ data, limit }) =>
    `string "${data}" is too long (length: ${lengthOf(data)}, maximum allowed: ${limit})`,
  minItems: ({ data, limit }) =>
    `array is too short: must have at least ${limit} elements but instance has ${sizeOf(data)} elements`,
  maxItems: ({ data, limit }) =>
    `array is too long: must have at most ${limit} elements but instance has ${sizeOf(data)} elements`,
  minProperties: ({ data, limit }) =>
    `object has too few properties (found ${sizeOf(data)} but schema requires at least ${limit})`,
  maxProperties: ({ data, limit }) =>
    `object has too many properties (found ${sizeOf(data)} but schema requires at most ${limit})`,
  uniqueItems: () => 'array must not contain duplicate elements',
  minimum: ({ data, comparison, limit }) =>
    comparison === '>'
      ? `numeric instance is not strictly greater than the required minimum ${limit}`
      : `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${data})`,
  maximum: ({ data, comparison, limit }) =>
    comparison === '<'
      ? `numeric instance is not strictly lower than the required maximum ${limit}`
      : `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${data})`,
  multipleOf: ({ data, multipleOf }) => `remainder of division is not zero (${data} / ${multipleOf})`,
  not: () => 'instance matched a schema which it should not have',
  anyOf: ({ schema }) => `instance failed to match at least one required schema among ${sizeOf(schema)}`,
  oneOf: ({ schema, passingSchemas }) =>
    `instance failed to match exactly one schema (matched ${[passingSchemas ?? []].flat().length} out of ${sizeOf(schema)})`,
};

/** One message names all the properties that an object lacks or must not have. */
function namesIn(
  { keyword, instancePath, schemaPath, params }: ErrorObject,
  all: readonly ErrorObject[],
): string {
  const alike = all.filter(
    (other) =>
      other.keyword === keyword &&
      other.instancePath === instancePath &&
      other.schemaPath === schemaPath &&
      (other.params as Params).property === (params as Params).property,
  );
  return list(
    alike.map(
      (other) => (other.params as Params).missingProperty ?? (other.params as Params).additionalProperty,
    ),
  );
}

function list(names: readonly unknown[]): string {
  return JSON.stringify(names.map(String).sort());
}

function typeOf(data: unknown): string {
  if (data === null) return 'null';
  if (Array.isArray(data)) return 'array';
  return typeof data === 'number' && Number.isInteger(data) ? 'integer' : typeof data;
}

function lengthOf(data: unknown): number {
  return [...String(data)].length;
}

function sizeOf(data: unknown): number {
  return Object.keys(data ?? {}).length;
}
