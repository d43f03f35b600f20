import type {
  EndpointType,
  IpAddressType,
  RestApi,
  UpdateRestApiCommandInput,
} from '@aws-sdk/client-api-gateway';
import { parseResourcePolicy } from '../authorizers/resource-policy.ts';
import { type ApiGatewayState, type RestApiRecord, restApiWith } from '../state.ts';
import { describeRestApi, refuseUnbuiltSettings } from './create-rest-api.ts';
import { applyPatches } from './patch-operations.ts';

export function updateRestApi(state: ApiGatewayState, input: UpdateRestApiCommandInput): RestApi {
  const api = restApiWith(state.apis, input.restApiId);
  const changed = applyPatches(api, input.patchOperations, patched);
  api.model = changed.model;
  api.settings = changed.settings;
  return { ...describeRestApi(api), tags: api.settings.tags ?? {} };
}

/** A new value takes the place of the one that it replaces. */
function patchedTypes(types: readonly string[], op: string, key: string, value: string): string[] {
  if (op === 'replace') return types.map((mediaType) => (mediaType === key ? value : mediaType));
  const others = types.filter((mediaType) => mediaType !== key);
  return op === 'add' ? [...others, key] : others;
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
    return { ...api, model: { ...model, binaryMediaTypes: patchedTypes(types, op, key, value) } };
  }
  if (member === 'policy' && op === 'remove') return { ...api, model: { ...model, policy: undefined } };
  if (op !== 'replace') return undefined;
  if (member === 'policy')
    return { ...api, model: { ...model, policy: value === '' ? undefined : parseResourcePolicy(value) } };
  if (member === 'name' || member === 'description') return { ...api, model: { ...model, [member]: value } };
  if (member === 'endpointConfiguration' && (key === 'types' || key === 'ipAddressType')) {
    const changed =
      key === 'types' ? { types: [value as EndpointType] } : { ipAddressType: value as IpAddressType };
    const endpointConfiguration = { ...settings.endpointConfiguration, ...changed };
    refuseUnbuiltSettings({ endpointConfiguration });
    return { ...api, settings: { ...settings, endpointConfiguration } };
  }
  if (member === 'apiKeySource' && (value === 'HEADER' || value === 'AUTHORIZER'))
    return { ...api, model: { ...model, apiKeySource: value } };
  if (member === 'disableExecuteApiEndpoint')
    return { ...api, settings: { ...settings, disableExecuteApiEndpoint: value === 'true' } };
  return undefined;
}
