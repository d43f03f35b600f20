import type { SamContext } from '../expansion.ts';
import { ref, sub } from '../intrinsics.ts';
import { isFilled } from '../present.ts';
import { extended, givenKeys, keysInOrder } from '../python2/provenance.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import { invalidResource, invalidTemplate } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import { type Authorizer, authorizerDefinition, checkAuthorizer } from './api-authorizer.ts';
import { edited, editMethods, isDefinition, pathsOf } from './api-definition.ts';
import { applyResourcePolicy } from './api-resource-policy.ts';
import {
  defaultApiKey,
  defaultAuthorizer,
  needsIamDefinition,
  withApiKeyDefinition,
  withIamDefinition,
  withSecurityDefinitions,
} from './security.ts';

const known = [
  'AddApiKeyRequiredToCorsPreflight',
  'AddDefaultAuthorizerToCorsPreflight',
  'ApiKeyRequired',
  'Authorizers',
  'DefaultAuthorizer',
  'InvokeRole',
  'ResourcePolicy',
  'UsagePlan',
];

// The same as the scheme that a method's requirement of IAM brings, but with its members in another order.
const iamAuthorizer: JsonObject = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
};

/**
 * The definition with an API's `Auth` (SM-20 to SM-22): authorizers, their default, API keys and the resource policy.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
export function applyApiAuth(
  logicalId: string,
  definition: JsonValue | undefined,
  auth: JsonObject,
  stage: JsonObject,
  { partition }: SamContext,
): JsonValue | undefined {
  if (Object.keys(auth).length === 0) return definition;
  if (!definition) {
    const message = "Auth works only with inline Swagger specified in 'DefinitionBody' property.";
    throw invalidResource(logicalId, message);
  }
  if (!Object.keys(auth).every((name) => known.includes(name))) {
    throw invalidResource(logicalId, "Invalid value for 'Auth' property");
  }
  if (!isDefinition(definition)) {
    throw invalidResource(
      logicalId,
      "Unable to add Auth configuration because 'DefinitionBody' does not contain a valid Swagger definition.",
    );
  }
  // Functions come before APIs, so every method has by now what its event says; defaults only fill the gaps.
  return edited(definition, (before) => {
    const withAuthorizers = applyAuthorizers(logicalId, before, auth, partition);
    const withKeys = applyApiKeys(withAuthorizers, auth);
    const { ResourcePolicy } = auth;
    if (!isFilled(ResourcePolicy)) return withKeys;
    if (!isObject(ResourcePolicy)) {
      throw invalidTemplate('ResourcePolicy must be a map (ResourcePolicyStatement).');
    }
    return applyResourcePolicy(withKeys, ResourcePolicy, keysInOrder(pathsOf(withKeys)), stage);
  });
}

/** The permissions of an API to invoke the functions of its authorizers. */
export function authorizerPermissions(
  logicalId: string,
  resource: Resource,
  auth: JsonObject,
  { partition }: SamContext,
): Record<string, Resource> {
  const arn = `arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
  const invoking = authorizersOf(logicalId, auth).filter(
    ({ properties }) => properties.FunctionArn && !properties.DisableFunctionDefaultPermissions,
  );
  return Object.fromEntries(
    invoking.map(({ name, properties }) => [
      `${logicalId}${name}AuthorizerPermission`,
      {
        Type: 'AWS::Lambda::Permission',
        ...sharedAttributes(resource),
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: properties.FunctionArn ?? null,
          Principal: 'apigateway.amazonaws.com',
          SourceArn: sub(arn, { __ApiId__: ref(logicalId) }),
        },
      },
    ]),
  );
}

function authorizersOf(logicalId: string, { Authorizers }: JsonObject): Authorizer[] {
  if (!Authorizers) return [];
  if (!isObject(Authorizers)) {
    throw invalidResource(logicalId, "Property 'Auth.Authorizers' should be a map.");
  }
  return Object.entries(Authorizers).map(([name, properties]) =>
    checkAuthorizer(logicalId, name, properties),
  );
}

function applyAuthorizers(
  logicalId: string,
  definition: JsonObject,
  auth: JsonObject,
  partition: string,
): JsonObject {
  const { DefaultAuthorizer, AddDefaultAuthorizerToCorsPreflight = true } = auth;
  const authorizers = authorizersOf(logicalId, auth);
  if (authorizers.length === 0 && DefaultAuthorizer !== 'AWS_IAM') return definition;
  const definitions: JsonObject = DefaultAuthorizer === 'AWS_IAM' ? { AWS_IAM: iamAuthorizer } : {};
  for (const name of keysInOrder(isObject(auth.Authorizers) ? auth.Authorizers : {})) {
    const authorizer = authorizers.find((each) => each.name === name);
    if (authorizer) definitions[name] = authorizerDefinition(logicalId, authorizer, partition);
  }
  const inOrder = keysInOrder(definitions).map((name) => [name, definitions[name] ?? null]);
  const defined = withSecurityDefinitions(definition, givenKeys(Object.fromEntries(inOrder)));
  if (!DefaultAuthorizer) return defined;
  checkDefaultAuthorizer(logicalId, DefaultAuthorizer, authorizers);
  const inPreflight = Boolean(AddDefaultAuthorizerToCorsPreflight);
  let isIam = false;
  const secured = editMethods(defined, (method, name, path) => {
    // Browsers send preflight requests without credentials: with the default on them, CORS fails.
    if (name === 'options' && !inPreflight) return method;
    const security = defaultAuthorizer(method, name, path, DefaultAuthorizer, authorizers);
    isIam ||= needsIamDefinition(security);
    return security.length > 0 ? extended(method, { security }) : method;
  });
  return isIam ? withIamDefinition(secured) : secured;
}

function checkDefaultAuthorizer(
  logicalId: string,
  name: JsonValue,
  authorizers: readonly Authorizer[],
): asserts name is string {
  if (typeof name !== 'string') throw invalidResource(logicalId, 'DefaultAuthorizer is not a string.');
  if (name === 'AWS_IAM' || authorizers.some((authorizer) => authorizer.name === name)) return;
  const message = `Unable to set DefaultAuthorizer because '${name}' was not defined in 'Authorizers'.`;
  throw invalidResource(logicalId, message);
}

function applyApiKeys(definition: JsonObject, auth: JsonObject): JsonObject {
  const { ApiKeyRequired, AddApiKeyRequiredToCorsPreflight = true } = auth;
  if (!ApiKeyRequired) return definition;
  return editMethods(withApiKeyDefinition(definition), (method, name, path) => {
    const inPreflight = Boolean(AddApiKeyRequiredToCorsPreflight);
    const security = defaultApiKey(method, name, path, inPreflight);
    return security === undefined ? method : extended(method, { security });
  });
}
