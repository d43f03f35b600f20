import { type CloudFormationClient, DeleteStackCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { type FollowOptions, followStack, stackView } from './follow-stack.ts';
import { newestEvent } from './stack-events.ts';

/** Deletes a stack and waits until it is gone. Throws, naming the resource that stays, when it is not. */
export async function removeStack(
  cloudFormation: CloudFormationClient,
  { StackName: name = '', StackId: id = name }: Stack,
  options: Pick<FollowOptions, 'pace' | 'report' | 'signal'>,
): Promise<void> {
  const after = await newestEvent(cloudFormation, id);
  // Followed by id: a deleted stack has no name any more.
  await cloudFormation.send(new DeleteStackCommand({ StackName: id }));
  await followStack(stackView(cloudFormation, id, name), { ...options, after, success: 'DELETE_COMPLETE' });
}
