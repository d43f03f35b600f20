import { validationError } from '../errors.ts';
import type { Stack, StackPlan } from '../state.ts';

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

/** AWS's message for a plan that changes the type of a resource; `undefined` where none changes. */
export function changedTypes(stack: Stack, plan: StackPlan): string | undefined {
  const changed = [...plan.resources].filter(
    ([logicalId, { Type }]) => (stack.resources.get(logicalId)?.type ?? Type) !== Type,
  );
  if (changed.length === 0) return undefined;
  const names = changed.map(([logicalId]) => logicalId).join(', ');
  return `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${names}]`;
}
