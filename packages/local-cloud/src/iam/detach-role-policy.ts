import type { DetachRolePolicyCommandInput } from '@aws-sdk/client-iam';
import { ServiceError } from '../aws/service-error.ts';
import { collectPolicies } from './collect-policies.ts';
import type { IamState } from './iam.ts';
import { roleNamed } from './role-record.ts';

export function detachRolePolicy(state: IamState, input: DetachRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  if (!role.attachedPolicyArns.delete(input.PolicyArn ?? '')) {
    throw new ServiceError('NoSuchEntity', `Policy ${input.PolicyArn} was not found.`, 404);
  }
  collectPolicies(role);
}
