import type { IamCalls } from '../resource-services.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

interface ManagedPolicyProperties extends Properties {
  readonly ManagedPolicyName?: string;
  readonly Description?: string;
  readonly Path?: string;
  readonly PolicyDocument: object;
  readonly Roles?: readonly string[];
}

/** A managed policy of the account, attached to the roles that it names. */
export const iamManagedPolicy: ResourceType = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: {
    ManagedPolicyName: 'replace',
    Description: 'replace',
    Path: 'replace',
    PolicyDocument: 'update',
    Roles: 'update',
  },
  notOffered: ['Groups', 'Users'],
  required: ['PolicyDocument'],
  lists: ['Roles'],
  missing: ['NoSuchEntity'],

  async create(properties, context) {
    const wanted = properties as ManagedPolicyProperties;
    const iam = context.services.iam.operations;
    const { Policy: { Arn: PolicyArn = '', PolicyId } = {} } = iam.CreatePolicy({
      PolicyName: wanted.ManagedPolicyName ?? context.generateName(128),
      Description: wanted.Description,
      Path: wanted.Path,
      PolicyDocument: JSON.stringify(wanted.PolicyDocument),
    });
    attach(iam, PolicyArn, wanted.Roles);
    return { physicalId: PolicyArn, attributes: { PolicyArn, PolicyId } };
  },

  async update(properties, existing, { services }) {
    const { PolicyDocument, Roles = [] } = properties as ManagedPolicyProperties;
    const { PolicyDocument: formerDocument, Roles: formerRoles = [] } =
      existing.properties as ManagedPolicyProperties;
    const iam = services.iam.operations;
    const PolicyArn = existing.physicalId;
    if (JSON.stringify(PolicyDocument) !== JSON.stringify(formerDocument)) {
      iam.CreatePolicyVersion({
        PolicyArn,
        PolicyDocument: JSON.stringify(PolicyDocument),
        SetAsDefault: true,
      });
      deleteFormerVersions(iam, PolicyArn);
    }
    attach(iam, PolicyArn, Roles);
    detach(
      iam,
      PolicyArn,
      formerRoles.filter((name) => !Roles.includes(name)),
    );
    return existing;
  },

  async delete({ physicalId: PolicyArn }, { services }) {
    const iam = services.iam.operations;
    const { PolicyRoles = [] } = iam.ListEntitiesForPolicy({ PolicyArn });
    detach(
      iam,
      PolicyArn,
      PolicyRoles.map(({ RoleName = '' }) => RoleName),
    );
    deleteFormerVersions(iam, PolicyArn);
    iam.DeletePolicy({ PolicyArn });
  },
};

function attach(iam: IamCalls, PolicyArn: string, roles: readonly string[] = []): void {
  for (const RoleName of roles) iam.AttachRolePolicy({ RoleName, PolicyArn });
}

function detach(iam: IamCalls, PolicyArn: string, roles: readonly string[]): void {
  for (const RoleName of roles) iam.DetachRolePolicy({ RoleName, PolicyArn });
}

/** CloudFormation makes a new default version of each update; here the former ones go, as only five may exist. */
function deleteFormerVersions(iam: IamCalls, PolicyArn: string): void {
  const { Versions = [] } = iam.ListPolicyVersions({ PolicyArn });
  for (const { VersionId, IsDefaultVersion } of Versions) {
    if (!IsDefaultVersion) iam.DeletePolicyVersion({ PolicyArn, VersionId });
  }
}
