import type { Caller } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import { evaluatePolicies } from './evaluate-policies.ts';

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
  if (!caller?.policies) return;
  const context = { 'aws:PrincipalArn': caller.roleArn ?? caller.arn, 'aws:userid': caller.userId };
  const decision = evaluatePolicies(caller.policies(), { action, resource, context });
  if (decision === 'allow') return;
  const reason =
    decision === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
  throw new ServiceError(errorCode, message, errorCode === 'AccessDenied' ? 403 : 400);
}
