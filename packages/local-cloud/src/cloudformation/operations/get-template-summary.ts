import type {
  GetTemplateSummaryCommandInput,
  GetTemplateSummaryCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { checkFormat } from '../parsing/check-format.ts';
import { requireStack } from '../stacks/find-stack.ts';
import { refuseInputs } from '../stacks/stack-options.ts';
import { parsedTemplate } from '../stacks/template-source.ts';
import type { CloudFormationState } from '../state.ts';
import type { Template } from '../template.ts';
import {
  describeCapabilities,
  describeParameters,
  describeTransforms,
  readTemplate,
} from './describe-template.ts';

export function getTemplateSummary(
  state: CloudFormationState,
  input: GetTemplateSummaryCommandInput,
): Omit<GetTemplateSummaryCommandOutput, '$metadata'> {
  refuseInputs(input, ['StackSetName', 'CallAs']);
  const template = templateOf(state, input);
  const resources = Object.entries(template.Resources);
  const types = [...new Set(resources.map(([, { Type }]) => Type))];
  return {
    Parameters: describeParameters(template),
    Description: template.Description,
    ...describeCapabilities(template),
    ResourceTypes: types,
    Version: template.AWSTemplateFormatVersion,
    Metadata: template.Metadata && JSON.stringify(template.Metadata),
    ...describeTransforms(template),
    ResourceIdentifierSummaries: types.map((type) => ({
      ResourceType: type,
      LogicalResourceIds: resources.filter(([, { Type }]) => Type === type).map(([logicalId]) => logicalId),
    })),
  };
}

function templateOf(state: CloudFormationState, input: GetTemplateSummaryCommandInput): Template {
  if (!input.StackName) return readTemplate(state, input);
  const { plan } = requireStack(state, input.StackName);
  return plan ? checkFormat(parsedTemplate(state, plan.text)) : { Resources: {} };
}
