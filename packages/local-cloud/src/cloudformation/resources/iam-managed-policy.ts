import type { Properties, ResourceType } from '../resource-type.ts';
import type { IamCalls } from '../service-calls.ts';
import { policyText } from './iam-policy.ts';
import { missingIn } from './iam-user.ts';

interface ManagedPolicyProperties extends Properties {
  readonly ManagedPolicyName?: string;
  readonly Description?: string;
  readonly Path?: string;
  readonly PolicyDocument: object | string;
  readonly Groups?: readonly string[];
  readonly Roles?: readonly string[];
  readonly Users?: readonly string[];
}

/** A managed policy of the account, attached to the roles, users and groups that it names. */
export const iamManagedPolicy: ResourceType = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: {
    ManagedPolicyName: 'replace',
    Description: 'replace',
    Path: 'replace',
    PolicyDocument: 'update',
    Groups: 'update',
    Roles: 'update',
    Users: 'update',
  },
  required: ['PolicyDocument'],
  lists: ['Groups', 'Roles', 'Users'],
  missing: ['NoSuchEntity'],

  async create(properties, context) {
    const wanted = properties as ManagedPolicyProperties;
    const iam = context.services.iam.operations;
    const { Policy: { Arn: PolicyArn = '', PolicyId } = {} } = iam.CreatePolicy({
      PolicyName: wanted.ManagedPolicyName ?? context.generateName(128),
      Description: wanted.Description,
      Path: wanted.Path,
      PolicyDocument: policyText(wanted.PolicyDocument),
    });
    attach(iam, PolicyArn, wanted);
    return { physicalId: PolicyArn, attributes: { PolicyArn, PolicyId } };
  },

  async update(properties, existing, { services }) {
    const wanted = properties as ManagedPolicyProperties;
    const former = existing.properties as ManagedPolicyProperties;
    const iam = services.iam.operations;
    const PolicyArn = existing.physicalId;
    if (policyText(wanted.PolicyDocument) !== policyText(former.PolicyDocument)) {
      iam.CreatePolicyVersion({
        PolicyArn,
        PolicyDocument: policyText(wanted.PolicyDocument),
        SetAsDefault: true,
      });
      deleteFormerVersions(iam, PolicyArn);
    }
    attach(iam, PolicyArn, wanted);
    detach(iam, PolicyArn, {
      Groups: missingIn(wanted.Groups, former.Groups),
      Roles: missingIn(wanted.Roles, former.Roles),
      Users: missingIn(wanted.Users, former.Users),
    });
    return existing;
  },

  async delete({ physicalId: PolicyArn }, { services }) {
    const iam = services.iam.operations;
    const {
      PolicyGroups = [],
      PolicyRoles = [],
      PolicyUsers = [],
    } = iam.ListEntitiesForPolicy({ PolicyArn });
    detach(iam, PolicyArn, {
      Groups: PolicyGroups.map(({ GroupName = '' }) => GroupName),
      Roles: PolicyRoles.map(({ RoleName = '' }) => RoleName),
      Users: PolicyUsers.map(({ UserName = '' }) => UserName),
    });
    deleteFormerVersions(iam, PolicyArn);
    iam.DeletePolicy({ PolicyArn });
  },
};

type Attachments = Pick<ManagedPolicyProperties, 'Groups' | 'Roles' | 'Users'>;

function attach(
  iam: IamCalls,
  PolicyArn: string,
  { Groups = [], Roles = [], Users = [] }: Attachments,
): void {
  for (const GroupName of Groups) iam.AttachGroupPolicy({ GroupName, PolicyArn });
  for (const RoleName of Roles) iam.AttachRolePolicy({ RoleName, PolicyArn });
  for (const UserName of Users) iam.AttachUserPolicy({ UserName, PolicyArn });
}

function detach(
  iam: IamCalls,
  PolicyArn: string,
  { Groups = [], Roles = [], Users = [] }: Attachments,
): void {
  for (const GroupName of Groups) iam.DetachGroupPolicy({ GroupName, PolicyArn });
  for (const RoleName of Roles) iam.DetachRolePolicy({ RoleName, PolicyArn });
  for (const UserName of Users) iam.DetachUserPolicy({ UserName, PolicyArn });
}

/** CloudFormation makes a new default version of each update; here the former ones go, as only five may exist. */
function deleteFormerVersions(iam: IamCalls, PolicyArn: string): void {
  const { Versions = [] } = iam.ListPolicyVersions({ PolicyArn });
  for (const { VersionId, IsDefaultVersion } of Versions) {
    if (!IsDefaultVersion) iam.DeletePolicyVersion({ PolicyArn, VersionId });
  }
}
