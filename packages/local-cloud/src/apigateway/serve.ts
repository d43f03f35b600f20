import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from '../account.ts';
import { type StageAddress, stageAddress } from './addresses.ts';
import type { ApiGatewayState } from './api-gateway.ts';
import type { Answer } from './exchange.ts';
import { extendedRequestId } from './identifiers.ts';
import { answerCall } from './pipeline.ts';
import type { RestApis } from './rest-api-record.ts';
import { sendAnswer } from './send-answer.ts';
import { openCall, type StageTarget } from './steps/open-call.ts';
import { ClientGone } from './steps/read-body.ts';

/** Answers a client of a deployed API. Never rejects for anything that the client sent. */
export async function serve(
  { account, apis, logs }: ApiGatewayState,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = stageAddress(incoming.headers.host, incoming.url ?? '');
  const target = address && targetOf(account, apis, address);
  if (!target) return sendAnswer(incoming, response, forbidden());
  try {
    const { answer, log } = await answerCall(openCall(incoming, target), incoming);
    sendAnswer(incoming, response, answer);
    log?.write(logs);
  } catch (error) {
    if (!(error instanceof ClientGone)) throw error;
  }
}

function targetOf(account: Account, apis: RestApis, address: StageAddress): StageTarget | undefined {
  const api = apis.get(address.apiId);
  const stage = api?.stages.get(address.stageName);
  const deployment = stage && api?.deployments.get(stage.deploymentId);
  if (!deployment || api?.settings.disableExecuteApiEndpoint) return undefined;
  return { account, address, stage, deployment };
}

/** Without a stage there is nothing customised to answer with. */
function forbidden(): Answer {
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
