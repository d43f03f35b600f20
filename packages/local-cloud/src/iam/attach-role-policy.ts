import type { AttachRolePolicyCommandInput } from '@aws-sdk/client-iam';
import { ServiceError } from '../aws/service-error.ts';
import { collectPolicies } from './collect-policies.ts';
import type { IamState } from './iam.ts';
import { managedPolicy } from './managed-policies.ts';
import { roleNamed } from './role-record.ts';

export function attachRolePolicy(state: IamState, input: AttachRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  const policyArn = input.PolicyArn ?? '';
  if (!/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/.+$/.test(policyArn)) {
    throw new ServiceError('InvalidInput', `ARN ${policyArn} is not valid.`);
  }
  if (!managedPolicy(policyArn)) {
    throw new ServiceError('NoSuchEntity', `Policy ${policyArn} does not exist or is not attachable.`, 404);
  }
  role.attachedPolicyArns.add(policyArn);
  collectPolicies(role);
}
