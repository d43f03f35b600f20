import type { CreateRestApiCommandInput, RestApi } from '@aws-sdk/client-api-gateway';
import { parseResourcePolicy } from '../authorizers/resource-policy.ts';
import { badRequest, notOffered } from '../errors.ts';
import { apiId } from '../identifiers.ts';
import { importResources } from '../import/import-resources.ts';
import type { ApiModel } from '../model.ts';
import type { ApiGatewayState, RestApiRecord } from '../state.ts';

export function createRestApi(state: ApiGatewayState, input: CreateRestApiCommandInput): RestApi {
  if (!input.name) throw badRequest('API name is required');
  if (input.cloneFrom) throw notOffered('cloneFrom of CreateRestApi');
  refuseUnbuiltSettings(input);
  const model: ApiModel = {
    name: input.name,
    description: input.description,
    version: input.version,
    binaryMediaTypes: input.binaryMediaTypes ?? [],
    resources: importResources(new Map(), []),
    gatewayResponses: {},
    models: {},
    requestValidators: {},
    authorizers: [],
    policy: input.policy === undefined ? undefined : parseResourcePolicy(input.policy),
    apiKeySource: input.apiKeySource ?? 'HEADER',
  };
  return addRestApi(state, model, input);
}

/** Refuses settings that would change responses and that the gateway does not implement. */
export function refuseUnbuiltSettings(settings: Partial<CreateRestApiCommandInput>): void {
  if (settings.minimumCompressionSize !== undefined) throw notOffered('minimumCompressionSize of a REST API');
  if (settings.endpointConfiguration?.types?.includes('PRIVATE'))
    throw notOffered('The endpoint type PRIVATE');
}

/** Keeps a new API and describes it. */
export function addRestApi(
  state: ApiGatewayState,
  model: ApiModel,
  settings: Partial<CreateRestApiCommandInput>,
): RestApi {
  const record: RestApiRecord = {
    id: apiId(),
    settings: {
      createdDate: new Date(),
      endpointConfiguration: settings.endpointConfiguration ?? { types: ['EDGE'] },
      disableExecuteApiEndpoint: settings.disableExecuteApiEndpoint ?? false,
      ...(settings.tags && { tags: settings.tags }),
    },
    model,
    deployments: new Map(),
    stages: new Map(),
  };
  state.apis.set(record.id, record);
  return describeRestApi(record);
}

export function describeRestApi({ id, settings, model }: RestApiRecord): RestApi {
  return {
    id,
    name: model.name,
    description: model.description,
    version: model.version,
    ...(model.binaryMediaTypes.length > 0 && { binaryMediaTypes: [...model.binaryMediaTypes] }),
    apiKeySource: model.apiKeySource,
    ...(model.policy && { policy: JSON.stringify(model.policy) }),
    ...settings,
    rootResourceId: model.resources[0]?.id,
  };
}
