import type { Backends } from '../backends.ts';
import type { CompiledIntegration } from '../exchange.ts';
import type { ApiIntegration, ApiMethod } from '../model.ts';
import { awsEndpoint } from './aws/aws-endpoint.ts';
import { compileAwsService } from './aws/aws-service.ts';
import { compileHttp } from './http/http.ts';
import { compileHttpProxy } from './http/http-proxy.ts';
import { compileLambda } from './lambda/lambda-integration.ts';
import { compileLambdaProxy } from './lambda/lambda-proxy.ts';
import { isInvocation } from './lambda/lambda-uri.ts';
import { compileMock } from './mock/mock.ts';

/** In milliseconds: as long as a timer can be. */
const noTimeout = 2 ** 31 - 1;

export function compileIntegration(
  resourcePath: string,
  method: ApiMethod,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  const timed = backends.hasNoTimeLimits ? { ...integration, timeoutInMillis: noTimeout } : integration;
  return compileTimed(resourcePath, method, timed, backends);
}

function compileTimed(
  resourcePath: string,
  method: ApiMethod,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  if (integration.type === 'MOCK') return compileMock(method, integration);
  if (integration.type === 'HTTP') return compileHttp(method, integration, backends);
  if (integration.type === 'HTTP_PROXY') return compileHttpProxy(integration, backends);
  if (integration.type === 'AWS') {
    if (!isInvocation(awsEndpoint(integration.uri))) return compileAwsService(method, integration, backends);
    return compileLambda(resourcePath, method, integration, backends);
  }
  return compileLambdaProxy(resourcePath, integration, backends);
}
