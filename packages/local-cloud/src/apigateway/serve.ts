import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StageAddress } from './addresses.ts';
import type { HttpResponse } from './exchange.ts';
import { extendedRequestId } from './identifiers.ts';
import { answerCall } from './pipeline.ts';
import { sendToClient } from './send-to-client.ts';
import type { ApiGatewayState } from './state.ts';
import { openCall, type StageTarget } from './steps/open-call.ts';
import { ClientGone } from './steps/receive-body.ts';

/** Answers a client of a deployed API. Never rejects for anything that the client sent. */
export async function serve(
  state: ApiGatewayState,
  address: StageAddress,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = targetOf(state, address);
  if (!target) return sendToClient(incoming, response, forbidden());
  try {
    const { answer, log } = await answerCall(openCall(incoming, target), incoming);
    sendToClient(incoming, response, answer);
    log?.write(state.logs);
  } catch (error) {
    if (!(error instanceof ClientGone)) throw error;
  }
}

function targetOf(state: ApiGatewayState, address: StageAddress): StageTarget | undefined {
  const api = state.apis.get(address.apiId);
  const stage = api?.stages.get(address.stageName);
  const deployment = stage && api?.deployments.get(stage.deploymentId);
  if (!deployment || api?.settings.disableExecuteApiEndpoint) return undefined;
  return { account: state.account, address, stage, deployment, usagePlans: state, startedAt: state.now() };
}

/** Without a stage there is nothing customised to answer with. */
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
