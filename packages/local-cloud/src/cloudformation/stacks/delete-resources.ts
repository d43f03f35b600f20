import { failureReason } from './attempt.ts';
import { callHandler } from './resource-failure.ts';
import { type Graph, reversed, runGraph } from './run-graph.ts';
import type { StackResource } from './stack.ts';
import { addResourceEvent, setResourceStatus } from './stack-events.ts';
import { isShutDown } from './stack-operation.ts';
import { contextOf, type StackRun, typeOf } from './stack-run.ts';

/**
 * Removes resources, each after those that were made on top of it, and gives the logical ids of those that
 * could not be removed. What they stand on is left as it is. Retained ones are only skipped.
 */
export async function deleteResources(
  run: Pick<StackRun, 'state' | 'stack' | 'operation'>,
  resources: readonly StackResource[],
  isRetained: (resource: StackResource) => boolean,
): Promise<string[]> {
  const existing = new Map(resources.filter(exists).map((resource) => [resource.logicalId, resource]));
  const graph: Graph = new Map([...existing].map(([logicalId, { dependsOn }]) => [logicalId, dependsOn]));
  const failed: string[] = [];

  async function remove(logicalId: string): Promise<boolean> {
    const resource = existing.get(logicalId);
    if (!resource) return true;
    const report = reporter(run, resource);
    if (isRetained(resource)) {
      report('DELETE_SKIPPED');
      return true;
    }
    report('DELETE_IN_PROGRESS');
    try {
      await deleteResource(run, resource);
      report('DELETE_COMPLETE');
      return true;
    } catch (error) {
      failed.push(logicalId);
      report('DELETE_FAILED', failureReason(logicalId, error));
      return false;
    }
  }

  await runGraph(reversed(graph), remove, () => !isShutDown(run.operation));
  return failed;
}

export function exists({ physical, status }: StackResource): boolean {
  return physical !== undefined && status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED';
}

async function deleteResource(
  run: Pick<StackRun, 'state' | 'stack'>,
  { logicalId, type, physical, properties }: StackResource,
): Promise<void> {
  if (!physical) return;
  const handler = typeOf(run, type);
  await callHandler(logicalId, () => handler.delete({ ...physical, properties }, contextOf(run, logicalId)));
}

type DeleteStatus = 'DELETE_IN_PROGRESS' | 'DELETE_COMPLETE' | 'DELETE_FAILED' | 'DELETE_SKIPPED';

// What a replacement took the place of is no longer what the stack has under this logical id.
function reporter({ stack }: Pick<StackRun, 'stack'>, resource: StackResource) {
  const isCurrent = stack.resources.get(resource.logicalId)?.physical === resource.physical;
  return (status: DeleteStatus, reason?: string): void => {
    if (isCurrent) setResourceStatus(stack, resource, status, reason);
    else addResourceEvent(stack, resource, status, reason);
  };
}
