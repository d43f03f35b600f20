import type { Parameter } from '@aws-sdk/client-cloudformation';
import { boundedPatterns } from '../../aws/bounded-patterns.ts';
import { validationError } from '../errors.ts';
import type { JsonValue, Template } from '../template.ts';
import { checkConstraints, isList, isNumeric, listItems } from './check-constraints.ts';
import { type ParameterDefinition, parameterDefinitions, storedType } from './parameter-definition.ts';

/** A parameter with the value it has in a stack. */
export interface ParameterValue {
  readonly definition: ParameterDefinition;
  readonly value: string;
  /** What Systems Manager has under `value`, for a type that says so. */
  readonly stored?: string;
}

/**
 * The value of every parameter of a template: the given one, the stack's previous one where the input says so,
 * else the default. Throws AWS's `ValidationError` for a value that is missing, unknown or not allowed.
 */
export function parameterValues(
  template: Template,
  given: readonly Parameter[],
  previous: readonly ParameterValue[] = [],
): ParameterValue[] {
  const definitions = parameterDefinitions(template);
  const values = givenValues(given, previous);
  const names = new Set(definitions.map(({ name }) => name));
  const unknown = [...values.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const missing: string[] = [];
  const result: ParameterValue[] = [];
  for (const definition of definitions) {
    const value = values.get(definition.name) ?? definition.defaultValue;
    if (value === undefined) missing.push(definition.name);
    else result.push({ definition, value });
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  const patterns = boundedPatterns();
  for (const { definition, value } of result) checkConstraints(definition, value, patterns);
  return result;
}

/**
 * The value of `Ref` of a parameter. A number in JSON's own notation becomes a number, so that services get the
 * type they expect; as a string it reads the same.
 */
export function parameterReference({ definition, value, stored = value }: ParameterValue): JsonValue {
  const type = { type: storedType(definition.type) ?? definition.type };
  const items = isList(type) ? listItems(stored) : [stored];
  const typed = isNumeric(type) ? items.map(plainNumber) : items;
  return isList(type) ? typed : (typed[0] ?? '');
}

/** Parameters as DescribeStacks returns them. */
export function shownParameters(values: readonly ParameterValue[]): Parameter[] {
  return values.map(({ definition, value, stored }) => ({
    ParameterKey: definition.name,
    ParameterValue: definition.noEcho ? '****' : value,
    ...(stored !== undefined && { ResolvedValue: definition.noEcho ? '****' : stored }),
  }));
}

function givenValues(given: readonly Parameter[], previous: readonly ParameterValue[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const parameter of given) {
    const name = parameter.ParameterKey ?? '';
    if (values.has(name)) throw validationError(`The parameter ${name} is given twice`);
    values.set(name, givenValue(name, parameter, previous));
  }
  return values;
}

function givenValue(name: string, parameter: Parameter, previous: readonly ParameterValue[]): string {
  if (String(parameter.UsePreviousValue) !== 'true') return String(parameter.ParameterValue ?? '');
  if (parameter.ParameterValue) {
    throw validationError(
      `Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true and non empty value for a parameter`,
    );
  }
  const before = previous.find(({ definition }) => definition.name === name);
  if (before) return before.value;
  throw validationError(
    `Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
  );
}

function plainNumber(text: string): JsonValue {
  return String(Number(text)) === text ? Number(text) : text;
}
