import { badRequest, notOffered } from '../errors.ts';
import type { ApiMethod } from '../model.ts';
import { authTypeExtension } from './import-authorizers.ts';
import type { Declared } from './import-request.ts';
import { type JsonObject, objectAt, refuseUnknownMembers } from './refuse.ts';
import { isApiKeyScheme, securitySchemes } from './security-schemes.ts';

type Security = Pick<
  ApiMethod,
  'apiKeyRequired' | 'authorizationType' | 'authorizerId' | 'authorizationScopes'
>;
type Requirement = readonly [name: string, scopes: unknown];

export const authExtension = 'x-amazon-apigateway-auth';

/** Who may call a method: by its own `security`, or else by that of the whole API. */
export function importSecurity(operation: JsonObject, where: string, declared: Declared): Security {
  const { definition } = declared;
  const requirements = requirementsOf(operation.security ?? definition.security, where);
  const isKey = ([name]: Requirement) => isApiKeyScheme(name, definition);
  // SAM writes NONE for methods without the default authorizer; no scheme has that name.
  const isNone = ([name]: Requirement) => name === 'NONE' && !securitySchemes(definition).has(name);
  const others = requirements.filter((one) => !isKey(one) && !isNone(one));
  return {
    apiKeyRequired: requirements.some(isKey),
    ...authorizationOf(operation, others, where, declared),
  };
}

function authorizationOf(
  operation: JsonObject,
  requirements: readonly Requirement[],
  where: string,
  declared: Declared,
): Omit<Security, 'apiKeyRequired'> {
  const auth = objectAt(operation[authExtension], where);
  refuseUnknownMembers(auth, ['type'], `${authExtension} at ${where}`);
  const type = auth.type === undefined ? undefined : String(auth.type).toUpperCase();
  if (type === 'NONE' || type === 'AWS_IAM') return { authorizationType: type };
  if (type !== undefined) throw notOffered(`${authExtension} type ${auth.type} at ${where}`);
  const [requirement, ...more] = requirements;
  if (!requirement) return { authorizationType: 'NONE' };
  if (more.length > 0) {
    throw notOffered(
      `More than one authorizer (${requirements.map(([name]) => name).join(', ')}) at ${where}`,
    );
  }
  return authorizerOf(requirement, where, declared);
}

function authorizerOf(
  [name, scopes]: Requirement,
  where: string,
  { definition, authorizers }: Declared,
): Omit<Security, 'apiKeyRequired'> {
  const authType = securitySchemes(definition).get(name)?.[authTypeExtension];
  if (String(authType).toLowerCase() === 'awssigv4') return { authorizationType: 'AWS_IAM' };
  const authorizer = authorizers.find((candidate) => candidate.name === name);
  if (!authorizer) throw notOffered(`The security requirement ${name} at ${where}`);
  const isUserPool = authorizer.type === 'COGNITO_USER_POOLS';
  const authorizationScopes = scopesOf(scopes, name, where);
  return {
    authorizationType: isUserPool ? 'COGNITO_USER_POOLS' : 'CUSTOM',
    authorizerId: authorizer.id,
    ...(isUserPool && authorizationScopes.length > 0 && { authorizationScopes }),
  };
}

function requirementsOf(security: unknown, where: string): Requirement[] {
  return [security ?? []].flat().flatMap((requirement) => Object.entries(objectAt(requirement, where)));
}

function scopesOf(scopes: unknown, name: string, where: string): string[] {
  const list: unknown[] = [scopes ?? []].flat();
  if (list.every((scope) => typeof scope === 'string')) return list;
  throw badRequest(`Invalid OpenAPI input: expected a list of scopes for ${name} at ${where}.`);
}
