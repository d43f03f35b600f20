import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import type { CallContext } from '../../aws/service.ts';
import { unsigned } from '../errors.ts';
import type { StsState } from '../state.ts';

export function getCallerIdentity(
  _state: StsState,
  _input: GetCallerIdentityCommandInput,
  { caller }: CallContext,
): Omit<GetCallerIdentityCommandOutput, '$metadata'> {
  if (!caller) throw unsigned();
  return { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn };
}
