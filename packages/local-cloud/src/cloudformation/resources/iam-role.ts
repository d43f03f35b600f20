import type { Tag } from '@aws-sdk/client-iam';
import { ServiceError } from '../../aws/service-error.ts';
import type { Iam } from '../../iam/iam.ts';
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
  required: ['AssumeRolePolicyDocument'],
  lists: ['ManagedPolicyArns', 'Policies', 'Tags'],

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
    putPolicies(context.services.iam, RoleName, role);
    return { physicalId: RoleName, attributes: { Arn: created.Role?.Arn, RoleId: created.Role?.RoleId } };
  },

  async update(properties, existing, context) {
    const role = properties as RoleProperties;
    const { iam } = context.services;
    iam.operations.UpdateAssumeRolePolicy({
      RoleName: existing.physicalId,
      PolicyDocument: JSON.stringify(role.AssumeRolePolicyDocument),
    });
    removePolicies(iam, existing.physicalId);
    putPolicies(iam, existing.physicalId, role);
    return existing;
  },

  async delete(existing, context) {
    const { iam } = context.services;
    try {
      removePolicies(iam, existing.physicalId);
      iam.operations.DeleteRole({ RoleName: existing.physicalId });
    } catch (error) {
      if (!(error instanceof ServiceError && error.code === 'NoSuchEntity')) throw error;
    }
  },
};

function putPolicies(iam: Iam, RoleName: string, role: RoleProperties): void {
  for (const PolicyArn of role.ManagedPolicyArns ?? [])
    iam.operations.AttachRolePolicy({ RoleName, PolicyArn });
  for (const policy of role.Policies ?? []) {
    const PolicyDocument = JSON.stringify(policy.PolicyDocument);
    iam.operations.PutRolePolicy({ RoleName, PolicyName: policy.PolicyName, PolicyDocument });
  }
}

function removePolicies(iam: Iam, RoleName: string): void {
  const { PolicyNames = [] } = iam.operations.ListRolePolicies({ RoleName });
  for (const PolicyName of PolicyNames) iam.operations.DeleteRolePolicy({ RoleName, PolicyName });
  const { AttachedPolicies = [] } = iam.operations.ListAttachedRolePolicies({ RoleName });
  for (const { PolicyArn } of AttachedPolicies) iam.operations.DetachRolePolicy({ RoleName, PolicyArn });
}
