import type { Caller } from '../service.ts';
import type { ServiceError } from '../service-error.ts';
import { type AccessRequest, type Decision, evaluatePolicies } from './evaluate-policies.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { RequestContext } from './policy-variables.ts';

/**
 * Refuses what the caller's identity policies do not allow, in AWS's words; `denied` gives the words the code and
 * the status that the service's protocol has for it. `context` has the condition keys of the service. The account's
 * root has no policies and may do everything.
 */
export function requireAccess(
  caller: Caller | undefined,
  action: string,
  resource: string,
  denied: (message: string) => ServiceError,
  context: RequestContext = {},
): void {
  if (!caller?.policies) return;
  const policies = caller.policies();
  const request = { action, resource, context: { ...contextOf(caller), ...context } };
  const decision = evaluatePolicies(policies, request);
  if (decision === 'allow') return;
  const reason =
    decision === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no ${lackingPolicy(policies, request)} allows the ${action} action`;
  throw denied(
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
  );
}

/** The kind of policy that AWS names for an action that no policy denies. */
function lackingPolicy(policies: readonly PolicyDocument[], request: AccessRequest): string {
  const limiting = policies.find(
    ({ Statement, limit }) => limit && evaluatePolicies([{ Statement }], request) !== 'allow',
  );
  return limiting?.limit ?? 'identity-based policy';
}

/** What the caller's identity policies say, as they are now. */
export function accessOf(
  caller: Caller,
  action: string,
  resource: string,
  context: RequestContext = {},
): Decision {
  if (!caller.policies) return 'allow';
  const all = { ...contextOf(caller), ...context };
  return evaluatePolicies(caller.policies(), { action, resource, context: all });
}

/** The condition keys that say who calls. */
export function contextOf({
  accountId,
  arn,
  roleArn,
  userName,
  userId,
  requestedRegion,
  principalTags = {},
  accessKeyId,
  mfaAt,
  sourceIdentity,
  cognitoIdentity,
}: Caller): RequestContext {
  const tags = Object.entries(principalTags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]);
  return {
    ...Object.fromEntries(tags),
    'aws:PrincipalArn': roleArn ?? arn,
    'aws:PrincipalAccount': accountId,
    // There is but one account.
    'aws:ResourceAccount': accountId,
    'aws:userid': userId,
    'aws:RequestedRegion': requestedRegion,
    'aws:username': userName,
    'aws:SourceIdentity': sourceIdentity,
    // Only temporary credentials say it; those of a user's own key never do.
    ...(accessKeyId.startsWith('ASIA') && { 'aws:MultiFactorAuthPresent': String(mfaAt !== undefined) }),
    ...(mfaAt !== undefined && { 'aws:MultiFactorAuthAge': String(Math.floor((Date.now() - mfaAt) / 1000)) }),
    ...(cognitoIdentity && {
      'cognito-identity.amazonaws.com:aud': cognitoIdentity.identityPoolId,
      'cognito-identity.amazonaws.com:sub': cognitoIdentity.identityId,
    }),
  };
}
