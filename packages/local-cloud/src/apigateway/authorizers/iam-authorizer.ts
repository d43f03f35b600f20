import { evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import type { Caller } from '../../aws/service.ts';
import { notePhase } from '../access-log/access-record.ts';
import type { Backends } from '../backends.ts';
import type { Authorize, Exchange } from '../exchange.ts';
import { deniedByPolicy } from './access-denied.ts';
import { accessRequest } from './access-request.ts';
import type { ResourcePolicy } from './resource-policy.ts';
import { signedCaller } from './signed-caller.ts';

/** AWS_IAM: a signed call that the policies of the caller or the API allow and do not deny. */
export function compileIamAuthorizer(resourcePolicy: ResourcePolicy, { iam }: Backends): Authorize {
  return async (exchange) => {
    const { access } = exchange;
    const caller = await notePhase(access, 'authenticate', () => signedCaller(exchange, iam.signerOf));
    await notePhase(access, 'authorize', () => requireAllowed(caller, exchange));
    return { caller, identity: identityOf(caller) };
  };

  function requireAllowed(caller: Caller, exchange: Exchange): void {
    const policies = [...(caller.policies?.() ?? []), ...resourcePolicy(exchange)];
    const decision = evaluatePolicies(policies, accessRequest(exchange, caller));
    // The account's root has no policies: it may do everything that is not denied.
    const isRoot = !caller.policies;
    if (decision === 'explicit-deny' || (decision === 'implicit-deny' && !isRoot)) {
      throw deniedByPolicy(exchange, caller, decision);
    }
  }
}

function identityOf({
  accountId,
  arn,
  userId,
  accessKeyId,
  cognitoIdentity,
}: Caller): Record<string, string> {
  return {
    accountId,
    caller: userId,
    user: userId,
    userArn: arn,
    accessKey: accessKeyId,
    ...(cognitoIdentity && {
      cognitoIdentityId: cognitoIdentity.identityId,
      cognitoIdentityPoolId: cognitoIdentity.identityPoolId,
      cognitoAuthenticationType: cognitoIdentity.provider ? 'authenticated' : 'unauthenticated',
      ...(cognitoIdentity.provider && { cognitoAuthenticationProvider: cognitoIdentity.provider }),
    }),
  };
}
