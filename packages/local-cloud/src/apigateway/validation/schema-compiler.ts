import type { FuncKeywordDefinition, SchemaValidateFunction, ValidateFunction } from 'ajv';
import ajvDraft04 from 'ajv-draft-04';

/** Compiles one of several schemas that refer to each other by their URIs. Throws for an invalid schema. */
export function schemaCompiler(
  schemas: ReadonlyMap<string, unknown>,
  reported: 'first' | 'all',
): (name: string) => ValidateFunction {
  const ajv = new ajvDraft04.default({
    strict: false,
    logger: false,
    validateFormats: false,
    // Otherwise every object has a `toString`.
    ownProperties: true,
    // Patterns are ECMA 262's of old, where `\-` is a hyphen.
    unicodeRegExp: false,
    allErrors: reported === 'all',
    verbose: true,
  });
  ajv.removeKeyword('uniqueItems').addKeyword(uniqueItems);
  for (const [name, schema] of schemas) ajv.addSchema(schema as object, schemaAddress(name), false, false);
  return (name) => {
    ajv.validateSchema(schemas.get(name) as object, true);
    const validate = ajv.getSchema(schemaAddress(name));
    if (!validate) throw new Error(`expected a schema named ${name}`);
    return validate as ValidateFunction;
  };
}

/** The prefix keeps URIs apart from names such as `constructor`, which every JavaScript object has. */
export function schemaAddress(name: string): string {
  return `model-${name}`;
}

/** The keyword in linear time: ajv's own compares each array or object with every other. */
const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: hasUniqueItems,
};

function hasUniqueItems(isAsked: boolean, items: readonly unknown[]): ReturnType<SchemaValidateFunction> {
  return !isAsked || new Set(items.map(canonical)).size === items.length;
}

/** The same string for values that JSON Schema calls equal: the order of an object's members does not matter. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`);
  return `{${members.sort().join()}}`;
}
