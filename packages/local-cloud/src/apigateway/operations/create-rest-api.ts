import type { CreateRestApiCommandInput, RestApi } from '@aws-sdk/client-api-gateway';
import { apiId, derivedApiId } from '../api-gateway-identifiers.ts';
import { parseResourcePolicy } from '../authorizers/resource-policy.ts';
import { badRequest, conflict, notOffered, validationFailure } from '../errors.ts';
import { compressionSizeOf } from '../import/import-definition.ts';
import { importResources } from '../import/import-resources.ts';
import type { ApiModel } from '../model.ts';
import type { StackOrigin } from '../short-names.ts';
import type { ApiGatewayState, RestApiRecord } from '../state.ts';
import { checkedEndpoint, endpointFailures } from './endpoint-configuration.ts';
import { firstModels } from './models.ts';

export function createRestApi(
  state: ApiGatewayState,
  input: CreateRestApiCommandInput,
  origin?: StackOrigin,
): RestApi {
  const failures = endpointFailures(input.endpointConfiguration ?? {});
  if (failures.length > 0) throw validationFailure(...failures);
  if (!input.name) throw badRequest('API name is required');
  if (input.cloneFrom) throw notOffered('cloneFrom of CreateRestApi');
  if (input.description === '') throw badRequest('Description cannot be an empty string');
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
    documentationParts: [],
    policy: input.policy === undefined ? undefined : parseResourcePolicy(input.policy),
    apiKeySource: input.apiKeySource ?? 'HEADER',
    minimumCompressionSize:
      input.minimumCompressionSize === undefined
        ? undefined
        : compressionSizeOf(input.minimumCompressionSize),
  };
  return addRestApi(state, model, input, origin);
}

/** Keeps a new API and describes it. */
export function addRestApi(
  state: ApiGatewayState,
  model: ApiModel,
  settings: Partial<CreateRestApiCommandInput>,
  origin: StackOrigin | undefined,
): RestApi {
  const record: RestApiRecord = {
    id: newApiId(state, settings.tags, origin),
    origin,
    settings: {
      createdDate: new Date(),
      endpointConfiguration: checkedEndpoint(settings.endpointConfiguration),
      disableExecuteApiEndpoint: settings.disableExecuteApiEndpoint ?? false,
      // Kept without effect: nothing here has TLS.
      ...(settings.securityPolicy && { securityPolicy: settings.securityPolicy }),
      ...(settings.endpointAccessMode && { endpointAccessMode: settings.endpointAccessMode }),
      ...(settings.tags && { tags: settings.tags }),
    },
    model,
    deployments: new Map(),
    stages: new Map(),
    documentation: new Map(),
  };
  state.apis.set(record.id, record);
  state.shortNames.reset();
  return describeRestApi(record);
}

/** Set by the tag `_custom_id_`, as in LocalStack; else derived from the stack, so that URLs outlive a restart. */
function newApiId(
  { account, isTakenId }: ApiGatewayState,
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
    if (isTakenId(custom)) throw conflict(`The id ${custom} of the tag _custom_id_ is taken by another API`);
    return custom;
  }
  for (let attempt = 0; ; attempt += 1) {
    const id = origin ? derivedApiId(account.region, origin, attempt) : apiId();
    if (!isTakenId(id)) return id;
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
    minimumCompressionSize: model.minimumCompressionSize,
    ...(model.policy && { policy: JSON.stringify(model.policy) }),
    ...settings,
    rootResourceId: model.resources[0]?.id,
  };
}
