import { deleteResources } from './delete-resources.ts';
import { forgetDeleted } from './forget-deleted.ts';
import type { StackResource } from './stack.ts';
import { setStackStatus } from './stack-events.ts';
import { isShutDown } from './stack-operation.ts';
import type { StackRun } from './stack-run.ts';

export interface DeleteOptions {
  /** Logical ids to leave alone. */
  readonly retain?: readonly string[];
  /** Gives up on what cannot be removed. */
  readonly isForced?: boolean;
}

/** Removes every resource of a stack, and the stack when none is left. */
export async function runDelete(
  run: Pick<StackRun, 'state' | 'stack' | 'operation'>,
  { retain = [], isForced = false }: DeleteOptions = {},
): Promise<void> {
  const { stack, operation } = run;
  const isRetained = (resource: StackResource) =>
    retain.includes(resource.logicalId) || hasRetainPolicy(resource);
  const failed = await deleteResources(run, [...stack.resources.values()], isRetained);
  if (isShutDown(operation)) return;
  if (failed.length > 0 && !isForced) {
    const names = failed.join(', ');
    setStackStatus(stack, 'DELETE_FAILED', `The following resource(s) failed to delete: [${names}].`);
    return;
  }
  stack.deletionTime = new Date();
  stack.outputs = [];
  stack.imports = new Set();
  setStackStatus(stack, 'DELETE_COMPLETE');
  forgetDeleted(run.state);
}

export function hasRetainPolicy({ definition: { DeletionPolicy: policy } }: StackResource): boolean {
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}
