import { extended, givenKeys } from '../python2/provenance.ts';
import { invalidDefinition, invalidTemplate, quoted } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import type { Authorizer } from './api-authorizer.ts';

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
const iam: JsonObject = {
  'x-amazon-apigateway-authtype': 'awsSigv4',
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
};
const apiKey: JsonObject = { type: 'apiKey', name: 'x-api-key', in: 'header' };

export function withIamDefinition(definition: JsonObject): JsonObject {
  return 'AWS_IAM' in securityDefinitions(definition)
    ? definition
    : withSecurityDefinitions(definition, { AWS_IAM: iam });
}

export function withApiKeyDefinition(definition: JsonObject): JsonObject {
  return 'api_key' in securityDefinitions(definition)
    ? definition
    : withSecurityDefinitions(definition, { api_key: apiKey });
}

export function withSecurityDefinitions(definition: JsonObject, added: JsonObject): JsonObject {
  return extended(definition, { securityDefinitions: extended(securityDefinitions(definition), added) });
}

/** A method's security requirements: a list of `{ <scheme>: [scope…] }`. */
export function securityOf(method: JsonObject, path: string, name: string): JsonObject[] {
  const { security = [] } = method;
  if (!Array.isArray(security)) {
    throw invalidDefinition(`Type of security for path ${path} method ${name} must be a list`);
  }
  return security.map((entry) => {
    if (isObject(entry)) return entry;
    const fault = `${quoted(entry)} in Security for path ${path} method ${name} is not a valid dictionary.`;
    throw invalidDefinition(fault);
  });
}

/** The IAM scheme is only defined where it is a method's first requirement. */
export function needsIamDefinition([first]: readonly JsonValue[]): boolean {
  return isObject(first) && 'AWS_IAM' in first;
}

function securityDefinitions(definition: JsonObject): JsonObject {
  const { securityDefinitions: found } = definition;
  if (!found) return {};
  if (isObject(found)) return found;
  throw invalidTemplate('securityDefinitions must be a dictionary.');
}

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
  // `api_key_false` is what an event's `ApiKeyRequired: false` left; it is not a scheme and must not stay.
  const isExempt = existing.some(hasAnyOf(['api_key_false'])) || (name === 'options' && !inPreflight);
  const security = isExempt ? others : [...others, { api_key: [] }];
  return JSON.stringify(security) === JSON.stringify(existing) ? undefined : security;
}

function hasAnyOf(names: readonly string[]): (entry: JsonObject) => boolean {
  return (entry) => names.some((name) => name in entry);
}
