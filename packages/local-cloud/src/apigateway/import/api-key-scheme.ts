import { type JsonObject, objectAt } from './refuse.ts';

/** Does a security scheme ask for an API key, in the header `x-api-key`? */
export function isApiKeyScheme(name: string, definition: JsonObject): boolean {
  const components = objectAt(definition.components, 'components');
  const schemes = {
    ...objectAt(definition.securityDefinitions, 'securityDefinitions'),
    ...objectAt(components.securitySchemes, 'components.securitySchemes'),
  };
  const scheme = objectAt(Object.hasOwn(schemes, name) ? schemes[name] : undefined, name);
  return (
    scheme.type === 'apiKey' &&
    scheme.in === 'header' &&
    String(scheme.name).toLowerCase() === 'x-api-key' &&
    scheme['x-amazon-apigateway-authtype'] === undefined
  );
}
