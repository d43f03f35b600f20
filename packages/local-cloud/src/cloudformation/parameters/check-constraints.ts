import { TemplateFault } from '@samples/mapping-templates';
import type { BoundedPatterns } from '../../aws/bounded-patterns.ts';
import { templateError, validationError } from '../errors.ts';
import type { ParameterDefinition } from './parameter-definition.ts';

const maxValueBytes = 4096;

/** Throws AWS's error for a value that the parameter's definition does not allow. */
export function checkConstraints(
  parameter: ParameterDefinition,
  value: string,
  patterns: BoundedPatterns,
): void {
  if (Buffer.byteLength(value) > maxValueBytes) {
    throw validationError(`Parameter '${parameter.name}' must contain at most ${maxValueBytes} characters`);
  }
  const items = isList(parameter) ? listItems(value) : [value];
  if (isNumeric(parameter) && !items.every(isNumber)) {
    throw validationError(
      `Parameter '${parameter.name}' must be ${isList(parameter) ? 'a list of numbers' : 'a number.'}`,
    );
  }
  const matchesPattern = patternCheck(parameter, patterns);
  for (const item of items) {
    const broken = brokenConstraint(parameter, item, matchesPattern);
    if (broken !== undefined) throw validationError(explained(parameter, broken));
  }
}

/** Whether what is given is a list: of a type that names a stored parameter, it is the name. */
export function isList({ type }: Pick<ParameterDefinition, 'type'>): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

export function isNumeric({ type }: Pick<ParameterDefinition, 'type'>): boolean {
  return type === 'Number' || type === 'List<Number>';
}

export function listItems(value: string): string[] {
  return value === '' ? [] : value.split(',').map((item) => item.trim());
}

function brokenConstraint(
  parameter: ParameterDefinition,
  value: string,
  matchesPattern: (text: string) => boolean,
): string | undefined {
  const { allowedValues, allowedPattern, minLength, maxLength, minValue, maxValue } = parameter;
  if (allowedValues && !allowedValues.includes(value)) return 'must be one of AllowedValues';
  if (!matchesPattern(value)) return `must match pattern ${allowedPattern}`;
  if (minLength !== undefined && value.length < minLength)
    return `must contain at least ${minLength} characters`;
  if (maxLength !== undefined && value.length > maxLength)
    return `must contain at most ${maxLength} characters`;
  if (!isNumeric(parameter)) return undefined;
  if (minValue !== undefined && Number(value) < minValue) return `must be a number not less than ${minValue}`;
  if (maxValue !== undefined && Number(value) > maxValue)
    return `must be a number not greater than ${maxValue}`;
  return undefined;
}

function explained({ name, constraintDescription }: ParameterDefinition, broken: string): string {
  if (constraintDescription === undefined) return `Parameter '${name}' ${broken}`;
  return `Parameter ${name} failed to satisfy constraint: ${constraintDescription}`;
}

/** A pattern that takes too long for a value is refused like an invalid one. */
function patternCheck(
  { name, allowedPattern }: ParameterDefinition,
  patterns: BoundedPatterns,
): (text: string) => boolean {
  if (allowedPattern === undefined) return () => true;
  const usable = <Result>(use: () => Result): Result => {
    try {
      return use();
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      throw templateError(`the AllowedPattern of parameter ${name} cannot be used: ${error.message}`);
    }
  };
  const matches = usable(() => patterns.compile(allowedPattern));
  return (text) => usable(() => matches(text));
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
