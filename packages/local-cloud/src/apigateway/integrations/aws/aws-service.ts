import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AwsRequest, AwsResponse, Caller, Service } from '../../../aws/service.ts';
import { ServiceError } from '../../../aws/service-error.ts';
import { callerIn } from '../../../aws/sigv4/authenticate.ts';
import { isRegionName } from '../../../region-names.ts';
import type { Backends } from '../../backends.ts';
import { badRequest } from '../../errors.ts';
import type { CompiledIntegration, IntegrationRequest, IntegrationResult } from '../../exchange.ts';
import type { Header } from '../../headers/header.ts';
import { compileEndpointUri } from '../../mapping/endpoint-uri.ts';
import type { ApiIntegration, ApiMethod } from '../../model.ts';
import { endpointUrl, uriWith } from '../http/endpoint-url.ts';
import { compileRole } from '../integration-role.ts';
import { compileMapped } from '../mapped-integration.ts';
import { readBounded } from '../read-bounded.ts';
import { forwardedType, ownHeaders, withMapped } from '../request-headers.ts';
import { carriesBody, sentMethod } from '../request-method.ts';
import { readTyped } from '../response-mapping.ts';
import { type AwsEndpoint, awsEndpoint } from './aws-endpoint.ts';
import { awsUrl } from './aws-url.ts';
import type { ServiceProtocol } from './offered-services.ts';

/** AWS with a service other than Lambda. The mapped request is sent to it as the integration's role. */
export function compileAwsService(
  method: ApiMethod,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  const endpoint = awsEndpoint(integration.uri);
  const address = awsUrl(endpoint);
  const service = serviceOf(endpoint, backends);
  if (!service) throw new Error(`the gateway was not given the service ${endpoint.service}`);
  const endpointUri = compileEndpointUri(address.uri);
  const roleOf = compileRole(integration.credentials, backends);
  return compileMapped(method, integration, {
    reachesBackEnd: true,
    readContent: readTyped,
    request({ exchange }, parameters, content) {
      const httpMethod = sentMethod(integration, exchange.httpMethod);
      const uri = endpointUri(exchange.stage.variables, parameters.path);
      const named = new Map(address.headers.map(([name, value]) => [name, [value]]));
      const headers = withMapped([...ownHeaders(exchange), ...forwardedType(exchange)], named);
      return {
        httpMethod,
        uri: uriWith(endpointUrl(uri), parameters.querystring),
        headers: withMapped(headers, parameters.header),
        body: carriesBody(httpMethod) ? content : '',
      };
    },
    invoke(request, exchange) {
      const requestId = randomUUID();
      exchange.log?.endpointRequestId(requestId);
      const caller = roleOf(exchange);
      const there = caller && callerIn(service, endpoint.region, caller);
      return callService(service, address.protocol, request, there, requestId);
    },
  });
}

/** The region of the URI may be another one than the API's. */
function serviceOf(
  { region, service }: AwsEndpoint,
  { account, ...backends }: Backends,
): Service | undefined {
  if (region === account.region || !backends.awsServicesIn) return backends.awsServices[service];
  if (!isRegionName(region)) throw badRequest('Invalid ARN specified in the request');
  return backends.awsServicesIn(region)[service];
}

async function callService(
  service: Service,
  { kind }: ServiceProtocol,
  { httpMethod, uri = '', headers, body }: IntegrationRequest,
  caller: Caller | undefined,
  requestId: string,
): Promise<IntegrationResult> {
  const { host, path, rawQuery } = endpointUrl(uri);
  const given: AwsRequest = {
    method: httpMethod,
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: { ...joined(headers), host },
    body: Buffer.from(body),
    requestId,
    caller,
  };
  const request = kind === 'query' ? asForm(given) : given;
  try {
    if (!caller && !service.acceptsUnsigned) throw unsigned();
    if (caller?.policies && !service.checksAccess) throw rootOnly(service, caller);
    const limit = service.bodyLimit?.(request) ?? service.maxBodyBytes;
    if (request.body.length > limit) throw tooLarge(service, limit, request.body.length);
    return await integrationResult(await service.handle(request));
  } catch (error) {
    if (error instanceof ServiceError) return integrationResult(service.refuse(request, error));
    throw error;
  }
}

/** The parameters of an action may be in the query, in a form or in both. */
function asForm(request: AwsRequest): AwsRequest {
  const type = String(request.headers['content-type'] ?? '');
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const form = [request.rawQuery, isForm ? request.body.toString('utf8') : ''].filter((part) => part !== '');
  const headers = { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' };
  return { ...request, method: 'POST', headers, body: Buffer.from(form.join('&')) };
}

function rootOnly({ signingName }: Service, { arn }: Caller): ServiceError {
  const message = `User: ${arn} is not authorized: this embedded cloud offers ${signingName} to the account's root alone.`;
  return new ServiceError('AccessDenied', message, 403);
}

function tooLarge(service: Service, limit: number, length: number): ServiceError {
  const message = `Expected a request body of at most ${limit} bytes, received ${length}.`;
  return (
    service.tooLarge?.(new Error(message)) ?? new ServiceError('RequestEntityTooLargeException', message, 413)
  );
}

function joined(headers: readonly Header[]): IncomingHttpHeaders {
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    values[key] = values[key] === undefined ? value : `${values[key]}, ${value}`;
  }
  return values;
}

function unsigned(): ServiceError {
  return new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
}

/** A service's response as AWS would have sent it, with its spelling of header names. */
export async function integrationResult(response: AwsResponse): Promise<IntegrationResult> {
  const { status, headers = {}, body: sent = '' } = response;
  const body = await readBounded(typeof sent === 'string' || Buffer.isBuffer(sent) ? [sent] : sent);
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): Header => [spelt(name), String(value)]),
  );
  return { status, headers: [...lines, ['Content-Length', String(body.length)]], body };
}

/** Services in this process write names in lower case; response mappings are case-sensitive. */
function spelt(name: string): string {
  if (name === 'etag') return 'ETag';
  if (name === 'x-amzn-requestid') return 'x-amzn-RequestId';
  if (name.startsWith('x-amz')) return name;
  return name.replace(/(^|-)[a-z]/g, (initial) => initial.toUpperCase());
}
