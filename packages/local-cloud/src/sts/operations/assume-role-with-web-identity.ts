import type {
  AssumeRoleWithWebIdentityCommandInput,
  AssumeRoleWithWebIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { StsState } from '../state.ts';

const offered = ['DurationSeconds', 'RoleArn', 'RoleSessionName', 'WebIdentityToken'];

/** Credentials of a role for somebody who has no others: the token says who, and the role whom it trusts. */
export async function assumeRoleWithWebIdentity(
  { iam, webIdentities }: StsState,
  input: AssumeRoleWithWebIdentityCommandInput,
): Promise<Omit<AssumeRoleWithWebIdentityCommandOutput, '$metadata'>> {
  const other = Object.keys(input).find((name) => !['Action', 'Version', ...offered].includes(name));
  if (other) throw invalid(`${other} of AssumeRoleWithWebIdentity is not offered by this embedded cloud.`);
  const { RoleArn: roleArn = '', RoleSessionName: sessionName = '', WebIdentityToken: token = '' } = input;
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw invalid(
      "1 validation error detected: Value at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}",
    );
  }
  const identity = await webIdentities.verifyWebIdentity(token);
  if (identity === 'expired') {
    throw new ServiceError(
      'ExpiredTokenException',
      'Token expired: the token has passed its time of expiry.',
    );
  }
  if (typeof identity === 'string') throw new ServiceError('InvalidIdentityToken', identity);
  const role = [...iam.roles.values()].find(({ Arn }) => Arn === roleArn);
  const { provider, context, details } = identity;
  const trust = evaluatePolicies(
    role?.AssumeRolePolicyDocument ? [parsePolicy(role.AssumeRolePolicyDocument)] : [],
    {
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: '*',
      principal: { type: 'Federated', value: provider },
      context,
    },
  );
  if (trust !== 'allow') {
    throw new ServiceError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403);
  }
  const lifetimeMs = durationOf(input, role?.MaxSessionDuration ?? 3600) * 1000;
  const Credentials = iam.assumeRole(roleArn, sessionName, { ...details, lifetimeMs });
  const [, , , , accountId] = roleArn.split(':');
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const Arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
  return {
    Credentials,
    SubjectFromWebIdentityToken: identity.subject,
    AssumedRoleUser: { AssumedRoleId: `${role?.RoleId}:${sessionName}`, Arn },
    Provider: provider,
    Audience: identity.audience,
  };
}

/** In seconds. */
function durationOf({ DurationSeconds }: AssumeRoleWithWebIdentityCommandInput, most: number): number {
  const seconds = Number(DurationSeconds ?? 3600);
  if (seconds >= 900 && seconds <= most) return seconds;
  throw invalid(
    seconds >= 900
      ? 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'
      : "1 validation error detected: Value at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  );
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
