import { managedPolicy } from './managed-policies.ts';
import type { RoleRecord } from './role-record.ts';

/** To be called after each change of the policies that a role holds. */
export function collectPolicies(role: RoleRecord): void {
  const managed = [...role.attachedPolicyArns].map(managedPolicy).filter((policy) => policy !== undefined);
  const inline = [...role.inlinePolicies.values()].map(({ document }) => document);
  role.policies = [...managed, ...inline];
}
