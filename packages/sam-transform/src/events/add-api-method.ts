import { editPath, integrationKey, methodEntry } from '../api/api-definition.ts';
import type { SamContext } from '../expansion.ts';
import { onlyIfGiven, sub } from '../intrinsics.ts';
import { present } from '../present.ts';
import { extended, givenValues } from '../python2/provenance.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { type ApiMethod, applyEventAuth } from './api-event-auth.ts';
import { applyRequestModel } from './api-request-model.ts';
import { applyRequestParameters } from './api-request-parameters.ts';
import type { EventTarget } from './event-target.ts';

const callerCredentials = 'CALLER_CREDENTIALS';

/** The definition with a method that hands its requests to the function as they are. */
export function addApiMethod(
  definition: JsonObject,
  method: ApiMethod,
  event: JsonObject,
  api: JsonObject,
  target: EventTarget,
  context: SamContext,
): JsonObject {
  const { Condition } = target.resource;
  const role = credentials(event.Auth, resolveParameters(api.Auth ?? null, context.parameters));
  const { TimeoutInMillis } = event;
  const integration: JsonObject = {
    // Lambda is invoked by POST, whatever the client's method is:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: conditional(Condition, integrationUri(target, context)),
    ...(role === callerCredentials && { credentials: `arn:${context.partition}:iam::*:user/*` }),
  };
  const given = present({
    credentials: role === callerCredentials ? undefined : role,
    timeoutInMillis: TimeoutInMillis || undefined,
  });
  const integrated = { [integrationKey]: extended(integration, givenValues(given)), responses: {} };
  const entry = methodEntry(method.name, conditional(Condition, integrated));
  const withMethod = editPath(definition, method.path, (pathItem) => extended(pathItem, entry));
  const withAuth = isObject(event.Auth)
    ? applyEventAuth(withMethod, method, event.Auth, api.Auth, context)
    : withMethod;
  const withModel = applyRequestModel(withAuth, method, event.RequestModel, api.Models);
  return applyRequestParameters(withModel, method, event.RequestParameters);
}

function conditional(condition: string | undefined, value: JsonValue): JsonValue {
  return condition === undefined ? value : onlyIfGiven(condition, value);
}

function integrationUri({ arn }: EventTarget, { partition }: SamContext): JsonObject {
  const { Ref, 'Fn::GetAtt': attribute } = arn;
  const name = Array.isArray(attribute) ? attribute.join('.') : Ref;
  const invocation = `2015-03-31/functions/\${${name}}/invocations`;
  const uri = sub(`arn:${partition}:apigateway:\${AWS::Region}:lambda:path/${invocation}`);
  // The function's logical id makes the string the template's; that of an alias is SAM's.
  return attribute === undefined ? uri : givenValues(uri);
}

// A method only IAM may call is invoked with the caller's own credentials unless a role is given.
function credentials(eventAuth: JsonValue | undefined, apiAuth: JsonValue): JsonValue | undefined {
  const own = isObject(eventAuth) ? eventAuth : {};
  const shared = isObject(apiAuth) ? apiAuth : {};
  const isByDefault = shared.DefaultAuthorizer === 'AWS_IAM' && Object.keys(own).length === 0;
  if (own.Authorizer !== 'AWS_IAM' && !isByDefault) return undefined;
  const role = invokeRole(own) ?? invokeRole(shared) ?? callerCredentials;
  return role === 'NONE' ? undefined : role;
}

function invokeRole(auth: JsonObject): JsonValue | undefined {
  return 'InvokeRole' in auth ? auth.InvokeRole || 'NONE' : undefined;
}
