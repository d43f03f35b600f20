import { createHash } from 'node:crypto';
import { type Decision, evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import type { PolicyDocument } from '../../aws/policy/policy-document.ts';
import { notePhase } from '../access-log/access-record.ts';
import type { Backends } from '../backends.ts';
import type { Authorize, Exchange } from '../exchange.ts';
import type { ApiAuthorizer } from '../model.ts';
import { authorizerFailure, deniedByAuthorizer, deniedByPolicy } from './access-denied.ts';
import { accessRequest } from './access-request.ts';
import { compileAuthorizerRequest } from './authorizer-request.ts';
import { type AuthorizerResult, readAuthorizerResult } from './authorizer-result.ts';
import { compileAuthorizerInvocation } from './invoke-authorizer.ts';
import type { ResourcePolicy } from './resource-policy.ts';
import { createResultCache } from './result-cache.ts';

/**
 * TOKEN and REQUEST: a function returns the caller and a policy. The policy is evaluated for every call, also when the
 * result comes from the cache. An explicit deny of the API's own policy ends a call before the function is invoked.
 */
export function compileLambdaAuthorizer(
  authorizer: ApiAuthorizer,
  resourcePolicy: ResourcePolicy,
  backends: Backends,
): Authorize {
  const requestOf = compileAuthorizerRequest(authorizer);
  const invoke = compileAuthorizerInvocation(authorizer, backends);
  const { authorizerResultTtlInSeconds: seconds = 0 } = authorizer;
  const cache = seconds > 0 ? createResultCache<AuthorizerResult>(seconds * 1000) : undefined;

  async function resultFor(exchange: Exchange): Promise<{ result: AuthorizerResult; latency: number }> {
    const { identity, event } = requestOf(exchange);
    const key = cacheKey(exchange, identity);
    const known = cache?.get(key);
    if (known) return { result: known, latency: 0 };
    const startedAt = Date.now();
    const result = readAuthorizerResult(await invoke(exchange, event()));
    cache?.set(key, result);
    return { result, latency: Date.now() - startedAt };
  }

  return async (exchange) => {
    const ofApi = resourcePolicy(exchange);
    if (evaluatePolicies(ofApi, accessRequest(exchange)) === 'explicit-deny') {
      throw deniedByPolicy(exchange, undefined, 'explicit-deny');
    }
    exchange.log?.info(`Starting authorizer: ${authorizer.id} for request: ${exchange.requestId}`);
    const { access } = exchange;
    const { result, latency } = await notePhase(access, 'authorizer', () => resultFor(exchange));
    const { context, principalId, usageIdentifierKey } = result;
    const shown = { ...context, principalId, integrationLatency: latency };
    await notePhase(access, 'authorize', () => {
      const decision = decisionOf([...ofApi, result.policy], exchange);
      if (decision !== 'allow') throw deniedByAuthorizer(decision, shown);
    });
    exchange.log?.info('Successfully completed authorizer execution');
    return {
      authorizer: shown,
      ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
    };
  };
}

/** A hash: short for tokens of any length, and no token stays in memory. */
function cacheKey({ stage }: Exchange, identity: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([stage.stageName, stage.authorizersFlushed, identity]))
    .digest('base64');
}

/** A policy with an unknown condition operator cannot be evaluated. */
function decisionOf(policies: readonly PolicyDocument[], exchange: Exchange): Decision {
  try {
    return evaluatePolicies(policies, accessRequest(exchange));
  } catch (cause) {
    throw authorizerFailure(cause);
  }
}
