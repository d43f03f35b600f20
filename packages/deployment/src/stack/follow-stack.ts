import { type CloudFormationClient, DeleteStackCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { DeployError } from '../deploy-error.ts';
import type { Report } from '../progress.ts';
import { describeStack } from './describe-stack.ts';
import { type Pace, poll } from './poll.ts';
import { eventsAfter, firstFailure, newestEvent, type ResourceEvent } from './stack-events.ts';

/** What following needs to see of one stack. */
export interface StackView {
  name: string;
  status(): Promise<{ status: string; reason?: string }>;
  eventsAfter(id: string | undefined): Promise<ResourceEvent[]>;
}

export interface FollowOptions {
  /** The newest event before the change began; what comes after it belongs to the change. */
  after: string | undefined;
  /** The only status that is a success. */
  success: string;
  pace: Pace;
  report: Report;
  signal?: AbortSignal | undefined;
}

/**
 * Reports the events of a stack until its change has ended. Throws unless it ended in the expected status, with
 * the first resource that failed and the reason.
 */
export async function followStack(stack: StackView, options: FollowOptions): Promise<void> {
  const { success, pace, report, signal } = options;
  const seen: ResourceEvent[] = [];
  const look = async () => {
    // The status before the events: once it is final, the events that led to it are all there.
    const now = await stack.status();
    const fresh = await stack.eventsAfter(seen.at(-1)?.id ?? options.after);
    seen.push(...fresh);
    for (const event of fresh) report({ kind: 'resource', ...event });
    return now.status.endsWith('_IN_PROGRESS') ? undefined : now;
  };
  const { status, reason } = await poll(look, { what: `The stack ${stack.name}`, pace, signal });
  if (status === success) return;
  const failure = firstFailure(seen);
  const cause = failure
    ? `${failure.logicalId} (${failure.type}) ${failure.status}: ${failure.reason ?? 'no reason given'}`
    : (reason ?? 'no reason given');
  throw new DeployError(`The stack ${stack.name} ended as ${status}.\n${cause}`);
}

/** Deletes a stack and waits until it is gone. Throws, naming the resource that stays, when it is not. */
export async function removeStack(
  cloudFormation: CloudFormationClient,
  { StackName: name = '', StackId: id = name }: Stack,
  options: Pick<FollowOptions, 'pace' | 'report' | 'signal'>,
): Promise<void> {
  const after = await newestEvent(cloudFormation, id);
  // By its id: a deleted stack cannot be found by name.
  await cloudFormation.send(new DeleteStackCommand({ StackName: id }));
  await followStack(stackView(cloudFormation, id, name), { ...options, after, success: 'DELETE_COMPLETE' });
}

/** A stack as CloudFormation shows it. */
export function stackView(cloudFormation: CloudFormationClient, stackId: string, name: string): StackView {
  return {
    name,
    async status() {
      const stack = await describeStack(cloudFormation, stackId);
      if (!stack) return { status: 'DELETE_COMPLETE' };
      const { StackStatus: status = '', StackStatusReason: reason } = stack;
      return { status, ...(reason && { reason }) };
    },
    eventsAfter: (id) => eventsAfter(cloudFormation, stackId, id),
  };
}
