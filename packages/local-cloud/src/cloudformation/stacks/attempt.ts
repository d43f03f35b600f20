import { ServiceError } from '../../aws/service-error.ts';
import { ResourceFailure } from './resource-failure.ts';
import type { StackResource } from './stack.ts';
import { setResourceStatus } from './stack-events.ts';
import type { StackRun } from './stack-run.ts';

/**
 * Makes or changes one resource of a run and gives whether that succeeded. The first failure stops the run:
 * the resources still under way count as cancelled, whatever comes of them.
 */
export async function attempt(
  run: StackRun,
  verb: 'CREATE' | 'UPDATE',
  logicalId: string,
  work: () => Promise<StackResource>,
): Promise<boolean> {
  const { stack, operation } = run;
  try {
    const made = await work();
    const cancelled = stack.resources.get(logicalId);
    if (operation.stopped === 'failed' && cancelled) {
      const { status, statusReason } = cancelled;
      stack.resources.set(logicalId, { ...made, status, statusReason });
      return false;
    }
    setResourceStatus(stack, made, `${verb}_COMPLETE`);
    return true;
  } catch (error) {
    const resource = stack.resources.get(logicalId);
    if (operation.stopped === 'failed') return false;
    operation.stopped ??= 'failed';
    const reason = failureReason(logicalId, error);
    if (resource) setResourceStatus(stack, resource, `${verb}_FAILED`, reason);
    if (operation.stopped === 'failed') cancelOthers(run);
    return false;
  }
}

/** What a failure says in events; a bug is logged and says nothing of itself. */
export function failureReason(subject: string, error: unknown): string {
  if (error instanceof ServiceError || error instanceof ResourceFailure) return error.message;
  console.error(`CloudFormation could not go on with ${subject}:`, error);
  return 'Internal Failure';
}

/** Reports everything under way as cancelled. */
export function cancelOthers({ stack }: StackRun): void {
  for (const resource of [...stack.resources.values()]) {
    if (resource.status === 'CREATE_IN_PROGRESS') {
      setResourceStatus(stack, resource, 'CREATE_FAILED', 'Resource creation cancelled');
    }
    if (resource.status === 'UPDATE_IN_PROGRESS') {
      setResourceStatus(stack, resource, 'UPDATE_FAILED', 'Resource update cancelled');
    }
  }
}
