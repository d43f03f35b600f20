import type {
  EndpointType,
  IpAddressType,
  RestApi,
  UpdateRestApiCommandInput,
} from '@aws-sdk/client-api-gateway';
import { parseResourcePolicy } from '../authorizers/resource-policy.ts';
import { badRequest } from '../errors.ts';
import { compressionSizeOf } from '../import/import-definition.ts';
import { type ApiGatewayState, type RestApiRecord, restApiWith } from '../state.ts';
import { describeRestApi } from './create-rest-api.ts';
import { checkedEndpoint, endpointTypes, ipAddressTypes } from './endpoint-configuration.ts';
import { applyPatches, invalidPatchOperation, requireReplace } from './patch-operations.ts';

export function updateRestApi(state: ApiGatewayState, input: UpdateRestApiCommandInput): RestApi {
  const api = restApiWith(state, input.restApiId);
  const changed = applyPatches(api, input.patchOperations, patched);
  api.model = changed.model;
  api.settings = changed.settings;
  return { ...describeRestApi(api), tags: api.settings.tags ?? {} };
}

function patched(
  api: RestApiRecord,
  op: string,
  [member, key, ...more]: readonly string[],
  value: string,
): RestApiRecord | undefined {
  const { model, settings } = api;
  if (member === 'endpointConfiguration') return withEndpoint(api, op, key, value);
  if (more.length > 0) return undefined;
  if (member === 'binaryMediaTypes' && key !== undefined) {
    return { ...api, model: { ...model, binaryMediaTypes: patchedTypes(api, op, key, value) } };
  }
  if (key !== undefined) return undefined;
  const isRemoved = op === 'remove';
  if (member === 'policy' && (isRemoved || value === '')) {
    return { ...api, model: { ...model, policy: undefined } };
  }
  if (member === 'description' && isRemoved) return { ...api, model: { ...model, description: undefined } };
  const change = changes[member ?? ''];
  if (!change) return undefined;
  requireReplace(op);
  return change({ ...api, model, settings }, value);
}

const changes: Readonly<Partial<Record<string, (api: RestApiRecord, value: string) => RestApiRecord>>> = {
  name: (api, name) => ({ ...api, model: { ...api.model, name } }),
  description: (api, description) => ({ ...api, model: { ...api.model, description } }),
  version: (api, version) => ({ ...api, model: { ...api.model, version } }),
  policy: (api, value) => ({ ...api, model: { ...api.model, policy: parseResourcePolicy(value) } }),
  minimumCompressionSize(api, value) {
    const minimumCompressionSize = value === '' ? undefined : compressionSizeOf(value);
    return { ...api, model: { ...api.model, minimumCompressionSize } };
  },
  apiKeySource(api, value) {
    if (value === 'HEADER' || value === 'AUTHORIZER') {
      return { ...api, model: { ...api.model, apiKeySource: value } };
    }
    throw badRequest('Invalid API Key Source. Valid options are: [HEADER, AUTHORIZER]');
  },
  disableExecuteApiEndpoint: (api, value) => ({
    ...api,
    settings: { ...api.settings, disableExecuteApiEndpoint: value === 'true' },
  }),
};

/** A new value comes last in place of the one that it replaces. */
function patchedTypes({ model }: RestApiRecord, op: string, key: string, value: string): string[] {
  const others = model.binaryMediaTypes.filter((mediaType) => mediaType !== key);
  if (op === 'add') return [...others, key];
  if (op === 'replace') return others.length < model.binaryMediaTypes.length ? [...others, value] : others;
  if (op === 'remove') return others;
  throw invalidPatchOperation();
}

/** `/endpointConfiguration/types/0` or `…/types/EDGE`; there is always just one. */
function withEndpoint(
  api: RestApiRecord,
  op: string,
  key: string | undefined,
  value: string,
): RestApiRecord | undefined {
  const { settings } = api;
  const former = settings.endpointConfiguration ?? {};
  if (key === 'ipAddressType') {
    requireReplace(op);
    if (!ipAddressTypes.includes(value)) throw badRequest('ipAddressType must be either ipv4 or dualstack.');
    const endpointConfiguration = checkedEndpoint({ ...former, ipAddressType: value as IpAddressType });
    return { ...api, settings: { ...settings, endpointConfiguration } };
  }
  if (key === 'types') {
    if (op !== 'replace') throw invalidPatchOperation();
    if (!endpointTypes.includes(value)) {
      throw badRequest('Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE');
    }
    const { ipAddressType: _former, ...others } = former;
    // A private API has both kinds of addresses, whatever it had before.
    const rest = value === 'PRIVATE' ? others : former;
    const endpointConfiguration = checkedEndpoint({ ...rest, types: [value as EndpointType] });
    return { ...api, settings: { ...settings, endpointConfiguration } };
  }
  if (key !== 'vpcEndpointIds') return undefined;
  const ids = (former.vpcEndpointIds ?? []).filter((id) => id !== value);
  const endpointConfiguration = { ...former, vpcEndpointIds: op === 'add' ? [...ids, value] : ids };
  return { ...api, settings: { ...settings, endpointConfiguration } };
}
