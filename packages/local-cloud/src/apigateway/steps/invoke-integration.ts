import type { IntegrationRecord } from '../access-log/access-record.ts';
import type { Exchange, IntegrationRequest, IntegrationResult } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { logEndpointRequest, logEndpointResponse } from './log-execution.ts';

/** Calls the back end and waits for the integration's time-out at most. A function that takes longer goes on running, as on AWS. */
export async function invokeIntegration(
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<IntegrationResult> {
  const { integration } = exchange.method;
  const startedAt = performance.now();
  logEndpointRequest(exchange, request);
  const noted = noteIntegration(exchange, request);
  const running = within(integration.timeoutInMillis, integration.invoke(request, exchange));
  const result = await (noted ? noteResult(noted, running) : running);
  if (request.uri !== undefined) logEndpointResponse(exchange, result, performance.now() - startedAt);
  return result;
}

/** What the access log shows of a back end; MOCK has none. */
function noteIntegration({ access }: Exchange, request: IntegrationRequest): IntegrationRecord | undefined {
  if (!access) return undefined;
  if (request.scope) access.overrides = request.scope.overrides;
  if (request.uri === undefined) return undefined;
  access.integration = {};
  return access.integration;
}

async function noteResult(
  noted: IntegrationRecord,
  running: Promise<IntegrationResult>,
): Promise<IntegrationResult> {
  const startedAt = performance.now();
  try {
    const result = await running;
    const { status, headers } = result;
    const headerOf = (...names: readonly string[]) =>
      headers.find(([name]) => names.includes(name.toLowerCase()))?.[1];
    noted.status = status;
    noted.integrationStatus = status;
    noted.requestId ??= headerOf('x-amzn-requestid', 'x-amz-request-id');
    noted.requestId2 = headerOf('x-amz-id-2');
    return result;
  } finally {
    noted.latency = Math.round(performance.now() - startedAt);
  }
}

function within<Result>(millis: number, running: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new GatewayFault('INTEGRATION_TIMEOUT', 'Endpoint request timed out'));
    }, millis);
    running.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
