import type { Exchange } from '../exchange.ts';
import type { ApiAuthorizer } from '../model.ts';
import { unauthorized } from './access-denied.ts';
import { requestEvent, tokenEvent } from './authorizer-event.ts';
import { compileIdentitySources } from './identity-sources.ts';
import { compileTokenPattern } from './token-pattern.ts';

/** What a function is asked about a call, and what has to be the same for its answer to count for another call. */
export interface AuthorizerQuestion {
  readonly identity: readonly unknown[];
  readonly event: () => object;
}

/** Makes the question of a call. Throws 401 where the caller does not say who it is; no function is asked then. */
export function compileQuestion(authorizer: ApiAuthorizer): (exchange: Exchange) => AuthorizerQuestion {
  const identify = compileIdentitySources(authorizer.identitySource);
  if (authorizer.type === 'REQUEST') {
    return (exchange) => {
      const identity = identify(exchange);
      if (!identity) throw unauthorized();
      return { identity, event: () => requestEvent(exchange) };
    };
  }
  const isAcceptable = compileTokenPattern(authorizer.identityValidationExpression);
  return (exchange) => {
    const token = identify(exchange)?.[0]?.at(-1);
    if (!token || !isAcceptable(token)) throw unauthorized();
    return { identity: [token], event: () => tokenEvent(exchange, token) };
  };
}
