import type { FieldTemplate } from './find-projects.ts';

/** A value for each parameter that must be given, one that its reader would take. */
export function parameterValues({ Parameters = {} }: FieldTemplate): Record<string, string> {
  const needed = Object.entries(Parameters).filter(
    ([, { Default }]) => Default === undefined || Default === '' || isPlaceholder(Default),
  );
  const values = needed.map(([name, definition]) => [name, sensibleValue(name, definition)]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && /^(?:enter |provide |replace |your[ -]|<)/i.test(value);
}

function sensibleValue(name: string, definition: Record<string, unknown>): string | undefined {
  const { Default, AllowedValues, AllowedPattern, MinValue, MinLength } = definition;
  const type = String(definition.Type);
  if (Array.isArray(AllowedValues)) return String(AllowedValues.find(Boolean) ?? AllowedValues[0]);
  // An empty default means that the template does without it.
  if (Default === '') return undefined;
  const isList = type.includes('List');
  if (type.includes('Number')) return String(MinValue ?? 1);
  const ofType = byType.filter(([part]) => type.includes(part));
  const ofName = byName.filter(([part]) => part.test(name));
  const candidates = [...ofType, ...ofName].map(([, value]) => value);
  const pattern = new RegExp(`^(?:${AllowedPattern ?? '.*'})$`);
  const fitting = [...candidates, ...plain].find((value) => pattern.test(value)) ?? 'field';
  const value = fitting.padEnd(Number(MinLength ?? 1), '0');
  return isList ? `${value},${value}2` : value;
}

const plain = ['field', 'Field1234!', '1'];

const byType: readonly [string, string][] = [
  ['EC2::VPC', 'vpc-0123456789abcdef0'],
  ['EC2::Subnet', 'subnet-0123456789abcdef0'],
  ['EC2::SecurityGroup', 'sg-0123456789abcdef0'],
  ['EC2::AvailabilityZone', 'us-east-1a'],
  ['Route53::HostedZone', 'Z0123456789ABCDEFGHIJ'],
];

const byName: readonly [RegExp, string][] = [
  [/mail/i, 'somebody@example.com'],
  [/certificate/i, 'arn:aws:acm:us-east-1:000000000000:certificate/01234567-89ab-cdef-0123-456789abcdef'],
  [/role.*arn|arn.*role/i, 'arn:aws:iam::000000000000:role/field'],
  [/arn/i, 'arn:aws:lambda:us-east-1:000000000000:function:field'],
  [/api.?key/i, 'field-api-key-0123456789'],
  [/bucket/i, 'field-bucket'],
  [/domain/i, 'field.example.com'],
  [/ur[il]|endpoint/i, 'https://example.com'],
  [/phone/i, '+15555550100'],
  [/region/i, 'us-east-1'],
  [/account/i, '000000000000'],
  [/cidr/i, '10.0.0.0/16'],
  [/vpc/i, 'vpc-0123456789abcdef0'],
  [/subnet/i, 'subnet-0123456789abcdef0'],
  [/security/i, 'sg-0123456789abcdef0'],
  [/zone/i, 'Z0123456789ABCDEFGHIJ'],
  [/stage|environment/i, 'dev'],
];
