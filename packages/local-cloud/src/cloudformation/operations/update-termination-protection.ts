import type {
  UpdateTerminationProtectionCommandInput,
  UpdateTerminationProtectionCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { isTrue } from '../is-true.ts';
import { requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState } from '../state.ts';

export function updateTerminationProtection(
  state: CloudFormationState,
  input: UpdateTerminationProtectionCommandInput,
): Omit<UpdateTerminationProtectionCommandOutput, '$metadata'> {
  const stack = requireStack(state, input.StackName, (name) => `Stack [${name}] does not exist`);
  stack.options = { ...stack.options, terminationProtection: isTrue(input.EnableTerminationProtection) };
  return { StackId: stack.id };
}
