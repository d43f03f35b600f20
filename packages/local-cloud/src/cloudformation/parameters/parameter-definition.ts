import { formatError, validationError } from '../errors.ts';
import { isTrue } from '../is-true.ts';
import type { JsonObject, JsonValue, Template } from '../template.ts';

/** One entry of a template's `Parameters`. */
export interface ParameterDefinition {
  readonly name: string;
  readonly type: string;
  readonly defaultValue: string | undefined;
  readonly noEcho: boolean;
  readonly description: string | undefined;
  readonly constraintDescription: string | undefined;
  readonly allowedValues: readonly string[] | undefined;
  readonly allowedPattern: string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minValue: number | undefined;
  readonly maxValue: number | undefined;
}

const types = ['String', 'Number', 'List<Number>', 'List<String>', 'CommaDelimitedList'];

/**
 * Types of names and ids that AWS looks for in the account. What this cloud has no service for is taken as it is given.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
const typesOfAws = [
  'AWS::EC2::AvailabilityZone::Name',
  'AWS::EC2::Image::Id',
  'AWS::EC2::Instance::Id',
  'AWS::EC2::KeyPair::KeyName',
  'AWS::EC2::SecurityGroup::GroupName',
  'AWS::EC2::SecurityGroup::Id',
  'AWS::EC2::Subnet::Id',
  'AWS::EC2::VPC::Id',
  'AWS::EC2::Volume::Id',
  'AWS::Route53::HostedZone::Id',
  'AWS::SSM::Parameter::Name',
];

const members = [
  'AllowedPattern',
  'AllowedValues',
  'ConstraintDescription',
  'Default',
  'Description',
  'MaxLength',
  'MaxValue',
  'MinLength',
  'MinValue',
  'NoEcho',
  'Type',
];

export function parameterDefinitions(template: Template): ParameterDefinition[] {
  return Object.entries(template.Parameters ?? {}).map(([name, body]) => definition(name, body));
}

function definition(name: string, body: JsonValue): ParameterDefinition {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw formatError(`[/Parameters/${name}] parameter definition is malformed`);
  }
  const unknown = Object.keys(body).find((member) => !members.includes(member));
  if (unknown !== undefined) throw validationError(`Invalid template parameter property '${unknown}'`);
  return {
    name,
    type: parameterType(body.Type),
    defaultValue: text(name, body, 'Default'),
    noEcho: isTrue(body.NoEcho),
    description: text(name, body, 'Description'),
    constraintDescription: text(name, body, 'ConstraintDescription'),
    allowedValues: allowedValues(name, body.AllowedValues),
    allowedPattern: text(name, body, 'AllowedPattern'),
    minLength: number(name, body, 'MinLength'),
    maxLength: number(name, body, 'MaxLength'),
    minValue: number(name, body, 'MinValue'),
    maxValue: number(name, body, 'MaxValue'),
  };
}

function parameterType(type: JsonValue | undefined): string {
  if (type === undefined) throw formatError('Every Parameters object must contain a Type member.');
  if (typeof type === 'string' && isKnownType(storedType(type) ?? type)) return type;
  throw formatError(`Unrecognized parameter type: ${String(type)}`);
}

/** What a parameter of Systems Manager holds, for a type that names one: the `String` of `AWS::SSM::Parameter::Value<String>`. */
export function storedType(type: string): string | undefined {
  return /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1];
}

function isKnownType(type: string): boolean {
  const item = /^List<(AWS::.+)>$/.exec(type)?.[1];
  return types.includes(type) || typesOfAws.includes(item ?? type);
}

function text(name: string, body: JsonObject, member: string): string | undefined {
  const value = body[member];
  if (value === undefined) return undefined;
  if (typeof value === 'object') throw formatError(`Every ${member} member must be a string. (${name})`);
  return String(value);
}

function number(name: string, body: JsonObject, member: string): number | undefined {
  const value = text(name, body, member);
  if (value === undefined) return undefined;
  if (value.trim() === '' || !Number.isFinite(Number(value))) {
    throw formatError(`Every ${member} member must be a number. (${name})`);
  }
  return Number(value);
}

function allowedValues(name: string, value: JsonValue | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.some((item) => typeof item === 'object')) {
    throw formatError(`Every AllowedValues member must be a list of strings. (${name})`);
  }
  return value.map(String);
}
