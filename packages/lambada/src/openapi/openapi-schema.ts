import type { JsonObject, JsonSchema, JsonValue } from '../model.ts';

/** A schema as OpenAPI 3.0 has it: `nullable` in place of null, boolean exclusive bounds, no tuples. */
export function openApiSchema(schema: JsonSchema): JsonObject {
  const { $ref, type, anyOf, oneOf, ...others } = schema;
  if ($ref) return reference($ref, others);
  const union = anyOf ?? oneOf;
  const name = anyOf ? 'anyOf' : 'oneOf';
  return {
    ...(type !== undefined && typed(type)),
    ...(union && unionOf(name, union)),
    ...keywords(others),
    ...(others['x-value'] === 'bigint' && { format: 'int64' }),
  };
}

/** OpenAPI 3.0 ignores what stands beside a reference. */
function reference($ref: string, others: JsonSchema): JsonObject {
  const beside = keywords(others);
  return Object.keys(beside).length === 0 ? { $ref } : { allOf: [{ $ref }], ...beside };
}

function typed(type: NonNullable<JsonSchema['type']>): JsonObject {
  if (type === 'null') return { nullable: true, enum: [null] };
  const types = typeof type === 'string' ? [type] : type.filter((each) => each !== 'null');
  const isNullable = typeof type !== 'string' && type.includes('null');
  return { type: types[0] ?? 'string', ...(isNullable && { nullable: true }) };
}

function unionOf(name: 'anyOf' | 'oneOf', members: readonly JsonSchema[]): JsonObject {
  const present = members.filter(({ type }) => type !== 'null');
  const nullable = present.length < members.length && { nullable: true };
  const [only] = present;
  if (only && present.length === 1) {
    return only.$ref
      ? { allOf: [openApiSchema(only)], ...nullable }
      : { ...openApiSchema(only), ...nullable };
  }
  return { [name]: present.map(openApiSchema), ...nullable };
}

type Convert = (value: never, schema: JsonSchema) => JsonObject;

/** The keywords that OpenAPI 3.0 has otherwise; the rest stay as they are. */
const conversions: Readonly<Record<string, Convert>> = {
  'x-value': () => ({}),
  properties: (value: Record<string, JsonSchema>) => ({ properties: mapValues(value, openApiSchema) }),
  additionalProperties: (value: JsonSchema | boolean) => ({
    additionalProperties: typeof value === 'boolean' ? value : openApiSchema(value),
  }),
  items: (value: JsonSchema | false, { prefixItems = [] }) => ({
    items: itemsOf([...prefixItems, ...(value ? [value] : [])]),
  }),
  prefixItems: () => ({}),
  allOf: (value: readonly JsonSchema[]) => ({ allOf: value.map(openApiSchema) }),
  exclusiveMinimum: (value: number) => ({ minimum: value, exclusiveMinimum: true }),
  exclusiveMaximum: (value: number) => ({ maximum: value, exclusiveMaximum: true }),
  examples: ([example]: readonly JsonValue[]) => ({ example: example ?? null }),
  default: (value: JsonValue, schema) => ({
    default: schema['x-value'] === 'bigint' ? Number(value) : value,
  }),
};

function keywords(schema: JsonSchema): JsonObject {
  const converted = Object.entries(schema).map(([name, value]) => {
    const convert = Object.hasOwn(conversions, name) ? conversions[name] : undefined;
    return convert ? convert(value as never, schema) : { [name]: value as JsonValue };
  });
  return Object.assign({}, ...converted);
}

function itemsOf(items: readonly JsonSchema[]): JsonObject {
  const schemas = [...new Set(items.map((item) => JSON.stringify(openApiSchema(item))))];
  const [only = '{}'] = schemas;
  return schemas.length > 1 ? { anyOf: schemas.map((text) => JSON.parse(text)) } : JSON.parse(only);
}

export function mapValues<From, To>(object: Readonly<Record<string, From>>, map: (value: From) => To) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));
}
