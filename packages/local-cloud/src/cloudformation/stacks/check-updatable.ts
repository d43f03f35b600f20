import { validationError } from '../errors.ts';
import type { CloudFormationState, Stack, StackPlan } from '../state.ts';
import { needsReplacement } from './change-resource.ts';
import { predictedProperties, predictedScope } from './predict.ts';
import { changedMembers } from './same-value.ts';

const updatable = [
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_COMPLETE',
];

export function checkUpdatable({ id, status }: Stack): void {
  if (updatable.includes(status)) return;
  throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
}

/** Why a stack cannot become what a plan says: changed types, or changes in place that this cloud does not offer. */
export function refusedChanges(
  state: CloudFormationState,
  stack: Stack,
  plan: StackPlan,
): string | undefined {
  return changedTypes(stack, plan) ?? notOfferedChanges(state, stack, plan);
}

function notOfferedChanges(state: CloudFormationState, stack: Stack, plan: StackPlan): string | undefined {
  const scope = predictedScope({ state, stack, plan }, () => undefined, true);
  const sentences = [...plan.resources].flatMap(([logicalId, resource]) => {
    const type = state.resourceTypes.get(resource.Type);
    const old = stack.resources.get(logicalId);
    if (!type?.changeRefusals || !old?.physical) return [];
    const after = predictedProperties(resource, scope);
    if (needsReplacement(type, changedMembers(old.properties, after))) return [];
    return type.changeRefusals(old.properties, after).map((sentence) => `${logicalId}: ${sentence}.`);
  });
  return sentences.join('\n') || undefined;
}

/** AWS's message for a plan that changes the type of a resource; `undefined` where none changes. */
function changedTypes(stack: Stack, plan: StackPlan): string | undefined {
  const changed = [...plan.resources].filter(
    ([logicalId, { Type }]) => (stack.resources.get(logicalId)?.type ?? Type) !== Type,
  );
  if (changed.length === 0) return undefined;
  const names = changed.map(([logicalId]) => logicalId).join(', ');
  return `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${names}]`;
}
