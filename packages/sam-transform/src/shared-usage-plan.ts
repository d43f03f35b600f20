import { type PlannedApi, usagePlan } from './api-usage-plan.ts';
import type { Expansion } from './expansion.ts';
import { anyOf } from './intrinsics.ts';
import type { Resource } from './template.ts';

const conditionName = 'SharedUsagePlanCondition';

/** The one usage plan of all APIs of a template that ask to share it; it lives while any of them does. */
export function sharedUsagePlan(apis: readonly PlannedApi[]): Expansion {
  if (apis.length === 0) return { generated: {} };
  const conditions = [...new Set(apis.map(({ resource }) => resource.Condition))];
  const named = conditions.filter((condition) => condition !== undefined);
  const isConditional = named.length === conditions.length;
  const deletion = strongest(apis.map(({ resource }) => resource.DeletionPolicy));
  const replacement = strongest(apis.map(({ resource }) => resource.UpdateReplacePolicy));
  const attributes: Partial<Resource> = {
    ...(isConditional && { Condition: conditionName }),
    ...(deletion !== undefined && { DeletionPolicy: deletion }),
    ...(replacement !== undefined && { UpdateReplacePolicy: replacement }),
  };
  const [only = ''] = named;
  return {
    generated: usagePlan('Serverless', apis, attributes),
    ...(isConditional && {
      conditions: { [conditionName]: named.length === 1 ? { Condition: only } : anyOf(named) },
    }),
  };
}

function strongest(policies: readonly (string | undefined)[]): string | undefined {
  return ['Retain', 'Snapshot', 'Delete'].find((policy) => policies.includes(policy));
}
