import type { Properties, ResourceType } from '../resource-type.ts';
import { missingIn } from './iam-user.ts';

interface AccessKeyProperties extends Properties {
  readonly UserName: string;
  readonly Status?: 'Active' | 'Inactive';
}

export const iamAccessKey: ResourceType = {
  type: 'AWS::IAM::AccessKey',
  attributes: ['SecretAccessKey'],
  properties: { UserName: 'replace', Serial: 'replace', Status: 'update' },
  required: ['UserName'],
  missing: ['NoSuchEntity'],

  async create(properties, { services }) {
    const { UserName, Status } = properties as AccessKeyProperties;
    const iam = services.iam.operations;
    const { AccessKey: { AccessKeyId = '', SecretAccessKey } = {} } = iam.CreateAccessKey({ UserName });
    if (Status) iam.UpdateAccessKey({ UserName, AccessKeyId, Status });
    return { physicalId: AccessKeyId, attributes: { SecretAccessKey } };
  },

  async update(properties, existing, { services }) {
    const { UserName, Status = 'Active' } = properties as AccessKeyProperties;
    services.iam.operations.UpdateAccessKey({ UserName, AccessKeyId: existing.physicalId, Status });
    return existing;
  },

  async delete({ physicalId: AccessKeyId, properties }, { services }) {
    const { UserName } = properties as AccessKeyProperties;
    services.iam.operations.DeleteAccessKey({ UserName, AccessKeyId });
  },
};

interface MembershipProperties extends Properties {
  readonly GroupName: string;
  readonly Users: readonly string[];
}

export const iamUserToGroupAddition: ResourceType = {
  type: 'AWS::IAM::UserToGroupAddition',
  properties: { GroupName: 'update', Users: 'update' },
  required: ['GroupName', 'Users'],
  lists: ['Users'],
  missing: ['NoSuchEntity'],

  async create(properties, { services, generateName }) {
    const { GroupName, Users } = properties as MembershipProperties;
    for (const UserName of Users) services.iam.operations.AddUserToGroup({ GroupName, UserName });
    return { physicalId: generateName(128), attributes: {} };
  },

  async update(properties, existing, { services }) {
    const { GroupName, Users } = properties as MembershipProperties;
    const former = existing.properties as MembershipProperties;
    const leaving = former.GroupName === GroupName ? missingIn(Users, former.Users) : former.Users;
    const iam = services.iam.operations;
    for (const UserName of leaving) iam.RemoveUserFromGroup({ GroupName: former.GroupName, UserName });
    for (const UserName of Users) iam.AddUserToGroup({ GroupName, UserName });
    return existing;
  },

  async delete({ properties }, { services }) {
    const { GroupName, Users } = properties as MembershipProperties;
    for (const UserName of Users) services.iam.operations.RemoveUserFromGroup({ GroupName, UserName });
  },
};

interface ProfileProperties extends Properties {
  readonly InstanceProfileName?: string;
  readonly Path?: string;
  readonly Roles: readonly string[];
}

export const iamInstanceProfile: ResourceType = {
  type: 'AWS::IAM::InstanceProfile',
  attributes: ['Arn'],
  properties: { InstanceProfileName: 'replace', Path: 'replace', Roles: 'update' },
  required: ['Roles'],
  lists: ['Roles'],
  missing: ['NoSuchEntity'],

  async create(properties, { services, generateName }) {
    const { InstanceProfileName = generateName(128), Path, Roles } = properties as ProfileProperties;
    const iam = services.iam.operations;
    const { InstanceProfile } = iam.CreateInstanceProfile({ InstanceProfileName, Path });
    for (const RoleName of Roles) iam.AddRoleToInstanceProfile({ InstanceProfileName, RoleName });
    return { physicalId: InstanceProfileName, attributes: { Arn: InstanceProfile?.Arn } };
  },

  async update(properties, existing, { services }) {
    const { Roles } = properties as ProfileProperties;
    const former = existing.properties as ProfileProperties;
    const InstanceProfileName = existing.physicalId;
    const iam = services.iam.operations;
    for (const RoleName of missingIn(Roles, former.Roles))
      iam.RemoveRoleFromInstanceProfile({ InstanceProfileName, RoleName });
    for (const RoleName of missingIn(former.Roles, Roles))
      iam.AddRoleToInstanceProfile({ InstanceProfileName, RoleName });
    return existing;
  },

  async delete({ physicalId: InstanceProfileName, properties }, { services }) {
    const { Roles } = properties as ProfileProperties;
    const iam = services.iam.operations;
    for (const RoleName of Roles) iam.RemoveRoleFromInstanceProfile({ InstanceProfileName, RoleName });
    iam.DeleteInstanceProfile({ InstanceProfileName });
  },
};

interface LinkedRoleProperties extends Properties {
  readonly AWSServiceName: string;
  readonly CustomSuffix?: string;
  readonly Description?: string;
}

export const iamServiceLinkedRole: ResourceType = {
  type: 'AWS::IAM::ServiceLinkedRole',
  attributes: ['RoleName'],
  properties: { AWSServiceName: 'replace', CustomSuffix: 'replace', Description: 'update' },
  required: ['AWSServiceName'],
  missing: ['NoSuchEntity'],

  async create(properties, { services }) {
    const { AWSServiceName, CustomSuffix, Description } = properties as LinkedRoleProperties;
    const { Role: { RoleName = '' } = {} } = services.iam.operations.CreateServiceLinkedRole({
      AWSServiceName,
      CustomSuffix,
      Description,
    });
    return { physicalId: RoleName, attributes: { RoleName } };
  },

  async update(properties, existing, { services }) {
    const { Description = '' } = properties as LinkedRoleProperties;
    services.iam.operations.UpdateRole({ RoleName: existing.physicalId, Description });
    return existing;
  },

  async delete({ physicalId: RoleName }, { services }) {
    services.iam.operations.DeleteServiceLinkedRole({ RoleName });
  },
};
