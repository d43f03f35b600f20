import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mayBePage, sandboxPolicy } from '../aws/sandbox.ts';
import { writeAccess } from './access-log/access-log.ts';
import { accessedCall } from './access-log/access-variables.ts';
import { extendedRequestId } from './api-gateway-identifiers.ts';
import type { CallTarget } from './call-target.ts';
import type { HttpResponse } from './exchange.ts';
import { servingStage } from './operations/canary-settings.ts';
import { runCall } from './pipeline.ts';
import { sendToClient } from './send-to-client.ts';
import type { ApiGatewayState } from './state.ts';
import { type CalledTarget, openCall } from './steps/open-call.ts';
import { ClientGone } from './steps/receive-payload.ts';

/** Responds to a client of a deployed API. Never rejects because of anything that the client sent. */
export async function serve(
  state: ApiGatewayState,
  target: CallTarget,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const called = calledStage(state, target);
  if (!called) return sendToClient(incoming, outgoing, forbidden());
  const lease = state.leaseBody();
  try {
    const call = openCall(incoming, called);
    const { response, exchange } = await runCall(call, incoming, lease);
    sendToClient(incoming, outgoing, target.place === 'path' ? sandboxed(response) : response);
    exchange?.log?.write(state.logs);
    const milliseconds = state.now() - call.startedAt;
    const { accessLog } = called.stage;
    if (accessLog && call.access) {
      const accessed = accessedCall(call, exchange, call.access, response, milliseconds);
      writeAccess(accessLog, accessed, state.logs);
    }
    state.onServed?.({
      requestId: call.requestId,
      startedAt: call.startedAt,
      milliseconds,
      method: call.httpMethod,
      url: `${incoming.headers.host}${incoming.url}`,
      status: response.status,
    });
  } catch (error) {
    if (!(error instanceof ClientGone)) throw error;
  } finally {
    lease.release();
  }
}

/** Two policies of one response both hold, so the API's own cannot lift this one. */
function sandboxed(response: HttpResponse): HttpResponse {
  const type = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (!mayBePage(type) || (type === undefined && response.body.length === 0)) return response;
  return { ...response, headers: [...response.headers, ['Content-Security-Policy', sandboxPolicy]] };
}

function calledStage(state: ApiGatewayState, target: CallTarget): CalledTarget | undefined {
  const api = state.apis.get(target.apiId);
  const named = api?.stages.get(target.stageName);
  const stage = named && servingStage(named);
  const deployment = stage && api?.deployments.get(stage.deploymentId);
  if (!deployment) return undefined;
  if (target.place !== 'custom-domain' && api?.settings.disableExecuteApiEndpoint) return undefined;
  const { account, bodyWork } = state;
  return { account, target, stage, deployment, usagePlans: state, bodyWork, startedAt: state.now() };
}

/** The response at `http://<label>.localhost` where no stack has that name. */
export function noSuchName(label: string, cloudUrl: string): HttpResponse {
  const message = `No API has the name ${label} here. The page ${cloudUrl}/ lists the names of this cloud.`;
  return {
    status: 404,
    headers: [['Content-Type', 'application/json']],
    body: JSON.stringify({ message }),
    showsTrace: false,
  };
}

/** An unknown stage has no gateway responses, so this one is fixed. */
function forbidden(): HttpResponse {
  return {
    status: 403,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', 'ForbiddenException'],
      ['x-amzn-RequestId', randomUUID()],
      ['x-amz-apigw-id', extendedRequestId()],
    ],
    body: '{"message":"Forbidden"}',
    showsTrace: false,
  };
}
