import type { Role, Tag } from '@aws-sdk/client-iam';
import type { Account } from '../account.ts';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';

/** What IAM's operations share. */
export interface IamState {
  readonly account: Account;
  /** By name. */
  readonly roles: Map<string, RoleRecord>;
  /** The account's own, by ARN. */
  readonly managedPolicies: Map<string, ManagedPolicy>;
}

/** A role with its policies: inline ones by name, managed ones by ARN. */
export interface RoleRecord extends Role {
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly inlinePolicies: Map<string, InlinePolicy>;
  readonly attachedPolicyArns: Set<string>;
  /** All of these policies, parsed; replaced by a new list after each change. */
  policies: readonly PolicyDocument[];
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
  readonly tags: readonly Tag[];
  defaultVersionId: string;
  /** The number of the newest version that there ever was. */
  newestVersion: number;
  /** By id, oldest first. */
  readonly versions: Map<string, PolicyVersion>;
}

export interface PolicyVersion extends InlinePolicy {
  readonly createDate: Date;
}
