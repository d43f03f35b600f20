import type {
  AssumeRoleWithWebIdentityCommandInput,
  AssumeRoleWithWebIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import { queryAccessDenied } from '../../aws/query-protocol.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { assumedRoleUser, lifetimeMsOf, readAssumption } from '../read-assumption.ts';
import type { StsState } from '../state.ts';

const offered = ['DurationSeconds', 'RoleArn', 'RoleSessionName', 'WebIdentityToken'];

/** Credentials of a role for somebody who has no others: the token says who, and the role whom it trusts. */
export async function assumeRoleWithWebIdentity(
  state: StsState,
  input: AssumeRoleWithWebIdentityCommandInput,
): Promise<Omit<AssumeRoleWithWebIdentityCommandOutput, '$metadata'>> {
  const assumption = readAssumption(state, 'AssumeRoleWithWebIdentity', offered, input);
  const identity = await state.webIdentities.verifyWebIdentity(input.WebIdentityToken ?? '');
  if (identity === 'expired') {
    throw new ServiceError(
      'ExpiredTokenException',
      'Token expired: the token has passed its time of expiry.',
    );
  }
  if (typeof identity === 'string') throw new ServiceError('InvalidIdentityToken', identity);
  const { provider, context, details } = identity;
  const decision = evaluatePolicies(assumption.trust, {
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: '*',
    principal: { type: 'Federated', value: provider },
    context,
  });
  if (decision !== 'allow') {
    throw queryAccessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  }
  const { roleArn, sessionName } = assumption;
  const lifetimeMs = lifetimeMsOf(input, assumption);
  return {
    Credentials: state.iam.assumeRole(roleArn, sessionName, { ...details, lifetimeMs }),
    SubjectFromWebIdentityToken: identity.subject,
    AssumedRoleUser: assumedRoleUser(assumption),
    Provider: provider,
    Audience: identity.audience,
  };
}
