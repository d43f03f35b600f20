import type { Parameter } from '@aws-sdk/client-cloudformation';
import { newWork } from '../intrinsics/work.ts';
import { checkRules } from '../parameters/check-rules.ts';
import { parameterReference, parameterValues } from '../parameters/parameter-values.ts';
import { pseudoParameters } from '../parameters/pseudo-parameters.ts';
import { withStoredValues } from '../parameters/stored-values.ts';
import { checkSource } from '../parsing/check-format.ts';
import type { CloudFormationState, Stack } from '../state.ts';
import type { JsonValue } from '../template.ts';
import { listOf } from './stack-options.ts';
import { parsedTemplate, type Source, type TemplateLocation, templateText } from './template-source.ts';
import { transformNames } from './transform-template.ts';

export interface SourceInput extends TemplateLocation {
  readonly Parameters?: readonly Parameter[] | undefined;
}

/** Reads the template and parameters of an operation's input; throws AWS's `ValidationError` for a malformed template or wrong parameters. */
export function readSource(state: CloudFormationState, input: SourceInput, stack: Stack): Source {
  const text = templateText(state, input, stack);
  const template = checkSource(parsedTemplate(state, text));
  const given = parameterValues(template, listOf(input.Parameters), stack.plan?.parameters);
  const parameters = withStoredValues(given, state.services);
  const scope = {
    region: state.account.region,
    work: newWork(),
    mappings: template.Mappings ?? {},
    parameters: new Map<string, JsonValue>([
      ...pseudoParameters(state.account, stack),
      ...parameters.map((value) => [value.definition.name, parameterReference(value)] as const),
    ]),
  };
  checkRules(template, scope);
  return { text, template, transforms: transformNames(state, template), parameters, scope };
}
