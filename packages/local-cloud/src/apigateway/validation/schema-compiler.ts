import type { ValidateFunction } from 'ajv';
import ajvDraft04 from 'ajv-draft-04';
import { uniqueItems } from './unique-items.ts';

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
