import type { Role } from '@aws-sdk/client-iam';
import { type PolicyDocument, parsePolicy } from '../aws/policy/policy-document.ts';
import { ServiceError } from '../aws/service-error.ts';
import type { IamState } from './iam.ts';

/** A role with the policies it holds: inline ones by name, managed ones by ARN. */
export interface RoleRecord extends Role {
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly inlinePolicies: Map<string, InlinePolicy>;
  readonly attachedPolicyArns: Set<string>;
  /** Everything that grants or denies something to the role: another list after each change. */
  policies: readonly PolicyDocument[];
}

/** A policy as it was put, and what it says. */
export interface InlinePolicy {
  readonly text: string;
  readonly document: PolicyDocument;
}

export function roleNamed(state: IamState, roleName: string | undefined): RoleRecord {
  const role = state.roles.get(requiredName(roleName, 'roleName'));
  if (!role) {
    throw new ServiceError('NoSuchEntity', `The role with name ${roleName} cannot be found.`, 404);
  }
  return role;
}

export function noSuchPolicy(policyName: string | undefined): ServiceError {
  return new ServiceError('NoSuchEntity', `The role policy with name ${policyName} cannot be found.`, 404);
}

export function requiredName(value: string | undefined, name: string, maxLength = 128): string {
  if (!value || value.length > maxLength || !/^[\w+=,.@-]+$/.test(value)) {
    throw new ServiceError(
      'ValidationError',
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: expected 1 to ${maxLength} of the characters [\\w+=,.@-], received ${JSON.stringify(value ?? null)}`,
    );
  }
  return value;
}

/** The JSON text of a policy, unless it is malformed. */
export function policyDocument(text: string | undefined): string {
  parsePolicy(text);
  return text ?? '';
}

/** The role as answers show it; policy documents travel percent-encoded. */
export function describeRole(role: RoleRecord): Role {
  const { inlinePolicies: _inline, attachedPolicyArns: _attached, policies: _policies, ...shown } = role;
  return { ...shown, AssumeRolePolicyDocument: encodeURIComponent(role.AssumeRolePolicyDocument ?? '') };
}
