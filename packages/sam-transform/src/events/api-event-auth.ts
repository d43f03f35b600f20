import { editMethod } from '../api/api-definition.ts';
import { applyResourcePolicy } from '../api/api-resource-policy.ts';
import { needsIamDefinition, securityOf, withApiKeyDefinition, withIamDefinition } from '../api/security.ts';
import type { SamContext } from '../expansion.ts';
import { isFilled } from '../present.ts';
import { extended, fromTemplate, givenKeys } from '../python2/provenance.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import { invalidResource, quoted } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';

/** The method of an API an event is for. */
export interface ApiMethod {
  readonly apiId: string;
  readonly path: string;
  readonly name: string;
  /** What the resource policy's statements substitute. */
  readonly stage: JsonObject;
  /** The error for the event this method comes from. */
  readonly fail: (message: string) => Error;
}

const known = [
  'ApiKeyRequired',
  'AuthorizationScopes',
  'Authorizer',
  'InvokeRole',
  'OverrideApiAuth',
  'ResourcePolicy',
];

/** The definition with an event's `Auth`: the security of its method and its part of the resource policy. */
export function applyEventAuth(
  definition: JsonObject,
  method: ApiMethod,
  auth: JsonObject,
  givenApiAuth: JsonValue | undefined,
  { parameters }: SamContext,
): JsonObject {
  const resolved = fromTemplate(resolveParameters(givenApiAuth ?? null, parameters));
  const apiAuth = isObject(resolved) ? resolved : {};
  checkAuth(method, auth, apiAuth);
  const withAuthorizer = auth.Authorizer
    ? addSecurity(definition, method, givenKeys({ [String(auth.Authorizer)]: scopes(auth, apiAuth) }))
    : definition;
  const withKey = applyApiKey(withAuthorizer, method, auth.ApiKeyRequired);
  const { ResourcePolicy } = auth;
  if (!isFilled(ResourcePolicy)) return withKey;
  if (!isObject(ResourcePolicy)) throw method.fail("Property 'Auth.ResourcePolicy' should be a map.");
  return applyResourcePolicy(withKey, ResourcePolicy, [method.path], method.stage);
}

function applyApiKey(definition: JsonObject, method: ApiMethod, required: JsonValue | undefined): JsonObject {
  if (required === undefined || required === null) return definition;
  // The marker keeps the API's default away from this method; applying the default removes it.
  if (!required) return addSecurity(definition, method, { api_key_false: [] });
  return addSecurity(withApiKeyDefinition(definition), method, { api_key: [] });
}

function addSecurity(definition: JsonObject, method: ApiMethod, requirement: JsonObject): JsonObject {
  let isIam = false;
  const { path, name } = method;
  const secured = editMethod(definition, path, name, (found) => {
    const security = [...securityOf(found, path, name), requirement];
    isIam ||= needsIamDefinition(security);
    return extended(found, { security });
  });
  return isIam ? withIamDefinition(secured) : secured;
}

function scopes({ Authorizer, AuthorizationScopes }: JsonObject, { Authorizers }: JsonObject): JsonValue {
  const authorizer = isObject(Authorizers) ? Authorizers[String(Authorizer)] : undefined;
  if (!isObject(authorizer)) return [];
  return AuthorizationScopes ?? authorizer.AuthorizationScopes ?? [];
}

function checkAuth(method: ApiMethod, auth: JsonObject, apiAuth: JsonObject): void {
  const unknown = Object.keys(auth).find((name) => !known.includes(name));
  if (unknown !== undefined) throw method.fail(`property ${unknown} not defined for Auth of an Api event`);
  if (auth.Authorizer) checkAuthorizer(method, auth.Authorizer, apiAuth);
  const { AuthorizationScopes } = auth;
  if (AuthorizationScopes && !Array.isArray(AuthorizationScopes)) {
    throw method.fail("Property 'Auth.AuthorizationScopes' should be a list.");
  }
  if (AuthorizationScopes && !auth.Authorizer) {
    throw method.fail('AuthorizationScopes works only when Authorizer is set');
  }
  // False is only allowed as an exception to the API's default.
  if (auth.ApiKeyRequired === false && !apiAuth.ApiKeyRequired) {
    throw method.fail(
      `Unable to set ApiKeyRequired [False] ${on(method)} because the related API does not specify any ApiKeyRequired.`,
    );
  }
}

function checkAuthorizer(method: ApiMethod, name: JsonValue, apiAuth: JsonObject): void {
  const { Authorizers } = apiAuth;
  if (Authorizers && !isObject(Authorizers)) {
    throw invalidResource(method.apiId, "Property 'Auth.Authorizers' should be a map.");
  }
  if (name === 'AWS_IAM') return;
  if (name === 'NONE') {
    if (apiAuth.DefaultAuthorizer) return;
    throw method.fail(
      `Unable to set Authorizer ${on(method)} because 'NONE' is only a valid value when a DefaultAuthorizer ` +
        'on the API is specified.',
    );
  }
  const unable = `Unable to set Authorizer [${quoted(name)}] ${on(method)}`;
  if (!isObject(Authorizers))
    throw method.fail(`${unable} because the related API does not define any Authorizers.`);
  if (typeof name !== 'string') {
    throw method.fail(
      `${unable}. The method authorizer must be a string with a corresponding dict entry in the api authorizer.`,
    );
  }
  if (!Authorizers[name]) {
    throw method.fail(`${unable} because it wasn't defined in the API's Authorizers.`);
  }
}

function on({ name, path }: ApiMethod): string {
  return `on API method [${name}] for path [${path}]`;
}
