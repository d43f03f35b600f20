import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';

/** The stack of a name or id, or nothing when there is none. */
export async function describeStack(
  cloudFormation: CloudFormationClient,
  name: string,
): Promise<Stack | undefined> {
  try {
    const { Stacks: stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    return stacks?.[0];
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

// CloudFormation has no code of its own for this: it is a ValidationError like many others.
export function isMissing(error: unknown): boolean {
  return error instanceof Error && /does not exist/.test(error.message);
}

/** Whether CloudFormation takes it as the name of a stack: a letter, then letters, digits and hyphens, 128 at most. */
export function isStackName(name: string): boolean {
  return /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name);
}
