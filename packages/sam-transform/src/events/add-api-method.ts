import { editPath, integrationKey, methodKey } from '../api-definition.ts';
import { onlyIf, sub } from '../intrinsics.ts';
import { present } from '../present.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import type { SamContext } from '../sam-context.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { type ApiMethod, applyEventAuth } from './api-event-auth.ts';
import { applyRequestModel } from './api-request-model.ts';
import { applyRequestParameters } from './api-request-parameters.ts';
import type { EventTarget } from './event-target.ts';

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
  const integrated: JsonObject = {
    [integrationKey]: present({
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: conditional(Condition, integrationUri(target, context)),
      credentials: credentials(event.Auth, resolveParameters(api.Auth ?? null, context.parameters), context),
      timeoutInMillis: event.TimeoutInMillis || undefined,
    }),
    responses: {},
  };
  const withMethod = editPath(definition, method.path, (pathItem) => ({
    ...pathItem,
    [methodKey(method.name)]: conditional(Condition, integrated),
  }));
  const withAuth = isObject(event.Auth)
    ? applyEventAuth(withMethod, method, event.Auth, api.Auth, context)
    : withMethod;
  const withModel = applyRequestModel(withAuth, method, event.RequestModel, api.Models);
  return applyRequestParameters(withModel, method, event.RequestParameters);
}

function conditional(condition: string | undefined, value: JsonValue): JsonValue {
  return condition === undefined ? value : onlyIf(condition, value);
}

function integrationUri({ arn }: EventTarget, { partition }: SamContext): JsonObject {
  const { Ref, 'Fn::GetAtt': attribute } = arn;
  const name = Array.isArray(attribute) ? attribute.join('.') : Ref;
  const invocation = `2015-03-31/functions/\${${name}}/invocations`;
  return sub(`arn:${partition}:apigateway:\${AWS::Region}:lambda:path/${invocation}`);
}

// A method only IAM may call is invoked with the caller's own credentials unless a role is given.
function credentials(
  eventAuth: JsonValue | undefined,
  apiAuth: JsonValue,
  { partition }: SamContext,
): JsonValue | undefined {
  const own = isObject(eventAuth) ? eventAuth : {};
  const shared = isObject(apiAuth) ? apiAuth : {};
  const isByDefault = shared.DefaultAuthorizer === 'AWS_IAM' && Object.keys(own).length === 0;
  if (own.Authorizer !== 'AWS_IAM' && !isByDefault) return undefined;
  const role = invokeRole(own) ?? invokeRole(shared) ?? 'CALLER_CREDENTIALS';
  if (role === 'NONE') return undefined;
  return role === 'CALLER_CREDENTIALS' ? `arn:${partition}:iam::*:user/*` : role;
}

function invokeRole(auth: JsonObject): JsonValue | undefined {
  return 'InvokeRole' in auth ? auth.InvokeRole || 'NONE' : undefined;
}
