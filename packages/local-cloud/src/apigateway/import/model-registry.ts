import { createHash } from 'node:crypto';
import type { Model } from '@aws-sdk/client-api-gateway';
import { isRecord } from '../../aws/is-record.ts';
import { shortId } from '../api-gateway-identifiers.ts';
import { modelReference } from '../validation/model-reference.ts';
import { type JsonObject, objectAt } from './refuse.ts';

export interface ModelRegistry {
  /**
   * The names of the models that schemas refer to, by content type; a schema of the method's own becomes a model with a
   * made-up name. A reference to a model that does not exist is left out.
   */
  namesOf(
    schemas: readonly (readonly [contentType: string, schema: unknown])[],
    where: string,
  ): Record<string, string>;
  /** By name. */
  all(): Readonly<Record<string, Model>>;
}

/** A definition's schemas as models: `definitions` of OpenAPI 2, `components.schemas` of OpenAPI 3. */
export function modelRegistry(definition: JsonObject, warn: (message: string) => void): ModelRegistry {
  const components = objectAt(definition.components, 'components');
  const declared = {
    ...objectAt(definition.definitions, 'definitions'),
    ...objectAt(components.schemas, 'components.schemas'),
  };
  const models = new Map(Object.entries(declared).map(([name, schema]) => [name, model(name, schema)]));
  function nameOf(schema: JsonObject, where: string): string | undefined {
    const reference = typeof schema.$ref === 'string' ? modelReference(schema.$ref) : undefined;
    if (reference && !models.has(reference.name)) {
      warn(`Unable to find the model '${schema.$ref}' that is referred to at ${where}`);
      return undefined;
    }
    if (reference?.pointer === '') return reference.name;
    const name = `MODEL${createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 6)}`;
    models.set(name, models.get(name) ?? model(name, schema));
    return name;
  }
  return {
    namesOf(schemas, where) {
      const names = schemas.flatMap(([contentType, schema]) => {
        const name = schema === undefined ? undefined : nameOf(objectAt(schema, `schema of ${where}`), where);
        return name === undefined ? [] : [[contentType, name] as const];
      });
      return Object.fromEntries(names);
    },
    all: () => Object.fromEntries(models),
  };
}

function model(name: string, schema: unknown): Model {
  const description = isRecord(schema) ? schema.description : undefined;
  return {
    id: shortId(),
    name,
    contentType: 'application/json',
    schema: JSON.stringify(schema),
    ...(typeof description === 'string' && { description }),
  };
}
