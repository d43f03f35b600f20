import { edited, hasIntegration, isDefinition, notADefinition } from '../api/api-definition.ts';
import { resourcePath, stageVariable } from '../api/api-resource-policy.ts';
import { atPath, editedAt } from '../api/wide-paths.ts';
import { checkProperties, type PropertyRules } from '../check-properties.ts';
import type { Expansion, SamContext } from '../expansion.ts';
import { referredId, sub } from '../intrinsics.ts';
import { hashedId } from '../logical-id.ts';
import { extended } from '../python2/provenance.ts';
import { invalidEvent, invalidResource } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import { addApiMethod } from './add-api-method.ts';
import { type ApiMethod, applyEventAuth } from './api-event-auth.ts';
import { type EventTarget, permission, type SamEvent } from './event-target.ts';

const apiEventProperties: PropertyRules = {
  type: 'Api',
  properties: {
    Path: ['string'],
    Method: ['string'],
    RestApiId: ['string'],
    Stage: ['string'],
    Auth: ['map'],
    RequestModel: ['map'],
    RequestParameters: ['list'],
    TimeoutInMillis: ['integer'],
  },
  required: ['Path', 'Method', 'RestApiId'],
  unsupported: ['ResponseTransferMode'],
};

/** SM-28, SM-15: the permission of the API to invoke the function, and the API with the method that does. */
export function expandApiEvent(
  event: SamEvent,
  target: EventTarget,
  resources: Readonly<Record<string, Resource>>,
  context: SamContext,
): Expansion {
  const properties = checkProperties(event.fullId, event.properties, apiEventProperties);
  const fail = (message: string) => invalidEvent(target.functionId, event.id, message);
  const apiId = referredId(properties.RestApiId);
  const api = apiId === undefined ? undefined : resources[apiId];
  if (apiId === undefined || api === undefined) {
    throw fail('RestApiId property of Api event must reference a valid resource in the same template.');
  }
  const stage = stageName(apiId, api.Properties ?? {});
  const method = {
    apiId,
    path: String(properties.Path),
    name: String(properties.Method).toLowerCase(),
    stage: stageVariable(api.Properties ?? {}, stage),
    fail,
  };
  const changed = changedApi(apiId, api, method, properties, target, context);
  const permissionId = /^[A-Za-z0-9]+$/.test(stage)
    ? `${event.fullId}Permission${stage}`
    : hashedId(`${event.fullId}Permission`, stage);
  const source = sourceArn(method, properties.RestApiId ?? null, context);
  return {
    generated: { [permissionId]: permission(target, 'apigateway.amazonaws.com', { SourceArn: source }) },
    ...(changed && { linked: { [apiId]: changed } }),
  };
}

// The permission is for every stage; its id has the name of this one for the sake of templates that had it.
function stageName(apiId: string, properties: JsonObject): string {
  const { StageName } = properties;
  if (StageName === '') throw invalidResource(apiId, 'StageName cannot be empty.');
  return typeof StageName === 'string' ? StageName : 'Stage';
}

function changedApi(
  apiId: string,
  api: Resource,
  method: ApiMethod,
  event: JsonObject,
  target: EventTarget,
  context: SamContext,
): Resource | undefined {
  const properties = api.Properties ?? {};
  const definition = properties.DefinitionBody;
  if (!isObject(definition)) return undefined;
  const withDefinition = (DefinitionBody: JsonObject) => ({
    ...api,
    Properties: extended(properties, { DefinitionBody }),
  });
  if (context.managedApis.has(apiId)) {
    if (hasIntegration(atPath(definition, method.path), method.path, method.name)) {
      throw method.fail(`API method "${method.name}" defined multiple times for path "${method.path}".`);
    }
    const withMethod = editedAt(definition, method.path, (before) =>
      addApiMethod(before, method, event, properties, target, context),
    );
    return withDefinition(
      overrideAuth(withMethod, editedAt, method, event, properties, context) ?? withMethod,
    );
  }
  const overridden = overrideAuth(definition, editedWhole, method, event, properties, context);
  return overridden && withDefinition(overridden);
}

// For definitions SAM does not write: there an event's Auth is only applied where it asks for it.
function overrideAuth(
  definition: JsonObject,
  editedBy: typeof editedAt,
  method: ApiMethod,
  { Auth }: JsonObject,
  api: JsonObject,
  context: SamContext,
): JsonObject | undefined {
  if (!isObject(Auth) || !Auth.OverrideApiAuth) return undefined;
  if (!Auth.Authorizer && !Auth.ApiKeyRequired && !Auth.ResourcePolicy) {
    throw method.fail(
      'Must define one of: Authorizer, ApiKeyRequired or ResourcePolicy when using the OverrideApiAuth property.',
    );
  }
  if (!isDefinition(definition)) throw notADefinition();
  return editedBy(definition, method.path, (before) =>
    applyEventAuth(before, method, Auth, api.Auth, context),
  );
}

const editedWhole: typeof editedAt = (definition, _path, edit) => edited(definition, edit);

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
function sourceArn({ path, name }: ApiMethod, apiId: JsonValue, { partition }: SamContext): JsonObject {
  const method = name === 'any' ? '*' : name.toUpperCase();
  const resource = `\${__ApiId__}/\${__Stage__}/${method}${resourcePath(path.replace(/^(.+)\/$/, '$1'))}`;
  return sub(`arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:${resource}`, {
    __ApiId__: apiId,
    __Stage__: '*',
  });
}
