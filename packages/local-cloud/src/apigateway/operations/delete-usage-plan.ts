import type { DeleteUsagePlanCommandInput } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { usagePlanWith } from '../usage-plans/usage-plan-state.ts';

export function deleteUsagePlan(state: ApiGatewayState, input: DeleteUsagePlanCommandInput): undefined {
  const { id, settings } = usagePlanWith(state, input.usagePlanId);
  if (settings.apiStages?.length) {
    throw badRequest(
      `Cannot delete usage plan ${id} because it has associated API stages. Please disassociate all API stages from the usage plan and try again.`,
    );
  }
  state.usagePlans.delete(id);
}
