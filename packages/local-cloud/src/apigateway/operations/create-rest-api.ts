import type { CreateRestApiCommandInput, RestApi } from '@aws-sdk/client-api-gateway';
import { ServiceError } from '../../aws/service-error.ts';
import { apiId, derivedApiId } from '../api-gateway-identifiers.ts';
import { parseResourcePolicy } from '../authorizers/resource-policy.ts';
import { badRequest, conflict, notOffered } from '../errors.ts';
import { importResources } from '../import/import-resources.ts';
import type { ApiModel } from '../model.ts';
import type { StackOrigin } from '../short-names.ts';
import type { ApiGatewayState, RestApiRecord, RestApis } from '../state.ts';
import { firstModels } from './models.ts';

export function createRestApi(
  state: ApiGatewayState,
  input: CreateRestApiCommandInput,
  origin?: StackOrigin,
): RestApi {
  if (!input.name) throw badRequest('API name is required');
  if (input.cloneFrom) throw notOffered('cloneFrom of CreateRestApi');
  if (input.description === '') throw badRequest('Description cannot be an empty string');
  refuseUnbuiltSettings(input);
  const model: ApiModel = {
    name: input.name,
    description: input.description,
    version: input.version,
    binaryMediaTypes: input.binaryMediaTypes ?? [],
    resources: importResources(new Map(), []),
    gatewayResponses: {},
    models: firstModels(),
    requestValidators: {},
    authorizers: [],
    policy: input.policy === undefined ? undefined : parseResourcePolicy(input.policy),
    apiKeySource: input.apiKeySource ?? 'HEADER',
  };
  return addRestApi(state, model, input, origin);
}

const endpointTypes = ['REGIONAL', 'PRIVATE', 'EDGE'];
const ipAddressTypes = ['ipv4', 'dualstack'];

/** Refuses wrong settings, and those that would change responses and that the gateway does not implement. */
export function refuseUnbuiltSettings(settings: Partial<CreateRestApiCommandInput>): void {
  const { types, ipAddressType } = settings.endpointConfiguration ?? {};
  if (types?.some((type) => !endpointTypes.includes(type))) {
    const constraint = `Member must satisfy constraint: [Member must satisfy enum value set: [${endpointTypes.join(', ')}]]`;
    throw invalidEndpoint(`[${types.join(', ')}]`, 'types', constraint);
  }
  if (ipAddressType !== undefined && !ipAddressTypes.includes(ipAddressType)) {
    const constraint = `Member must satisfy enum value set: [${ipAddressTypes.join(', ')}]`;
    throw invalidEndpoint(ipAddressType, 'ipAddressType', constraint);
  }
  if (settings.minimumCompressionSize !== undefined) throw notOffered('minimumCompressionSize of a REST API');
  if (settings.endpointConfiguration?.types?.includes('PRIVATE'))
    throw notOffered('The endpoint type PRIVATE');
}

function invalidEndpoint(value: string, member: string, constraint: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at 'createRestApiInput.endpointConfiguration.${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** Keeps a new API and describes it. */
export function addRestApi(
  state: ApiGatewayState,
  model: ApiModel,
  settings: Partial<CreateRestApiCommandInput>,
  origin: StackOrigin | undefined,
): RestApi {
  const record: RestApiRecord = {
    id: newApiId(state.apis, settings.tags, origin),
    origin,
    settings: {
      createdDate: new Date(),
      endpointConfiguration: { types: ['EDGE'], ipAddressType: 'ipv4', ...settings.endpointConfiguration },
      disableExecuteApiEndpoint: settings.disableExecuteApiEndpoint ?? false,
      ...(settings.tags && { tags: settings.tags }),
    },
    model,
    deployments: new Map(),
    stages: new Map(),
  };
  state.apis.set(record.id, record);
  state.shortNames.reset();
  return describeRestApi(record);
}

/** Set by the tag `_custom_id_`, as in LocalStack; else derived from the stack, so that URLs outlive a restart. */
function newApiId(
  apis: RestApis,
  tags: CreateRestApiCommandInput['tags'],
  origin: StackOrigin | undefined,
): string {
  const custom = tags?._custom_id_;
  if (custom !== undefined) {
    if (!/^[a-z0-9]{1,63}$/.test(custom)) {
      throw badRequest(
        `Invalid tag _custom_id_: expected at most 63 lower-case letters and digits, received ${custom}`,
      );
    }
    if (apis.has(custom)) throw conflict(`The id ${custom} of the tag _custom_id_ is taken by another API`);
    return custom;
  }
  for (let attempt = 0; ; attempt += 1) {
    const id = origin ? derivedApiId(origin.stackName, origin.logicalId, attempt) : apiId();
    if (!apis.has(id)) return id;
  }
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
