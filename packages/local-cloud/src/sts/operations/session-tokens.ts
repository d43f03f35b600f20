import type {
  GetAccessKeyInfoCommandInput,
  GetAccessKeyInfoCommandOutput,
  GetFederationTokenCommandInput,
  GetFederationTokenCommandOutput,
  GetSessionTokenCommandInput,
  GetSessionTokenCommandOutput,
} from '@aws-sdk/client-sts';
import { arn } from '../../account.ts';
import { requireAccess } from '../../aws/policy/require-access.ts';
import { queryAccessDenied } from '../../aws/query-protocol.ts';
import type { CallContext, Caller } from '../../aws/service.ts';
import { invalid, invalidValue, unsigned } from '../errors.ts';
import { mfaTime } from '../mfa-time.ts';
import { sessionPolicies } from '../session-policies.ts';
import type { StsState } from '../state.ts';

const maxSeconds = 129_600;
const maxSecondsOfRoot = 3_600;

/** Temporary credentials of a user or of the account's root, with the same rights. */
export function getSessionToken(
  { iam }: StsState,
  input: GetSessionTokenCommandInput,
  { caller }: CallContext,
): Omit<GetSessionTokenCommandOutput, '$metadata'> {
  const user = userOf(caller, 'GetSessionToken');
  refuseTokenSize('GetSessionToken', input);
  const session = { lifetimeMs: lifetimeMs(user, input), mfaAt: mfaTime({ iam }, user, input) };
  return { Credentials: iam.issueSession(user.accessKeyId, session) };
}

/** Temporary credentials for somebody else, with the rights that both the caller and the request's policies allow. */
export function getFederationToken(
  state: StsState,
  input: GetFederationTokenCommandInput,
  { caller }: CallContext,
): Omit<GetFederationTokenCommandOutput, '$metadata'> {
  const user = userOf(caller, 'GetFederationToken');
  refuseTokenSize('GetFederationToken', input);
  const { Name = '', Tags } = input;
  if (!/^[\w+=,.@-]{2,32}$/.test(Name))
    throw invalidValue('name', 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
  if (Tags?.length) throw invalid('Tags of GetFederationToken is not offered by this embedded cloud.');
  const { accountId } = user;
  const federated = {
    arn: arn('sts', `federated-user/${Name}`, { accountId }),
    id: `${accountId}:${Name}`,
  };
  requireAccess(user, 'sts:GetFederationToken', federated.arn, queryAccessDenied);
  return {
    Credentials: state.iam.issueSession(user.accessKeyId, {
      lifetimeMs: lifetimeMs(user, input),
      federatedUser: federated,
      sessionPolicies: sessionPolicies(state, input),
    }),
    FederatedUser: { Arn: federated.arn, FederatedUserId: federated.id },
    PackedPolicySize: 0,
  };
}

/** The account of an access key. AWS reads it out of the key; here a key that was never issued has none. */
export function getAccessKeyInfo(
  { iam }: StsState,
  { AccessKeyId = '' }: GetAccessKeyInfoCommandInput,
  { caller }: CallContext,
): Omit<GetAccessKeyInfoCommandOutput, '$metadata'> {
  requireAccess(caller, 'sts:GetAccessKeyInfo', '*', queryAccessDenied);
  const account = iam.signerOf(AccessKeyId)?.caller.accountId;
  if (account === undefined) throw invalidValue('accessKeyId', 'Invalid base32 text in access key');
  return { Account: account };
}

function refuseTokenSize(operation: string, input: { MinimumSessionTokenSize?: number | undefined }): void {
  if (input.MinimumSessionTokenSize === undefined) return;
  throw invalid(`MinimumSessionTokenSize of ${operation} is not offered by this embedded cloud.`);
}

function userOf(caller: Caller | undefined, operation: string): Caller {
  if (!caller) throw unsigned();
  if (!caller.accessKeyId.startsWith('ASIA')) return caller;
  throw queryAccessDenied(`Cannot call ${operation} with session credentials`);
}

/** Twelve hours unless given; the account's root gets an hour. */
function lifetimeMs(
  { policies }: Caller,
  { DurationSeconds = 43_200 }: { DurationSeconds?: number | undefined },
) {
  const seconds = Number(DurationSeconds);
  if (!(seconds >= 900))
    throw invalidValue('durationSeconds', 'Member must have value greater than or equal to 900');
  if (seconds > maxSeconds)
    throw invalidValue('durationSeconds', `Member must have value less than or equal to ${maxSeconds}`);
  return 1000 * (policies ? seconds : Math.min(seconds, maxSecondsOfRoot));
}
