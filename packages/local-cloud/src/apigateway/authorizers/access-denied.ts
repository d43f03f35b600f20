import type { Decision } from '../../aws/policy/evaluate-policies.ts';
import type { Caller } from '../../aws/service.ts';
import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { methodArn } from './access-request.ts';

/** What a Lambda authorizer's policy does not allow. Its context can say why, in a gateway response. */
export function deniedByAuthorizer(decision: Decision, authorizer: Exchange['authorizer']): GatewayFault {
  return new GatewayFault(
    'ACCESS_DENIED',
    `User is not authorized to access this resource${ending(decision)}`,
    { ...(authorizer && { authorizer }) },
  );
}

/** What the policies of the caller and of the API do not allow; AWS hides most of the account's number. */
export function deniedByPolicy(
  exchange: Exchange,
  caller: Caller | undefined,
  decision: Decision,
  action = 'execute-api:Invoke',
): GatewayFault {
  const { id } = exchange.account;
  const resource = methodArn(exchange).replace(`:${id}:`, `:********${id.slice(-4)}:`);
  const user = caller?.arn ?? 'anonymous';
  return new GatewayFault(
    'ACCESS_DENIED',
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource}${ending(decision)}`,
  );
}

export function unauthorized(message = 'Unauthorized'): GatewayFault {
  return new GatewayFault('UNAUTHORIZED', message);
}

/** An authorizer that fails or returns something malformed. The message to the client is null. */
export function authorizerFailure(cause: unknown): GatewayFault {
  return new GatewayFault('AUTHORIZER_CONFIGURATION_ERROR', '', { cause });
}

function ending(decision: Decision): string {
  return decision === 'explicit-deny' ? ' with an explicit deny' : '';
}
