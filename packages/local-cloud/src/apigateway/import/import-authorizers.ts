import { shortId } from '../api-gateway-identifiers.ts';
import { compileIdentitySources, expressionsOf } from '../authorizers/identity-sources.ts';
import { compileTokenPattern } from '../authorizers/token-pattern.ts';
import { badRequest, notOffered } from '../errors.ts';
import { lambdaFunctionOf } from '../integrations/lambda/lambda-uri.ts';
import type { ApiAuthorizer } from '../model.ts';
import {
  type JsonObject,
  objectAt,
  refuseUnknownExtensions,
  refuseUnknownMembers,
  textAt,
} from './refuse.ts';
import { securitySchemes } from './security-schemes.ts';

export const authTypeExtension = 'x-amazon-apigateway-authtype';
const authorizerExtension = 'x-amazon-apigateway-authorizer';

const members = [
  'type',
  'authorizerUri',
  'authorizerCredentials',
  'identitySource',
  'identityValidationExpression',
  'authorizerResultTtlInSeconds',
  'providerARNs',
];
const defaultSeconds = 300;
const maxSeconds = 3600;

/** The authorizers among a definition's security schemes. A name that stays keeps its id. */
export function importAuthorizers(
  definition: JsonObject,
  previous: readonly Pick<ApiAuthorizer, 'id' | 'name'>[],
  offersUserPools: boolean,
): ApiAuthorizer[] {
  return [...securitySchemes(definition)].flatMap(([name, scheme]) => {
    refuseUnknownExtensions(scheme, [authTypeExtension, authorizerExtension], `security scheme ${name}`);
    if (scheme[authorizerExtension] === undefined) return [];
    const authorizer = importAuthorizer(name, scheme, objectAt(scheme[authorizerExtension], name));
    if (authorizer.type === 'COGNITO_USER_POOLS' && !offersUserPools) {
      throw notOffered(`The authorizer type COGNITO_USER_POOLS of ${name}`);
    }
    return [{ ...authorizer, id: previous.find((other) => other.name === name)?.id ?? shortId() }];
  });
}

/** One authorizer; its scheme names the header of a token and the type of authorization. */
export function importAuthorizer(
  name: string,
  scheme: JsonObject,
  source: JsonObject,
): Omit<ApiAuthorizer, 'id'> {
  const where = `${authorizerExtension} ${name}`;
  refuseUnknownMembers(source, members, where);
  const type = (textAt(source.type, where) ?? '').toUpperCase();
  if (type !== 'TOKEN' && type !== 'REQUEST' && type !== 'COGNITO_USER_POOLS') {
    throw badRequest(
      `Invalid authorizer type at ${where}: expected token, request or cognito_user_pools, received ${type || 'none'}.`,
    );
  }
  const expression = textAt(source.identityValidationExpression, where);
  compileTokenPattern(expression);
  const seconds = secondsOf(source.authorizerResultTtlInSeconds, where);
  const identitySource = identitySourceOf(type, scheme, source, where);
  if (type === 'REQUEST' && identitySource === undefined && seconds > 0) {
    throw badRequest(`Identity source is required for ${where} while its results are cached`);
  }
  return {
    name,
    type,
    authType: textAt(scheme[authTypeExtension], where) ?? 'custom',
    ...(type === 'COGNITO_USER_POOLS' ? poolsOf(source, where) : functionOf(source, where)),
    ...(identitySource !== undefined && { identitySource }),
    ...(expression !== undefined && { identityValidationExpression: expression }),
    ...(type !== 'COGNITO_USER_POOLS' && { authorizerResultTtlInSeconds: seconds }),
  };
}

function functionOf(source: JsonObject, where: string): Partial<ApiAuthorizer> {
  const authorizerUri = textAt(source.authorizerUri, where);
  lambdaFunctionOf(authorizerUri);
  const authorizerCredentials = textAt(source.authorizerCredentials, where);
  if (authorizerCredentials?.includes('*')) throw notOffered(`authorizerCredentials of a caller at ${where}`);
  return {
    ...(authorizerUri !== undefined && { authorizerUri }),
    ...(authorizerCredentials !== undefined && { authorizerCredentials }),
  };
}

function poolsOf({ providerARNs }: JsonObject, where: string): Partial<ApiAuthorizer> {
  const arns: unknown[] = Array.isArray(providerARNs) ? providerARNs : [];
  if (arns.length === 0 || !arns.every((arn) => typeof arn === 'string')) {
    throw badRequest(`Invalid providerARNs at ${where}: expected a list of user pools' ARNs.`);
  }
  return { providerARNs: arns };
}

/** A token is in the header that the scheme names; what a REQUEST authorizer reads is listed. */
function identitySourceOf(
  type: string,
  scheme: JsonObject,
  source: JsonObject,
  where: string,
): string | undefined {
  const listed = textAt(source.identitySource, where) || undefined;
  compileIdentitySources(listed);
  const expressions = expressionsOf(listed);
  if (type === 'REQUEST') return listed;
  const expression =
    expressions[0] ?? `method.request.header.${textAt(scheme.name, where) ?? 'Authorization'}`;
  if (expressions.length > 1 || !expression.startsWith('method.request.header.')) {
    throw badRequest(`Invalid identity source at ${where}: expected one header, received ${listed}.`);
  }
  return expression;
}

function secondsOf(value: unknown, where: string): number {
  const seconds = Number(value ?? defaultSeconds);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= maxSeconds) return seconds;
  throw badRequest(
    `Invalid authorizerResultTtlInSeconds at ${where}: expected 0 to ${maxSeconds}, received ${value}.`,
  );
}
