import type { Capability } from '@aws-sdk/client-cloudformation';
import { parameterDefinitions } from '../parameters/parameter-definition.ts';
import { checkSource } from '../parsing/check-format.ts';
import { iamResources } from '../stacks/check-capabilities.ts';
import { parsedTemplate, type TemplateLocation, templateText } from '../stacks/template-source.ts';
import { transformNames } from '../stacks/transform-template.ts';
import type { CloudFormationState } from '../state.ts';
import type { Template } from '../template.ts';

/** Reads the template of an operation that works without a stack. */
export function readTemplate(state: CloudFormationState, location: TemplateLocation): Template {
  return checkSource(parsedTemplate(state, templateText(state, location)));
}

/** The capabilities that its resources need. The transform adds a role to a SAM function that has none. */
export function describeCapabilities(template: Template): {
  Capabilities?: Capability[];
  CapabilitiesReason?: string;
} {
  const { types, capability } = iamResources(template);
  const givesRoles = Object.values(template.Resources).some(
    ({ Type, Properties }) => Type === 'AWS::Serverless::Function' && Properties?.Role === undefined,
  );
  if (!capability && !givesRoles) return {};
  const distinct = [...new Set(givesRoles ? [...types, 'AWS::IAM::Role'] : types)];
  return {
    Capabilities: [capability ?? 'CAPABILITY_IAM'],
    CapabilitiesReason: `The following resource(s) require capabilities: [${distinct.join(', ')}]`,
  };
}

export function describeTransforms(
  state: CloudFormationState,
  template: Template,
): { DeclaredTransforms?: string[] } {
  const names = transformNames(state, template);
  return names.length > 0 ? { DeclaredTransforms: names } : {};
}

export function describeParameters(template: Template) {
  return parameterDefinitions(template).map((parameter) => ({
    ParameterKey: parameter.name,
    DefaultValue: parameter.defaultValue,
    NoEcho: parameter.noEcho,
    Description: parameter.description,
    ParameterType: parameter.type,
    ParameterConstraints: {
      AllowedValues: parameter.allowedValues ? [...parameter.allowedValues] : undefined,
    },
  }));
}
