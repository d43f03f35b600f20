import type { Tag } from '@aws-sdk/client-iam';
import type { Properties, ResourceType } from '../resource-type.ts';
import type { IamCalls } from '../service-calls.ts';
import { type EmbeddedPolicy, policyText } from './iam-policy.ts';

interface HolderProperties extends Properties {
  readonly UserName?: string;
  readonly GroupName?: string;
  readonly Path?: string;
  readonly Groups?: readonly string[];
  readonly ManagedPolicyArns?: readonly string[];
  readonly PermissionsBoundary?: string;
  readonly Policies?: readonly EmbeddedPolicy[];
  readonly Tags?: Tag[];
}

export const iamUser: ResourceType = {
  type: 'AWS::IAM::User',
  attributes: ['Arn'],
  properties: {
    UserName: 'replace',
    Path: 'update',
    Groups: 'update',
    ManagedPolicyArns: 'update',
    PermissionsBoundary: 'update',
    Policies: 'update',
    Tags: 'update',
  },
  notOffered: ['LoginProfile'],
  lists: ['Groups', 'ManagedPolicyArns', 'Policies', 'Tags'],
  missing: ['NoSuchEntity'],

  async create(properties, { services, generateName }) {
    const { UserName = generateName(64), Path } = properties as HolderProperties;
    const iam = services.iam.operations;
    const { User } = iam.CreateUser({ UserName, Path });
    settle(iam, UserName, properties, {});
    return { physicalId: UserName, attributes: { Arn: User?.Arn } };
  },

  async update(properties, { physicalId: UserName, properties: former }, { services }) {
    const iam = services.iam.operations;
    iam.UpdateUser({ UserName, NewPath: (properties as HolderProperties).Path ?? '/' });
    settle(iam, UserName, properties, former);
    return { physicalId: UserName, attributes: { Arn: iam.GetUser({ UserName }).User?.Arn } };
  },

  async delete({ physicalId: UserName, properties }, { services }) {
    const iam = services.iam.operations;
    settle(iam, UserName, {}, properties);
    iam.DeleteUser({ UserName });
  },
};

/** Gives a user all that the new properties name, and removes what only the former ones named. */
function settle(iam: IamCalls, UserName: string, wanted: HolderProperties, former: HolderProperties): void {
  for (const GroupName of missingIn(wanted.Groups, former.Groups))
    iam.RemoveUserFromGroup({ GroupName, UserName });
  for (const GroupName of wanted.Groups ?? []) iam.AddUserToGroup({ GroupName, UserName });
  for (const PolicyArn of missingIn(wanted.ManagedPolicyArns, former.ManagedPolicyArns))
    iam.DetachUserPolicy({ UserName, PolicyArn });
  for (const PolicyArn of wanted.ManagedPolicyArns ?? []) iam.AttachUserPolicy({ UserName, PolicyArn });
  for (const PolicyName of missingIn(policyNames(wanted), policyNames(former)))
    iam.DeleteUserPolicy({ UserName, PolicyName });
  for (const { PolicyName, PolicyDocument } of wanted.Policies ?? [])
    iam.PutUserPolicy({ UserName, PolicyName, PolicyDocument: policyText(PolicyDocument) });
  const { PermissionsBoundary } = wanted;
  if (PermissionsBoundary) iam.PutUserPermissionsBoundary({ UserName, PermissionsBoundary });
  else iam.DeleteUserPermissionsBoundary({ UserName });
  const kept = new Set(wanted.Tags?.map(({ Key }) => Key));
  const TagKeys = (former.Tags ?? []).map(({ Key = '' }) => Key).filter((key) => !kept.has(key));
  iam.UntagUser({ UserName, TagKeys });
  iam.TagUser({ UserName, Tags: wanted.Tags ?? [] });
}

export const iamGroup: ResourceType = {
  type: 'AWS::IAM::Group',
  attributes: ['Arn'],
  properties: {
    GroupName: 'replace',
    Path: 'replace',
    ManagedPolicyArns: 'update',
    Policies: 'update',
  },
  lists: ['ManagedPolicyArns', 'Policies'],
  missing: ['NoSuchEntity'],

  async create(properties, { services, generateName }) {
    const { GroupName = generateName(128), Path } = properties as HolderProperties;
    const iam = services.iam.operations;
    const { Group } = iam.CreateGroup({ GroupName, Path });
    settleGroup(iam, GroupName, properties, {});
    return { physicalId: GroupName, attributes: { Arn: Group?.Arn } };
  },

  async update(properties, existing, { services }) {
    settleGroup(services.iam.operations, existing.physicalId, properties, existing.properties);
    return existing;
  },

  async delete({ physicalId: GroupName, properties }, { services }) {
    const iam = services.iam.operations;
    settleGroup(iam, GroupName, {}, properties);
    iam.DeleteGroup({ GroupName });
  },
};

function settleGroup(
  iam: IamCalls,
  GroupName: string,
  wanted: HolderProperties,
  former: HolderProperties,
): void {
  for (const PolicyArn of missingIn(wanted.ManagedPolicyArns, former.ManagedPolicyArns))
    iam.DetachGroupPolicy({ GroupName, PolicyArn });
  for (const PolicyArn of wanted.ManagedPolicyArns ?? []) iam.AttachGroupPolicy({ GroupName, PolicyArn });
  for (const PolicyName of missingIn(policyNames(wanted), policyNames(former)))
    iam.DeleteGroupPolicy({ GroupName, PolicyName });
  for (const { PolicyName, PolicyDocument } of wanted.Policies ?? [])
    iam.PutGroupPolicy({ GroupName, PolicyName, PolicyDocument: policyText(PolicyDocument) });
}

function policyNames({ Policies }: HolderProperties): string[] {
  return (Policies ?? []).map(({ PolicyName }) => PolicyName);
}

export function missingIn(wanted: readonly string[] = [], former: readonly string[] = []): string[] {
  return former.filter((name) => !wanted.includes(name));
}
