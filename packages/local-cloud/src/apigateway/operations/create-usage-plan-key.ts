import type { CreateUsagePlanKeyCommandInput, UsagePlanKey } from '@aws-sdk/client-api-gateway';
import { badRequest, conflict } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { refuseSharedStages } from '../usage-plans/refuse-shared-stages.ts';
import { type ApiKeyRecord, apiKeyWith, usagePlanWith } from '../usage-plans/usage-plan-state.ts';

export function createUsagePlanKey(
  state: ApiGatewayState,
  input: CreateUsagePlanKeyCommandInput,
): UsagePlanKey {
  if (input.keyType !== 'API_KEY') throw badRequest(`Invalid Usage Plan Key type: ${input.keyType}`);
  const plan = usagePlanWith(state, input.usagePlanId);
  const key = apiKeyWith(state, input.keyId);
  if (plan.keys.has(key.id)) throw conflict('Usage Plan Key already exists');
  refuseSharedStages(state, key.id, plan);
  plan.keys.add(key.id);
  return describePlanKey(key);
}

export function describePlanKey({ id, value, name }: ApiKeyRecord): UsagePlanKey {
  return { id, type: 'API_KEY', value, name };
}
