import { isDefinition } from './api-definition.ts';
import { invalidResource, invalidTemplate } from './sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from './template.ts';

/** The definition with an API's `Models`, named in lower case. */
export function applyModels(
  logicalId: string,
  definition: JsonValue | undefined,
  models: JsonValue | undefined,
): JsonValue | undefined {
  if (!isObject(models) || Object.keys(models).length === 0) return definition;
  if (!definition) {
    const message = "Models works only with inline Swagger specified in 'DefinitionBody' property.";
    throw invalidResource(logicalId, message);
  }
  if (!isDefinition(definition)) {
    throw invalidResource(
      logicalId,
      "Unable to add Models definitions because 'DefinitionBody' does not contain a valid Swagger definition.",
    );
  }
  const named = Object.entries(models).map(([name, schema]) => {
    if (!isObject(schema)) throw invalidResource(logicalId, "Invalid value for 'Models' property");
    if (!schema.type) throw invalidTemplate("'Models' schema is missing 'type'.");
    return [name.toLowerCase(), schema];
  });
  const { definitions } = definition;
  const existing: JsonObject = isObject(definitions) ? definitions : {};
  return { ...definition, definitions: { ...existing, ...Object.fromEntries(named) } };
}
