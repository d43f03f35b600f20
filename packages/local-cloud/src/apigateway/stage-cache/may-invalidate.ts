import { evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import type { Caller } from '../../aws/service.ts';
import { deniedByPolicy } from '../authorizers/access-denied.ts';
import { accessRequest } from '../authorizers/access-request.ts';
import { signedCaller } from '../authorizers/signed-caller.ts';
import type { Roles } from '../backends.ts';
import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

type SignerOf = Roles['signerOf'];

const action = 'execute-api:InvalidateCache';

/** Whether the client asks for a response of the back end, which then replaces the cached one. */
export function asksForFresh({ headers }: Exchange): boolean {
  return /(?:^|[\s,])max-age\s*=\s*0*0(?:$|[\s,])/i.test(headers['cache-control'] ?? '');
}

/** Whether the client signed the request, and its policies allow it to invalidate. Returns the refusal, if so. */
export function invalidationRefusal(exchange: Exchange, signerOf: SignerOf): GatewayFault | undefined {
  const caller = exchange.caller ?? callerOf(exchange, signerOf);
  if (!caller) return deniedByPolicy(exchange, undefined, 'implicit-deny', action);
  // The account's root has no policies.
  if (!caller.policies) return undefined;
  const decision = evaluatePolicies(caller.policies(), { ...accessRequest(exchange, caller), action });
  return decision === 'allow' ? undefined : deniedByPolicy(exchange, caller, decision, action);
}

/** A method of another authorization type has not looked at the signature. */
function callerOf(exchange: Exchange, signerOf: SignerOf): Caller | undefined {
  try {
    return signedCaller(exchange, signerOf);
  } catch (error) {
    if (error instanceof GatewayFault) return undefined;
    throw error;
  }
}
