import { assumedRole } from '../aws/policy/assumed-role.ts';
import type { Caller } from '../aws/service.ts';
import type { Roles } from './backends.ts';

const gateway = { service: 'apigateway.amazonaws.com', sessionName: 'BackplaneAssumeRoleSession' };

/** The gateway in a role, for calls within this process; `undefined` for an unknown role or one that does not trust it. */
export function serviceRole({ roles }: Roles, roleArn: string): Caller | undefined {
  return assumedRole(roles, roleArn, gateway);
}
