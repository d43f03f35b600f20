import type { ApiKey, PatchOperation, UpdateApiKeyCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { type ApiKeyRecord, apiKeyWith } from '../usage-plans/usage-plan-state.ts';
import { checkDescription, describeApiKey } from './create-api-key.ts';
import { requireReplacement } from './patch-members.ts';
import { applyPatches } from './patch-operations.ts';

/** Changes the description and state of a key. Its value stays. */
export function updateApiKey(state: ApiGatewayState, input: UpdateApiKeyCommandInput): ApiKey {
  const key = apiKeyWith(state, input.apiKey);
  const changed = {
    ...applyPatches(key, input.patchOperations, patched),
    lastUpdatedDate: new Date(state.now()),
  };
  checkDescription(changed.description);
  state.apiKeys.set(key.id, changed);
  return { ...describeApiKey(changed, false), tags: changed.tags ?? {} };
}

function patched(
  key: ApiKeyRecord,
  op: string,
  [member, ...more]: readonly string[],
  value: string,
  operation: PatchOperation,
): ApiKeyRecord | undefined {
  if (more.length > 0) return undefined;
  if (member === 'stages' && op === 'add') return { ...key, stageKeys: [...(key.stageKeys ?? []), value] };
  if (member === 'stages' && op === 'remove') {
    return { ...key, stageKeys: (key.stageKeys ?? []).filter((stage) => stage !== value) };
  }
  requireReplacement([operation], ['description', 'enabled', 'name', 'customerId']);
  if (member === 'name' || member === 'description' || member === 'customerId')
    return { ...key, [member]: value };
  if (member === 'enabled') return { ...key, enabled: value.toLowerCase() === 'true' };
  return undefined;
}
