import type { EndpointType, RestApi, UpdateRestApiCommandInput } from '@aws-sdk/client-api-gateway';
import { parseResourcePolicy } from '../authorizers/resource-policy.ts';
import { type ApiGatewayState, type RestApiRecord, restApiWith } from '../state.ts';
import { describeRestApi } from './create-rest-api.ts';
import { applyPatches } from './patch-operations.ts';

export function updateRestApi(state: ApiGatewayState, input: UpdateRestApiCommandInput): RestApi {
  const api = restApiWith(state.apis, input.restApiId);
  const changed = applyPatches(api, input.patchOperations, patched);
  api.model = changed.model;
  api.settings = changed.settings;
  return describeRestApi(api);
}

function patched(
  api: RestApiRecord,
  op: string,
  [member, key]: readonly string[],
  value: string,
): RestApiRecord | undefined {
  const { model, settings } = api;
  const types = model.binaryMediaTypes;
  if (member === 'binaryMediaTypes' && key !== undefined) {
    const others = types.filter((mediaType) => mediaType !== key);
    return { ...api, model: { ...model, binaryMediaTypes: op === 'add' ? [...others, key] : others } };
  }
  if (member === 'policy' && op === 'remove') return { ...api, model: { ...model, policy: undefined } };
  if (op !== 'replace') return undefined;
  if (member === 'policy')
    return { ...api, model: { ...model, policy: value === '' ? undefined : parseResourcePolicy(value) } };
  if (member === 'name' || member === 'description') return { ...api, model: { ...model, [member]: value } };
  if (member === 'endpointConfiguration' && key === 'types')
    return { ...api, settings: { ...settings, endpointConfiguration: { types: [value as EndpointType] } } };
  if (member === 'apiKeySource' && (value === 'HEADER' || value === 'AUTHORIZER'))
    return { ...api, model: { ...model, apiKeySource: value } };
  if (member === 'disableExecuteApiEndpoint')
    return { ...api, settings: { ...settings, disableExecuteApiEndpoint: value === 'true' } };
  return undefined;
}
