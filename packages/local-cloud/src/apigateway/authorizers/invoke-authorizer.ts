import { regionalArn } from '../../account.ts';
import { requireAccess } from '../../aws/policy/require-access.ts';
import { accessDenied } from '../../lambda/errors.ts';
import type { InvokeResult } from '../../lambda/function-invoker.ts';
import type { Backends } from '../backends.ts';
import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { lambdaFunctionOf } from '../integrations/lambda/lambda-uri.ts';
import type { ApiAuthorizer } from '../model.ts';
import { serviceRole } from '../service-role.ts';
import { authorizerFailure, unauthorized } from './access-denied.ts';

const timeoutMillis = 29_000;

/** Invokes an authorizer's function. Rejects with 401 when it throws exactly `Unauthorized`, with 500 for other errors. */
export function compileAuthorizerInvocation(
  { id, authorizerUri, authorizerCredentials }: ApiAuthorizer,
  { account, iam, lambda, hasNoTimeLimits }: Backends,
): (exchange: Exchange, event: object) => Promise<Buffer> {
  const functionName = lambdaFunctionOf(authorizerUri);

  /** An authorizer without a role needs a statement in the function's policy. */
  function permission(functionArn: string, apiId: string) {
    if (authorizerCredentials === undefined) {
      const sourceArn = regionalArn(account, 'execute-api', `${apiId}/authorizers/${id}`);
      return { principal: { service: 'apigateway.amazonaws.com', sourceArn } };
    }
    const role = serviceRole(iam, authorizerCredentials);
    if (!role) throw new Error(`API Gateway may not assume ${authorizerCredentials}`);
    requireAccess(role, 'lambda:InvokeFunction', functionArn, accessDenied);
    return {};
  }

  return async (exchange, event) => {
    const functionArn = functionName(exchange.stage.variables);
    const startedAt = performance.now();
    try {
      const result = await lambda.invoke({
        functionName: functionArn,
        payload: JSON.stringify(event),
        traceId: exchange.trace.shown,
        ...(hasNoTimeLimits ? {} : { signal: AbortSignal.timeout(timeoutMillis) }),
        ...permission(functionArn, exchange.apiId),
      });
      if (exchange.access) {
        const latency = Math.round(performance.now() - startedAt);
        const { requestId, statusCode: status } = result;
        exchange.access.authorizerCall = { requestId, status, latency };
      }
      return outputOf(result);
    } catch (error) {
      throw error instanceof GatewayFault ? error : authorizerFailure(error);
    }
  };
}

function outputOf({ functionError, payload }: InvokeResult): Buffer {
  if (!functionError) return payload;
  const { errorMessage } = JSON.parse(String(payload)) as { errorMessage?: unknown };
  throw errorMessage === 'Unauthorized' ? unauthorized() : authorizerFailure(errorMessage);
}
