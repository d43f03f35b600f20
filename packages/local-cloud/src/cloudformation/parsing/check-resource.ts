import { isRecord } from '../../aws/is-record.ts';
import { formatError, templateError, validationError } from '../errors.ts';
import type { JsonValue } from '../template.ts';

const members = [
  'Condition',
  'CreationPolicy',
  'DeletionPolicy',
  'DependsOn',
  'Description',
  'Metadata',
  'Properties',
  'Type',
  'UpdatePolicy',
  'UpdateReplacePolicy',
];

/** The shape of one entry of `Resources`, whatever its type; SAM lets every resource have connectors. */
export function checkResource(name: string, resource: JsonValue, usesSam: boolean): void {
  const place = `[/Resources/${name}]`;
  if (!isRecord(resource)) throw formatError(`${place} resource definition is malformed`);
  const { Type, Properties, DependsOn, Condition, Description } = resource;
  if (Type === undefined) throw formatError(`${place} Every Resources object must contain a Type member.`);
  if (typeof Type !== 'string') throw formatError(`${place} Every Type member must be a string.`);
  const allowed = [
    ...members,
    ...(usesSam ? ['Connectors'] : []),
    ...(Type.startsWith('AWS::Serverless::') ? ['IgnoreGlobals'] : []),
    // AWS's own examples of custom resources have a version, which nothing reads.
    ...(isCustom(Type) ? ['Version'] : []),
  ];
  const unknown = Object.keys(resource).find((member) => !allowed.includes(member));
  if (unknown !== undefined) throw validationError(`Invalid template resource property '${unknown}'`);
  if (Properties !== undefined && !isRecord(Properties)) {
    throw formatError(`${place} Every Properties member must be an object.`);
  }
  if (DependsOn !== undefined && !isTextOrTexts(DependsOn)) {
    throw formatError(`${place} Every DependsOn value must be a string.`);
  }
  if (Description !== undefined && typeof Description !== 'string') {
    throw formatError(`${place} Every Description member must be a string.`);
  }
  if (Condition !== undefined && typeof Condition !== 'string') {
    throw formatError(`${place} Every Condition member must be a string.`);
  }
  checkPolicy(Type, 'DeletionPolicy', resource.DeletionPolicy, ['Delete', 'Retain', 'RetainExceptOnCreate']);
  checkPolicy(Type, 'UpdateReplacePolicy', resource.UpdateReplacePolicy, ['Delete', 'Retain']);
  for (const member of ['CreationPolicy', 'UpdatePolicy']) {
    if (resource[member] !== undefined) {
      throw templateError(
        `resource type ${Type} does not support ${member} in this embedded cloud (${name})`,
      );
    }
  }
}

function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

function checkPolicy(
  type: string,
  member: 'DeletionPolicy' | 'UpdateReplacePolicy',
  policy: JsonValue | undefined,
  allowed: readonly string[],
): void {
  if (policy === undefined) return;
  if (typeof policy !== 'string') throw formatError(`Every ${member} member must be a string.`);
  if (policy === 'Snapshot') {
    const verb = member === 'DeletionPolicy' ? 'deletion policy' : 'update replace policy';
    throw templateError(`resource type ${type} does not support ${verb} Snapshot`);
  }
  if (!allowed.includes(policy)) throw formatError(`Unrecognized ${member} ${policy}`);
}

function isTextOrTexts(value: JsonValue): boolean {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}
