import { createHash } from 'node:crypto';
import type { Model } from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { modelReference } from '../validation/model-reference.ts';
import { type JsonObject, objectAt } from './refuse.ts';

export interface ModelRegistry {
  /** The name of the model that a schema refers to; a schema of the method's own becomes a model with a made-up name. */
  nameOf(schema: JsonObject): string;
  /** By name. */
  all(): Readonly<Record<string, Model>>;
}

/** A definition's schemas as models: `definitions` of OpenAPI 2, `components.schemas` of OpenAPI 3. */
export function modelRegistry(definition: JsonObject): ModelRegistry {
  const components = objectAt(definition.components, 'components');
  const declared = {
    ...objectAt(definition.definitions, 'definitions'),
    ...objectAt(components.schemas, 'components.schemas'),
  };
  const models = new Map(Object.entries(declared).map(([name, schema]) => [name, model(name, schema)]));
  return {
    nameOf(schema) {
      const reference = typeof schema.$ref === 'string' ? modelReference(schema.$ref) : undefined;
      if (reference?.pointer === '' && models.has(reference.name)) return reference.name;
      const name = `MODEL${createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 6)}`;
      models.set(name, models.get(name) ?? model(name, schema));
      return name;
    },
    all: () => Object.fromEntries(models),
  };
}

function model(name: string, schema: unknown): Model {
  return { id: shortId(), name, contentType: 'application/json', schema: JSON.stringify(schema) };
}
