import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AwsRequest, Caller, Service } from '../../../aws/service.ts';
import { ServiceError } from '../../../aws/service-error.ts';
import type { Backends } from '../../backends.ts';
import type { CompiledIntegration, IntegrationRequest, IntegrationResult } from '../../exchange.ts';
import type { Header } from '../../headers/header.ts';
import { compileEndpointUri } from '../../mapping/endpoint-uri.ts';
import type { ApiIntegration, ApiMethod } from '../../model.ts';
import { endpointAddress, uriWith } from '../http/endpoint-address.ts';
import { compileRole } from '../integration-role.ts';
import { compileMapped } from '../mapped-integration.ts';
import { readTyped } from '../read-typed.ts';
import { forwardedType, ownHeaders, withMapped } from '../request-headers.ts';
import { carriesBody, sentMethod } from '../request-method.ts';
import { awsAddress } from './aws-address.ts';
import { integrationResult } from './aws-result.ts';
import { awsEndpoint } from './aws-uri.ts';

/** AWS with another service than Lambda: the mapped request is the service's own, sent as the integration's role. */
export function compileAwsService(
  method: ApiMethod,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  const endpoint = awsEndpoint(integration.uri);
  const address = awsAddress(endpoint, backends.account.region);
  const service = backends.awsServices[endpoint.service];
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
        uri: uriWith(endpointAddress(uri), parameters.querystring),
        headers: withMapped(headers, parameters.header),
        body: carriesBody(httpMethod) ? content : '',
      };
    },
    invoke(request, exchange) {
      const requestId = randomUUID();
      exchange.log?.endpointRequestId(requestId);
      return callService(service, request, roleOf(exchange), requestId);
    },
  });
}

async function callService(
  service: Service,
  { httpMethod, uri = '', headers, body }: IntegrationRequest,
  caller: Caller | undefined,
  requestId: string,
): Promise<IntegrationResult> {
  const { host, path, rawQuery } = endpointAddress(uri);
  const request: AwsRequest = {
    method: httpMethod,
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: { ...joined(headers), host },
    body: Buffer.from(body),
    requestId,
    caller,
  };
  const isRefused = !caller && !service.acceptsUnsigned;
  return integrationResult(isRefused ? service.refuse(request, unsigned()) : await service.handle(request));
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
