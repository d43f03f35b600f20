import type { DeleteUsagePlanKeyCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { planKeyWith, type UsagePlanRecord, usagePlanWith } from '../usage-plans/usage-plan-state.ts';

export function deleteUsagePlanKey(state: ApiGatewayState, input: DeleteUsagePlanKeyCommandInput): undefined {
  const plan = usagePlanWith(state, input.usagePlanId);
  removePlanKey(plan, planKeyWith(state, plan, input.keyId).id);
}

/** Removes a key and its usage. */
export function removePlanKey(plan: UsagePlanRecord, keyId: string): void {
  plan.keys.delete(keyId);
  plan.usage.delete(keyId);
  for (const name of plan.buckets.keys()) if (name.split(' ')[0] === keyId) plan.buckets.delete(name);
}
