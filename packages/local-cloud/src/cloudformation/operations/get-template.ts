import type { GetTemplateCommandInput, GetTemplateCommandOutput } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import { requireChangeSet, requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState, StackPlan } from '../state.ts';

/**
 * The template as it was given, or with `TemplateStage: Processed` as JSON without transforms, where it has any; none for
 * a stack of which only change sets exist.
 */
export function getTemplate(
  state: CloudFormationState,
  input: GetTemplateCommandInput,
): Omit<GetTemplateCommandOutput, '$metadata'> {
  const plan = planOf(state, input);
  const isProcessed = input.TemplateStage === 'Processed' && plan && plan.transforms.length > 0;
  return {
    TemplateBody: isProcessed ? JSON.stringify(plan.template) : plan?.text,
    StagesAvailable: ['Original', 'Processed'],
  };
}

function planOf(
  state: CloudFormationState,
  { StackName, ChangeSetName }: GetTemplateCommandInput,
): StackPlan | undefined {
  if (!StackName && !ChangeSetName)
    throw validationError('StackName is required if ChangeSetName is not specified.');
  if (ChangeSetName) {
    if (!StackName && !ChangeSetName.startsWith('arn:'))
      throw validationError('StackName is a required parameter.');
    const { changeSet } = requireChangeSet(state, ChangeSetName, StackName);
    if (changeSet.plan) return changeSet.plan;
    throw validationError(`ChangeSet [${changeSet.name}] has no template that could be processed`);
  }
  return requireStack(state, StackName).plan;
}
