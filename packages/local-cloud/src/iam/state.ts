import type {
  AccessKey,
  Group,
  InstanceProfile,
  Role,
  ServiceSpecificCredential,
  Tag,
  User,
} from '@aws-sdk/client-iam';
import type { Account } from '../account.ts';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';

/** What IAM's operations share. */
export interface IamState {
  readonly account: Account;
  /** By name. */
  readonly roles: Map<string, RoleRecord>;
  /** By name. */
  readonly users: Map<string, UserRecord>;
  /** By name. */
  readonly groups: Map<string, GroupRecord>;
  /** By name. */
  readonly instanceProfiles: Map<string, InstanceProfileRecord>;
  /** By serial number, which is an ARN. */
  readonly mfaDevices: Map<string, MfaDevice>;
  /** The account's own, by ARN. */
  readonly managedPolicies: Map<string, ManagedPolicy>;
}

/** Who has policies: inline ones by name, managed ones by ARN. */
export interface PolicyHolder {
  readonly inlinePolicies: Map<string, InlinePolicy>;
  readonly attachedPolicyArns: Set<string>;
  /** A managed policy that limits what the others allow. */
  boundaryArn?: string | undefined;
  /** All of these policies, parsed; replaced by a new list after each change. */
  policies: readonly PolicyDocument[];
}

export const withoutPolicies = (): PolicyHolder => ({
  inlinePolicies: new Map(),
  attachedPolicyArns: new Set(),
  policies: [],
});

export interface RoleRecord extends Role, PolicyHolder {
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  Tags?: Tag[] | undefined;
}

export interface UserRecord extends User, PolicyHolder {
  readonly UserName: string;
  readonly UserId: string;
  readonly Arn: string;
  Tags?: Tag[] | undefined;
  /** By id. */
  readonly accessKeys: Map<string, AccessKey>;
  /** By id. */
  readonly serviceCredentials: Map<string, ServiceSpecificCredential>;
}

export interface GroupRecord extends Group, PolicyHolder {
  readonly GroupName: string;
  readonly Arn: string;
  /** Their names. */
  readonly members: Set<string>;
}

export interface InstanceProfileRecord extends Omit<InstanceProfile, 'Roles'> {
  readonly InstanceProfileName: string;
  Tags?: Tag[] | undefined;
  roleName?: string | undefined;
}

/** A virtual device for one-time passwords. */
export interface MfaDevice {
  readonly serialNumber: string;
  readonly secret: Uint8Array;
  /** Codes of it and before are used up. */
  lastStep: number;
  /** Whose it is; nobody's until it is enabled. */
  user?: { readonly name: string; readonly since: Date } | undefined;
  Tags?: Tag[] | undefined;
}

/** A policy as it was put, and parsed. */
export interface InlinePolicy {
  readonly text: string;
  readonly document: PolicyDocument;
}

/** A managed policy of the account. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly createDate: Date;
  updateDate: Date;
  tags: readonly Tag[];
  defaultVersionId: string;
  /** The number of the newest version that there ever was. */
  newestVersion: number;
  /** By id, oldest first. */
  readonly versions: Map<string, PolicyVersion>;
}

export interface PolicyVersion extends InlinePolicy {
  readonly createDate: Date;
}
