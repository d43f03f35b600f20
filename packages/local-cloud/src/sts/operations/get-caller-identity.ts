import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import type { CallContext } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { StsState } from '../state.ts';

export function getCallerIdentity(
  _state: StsState,
  _input: GetCallerIdentityCommandInput,
  { caller }: CallContext,
): Omit<GetCallerIdentityCommandOutput, '$metadata'> {
  if (!caller) {
    throw new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  return { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn };
}
