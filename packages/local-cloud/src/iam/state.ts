import type { Role } from '@aws-sdk/client-iam';
import type { Account } from '../account.ts';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';

/** What IAM's operations share. */
export interface IamState {
  readonly account: Account;
  /** By name. */
  readonly roles: Map<string, RoleRecord>;
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
