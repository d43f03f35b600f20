import {
  type CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  type DescribeChangeSetCommandOutput,
  type Parameter,
  paginateDescribeChangeSet,
} from '@aws-sdk/client-cloudformation';
import { DeployError } from '../deploy-error.ts';
import { type Pace, poll } from './poll.ts';

export interface ChangeSetRequest {
  stackName: string;
  type: 'CREATE' | 'UPDATE';
  /** Whether the stack is made to hold the change set, and goes with it when that is discarded. */
  isNewStack: boolean;
  template: { TemplateBody: string } | { TemplateURL: string };
  parameters: Parameter[];
  pace: Pace;
  signal?: AbortSignal | undefined;
}

export interface Change {
  action: string;
  logicalId: string;
  type: string;
  replacement?: string;
}

export interface ChangeSet {
  id: string;
  stackId: string;
  changes: Change[];
}

/**
 * Creates a change set and waits until CloudFormation has computed it; nothing when there is no change. One that
 * is refused or empty is removed again.
 */
export async function createChangeSet(
  cloudFormation: CloudFormationClient,
  request: ChangeSetRequest,
): Promise<ChangeSet | undefined> {
  const { stackName, isNewStack, pace, signal } = request;
  const created = await send(cloudFormation, request).catch((error: Error) => {
    // Some emulators report it here already; CloudFormation reports it in the change set.
    if (NO_CHANGE.test(error.message)) return undefined;
    throw error;
  });
  if (!created) return undefined;
  const { Id: id = '', StackId: stackId = '' } = created;
  const computed = () => whenComputed(cloudFormation, id);
  try {
    const what = `The change set of ${stackName}`;
    const { Status, StatusReason: reason = 'no reason given' } = await poll(computed, { what, pace, signal });
    if (Status !== 'FAILED') return { id, stackId, changes: await changesOf(cloudFormation, id) };
    if (!NO_CHANGE.test(reason)) throw new DeployError(`${what} failed.\n${reason}`);
  } catch (error) {
    await discardChangeSet(cloudFormation, { id, stackId }, isNewStack);
    throw error;
  }
  await discardChangeSet(cloudFormation, { id, stackId }, isNewStack);
  return undefined;
}

function send(
  cloudFormation: CloudFormationClient,
  { stackName, type, template, parameters }: ChangeSetRequest,
) {
  return cloudFormation.send(
    new CreateChangeSetCommand({
      StackName: stackName,
      ChangeSetName: `deploy-${Date.now()}`,
      ChangeSetType: type,
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
      Parameters: parameters,
      ...template,
    }),
  );
}

const NO_CHANGE = /didn't contain changes|No updates are to be performed/;

/** Deletes a change set that is not executed, and the empty stack that was made to hold it. */
export async function discardChangeSet(
  cloudFormation: CloudFormationClient,
  { id, stackId }: Pick<ChangeSet, 'id' | 'stackId'>,
  isNewStack: boolean,
): Promise<void> {
  await cloudFormation.send(new DeleteChangeSetCommand({ ChangeSetName: id }));
  if (isNewStack) await cloudFormation.send(new DeleteStackCommand({ StackName: stackId }));
}

async function whenComputed(
  cloudFormation: CloudFormationClient,
  id: string,
): Promise<DescribeChangeSetCommandOutput | undefined> {
  const described = await cloudFormation.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
  return described.Status === 'CREATE_COMPLETE' || described.Status === 'FAILED' ? described : undefined;
}

async function changesOf(cloudFormation: CloudFormationClient, id: string): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const page of paginateDescribeChangeSet({ client: cloudFormation }, { ChangeSetName: id })) {
    for (const { ResourceChange: change } of page.Changes ?? []) {
      changes.push({
        action: change?.Action ?? '',
        logicalId: change?.LogicalResourceId ?? '',
        type: change?.ResourceType ?? '',
        ...(change?.Replacement && { replacement: change.Replacement }),
      });
    }
  }
  return changes;
}
