import { invalidValue, noSuchEntity } from './errors.ts';
import { managedPolicy } from './managed-policies.ts';
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
export function collectPolicies(role: RoleRecord): void {
  const managed = [...role.attachedPolicyArns].map(managedPolicy).filter((policy) => policy !== undefined);
  const inline = [...role.inlinePolicies.values()].map(({ document }) => document);
  role.policies = [...managed, ...inline];
}
