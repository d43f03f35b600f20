import type { Capability } from '@aws-sdk/client-cloudformation';
import { parameterDefinitions } from '../parameters/parameter-definition.ts';
import { checkFormat } from '../parsing/check-format.ts';
import { parseTemplate } from '../parsing/parse-template.ts';
import { type TemplateLocation, templateText } from '../stacks/template-source.ts';
import { transformNames } from '../stacks/transform-template.ts';
import type { CloudFormationState } from '../state.ts';
import type { Template } from '../template.ts';

/** The template an operation names without having a stack. */
export function readTemplate(state: CloudFormationState, location: TemplateLocation): Template {
  return checkFormat(parseTemplate(templateText(state, location)));
}

/** What its resources need, as far as that shows before transforms. */
export function describeCapabilities({ Resources: resources }: Template) {
  const types = Object.entries(resources).filter(([, { Type }]) => Type.startsWith('AWS::IAM::'));
  const functions = Object.values(resources).some(
    ({ Type, Properties }) => Type === 'AWS::Serverless::Function' && Properties?.Role === undefined,
  );
  const isNamed = types.some(([, { Properties = {} }]) =>
    Object.keys(Properties).some((name) =>
      /^(?:Role|User|Group|ManagedPolicy|InstanceProfile)Name$/.test(name),
    ),
  );
  if (types.length === 0 && !functions) return {};
  const capability: Capability = isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
  const reason = types.map(([, { Type }]) => Type).join(', ') || 'AWS::IAM::Role';
  return {
    Capabilities: [capability],
    CapabilitiesReason: `The following resource(s) require capabilities: [${reason}]`,
  };
}

export function describeTransforms(template: Template): { DeclaredTransforms?: string[] } {
  const names = transformNames(template);
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
