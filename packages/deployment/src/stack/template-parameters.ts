import type { Parameter, Stack } from '@aws-sdk/client-cloudformation';
import { DeployError } from '../deploy-error.ts';
import type { Template } from '../packaging/template-file.ts';

export type ParameterValues = Readonly<Record<string, string>>;

export interface ParameterSources {
  template: Template;
  /** What the caller asked for; wins over everything. */
  given: ParameterValues;
  /** What the target itself asks for, such as the architecture of this machine; unknown names are left out. */
  target: ParameterValues;
  existing: Stack | undefined;
}

/** The parameters of a change set: given, else the target's, else the stack's own, else the template's default. */
export function chooseParameters({ template, given, target, existing }: ParameterSources): Parameter[] {
  const names = Object.keys(template.Parameters ?? {});
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown) {
    throw new DeployError(
      `Expected one of ${names.join(', ') || 'no parameters'} as a parameter, received ${unknown}`,
    );
  }
  return names.flatMap((name): Parameter[] => {
    const value = given[name] ?? target[name];
    if (value !== undefined) return [{ ParameterKey: name, ParameterValue: value }];
    if (isKnown(existing, name)) return [{ ParameterKey: name, UsePreviousValue: true }];
    if (template.Parameters?.[name]?.Default !== undefined) return [];
    const description = template.Parameters?.[name]?.Description;
    const reason = typeof description === 'string' ? ` (${description})` : '';
    throw new DeployError(
      `The parameter ${name} has no default: give it with --parameter ${name}=VALUE${reason}`,
    );
  });
}

/** The value a parameter will have, as far as it can be known: CloudFormation shows `****` for a `NoEcho` one. */
export function effectiveValue(
  chosen: Parameter[],
  name: string,
  { template, existing }: ParameterSources,
): unknown {
  const parameter = chosen.find(({ ParameterKey: key }) => key === name);
  if (parameter?.ParameterValue !== undefined) return parameter.ParameterValue;
  const previous = existing?.Parameters?.find(({ ParameterKey: key }) => key === name)?.ParameterValue;
  return parameter?.UsePreviousValue ? previous : template.Parameters?.[name]?.Default;
}

function isKnown(existing: Stack | undefined, name: string): boolean {
  return existing?.Parameters?.some(({ ParameterKey: key }) => key === name) ?? false;
}
