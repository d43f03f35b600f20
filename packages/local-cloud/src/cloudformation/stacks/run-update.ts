import type { StackResource } from '../state.ts';
import { callHandler, failureReason } from './call-handler.ts';
import { failedResources, type UpdateRun, updateInPlace, updateResource } from './change-resource.ts';
import { deleteResources, exists, hasRetainPolicy } from './run-delete.ts';
import { type Graph, runGraph } from './run-graph.ts';
import { setResourceStatus, setStackStatus } from './stack-events.ts';
import { isShutDown } from './stack-operation.ts';
import { settleOutputs } from './stack-outputs.ts';
import { typeOf } from './stack-run.ts';

/** Changes a stack to its plan; after a failure, back to what it was. */
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

/** Restores every resource that a failed update changed and removes those that it created. */
async function rollBackUpdate(run: UpdateRun, reason: string): Promise<void> {
  const { stack, operation, before } = run;
  if (!isShutDown(operation)) operation.stopped = undefined;
  setStackStatus(stack, 'UPDATE_ROLLBACK_IN_PROGRESS', reason);
  const made = [...stack.resources.values()].filter((resource) => isNew(run, resource));
  const failed = await restore(run);
  if (isShutDown(run.operation)) return;
  if (failed.length === 0) setStackStatus(stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  await deleteResources(run, made, (resource) => isKept(run, resource));
  for (const logicalId of [...stack.resources.keys()]) {
    if (!before.has(logicalId)) stack.resources.delete(logicalId);
  }
  if (isShutDown(run.operation)) return;
  if (failed.length === 0) setStackStatus(stack, 'UPDATE_ROLLBACK_COMPLETE');
  else {
    const names = failed.join(', ');
    const failure = `The following resource(s) failed to update: [${names}].`;
    setStackStatus(stack, 'UPDATE_ROLLBACK_FAILED', failure);
  }
}

function isNew({ before, superseded }: UpdateRun, resource: StackResource): boolean {
  const old = before.get(resource.logicalId);
  if (!exists(resource)) return false;
  return !old || !exists(old) || superseded.includes(old);
}

function isKept({ before }: UpdateRun, { logicalId, definition }: StackResource): boolean {
  return !before.has(logicalId) && definition.DeletionPolicy === 'Retain';
}

/** Returns the logical ids of the resources that could not be restored. */
async function restore(run: UpdateRun): Promise<string[]> {
  const { stack, before, superseded, changedInPlace } = run;
  const replaced = new Set(superseded.map(({ logicalId }) => logicalId));
  const failed: string[] = [];
  for (const [logicalId, old] of before) {
    if (replaced.has(logicalId)) setResourceStatus(stack, old, 'UPDATE_COMPLETE');
    else if (!changedInPlace.has(logicalId)) stack.resources.set(logicalId, old);
  }
  const graph: Graph = new Map(
    [...before].filter(([name]) => changedInPlace.has(name)).map(([name, old]) => [name, old.dependsOn]),
  );
  await runGraph(
    graph,
    async (logicalId) => {
      const succeeded = await restoreInPlace(run, logicalId);
      if (!succeeded) failed.push(logicalId);
      return succeeded;
    },
    () => !isShutDown(run.operation),
  );
  return failed;
}

async function restoreInPlace(run: UpdateRun, logicalId: string): Promise<boolean> {
  const [old, current] = [run.before.get(logicalId), run.stack.resources.get(logicalId)];
  if (!old || !current) return true;
  setResourceStatus(run.stack, { ...old, physical: current.physical }, 'UPDATE_IN_PROGRESS');
  try {
    const type = typeOf(run, old.type);
    const physical = await callHandler(logicalId, () => updateInPlace(run, type, current, old), type);
    setResourceStatus(run.stack, { ...old, physical }, 'UPDATE_COMPLETE');
    return true;
  } catch (error) {
    setResourceStatus(run.stack, { ...current }, 'UPDATE_FAILED', failureReason(logicalId, error));
    return false;
  }
}
