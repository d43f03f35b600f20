import type {
  GetTemplateSummaryCommandInput,
  GetTemplateSummaryCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { isRecord } from '../../aws/is-record.ts';
import { validationError } from '../errors.ts';
import { checkSource } from '../parsing/check-format.ts';
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
  // The loops of AWS::LanguageExtensions have no type.
  const resources = Object.entries(template.Resources).filter(([, { Type }]) => Type !== undefined);
  const types = [...new Set(resources.map(([, { Type }]) => Type))];
  return {
    Parameters: describeParameters(template),
    Description: template.Description,
    ...describeCapabilities(template),
    ResourceTypes: types,
    Version: template.AWSTemplateFormatVersion,
    Metadata: template.Metadata && asPython(template.Metadata),
    ...describeTransforms(state, template),
    ResourceIdentifierSummaries: types.map((type) => ({
      ResourceType: type,
      LogicalResourceIds: resources.filter(([, { Type }]) => Type === type).map(([logicalId]) => logicalId),
    })),
  };
}

/** AWS writes the metadata in this notation, which is not JSON: `{'Topic': 'a'}`. */
function asPython(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(asPython).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${asPython(key)}: ${asPython(member)}`)
    .join(', ')}}`;
}

function templateOf(state: CloudFormationState, input: GetTemplateSummaryCommandInput): Template {
  if (!input.StackName) return readTemplate(state, input);
  const { plan, status } = requireStack(state, input.StackName);
  if (status === 'REVIEW_IN_PROGRESS') {
    throw validationError('GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.');
  }
  return plan ? checkSource(parsedTemplate(state, plan.text)) : { Resources: {} };
}
