import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import { awsPolicy } from './aws-policies.ts';
import { invalidValue, noSuchEntity } from './errors.ts';

import type { IamState, RoleRecord } from './state.ts';

export function roleNamed(state: IamState, roleName: string | undefined): RoleRecord {
  const role = state.roles.get(requiredName(roleName, 'roleName'));
  if (!role) throw noSuchEntity(`The role with name ${roleName} cannot be found.`);
  return role;
}

export function requiredName(value: string | undefined, name: string, maxLength = 128): string {
  if (value && value.length <= maxLength && /^[\w+=,.@-]+$/.test(value)) return value;
  const received = JSON.stringify(value ?? null);
  throw invalidValue(name, `expected 1 to ${maxLength} of the characters [\\w+=,.@-], received ${received}`);
}

/** Must be called after each change of a role's policies. */
export function collectPolicies(state: IamState, role: RoleRecord): void {
  const managed = [...role.attachedPolicyArns].map((policyArn) => documentOf(state, policyArn));
  const inline = [...role.inlinePolicies.values()].map(({ document }) => document);
  role.policies = [...managed.filter((policy) => policy !== undefined), ...inline];
}

/** What a managed policy allows: AWS's, or the account's in its default version. */
export function documentOf({ managedPolicies }: IamState, policyArn: string): PolicyDocument | undefined {
  const own = managedPolicies.get(policyArn);
  return own ? own.versions.get(own.defaultVersionId)?.document : awsPolicy(policyArn);
}
