import { ServiceError } from '../../aws/service-error.ts';
import type { CloudFormationState, StackResource } from '../state.ts';
import { callHandler, failureReason } from './call-handler.ts';
import { type Graph, reversed, runGraph } from './run-graph.ts';
import { addResourceEvent, setResourceStatus, setStackStatus } from './stack-events.ts';
import { isShutDown } from './stack-operation.ts';
import { contextOf, type StackRun, typeOf } from './stack-run.ts';

export interface DeleteOptions {
  /** Logical ids of resources to keep. */
  readonly retain?: readonly string[];
  /** Deletes the stack although some resources could not be deleted. */
  readonly isForced?: boolean;
}

/** Deletes every resource of a stack, then the stack. */
export async function runDelete(
  run: Pick<StackRun, 'state' | 'stack' | 'operation'>,
  { retain = [], isForced = false }: DeleteOptions = {},
): Promise<void> {
  const { stack, operation } = run;
  stack.deletionTime = new Date();
  const isRetained = (resource: StackResource) =>
    retain.includes(resource.logicalId) || hasRetainPolicy(resource);
  const failed = await deleteResources(run, [...stack.resources.values()], isRetained);
  if (isShutDown(operation)) return;
  if (failed.length > 0 && !isForced) {
    const names = failed.join(', ');
    setStackStatus(stack, 'DELETE_FAILED', `The following resource(s) failed to delete: [${names}].`);
    return;
  }
  stack.outputs = [];
  stack.imports = new Set();
  run.state.outputsChanged?.(stack);
  setStackStatus(stack, 'DELETE_COMPLETE');
  forgetDeleted(run.state);
}

export function hasRetainPolicy({ definition: { DeletionPolicy: policy } }: StackResource): boolean {
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}

/**
 * Deletes resources, each after those that depend on it, and returns the logical ids of those that could not be
 * deleted. What such a resource depends on stays, too. Retained resources are skipped.
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
  const handlers = typeOf(run, type);
  const { delete: remove, missing = [] } = handlers;
  const removed = async () => {
    try {
      await remove({ ...physical, properties }, contextOf(run, logicalId));
    } catch (error) {
      if (!(error instanceof ServiceError && missing.includes(error.code))) throw error;
    }
  };
  await callHandler(logicalId, removed, handlers);
}

type DeleteStatus = 'DELETE_IN_PROGRESS' | 'DELETE_COMPLETE' | 'DELETE_FAILED' | 'DELETE_SKIPPED';

// A replaced resource is no longer the one that the stack has under this logical id.
function reporter({ stack }: Pick<StackRun, 'stack'>, resource: StackResource) {
  const isCurrent = stack.resources.get(resource.logicalId)?.physical === resource.physical;
  return (status: DeleteStatus, reason?: string): void => {
    if (isCurrent) setResourceStatus(stack, resource, status, reason);
    else addResourceEvent(stack, resource, status, reason);
  };
}

const remembered = 500;

/** Deleted stacks can be described by their ids. Only the latest are kept, because each holds its templates. */
function forgetDeleted({ stacks }: CloudFormationState): void {
  const deleted = [...stacks.values()].filter(({ status }) => status === 'DELETE_COMPLETE');
  for (const { id } of deleted.slice(0, -remembered)) stacks.delete(id);
}
