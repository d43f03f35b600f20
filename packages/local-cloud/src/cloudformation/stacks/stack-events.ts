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

/** Sets a resource of the stack, with a status, and adds an event for it, which shows the properties it is to have. */
export function setResourceStatus(
  stack: Stack,
  resource: StackResource,
  status: ResourceStatus,
  reason?: string,
  properties = resource.properties,
): void {
  const timestamp = addResourceEvent(stack, { ...resource, properties }, status, reason);
  stack.resources.set(resource.logicalId, { ...resource, status, statusReason: reason, timestamp });
}

/** Adds an event for a resource that the stack no longer has under its logical id, such as a replaced one. */
export function addResourceEvent(
  stack: Stack,
  { logicalId, type, physical, properties }: StackResource,
  status: ResourceStatus,
  reason?: string,
): Date {
  const physicalId = physical?.physicalId ?? '';
  return addEvent(stack, { logicalId, physicalId, type, status, statusReason: reason, properties });
}

type NewEvent = Omit<Stack['events'][number], 'id' | 'timestamp' | 'clientRequestToken'>;

/** Each event of a stack has a later time than the one before it, so that sorting by time keeps their order. */
function addEvent(stack: Stack, event: NewEvent): Date {
  const last = stack.events.at(-1)?.timestamp.getTime() ?? 0;
  const timestamp = new Date(Math.max(Date.now(), last + 1));
  const clientRequestToken = stack.operation?.clientRequestToken;
  stack.events.push({ ...event, ...idAndProperties(stack, event, timestamp), timestamp, clientRequestToken });
  return timestamp;
}

/** What an update removes at its end is reported without properties, under an id of another form. */
function idAndProperties({ status }: Stack, { type, logicalId, ...event }: NewEvent, timestamp: Date) {
  if (type === stackType) return { id: randomUUID() };
  const isCleanUp = status.endsWith('CLEANUP_IN_PROGRESS');
  if (isCleanUp) return { id: `${logicalId}-${randomUUID()}`, properties: undefined };
  return { id: `${logicalId}-${event.status}-${timestamp.toISOString()}` };
}
