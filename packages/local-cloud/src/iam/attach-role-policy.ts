import type { AttachRolePolicyCommandInput } from '@aws-sdk/client-iam';
import { ServiceError } from '../aws/service-error.ts';
import type { IamState } from './iam.ts';
import { roleNamed } from './role-record.ts';

export function attachRolePolicy(state: IamState, input: AttachRolePolicyCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  const policyArn = input.PolicyArn ?? '';
  if (!/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/.+$/.test(policyArn)) {
    throw new ServiceError('InvalidInput', `ARN ${policyArn} is not valid.`);
  }
  role.attachedPolicyArns.add(policyArn);
}
