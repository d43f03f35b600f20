import { randomUUID } from 'node:crypto';
import type { ResourceStatus, StackStatus } from '@aws-sdk/client-cloudformation';
import type { Stack, StackResource } from '../state.ts';

const stackType = 'AWS::CloudFormation::Stack';

/** Sets the stack's status and adds an event for it. */
export function setStackStatus(stack: Stack, status: StackStatus, reason?: string): void {
  stack.status = status;
  stack.statusReason = reason;
  addEvent(stack, {
    logicalId: stack.name,
    physicalId: stack.id,
    type: stackType,
    status: status as ResourceStatus,
    statusReason: reason,
  });
}

/** Sets a resource of the stack, with a status, and adds an event for it. */
export function setResourceStatus(
  stack: Stack,
  resource: StackResource,
  status: ResourceStatus,
  reason?: string,
): StackResource {
  const changed = { ...resource, status, statusReason: reason, timestamp: new Date() };
  stack.resources.set(resource.logicalId, changed);
  addResourceEvent(stack, changed, status, reason);
  return changed;
}

/** Adds an event for a resource that the stack no longer has under its logical id, such as a replaced one. */
export function addResourceEvent(
  stack: Stack,
  { logicalId, type, physical, properties }: StackResource,
  status: ResourceStatus,
  reason?: string,
): void {
  const physicalId = physical?.physicalId ?? '';
  addEvent(stack, { logicalId, physicalId, type, status, statusReason: reason, properties });
}

function addEvent(
  stack: Stack,
  event: Omit<Stack['events'][number], 'id' | 'timestamp' | 'clientRequestToken'>,
): void {
  const unique = randomUUID();
  const id = event.type === stackType ? unique : `${event.logicalId}-${event.status}-${unique}`;
  const clientRequestToken = stack.operation?.clientRequestToken;
  stack.events.push({ ...event, id, timestamp: new Date(), clientRequestToken });
}
