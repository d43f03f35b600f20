import type { Tag } from '@aws-sdk/client-iam';
import type { Properties, ResourceType } from '../resource-type.ts';
import type { IamCalls } from '../service-calls.ts';
import { type EmbeddedPolicy, policyText } from './iam-policy.ts';

interface RoleProperties extends Properties {
  readonly RoleName?: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
  readonly AssumeRolePolicyDocument: object | string;
  readonly ManagedPolicyArns?: readonly string[];
  readonly PermissionsBoundary?: string;
  readonly Policies?: readonly EmbeddedPolicy[];
  readonly Tags?: Tag[];
}

export const iamRole: ResourceType = {
  type: 'AWS::IAM::Role',
  attributes: ['Arn', 'RoleId'],
  properties: {
    RoleName: 'replace',
    Path: 'replace',
    Description: 'update',
    MaxSessionDuration: 'update',
    PermissionsBoundary: 'update',
    Tags: 'update',
    AssumeRolePolicyDocument: 'update',
    ManagedPolicyArns: 'update',
    Policies: 'update',
  },
  required: ['AssumeRolePolicyDocument'],
  lists: ['ManagedPolicyArns', 'Policies', 'Tags'],
  missing: ['NoSuchEntity'],

  async create(properties, context) {
    const role = properties as RoleProperties;
    const RoleName = role.RoleName ?? context.generateName(64);
    const { operations } = context.services.iam;
    const created = operations.CreateRole({
      RoleName,
      AssumeRolePolicyDocument: policyText(role.AssumeRolePolicyDocument),
      Path: role.Path,
      Description: role.Description,
      MaxSessionDuration: role.MaxSessionDuration,
      PermissionsBoundary: role.PermissionsBoundary,
      Tags: role.Tags,
    });
    putPolicies(operations, RoleName, role);
    return { physicalId: RoleName, attributes: { Arn: created.Role?.Arn, RoleId: created.Role?.RoleId } };
  },

  async update(properties, existing, context) {
    const role = properties as RoleProperties;
    const { operations } = context.services.iam;
    operations.UpdateAssumeRolePolicy({
      RoleName: existing.physicalId,
      PolicyDocument: policyText(role.AssumeRolePolicyDocument),
    });
    const { physicalId: RoleName } = existing;
    const { Description = '', MaxSessionDuration = 3600, PermissionsBoundary, Tags = [] } = role;
    operations.UpdateRole({ RoleName, Description, MaxSessionDuration });
    if (PermissionsBoundary) operations.PutRolePermissionsBoundary({ RoleName, PermissionsBoundary });
    else operations.DeleteRolePermissionsBoundary({ RoleName });
    const former = (existing.properties as RoleProperties).Tags ?? [];
    operations.UntagRole({ RoleName, TagKeys: former.map(({ Key = '' }) => Key) });
    operations.TagRole({ RoleName, Tags });
    removePolicies(operations, existing.physicalId);
    putPolicies(operations, existing.physicalId, role);
    return existing;
  },

  async delete(existing, context) {
    const { operations } = context.services.iam;
    removePolicies(operations, existing.physicalId);
    operations.DeleteRole({ RoleName: existing.physicalId });
  },
};

function putPolicies(iam: IamCalls, RoleName: string, role: RoleProperties): void {
  for (const PolicyArn of role.ManagedPolicyArns ?? []) iam.AttachRolePolicy({ RoleName, PolicyArn });
  for (const policy of role.Policies ?? []) {
    const PolicyDocument = policyText(policy.PolicyDocument);
    iam.PutRolePolicy({ RoleName, PolicyName: policy.PolicyName, PolicyDocument });
  }
}

function removePolicies(iam: IamCalls, RoleName: string): void {
  const { PolicyNames = [] } = iam.ListRolePolicies({ RoleName });
  for (const PolicyName of PolicyNames) iam.DeleteRolePolicy({ RoleName, PolicyName });
  const { AttachedPolicies = [] } = iam.ListAttachedRolePolicies({ RoleName });
  for (const { PolicyArn } of AttachedPolicies) iam.DetachRolePolicy({ RoleName, PolicyArn });
}
