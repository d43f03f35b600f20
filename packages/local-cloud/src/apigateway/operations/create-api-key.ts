import type { ApiKey, CreateApiKeyCommandInput } from '@aws-sdk/client-api-gateway';
import { apiId, apiKeyValue } from '../api-gateway-identifiers.ts';
import { badRequest, conflict, notOffered } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import type { ApiKeyRecord } from '../usage-plans/usage-plan-state.ts';

const maxNameLength = 1024;
const maxDescriptionLength = 125_000;

/** Creates a key. It admits nobody until it is in a usage plan. */
export function createApiKey(state: ApiGatewayState, input: CreateApiKeyCommandInput): ApiKey {
  const { name, stageKeys = [], description, customerId, tags } = input;
  if (input.generateDistinctId === false) throw notOffered('generateDistinctId false of an API key');
  const value = input.value || apiKeyValue();
  checkApiKey({ name, description, value });
  for (const key of state.apiKeys.values()) if (key.value === value) throw conflict('API Key already exists');
  const now = new Date(state.now());
  const record: ApiKeyRecord = {
    id: apiId(),
    value,
    ...(name && { name }),
    enabled: input.enabled ?? false,
    createdDate: now,
    lastUpdatedDate: now,
    stageKeys: stageKeys.map(({ restApiId, stageName }) => `${restApiId}/${stageName}`),
    ...(description !== undefined && { description }),
    ...(customerId !== undefined && { customerId }),
    ...(tags && { tags }),
  };
  state.apiKeys.set(record.id, record);
  return record;
}

export function checkApiKey({ name = '', description, value = '' }: ApiKey): void {
  if (name.length > maxNameLength) {
    throw badRequest(`Invalid API Key name, can be at most ${maxNameLength} characters.`);
  }
  checkDescription(description);
  if (value.length < 20) throw badRequest('API Key value should be at least 20 characters');
  if (value.length > 128) throw badRequest('API Key value exceeds maximum size of 128 characters');
}

export function checkDescription(description: string | undefined): void {
  if (description && description.length > maxDescriptionLength) {
    throw badRequest('Invalid API Key description specified.');
  }
}

/** The value is a secret: returned when the key is created, later only on request. */
export function describeApiKey(key: ApiKeyRecord, includesValue: boolean): ApiKey {
  if (includesValue) return key;
  const { value: _secret, ...shown } = key;
  return shown;
}
