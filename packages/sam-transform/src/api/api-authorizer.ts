import { sub } from '../intrinsics.ts';
import { present } from '../present.ts';
import { givenValues } from '../python2/provenance.ts';
import { invalidResource, quoted } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';

// The first two are an HTTP API's. SAM takes them here too and does nothing with them.
const known = [
  'AuthorizerPayloadFormatVersion',
  'EnableSimpleResponses',
  'AuthorizationScopes',
  'DisableFunctionDefaultPermissions',
  'FunctionArn',
  'FunctionInvokeRole',
  'FunctionPayloadType',
  'Identity',
  'UserPoolArn',
];
const identitySources = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
] as const;

/** One entry of `Auth.Authorizers`, checked. */
export interface Authorizer {
  readonly name: string;
  readonly properties: JsonObject;
  readonly identity: JsonObject;
  readonly isRequest: boolean;
}

export function checkAuthorizer(apiId: string, name: string, properties: JsonValue): Authorizer {
  if (!isObject(properties)) {
    throw invalidResource(apiId, `Property 'Auth.Authorizers.${name}' should be a map.`);
  }
  const unknown = Object.keys(properties).find((property) => !known.includes(property));
  if (unknown !== undefined) {
    throw invalidResource(apiId, `property ${unknown} not defined for authorizer ${name}`);
  }
  const { FunctionPayloadType, Identity } = properties;
  if (FunctionPayloadType != null && FunctionPayloadType !== 'TOKEN' && FunctionPayloadType !== 'REQUEST') {
    const message = `${name} Authorizer has invalid 'FunctionPayloadType': ${quoted(FunctionPayloadType)}.`;
    throw invalidResource(apiId, message);
  }
  if (Identity && !isObject(Identity)) {
    const kinds =
      'LambdaTokenAuthorizationIdentity, LambdaRequestAuthorizationIdentity or CognitoAuthorizationIdentity';
    throw invalidResource(apiId, `Auth.Authorizers.<Authorizer>.Identity must be a dict (${kinds}).`);
  }
  const identity = isObject(Identity) ? Identity : {};
  const isRequest = FunctionPayloadType === 'REQUEST';
  if (isRequest && !hasIdentitySource(identity)) {
    throw invalidResource(
      apiId,
      `${name} Authorizer must specify Identity with at least one of Headers, QueryStrings, StageVariables, or Context.`,
    );
  }
  const { AuthorizationScopes } = properties;
  if (AuthorizationScopes != null && !Array.isArray(AuthorizationScopes)) {
    throw invalidResource(apiId, `Property 'Authorizers.${name}.AuthorizationScopes' should be a list.`);
  }
  return { name, properties, identity, isRequest };
}

// Without a cache nothing needs to identify a request.
function hasIdentitySource(identity: JsonObject): boolean {
  const seconds = Number.parseInt(String(identity.ReauthorizeEvery), 10);
  return seconds <= 0 || identitySources.some(([property]) => Boolean(identity[property]));
}

/**
 * The security definition of an authorizer: in Swagger 2 it is an API key in a header, with an extension.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function authorizerDefinition(apiId: string, authorizer: Authorizer, partition: string): JsonObject {
  const { properties, identity, isRequest } = authorizer;
  const isUserPool = Boolean(properties.UserPoolArn);
  // The identity of a REQUEST authorizer has sources of several kinds, which its extension lists: no header counts.
  const header = isRequest && !isUserPool ? undefined : identity.Header || undefined;
  const definition: JsonObject = {
    type: 'apiKey',
    name: header ?? (isRequest && !isUserPool ? 'Unused' : 'Authorization'),
    in: 'header',
    'x-amazon-apigateway-authtype': isUserPool ? 'cognito_user_pools' : 'custom',
    'x-amazon-apigateway-authorizer': isUserPool
      ? userPoolAuthorizer(authorizer)
      : lambdaAuthorizer(apiId, authorizer, partition),
  };
  return header === undefined ? definition : givenValues(definition, ['name']);
}

function userPoolAuthorizer({ properties: { UserPoolArn = null }, identity }: Authorizer): JsonObject {
  const authorizer = present({
    type: 'cognito_user_pools',
    providerARNs: Array.isArray(UserPoolArn) ? UserPoolArn : givenValues([UserPoolArn]),
    identityValidationExpression: identity.ValidationExpression || undefined,
  });
  return givenValues(authorizer, ['identityValidationExpression']);
}

function lambdaAuthorizer(apiId: string, authorizer: Authorizer, partition: string): JsonObject {
  const { properties, identity, isRequest } = authorizer;
  const { FunctionInvokeRole } = properties;
  const invocation = `2015-03-31/functions/\${__FunctionArn__}/invocations`;
  const variables = givenValues({ __FunctionArn__: properties.FunctionArn ?? null });
  const definition = present({
    type: isRequest ? 'request' : 'token',
    authorizerUri: sub(`arn:${partition}:apigateway:\${AWS::Region}:lambda:path/${invocation}`, variables),
    authorizerResultTtlInSeconds: identity.ReauthorizeEvery ?? undefined,
    authorizerCredentials: FunctionInvokeRole === 'NONE' ? undefined : FunctionInvokeRole || undefined,
    identitySource: (isRequest && identitySource(apiId, authorizer)) || undefined,
    identityValidationExpression: (!isRequest && identity.ValidationExpression) || undefined,
  });
  const own = ['type', 'authorizerUri'];
  return givenValues(
    definition,
    Object.keys(definition).filter((name) => !own.includes(name)),
  );
}

function identitySource(apiId: string, { name, identity }: Authorizer): string {
  return identitySources
    .flatMap(([property, prefix]) => {
      const values = identity[property] || [];
      const path = `Auth.Authorizers.${name}.Identity.${property}`;
      if (!Array.isArray(values)) throw invalidResource(apiId, `Property '${path}' should be a list.`);
      return values.map((value, index) => {
        if (typeof value === 'string') return prefix + value;
        throw invalidResource(apiId, `Property '${path}[${index}]' should be a string.`);
      });
    })
    .join(', ');
}
