import { type JsonObject, objectAt } from './refuse.ts';

/** The security schemes of a definition by name, where OpenAPI 2 has them and where OpenAPI 3 does. */
export function securitySchemes(definition: JsonObject): ReadonlyMap<string, JsonObject> {
  const components = objectAt(definition.components, 'components');
  const schemes = {
    ...objectAt(definition.securityDefinitions, 'securityDefinitions'),
    ...objectAt(components.securitySchemes, 'components.securitySchemes'),
  };
  return new Map(Object.entries(schemes).map(([name, scheme]) => [name, objectAt(scheme, name)]));
}
