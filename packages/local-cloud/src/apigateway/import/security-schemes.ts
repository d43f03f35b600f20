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

/** Whether a security scheme means an API key in the header `x-api-key`. */
export function isApiKeyScheme(name: string, definition: JsonObject): boolean {
  const scheme = securitySchemes(definition).get(name);
  return (
    scheme?.type === 'apiKey' &&
    scheme.in === 'header' &&
    String(scheme.name).toLowerCase() === 'x-api-key' &&
    scheme['x-amazon-apigateway-authtype'] === undefined
  );
}
