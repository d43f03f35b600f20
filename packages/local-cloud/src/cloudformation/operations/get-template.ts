import type { GetTemplateCommandInput, GetTemplateCommandOutput } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import { requireChangeSet, requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState, StackPlan } from '../state.ts';

/** The template as it was given, or with `TemplateStage: Processed` as JSON without transforms. */
export function getTemplate(
  state: CloudFormationState,
  input: GetTemplateCommandInput,
): Omit<GetTemplateCommandOutput, '$metadata'> {
  const plan = planOf(state, input);
  const isProcessed = input.TemplateStage === 'Processed';
  return {
    TemplateBody: isProcessed ? JSON.stringify(plan.template) : plan.text,
    StagesAvailable: ['Original', 'Processed'],
  };
}

function planOf(
  state: CloudFormationState,
  { StackName, ChangeSetName }: GetTemplateCommandInput,
): StackPlan {
  if (ChangeSetName) {
    const { changeSet } = requireChangeSet(state, ChangeSetName, StackName);
    if (changeSet.plan) return changeSet.plan;
    throw validationError(`ChangeSet [${changeSet.name}] has no template that could be processed`);
  }
  const stack = requireStack(state, StackName);
  if (stack.plan) return stack.plan;
  throw validationError(`Template is not available for stack ${stack.name} in ${stack.status} state`);
}
