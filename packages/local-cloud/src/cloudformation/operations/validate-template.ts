import type {
  ValidateTemplateCommandInput,
  ValidateTemplateCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { checkReferences, checkResourceTypes } from '../stacks/check-template.ts';
import type { CloudFormationState } from '../state.ts';
import {
  describeCapabilities,
  describeParameters,
  describeTransforms,
  readTemplate,
} from './describe-template.ts';

/** Checks all that needs no parameters; of a template with transforms, the format alone. */
export function validateTemplate(
  state: CloudFormationState,
  input: ValidateTemplateCommandInput,
): Omit<ValidateTemplateCommandOutput, '$metadata'> {
  const template = readTemplate(state, input);
  const transforms = describeTransforms(state, template);
  if (!transforms.DeclaredTransforms) {
    checkResourceTypes(state.resourceTypes, template);
    checkReferences(template, state.resourceTypes);
  }
  return {
    Parameters: describeParameters(template).map(
      ({ ParameterType: _type, ParameterConstraints: _constraints, ...parameter }) => parameter,
    ),
    Description: template.Description,
    ...describeCapabilities(template),
    ...transforms,
  };
}
