import type { ApiGatewayState } from '../api-gateway.ts';
import { createApiKey } from '../operations/create-api-key.ts';
import { createUsagePlan } from '../operations/create-usage-plan.ts';
import { createUsagePlanKey } from '../operations/create-usage-plan-key.ts';
import { deleteApiKey } from '../operations/delete-api-key.ts';
import { deleteUsagePlan } from '../operations/delete-usage-plan.ts';
import { deleteUsagePlanKey } from '../operations/delete-usage-plan-key.ts';
import { getApiKey } from '../operations/get-api-key.ts';
import { getApiKeys } from '../operations/get-api-keys.ts';
import { getUsage } from '../operations/get-usage.ts';
import { getUsagePlan } from '../operations/get-usage-plan.ts';
import { getUsagePlanKey } from '../operations/get-usage-plan-key.ts';
import { getUsagePlanKeys } from '../operations/get-usage-plan-keys.ts';
import { getUsagePlans } from '../operations/get-usage-plans.ts';
import { updateApiKey } from '../operations/update-api-key.ts';
import { updateUsagePlan } from '../operations/update-usage-plan.ts';

export type UsagePlanOperations = ReturnType<typeof bindUsagePlanOperations>;

export function bindUsagePlanOperations(state: ApiGatewayState) {
  return {
    CreateApiKey: createApiKey.bind(null, state),
    CreateUsagePlan: createUsagePlan.bind(null, state),
    CreateUsagePlanKey: createUsagePlanKey.bind(null, state),
    DeleteApiKey: deleteApiKey.bind(null, state),
    DeleteUsagePlan: deleteUsagePlan.bind(null, state),
    DeleteUsagePlanKey: deleteUsagePlanKey.bind(null, state),
    GetApiKey: getApiKey.bind(null, state),
    GetApiKeys: getApiKeys.bind(null, state),
    GetUsage: getUsage.bind(null, state),
    GetUsagePlan: getUsagePlan.bind(null, state),
    GetUsagePlanKey: getUsagePlanKey.bind(null, state),
    GetUsagePlanKeys: getUsagePlanKeys.bind(null, state),
    GetUsagePlans: getUsagePlans.bind(null, state),
    UpdateApiKey: updateApiKey.bind(null, state),
    UpdateUsagePlan: updateUsagePlan.bind(null, state),
  };
}
