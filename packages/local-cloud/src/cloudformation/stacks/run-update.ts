import { deleteResources } from './delete-resources.ts';
import { failedResources } from './failed-resources.ts';
import { rollBackUpdate } from './roll-back-update.ts';
import { hasRetainPolicy } from './run-delete.ts';
import { runGraph } from './run-graph.ts';
import { settleOutputs } from './settle-outputs.ts';
import type { StackResource } from './stack.ts';
import { setStackStatus } from './stack-events.ts';
import { isShutDown } from './stack-operation.ts';
import { type UpdateRun, updateResource } from './update-resource.ts';

/** Brings a stack to its plan; after a failure takes it back to what it was. */
export async function runUpdate(run: UpdateRun): Promise<void> {
  const { stack, plan, operation, before } = run;
  const previous = { plan: stack.plan, options: stack.options };
  stack.plan = plan;
  stack.options = plan.options;
  await runGraph(
    plan.graph,
    (logicalId) => updateResource(run, logicalId),
    () => !operation.stopped,
  );
  if (isShutDown(operation)) return;
  const failure = operation.stopped ? failedResources(stack) : settleOutputs(run);
  if (failure !== undefined) {
    if (plan.options.disableRollback) {
      await removeSuperseded(run);
      setStackStatus(stack, 'UPDATE_FAILED', failure);
      return;
    }
    Object.assign(stack, previous);
    await rollBackUpdate(run, failure);
    return;
  }
  setStackStatus(stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(run, [...before.values()]);
  if (!isShutDown(operation)) setStackStatus(stack, 'UPDATE_COMPLETE');
}

async function cleanUp(run: UpdateRun, before: readonly StackResource[]): Promise<void> {
  const removed = before.filter(({ logicalId }) => !run.plan.resources.has(logicalId));
  await removeSuperseded(run, removed);
  for (const { logicalId } of removed) run.stack.resources.delete(logicalId);
}

async function removeSuperseded(run: UpdateRun, others: readonly StackResource[] = []): Promise<void> {
  const isRetained = (resource: StackResource) =>
    run.superseded.includes(resource)
      ? run.plan.resources.get(resource.logicalId)?.UpdateReplacePolicy === 'Retain'
      : hasRetainPolicy(resource);
  await deleteResources(run, [...run.superseded, ...others], isRetained);
}
