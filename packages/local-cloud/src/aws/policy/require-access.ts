import type { Caller } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import { type Decision, evaluatePolicies } from './evaluate-policies.ts';

/**
 * Refuses what the caller's identity policies do not allow, in AWS's words. The account's root has no policies
 * and may do everything.
 */
export function requireAccess(
  caller: Caller | undefined,
  action: string,
  resource: string,
  errorCode: string,
): void {
  const decision = accessOf(caller, action, resource);
  if (!caller || decision === 'allow') return;
  const reason =
    decision === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
  throw new ServiceError(errorCode, message, errorCode === 'AccessDenied' ? 403 : 400);
}

/** What the caller's identity policies say, as they are now. */
export function accessOf(caller: Caller | undefined, action: string, resource: string): Decision {
  if (!caller?.policies) return 'allow';
  const context = { 'aws:PrincipalArn': caller.roleArn ?? caller.arn, 'aws:userid': caller.userId };
  return evaluatePolicies(caller.policies(), { action, resource, context });
}
