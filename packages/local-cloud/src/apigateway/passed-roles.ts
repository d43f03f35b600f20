import { isRecord } from '../aws/is-record.ts';
import { type PassedRoles, requirePassRole, roleArnsIn } from '../aws/policy/require-pass-role.ts';
import type { Caller } from '../aws/service.ts';
import { ServiceError } from '../aws/service-error.ts';
import { callerCredentials } from './integrations/integration-role.ts';
import type { ApiModel } from './model.ts';

/** Members of inputs, and last parts of the paths of patches, whose values are roles. */
const members = ['credentials', 'authorizerCredentials', 'cloudwatchRoleArn'];

/** Refuses a request of the control plane whose caller may not pass a role that it sets. */
export function requirePassedRoles(caller: Caller | undefined, input: unknown): void {
  if (!caller?.policies || !isRecord(input)) return;
  const patches = Array.isArray(input.patchOperations) ? input.patchOperations.filter(isRecord) : [];
  const patched = patches.filter(({ path }) => members.some((name) => path === `/${name}`));
  requireRoles(caller, [...members.map((name) => input[name]), ...patched.map(({ value }) => value)]);
}

/** The same for the roles of a definition. */
export function requireRolesOfModel(caller: Caller | undefined, { resources, authorizers }: ApiModel): void {
  if (!caller?.policies) return;
  const methods = resources.flatMap(({ resourceMethods }) => Object.values(resourceMethods));
  requireRoles(caller, [
    ...methods.map(({ methodIntegration }) => methodIntegration?.credentials),
    ...authorizers.map(({ authorizerCredentials }) => authorizerCredentials),
  ]);
}

function requireRoles(caller: Caller, values: readonly unknown[]): void {
  const roleArns = roleArnsIn(...values).filter((value) => value !== callerCredentials);
  const passed: PassedRoles = { service: 'apigateway.amazonaws.com', roleArns };
  requirePassRole(caller, passed, (message) => new ServiceError('AccessDeniedException', message, 403));
}
