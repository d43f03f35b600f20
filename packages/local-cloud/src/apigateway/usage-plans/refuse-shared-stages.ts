import { badRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import type { UsagePlanRecord } from './usage-plan-state.ts';

/** A key may be in several usage plans, but not in two with the same stage. */
export function refuseSharedStages(state: ApiGatewayState, keyId: string, plan: UsagePlanRecord): void {
  const stages = stagesOf(plan);
  for (const other of state.usagePlans.values()) {
    if (other.id === plan.id || !other.keys.has(keyId)) continue;
    if (!stagesOf(other).some((stage) => stages.includes(stage))) continue;
    throw badRequest(
      `Usage Plan ${plan.id} cannot be added because API Key ${keyId} cannot reference multiple Usage Plans with the same API Stage`,
    );
  }
}

function stagesOf({ settings }: UsagePlanRecord): string[] {
  return (settings.apiStages ?? []).map(({ apiId, stage }) => `${apiId}:${stage}`);
}
