import type { GetTemplateCommandInput, GetTemplateCommandOutput } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import { requireChangeSet, requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState, StackPlan } from '../state.ts';

/**
 * The template as it was given, or with `TemplateStage: Processed` as JSON without transforms; none for a stack of
 * which only change sets exist.
 */
export function getTemplate(
  state: CloudFormationState,
  input: GetTemplateCommandInput,
): Omit<GetTemplateCommandOutput, '$metadata'> {
  const plan = planOf(state, input);
  const isProcessed = input.TemplateStage === 'Processed';
  return {
    TemplateBody: isProcessed ? plan && JSON.stringify(plan.template) : plan?.text,
    StagesAvailable: ['Original', 'Processed'],
  };
}

function planOf(
  state: CloudFormationState,
  { StackName, ChangeSetName }: GetTemplateCommandInput,
): StackPlan | undefined {
  if (ChangeSetName) {
    const { changeSet } = requireChangeSet(state, ChangeSetName, StackName);
    if (changeSet.plan) return changeSet.plan;
    throw validationError(`ChangeSet [${changeSet.name}] has no template that could be processed`);
  }
  return requireStack(state, StackName).plan;
}
