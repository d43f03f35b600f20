import type { Scope } from '../intrinsics/scope.ts';
import type { CloudFormationState } from '../state.ts';
import type { JsonValue } from '../template.ts';
import { exportedValue } from './exports.ts';
import type { StackPlan } from './plan.ts';
import type { StackResource } from './stack.ts';

/** What intrinsic functions see of a plan and of the resources that exist. */
export function stackScope(
  state: CloudFormationState,
  plan: StackPlan,
  resources: ReadonlyMap<string, StackResource>,
): Scope {
  return {
    region: state.account.region,
    parameters: plan.parameterReferences,
    mappings: plan.template.Mappings ?? {},
    conditions: plan.conditions,
    physicalId: (logicalId) => resources.get(logicalId)?.physical?.physicalId,
    attribute(logicalId, name) {
      const attributes = resources.get(logicalId)?.physical?.attributes ?? {};
      return Object.hasOwn(attributes, name) ? (attributes[name] as JsonValue | undefined) : undefined;
    },
    exported: (name) => exportedValue(state, name),
  };
}
