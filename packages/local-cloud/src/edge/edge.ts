import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiGateway } from '../apigateway/api-gateway.ts';
import type { AwsResponse, Service } from '../aws/service.ts';
import { ServiceError } from '../aws/service-error.ts';
import { authenticate } from '../aws/sigv4/authenticate.ts';
import { signatureOf } from '../aws/sigv4/signature.ts';
import type { Signer } from '../aws/sigv4/verify-signature.ts';
import { chooseService } from './choose-service.ts';
import { corsHeaders, isPreflight } from './cors.ts';
import { isForeignHost, isForeignOrigin } from './local-names.ts';
import { BodyTooLarge, readBody } from './read-body.ts';
import { sendAnswer } from './send-answer.ts';

export interface EdgeOptions {
  readonly apigateway: ApiGateway;
  readonly services: readonly Service[];
  signerOf(accessKeyId: string): Signer | undefined;
  /** The HTML that a person sees on `/`. */
  landingPage(): Promise<string>;
}

export type Edge = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The one entrance: picks a deployed API, an AWS API or the landing page by what the request itself says. */
export function createEdge({ apigateway, services, signerOf, landingPage }: EdgeOptions): Edge {
  const byName = new Map(services.map((service) => [service.signingName, service]));

  async function answer(request: IncomingMessage, path: string, rawQuery: string): Promise<AwsResponse> {
    const { method = 'GET', headers } = request;
    const signature = signatureOf(headers.authorization, rawQuery);
    if (path === '/' && method === 'GET' && !signature && !rawQuery) return page(await landingPage());
    if (path === '/_localstack/health') return health(byName.keys());
    const signedFor = typeof signature === 'object' ? signature.service : undefined;
    const name = signedFor ?? chooseService(headers, path);
    const service = byName.get(name);
    if (!service) return json(501, { message: `The service ${name} is not offered by this embedded cloud.` });

    const call = { method, path, requestId: randomUUID() };
    try {
      const body = await readBody(request, service.maxBodyBytes);
      const sent = { method, path, rawQuery, headers: request.headersDistinct };
      const caller = authenticate(service, sent, body, signature, signerOf);
      return await service.handle({
        ...call,
        rawQuery,
        query: new URLSearchParams(rawQuery),
        headers,
        body,
        caller,
      });
    } catch (error) {
      if (error instanceof ServiceError) return service.refuse(call, error);
      if (!(error instanceof BodyTooLarge)) throw error;
      return service.refuse(call, new ServiceError('RequestEntityTooLargeException', error.message, 413));
    }
  }

  return async function handle(request, response) {
    const { host, origin } = request.headers;
    if (hasTwoHosts(request)) return sendAnswer(request, response, json(400, { message: 'Bad Request' }));
    if (isForeignHost(host)) return sendAnswer(request, response, foreign('Host', host));
    const served = apigateway.serve(request, response);
    if (served) return served;
    if (isForeignOrigin(origin)) return sendAnswer(request, response, foreign('Origin', origin));
    const target = request.url ?? '/';
    const mark = target.indexOf('?');
    const [path, rawQuery] = mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
    // Buckets have rules of their own for pages. A call of another service may be on its way to `/` as well.
    const hasOwnRules = path !== '/' && chooseService(request.headers, path) === 's3';
    const cors = hasOwnRules ? {} : corsHeaders(request.headers);
    if (isPreflight(request) && !hasOwnRules)
      return sendAnswer(request, response, { status: 204, headers: cors });
    const { headers, ...rest } = await answer(request, path, rawQuery);
    sendAnswer(request, response, { ...rest, headers: { ...cors, ...headers } });
  };
}

/** A proxy in front of this cloud may have used the other one. */
function hasTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
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
  return json(403, { message: `Expected a name of this machine for ${header}, received ${value}.` });
}
