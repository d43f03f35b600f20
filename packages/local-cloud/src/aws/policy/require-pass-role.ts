import type { Caller } from '../service.ts';
import type { ServiceError } from '../service-error.ts';
import { requireAccess } from './require-access.ts';

/** Roles that a request gives a service. */
export interface PassedRoles {
  /** The service that will assume them, such as `lambda.amazonaws.com`. */
  readonly service: string;
  readonly roleArns: readonly string[];
}

/**
 * Who gives a service a role could do through it what the role may do, and therefore needs `iam:PassRole` on the role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function requirePassRole(
  caller: Caller | undefined,
  { service, roleArns }: PassedRoles,
  denied: (message: string) => ServiceError,
): void {
  for (const roleArn of new Set(roleArns)) {
    requireAccess(caller, 'iam:PassRole', roleArn, denied, { 'iam:PassedToService': service });
  }
}

/** The values that are strings. */
export function roleArnsIn(...values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string' && value !== '') as string[];
}
