import type { Model } from '@aws-sdk/client-api-gateway';
import { isRecord } from '../../aws/is-record.ts';
import { badRequest } from '../errors.ts';
import { draft04Schema } from './draft-04-schema.ts';
import { type ModelCheck, modelCheck } from './model-check.ts';
import { modelReference } from './model-reference.ts';
import { schemaAddress, schemaCompiler } from './schema-compiler.ts';

/** By name. */
export type CompiledModels = ReadonlyMap<string, ModelCheck>;

export type Models = Readonly<Record<string, Model>>;

/** Each takes about 50 microseconds to compile. */
const maxSchemas = 5_000;

/** What can make much work of a small body. */
const risky = /"(?:pattern|patternProperties|uniqueItems|\$ref)":/;

/** Compiles an API's models, which may refer to one another. Refuses one that is not a schema of draft 4. */
export function compileModels(models: Models): CompiledModels {
  refuseTooManySchemas(models);
  const schemas = new Map(
    Object.entries(models).map(([name, model]) => [name, parsedSchema(name, model, models)]),
  );
  if (schemas.size === 0) return new Map();
  const compile = schemaCompiler(schemas, 'first');
  let compileThoroughly: ReturnType<typeof schemaCompiler> | undefined;
  return new Map(
    [...schemas].map(([name, schema]) => {
      const validate = refusing(name, () => compile(name));
      const isRisky = risky.test(JSON.stringify(schema));
      const validateThoroughly = () => {
        compileThoroughly ??= schemaCompiler(schemas, 'all');
        return compileThoroughly(name);
      };
      return [name, modelCheck({ validate, validateThoroughly, isRisky })];
    }),
  );
}

function refuseTooManySchemas(models: Models): void {
  const count = Object.values(models).reduce((sum, { schema = '{}' }) => sum + bracesIn(schema), 0);
  if (count <= maxSchemas) return;
  throw badRequest(
    `The models of an API may have at most ${maxSchemas} schemas in all; those of this one have ${count}.`,
  );
}

/** As many as there are objects, and so at least as many as there are schemas. */
function bracesIn(schema: string): number {
  return schema.split('{').length - 1;
}

function parsedSchema(name: string, { schema = '{}' }: Model, models: Models): unknown {
  if (!/^[a-zA-Z0-9]+$/.test(name)) {
    throw badRequest(`Unable to create model for '${name}': Model name must be alphanumeric: ${name}`);
  }
  return refusing(name, () => {
    const source: unknown = JSON.parse(schema);
    if (!isRecord(source)) throw new Error(`expected an object, received ${kindOf(source)}`);
    const own = isRecord(source.definitions) ? source.definitions : {};
    return draft04Schema(source, (reference) => {
      const found = modelReference(reference);
      if (!found || (reference.startsWith('#/definitions/') && Object.hasOwn(own, found.name)))
        return undefined;
      if (!Object.hasOwn(models, found.name)) throw new Error(`expected a model for ${reference}`);
      return `${schemaAddress(found.name)}#${found.pointer}`;
    });
  });
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function refusing<Result>(name: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badRequest(
      `Unable to create model for '${name}': Validation Result: warnings : [], errors : [Invalid model schema specified: ${reason}]`,
    );
  }
}
