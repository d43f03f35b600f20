type Schema = Readonly<Record<string, unknown>>;

/** What a model's `$ref` becomes; `undefined` leaves it as it is. */
type Resolve = (reference: string) => string | undefined;

/** The keywords of draft 04 by what they contain: a value, a schema or a list of them, schemas by name. Others check nothing. */
const values = [
  'type',
  'enum',
  'required',
  'pattern',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxProperties',
  'minProperties',
];
const schemas = ['not', 'items', 'additionalItems', 'additionalProperties', 'allOf', 'anyOf', 'oneOf'];
const schemasByName = ['properties', 'patternProperties', 'definitions', 'dependencies'];
const maxDepth = 100;

/**
 * The part of a model that draft 4 of JSON Schema gives a meaning: OpenAPI's own words (`nullable`, `example`) and
 * `format` are not enforced, and an `id` would move what references are relative to.
 */
export function draft04Schema(source: unknown, resolve: Resolve, depth = 0): unknown {
  if (Array.isArray(source)) return source.map((entry) => draft04Schema(entry, resolve, depth));
  if (source === null || typeof source !== 'object') return source;
  if (depth > maxDepth) throw new Error(`expected at most ${maxDepth} levels of schemas`);
  const schema = source as Schema;
  // Members beside a `$ref` are ignored.
  if (typeof schema.$ref === 'string') return { $ref: resolve(schema.$ref) ?? schema.$ref };
  const known: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (values.includes(keyword)) known[keyword] = value;
    else if (schemas.includes(keyword)) known[keyword] = draft04Schema(value, resolve, depth + 1);
    else if (schemasByName.includes(keyword)) known[keyword] = byName(value, resolve, depth + 1);
  }
  return known;
}

function byName(value: unknown, resolve: Resolve, depth: number): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, schema]) => [
    name,
    draft04Schema(schema, resolve, depth),
  ]);
  return Object.fromEntries(entries);
}
