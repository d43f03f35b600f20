import type { OnFailure } from '@aws-sdk/client-cloudformation';
import { cancelOthers, createResource, failedResources } from './change-resource.ts';
import { deleteResources, runDelete } from './run-delete.ts';
import { runGraph } from './run-graph.ts';
import { setStackStatus } from './stack-events.ts';
import { settleOutputs } from './stack-outputs.ts';
import type { StackRun } from './stack-run.ts';

/** Creates every resource of a new stack; after a failure does what `onFailure` says. */
export async function runCreate(run: StackRun, onFailure: OnFailure): Promise<void> {
  const { stack, plan, operation } = run;
  const limit = timeLimit(run);
  await runGraph(
    plan.graph,
    (logicalId) => createResource(run, logicalId),
    () => !operation.stopped,
  );
  limit.cancel();
  if (operation.stopped === 'deleted' || operation.stopped === 'shutdown') return;
  const failure = operation.stopped ? (limit.reason() ?? failedResources(stack)) : settleOutputs(run);
  if (failure === undefined) {
    setStackStatus(stack, 'CREATE_COMPLETE');
  } else if (onFailure === 'DO_NOTHING') {
    setStackStatus(stack, 'CREATE_FAILED', failure);
  } else if (onFailure === 'DELETE') {
    setStackStatus(stack, 'DELETE_IN_PROGRESS', `${failure} Delete requested by user.`);
    await runDelete(run);
  } else {
    await rollBack(run, `${failure} Rollback requested by user.`);
  }
}

async function rollBack(run: StackRun, reason: string): Promise<void> {
  const { stack, operation } = run;
  stack.deletionTime = new Date();
  setStackStatus(stack, 'ROLLBACK_IN_PROGRESS', reason);
  const failed = await deleteResources(
    run,
    [...stack.resources.values()],
    ({ definition }) => definition.DeletionPolicy === 'Retain',
  );
  if (operation.stopped !== undefined && operation.stopped !== 'failed') return;
  if (failed.length === 0) setStackStatus(stack, 'ROLLBACK_COMPLETE');
  else {
    const names = failed.join(', ');
    setStackStatus(stack, 'ROLLBACK_FAILED', `The following resource(s) failed to delete: [${names}].`);
  }
}

function timeLimit(run: StackRun): { reason(): string | undefined; cancel(): void } {
  const { plan, operation } = run;
  const minutes = plan.options.timeoutInMinutes;
  let reached: string | undefined;
  const timer =
    minutes === undefined
      ? undefined
      : setTimeout(() => {
          operation.stopped ??= 'failed';
          cancelOthers(run);
          reached = `Stack creation time exceeded the specified timeout of ${minutes} minutes.`;
        }, minutes * 60_000);
  timer?.unref();
  return { reason: () => reached, cancel: () => clearTimeout(timer) };
}
