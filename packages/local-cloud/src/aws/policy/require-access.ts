import type { Caller } from '../service.ts';
import type { ServiceError } from '../service-error.ts';
import { type Decision, evaluatePolicies } from './evaluate-policies.ts';
import type { RequestContext } from './policy-variables.ts';

/**
 * Refuses what the caller's identity policies do not allow, in AWS's words; `denied` gives the words the code and
 * the status that the service's protocol has for it. The account's root has no policies and may do everything.
 */
export function requireAccess(
  caller: Caller | undefined,
  action: string,
  resource: string,
  denied: (message: string) => ServiceError,
): void {
  if (!caller) return;
  const decision = accessOf(caller, action, resource);
  if (decision === 'allow') return;
  const reason =
    decision === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  throw denied(
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
  );
}

/** What the caller's identity policies say, as they are now. */
export function accessOf(caller: Caller, action: string, resource: string): Decision {
  if (!caller.policies) return 'allow';
  return evaluatePolicies(caller.policies(), { action, resource, context: contextOf(caller) });
}

/** The condition keys that say who calls. */
export function contextOf({ arn, roleArn, userId, cognitoIdentity }: Caller): RequestContext {
  return {
    'aws:PrincipalArn': roleArn ?? arn,
    'aws:userid': userId,
    ...(cognitoIdentity && {
      'cognito-identity.amazonaws.com:aud': cognitoIdentity.identityPoolId,
      'cognito-identity.amazonaws.com:sub': cognitoIdentity.identityId,
    }),
  };
}
