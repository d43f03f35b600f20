import type { JsonObject } from './refuse.ts';
import { securitySchemes } from './security-schemes.ts';

/** Does a security scheme ask for an API key, in the header `x-api-key`? */
export function isApiKeyScheme(name: string, definition: JsonObject): boolean {
  const scheme = securitySchemes(definition).get(name);
  return (
    scheme?.type === 'apiKey' &&
    scheme.in === 'header' &&
    String(scheme.name).toLowerCase() === 'x-api-key' &&
    scheme['x-amazon-apigateway-authtype'] === undefined
  );
}
