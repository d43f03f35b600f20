import type { Authorizer } from './api-authorizer.ts';
import { givenKeys } from './python2/provenance.ts';
import { securityOf } from './security-definitions.ts';
import type { JsonObject } from './template.ts';

/** A method's security with the API's default authorizer, unless it names one itself or says NONE. */
export function defaultAuthorizer(
  method: JsonObject,
  name: string,
  path: string,
  byDefault: string,
  authorizers: readonly Authorizer[],
): JsonObject[] {
  const isAuthorizer = hasAnyOf(['AWS_IAM', ...authorizers.map((authorizer) => authorizer.name)]);
  const existing = securityOf(method, path, name);
  const others = existing.filter((entry) => !isAuthorizer(entry));
  const none = others.findIndex(hasAnyOf(['NONE']));
  if (none >= 0) return others.filter((_, index) => index !== none);
  const own = existing.filter(isAuthorizer);
  if (own.length > 0) return [...others, ...own];
  const found = authorizers.find((authorizer) => authorizer.name === byDefault);
  return [...others, givenKeys({ [byDefault]: found?.properties.AuthorizationScopes ?? [] })];
}

/** A method's security with the API's key, undefined where that changes nothing. */
export function defaultApiKey(
  method: JsonObject,
  name: string,
  path: string,
  inPreflight: boolean,
): JsonObject[] | undefined {
  const isKey = hasAnyOf(['api_key', 'api_key_false']);
  const existing = securityOf(method, path, name);
  const others = existing.filter((entry) => !isKey(entry));
  const isExempt = existing.some(hasAnyOf(['api_key_false'])) || (name === 'options' && !inPreflight);
  const security = isExempt ? others : [...others, { api_key: [] }];
  return JSON.stringify(security) === JSON.stringify(existing) ? undefined : security;
}

function hasAnyOf(names: readonly string[]): (entry: JsonObject) => boolean {
  return (entry) => names.some((name) => name in entry);
}
