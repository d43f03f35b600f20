import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiGateway } from '../apigateway/api-gateway.ts';
import type { AwsResponse, Caller, Service } from '../aws/service.ts';
import { ServiceError } from '../aws/service-error.ts';
import { accessKeyIdOf } from './access-key-id.ts';
import { chooseService } from './choose-service.ts';
import { corsHeaders, isPreflight } from './cors.ts';
import { isForeignHost, isForeignOrigin } from './local-names.ts';
import { BodyTooLarge, readBody } from './read-body.ts';
import { sendAnswer } from './send-answer.ts';

export interface EdgeOptions {
  readonly apigateway: ApiGateway;
  readonly services: readonly Service[];
  callerOf(accessKeyId: string): Caller | undefined;
  /** The HTML that a person sees on `/`. */
  landingPage(): Promise<string>;
}

export type Edge = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The one door: deployed APIs, AWS's APIs and the landing page, told apart by what the request itself says. */
export function createEdge({ apigateway, services, callerOf, landingPage }: EdgeOptions): Edge {
  const byName = new Map(services.map((service) => [service.signingName, service]));

  async function callService(request: IncomingMessage, path: string, rawQuery: string): Promise<AwsResponse> {
    const accessKeyId = accessKeyIdOf(request.headers.authorization, rawQuery);
    if (path === '/' && request.method === 'GET' && !accessKeyId && !rawQuery)
      return page(await landingPage());
    if (path === '/_localstack/health') return health(byName.keys());
    const name = chooseService(request.headers, path, rawQuery);
    const service = byName.get(name);
    if (!service) return json(501, { message: `The service ${name} is not offered by this embedded cloud.` });

    const method = request.method ?? 'GET';
    const call = { method, path, requestId: randomUUID() };
    const caller = accessKeyId === undefined ? undefined : callerOf(accessKeyId);
    if (accessKeyId !== undefined && !caller) return service.refuse(call, invalidToken(service.signingName));
    try {
      const body = await readBody(request, service.maxBodyBytes);
      const query = new URLSearchParams(rawQuery);
      return await service.handle({ ...call, rawQuery, query, headers: request.headers, body, caller });
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      return {
        ...service.refuse(call, new ServiceError('RequestEntityTooLargeException', error.message, 413)),
      };
    }
  }

  return async function handle(request, response) {
    const { host, origin } = request.headers;
    if (isForeignHost(host)) return sendAnswer(request, response, foreign('Host', host));
    if (apigateway.serves(request)) return apigateway.serve(request, response);
    if (isForeignOrigin(origin)) return sendAnswer(request, response, foreign('Origin', origin));
    const cors = corsHeaders(request.headers);
    if (isPreflight(request)) return sendAnswer(request, response, { status: 204, headers: cors });
    const target = request.url ?? '/';
    const mark = target.indexOf('?');
    const path = mark < 0 ? target : target.slice(0, mark);
    const answer = await callService(request, path, mark < 0 ? '' : target.slice(mark + 1));
    sendAnswer(request, response, { ...answer, headers: { ...cors, ...answer.headers } });
  };
}

function page(html: string): AwsResponse {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

function json(status: number, value: object): AwsResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** The address that LocalStack's clients wait on. */
function health(names: Iterable<string>): AwsResponse {
  return json(200, { services: Object.fromEntries([...names].map((name) => [name, 'running'])) });
}

function foreign(header: string, value: string | undefined): AwsResponse {
  const message = `Expected a name of this machine for ${header}, received ${value}.`;
  return json(403, { message });
}

function invalidToken(service: string): ServiceError {
  const message = 'The security token included in the request is invalid.';
  if (service === 's3') {
    return new ServiceError(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      403,
    );
  }
  const isQueryApi = service === 'iam' || service === 'sts' || service === 'cloudformation';
  return new ServiceError(isQueryApi ? 'InvalidClientTokenId' : 'UnrecognizedClientException', message, 403);
}
