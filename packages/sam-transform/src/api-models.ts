import { edited, isDefinition } from './api-definition.ts';
import { extended, givenKeys, keysInOrder } from './python2/provenance.ts';
import { invalidResource, invalidTemplate } from './sam-error.ts';
import { isObject, type JsonValue } from './template.ts';

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
  const named = keysInOrder(models).map((name) => {
    const schema = models[name];
    if (!isObject(schema)) throw invalidResource(logicalId, "Invalid value for 'Models' property");
    if (!schema.type) throw invalidTemplate("'Models' schema is missing 'type'.");
    return [name.toLowerCase(), schema];
  });
  return edited(definition, (before) => {
    const existing = isObject(before.definitions) ? before.definitions : {};
    return extended(before, { definitions: extended(existing, givenKeys(Object.fromEntries(named))) });
  });
}
