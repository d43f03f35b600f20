import type { DeleteRoleCommandInput } from '@aws-sdk/client-iam';
import { ServiceError } from '../aws/service-error.ts';
import type { IamState } from './iam.ts';
import { roleNamed } from './role-record.ts';

export function deleteRole(state: IamState, input: DeleteRoleCommandInput): undefined {
  const role = roleNamed(state, input.RoleName);
  if (role.inlinePolicies.size > 0) {
    throw new ServiceError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
  }
  if (role.attachedPolicyArns.size > 0) {
    throw new ServiceError('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409);
  }
  state.roles.delete(role.RoleName);
}
