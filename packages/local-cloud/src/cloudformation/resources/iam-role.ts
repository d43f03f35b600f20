import type { Tag } from '@aws-sdk/client-iam';
import type { IamCalls } from '../resource-services.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

interface RoleProperties extends Properties {
  readonly RoleName?: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
  readonly AssumeRolePolicyDocument: object;
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: object }[];
  readonly Tags?: Tag[];
}

export const iamRole: ResourceType = {
  type: 'AWS::IAM::Role',
  attributes: ['Arn', 'RoleId'],
  properties: {
    RoleName: 'replace',
    Path: 'replace',
    Description: 'replace',
    MaxSessionDuration: 'replace',
    Tags: 'replace',
    AssumeRolePolicyDocument: 'update',
    ManagedPolicyArns: 'update',
    Policies: 'update',
  },
  notOffered: ['PermissionsBoundary'],
  required: ['AssumeRolePolicyDocument'],
  lists: ['ManagedPolicyArns', 'Policies', 'Tags'],
  missing: ['NoSuchEntity'],

  async create(properties, context) {
    const role = properties as RoleProperties;
    const RoleName = role.RoleName ?? context.generateName(64);
    const { operations } = context.services.iam;
    const created = operations.CreateRole({
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify(role.AssumeRolePolicyDocument),
      Path: role.Path,
      Description: role.Description,
      MaxSessionDuration: role.MaxSessionDuration,
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
      PolicyDocument: JSON.stringify(role.AssumeRolePolicyDocument),
    });
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
    const PolicyDocument = JSON.stringify(policy.PolicyDocument);
    iam.PutRolePolicy({ RoleName, PolicyName: policy.PolicyName, PolicyDocument });
  }
}

function removePolicies(iam: IamCalls, RoleName: string): void {
  const { PolicyNames = [] } = iam.ListRolePolicies({ RoleName });
  for (const PolicyName of PolicyNames) iam.DeleteRolePolicy({ RoleName, PolicyName });
  const { AttachedPolicies = [] } = iam.ListAttachedRolePolicies({ RoleName });
  for (const { PolicyArn } of AttachedPolicies) iam.DetachRolePolicy({ RoleName, PolicyArn });
}
