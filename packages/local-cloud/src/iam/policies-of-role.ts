import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import { managedPolicy } from './managed-policies.ts';
import type { RoleRecord } from './role-record.ts';

/** Everything that grants or denies something to a role. */
export function policiesOfRole(role: RoleRecord): PolicyDocument[] {
  const managed = [...role.attachedPolicyArns].map(managedPolicy).filter((policy) => policy !== undefined);
  return [...managed, ...[...role.inlinePolicies.values()].map(({ document }) => document)];
}
