import { failureReason } from './attempt.ts';
import { deleteResources } from './delete-resources.ts';
import { rollBackUpdate } from './roll-back-update.ts';
import { hasRetainPolicy } from './run-delete.ts';
import { runGraph } from './run-graph.ts';
import type { StackResource } from './stack.ts';
import { setStackStatus } from './stack-events.ts';
import { settleOutputs } from './stack-run.ts';
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
  if (operation.stopped === 'shutdown') return;
  const failure = operation.stopped ? failedResources(run) : outputFailure(run);
  if (failure !== undefined) {
    if (plan.options.disableRollback) {
      setStackStatus(stack, 'UPDATE_FAILED', failure);
      return;
    }
    Object.assign(stack, previous);
    await rollBackUpdate(run, failure);
    return;
  }
  setStackStatus(stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(run, [...before.values()]);
  if (!wasShutDown(run)) setStackStatus(stack, 'UPDATE_COMPLETE');
}

async function cleanUp(run: UpdateRun, before: readonly StackResource[]): Promise<void> {
  const removed = before.filter(({ logicalId }) => !run.plan.resources.has(logicalId));
  const isReplaced = (resource: StackResource) => run.superseded.includes(resource);
  await deleteResources(run, [...run.superseded, ...removed], (resource) =>
    isReplaced(resource) ? resource.definition.UpdateReplacePolicy === 'Retain' : hasRetainPolicy(resource),
  );
  for (const { logicalId } of removed) run.stack.resources.delete(logicalId);
}

function failedResources({ stack }: UpdateRun): string {
  const named = (status: StackResource['status']) =>
    [...stack.resources.values()]
      .filter((resource) => resource.status === status)
      .map(({ logicalId }) => logicalId)
      .join(', ');
  const [created, updated] = [named('CREATE_FAILED'), named('UPDATE_FAILED')];
  return [
    created && `The following resource(s) failed to create: [${created}].`,
    updated && `The following resource(s) failed to update: [${updated}].`,
  ]
    .filter(Boolean)
    .join(' ');
}

function outputFailure(run: UpdateRun): string | undefined {
  try {
    settleOutputs(run);
    return undefined;
  } catch (error) {
    return failureReason(run.stack.name, error);
  }
}

function wasShutDown({ operation }: UpdateRun): boolean {
  return operation.stopped === 'shutdown';
}
