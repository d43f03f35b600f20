import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

/** Why an execution failed; `undefined` where the failing step has logged the reason itself. */
export function failureReason(error: unknown, exchange: Exchange): string | undefined {
  if (!(error instanceof GatewayFault)) return 'Execution failed due to an internal error';
  if (error.type === 'INTEGRATION_TIMEOUT') return 'Execution failed due to a timeout error';
  if (error.type === 'INVALID_API_KEY') return keyRefusal(exchange);
  if (error.validationErrors) return undefined;
  if (error.status < 500) return error.message;
  const cause = textOf(error.cause);
  if (error.type === 'INTEGRATION_FAILURE' && error.status === 504) {
    return `Execution failed due to a network error communicating with endpoint: ${cause}`;
  }
  return cause && `Execution failed due to configuration error: ${cause}`;
}

function keyRefusal({ httpMethod, method, apiId, stage }: Exchange): string {
  return `API Key not authorized because method '${httpMethod} ${method.resourcePath}' requires API Key and API Key is not associated with a Usage Plan for API Stage ${apiId}/${stage.stageName}`;
}

function textOf(cause: unknown): string | undefined {
  if (cause instanceof Error) return cause.message;
  return typeof cause === 'string' ? cause : undefined;
}
