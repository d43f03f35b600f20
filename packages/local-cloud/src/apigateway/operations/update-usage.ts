import type { UpdateUsageCommandInput, Usage } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { planKeyWith, usagePlanWith } from '../usage-plans/usage-plan-state.ts';
import { dayOf, noUsage, setRemainingQuota } from '../usage-plans/usage-record.ts';
import { getUsage } from './get-usage.ts';
import { requireReplacement } from './patch-members.ts';

/** Sets what remains of a key's quota in the present day, week or month. */
export function updateUsage(state: ApiGatewayState, input: UpdateUsageCommandInput): Usage {
  const plan = usagePlanWith(state, input.usagePlanId);
  const { id: keyId } = planKeyWith(state, plan, input.keyId);
  const { quota } = plan.settings;
  requireReplacement(input.patchOperations, ['remaining']);
  if (!quota) throw badRequest(`Usage Plan ${plan.id} has no quota`);
  const now = state.now();
  for (const { value } of (input.patchOperations ?? []).slice(-1)) {
    const usage = plan.usage.get(keyId) ?? noUsage();
    setRemainingQuota(quota, usage, plan.createdAt, now, numberOf(value));
    plan.usage.set(keyId, usage);
  }
  const today = dayOf(now);
  return getUsage(state, { usagePlanId: plan.id, keyId, startDate: today, endDate: today });
}

function numberOf(value = ''): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw badRequest(
    `Expected a whole number from 0 for the remaining quota, received ${JSON.stringify(value)}`,
  );
}
