import type { Backends } from '../backends.ts';
import type { CompiledIntegration } from '../exchange.ts';
import type { ApiIntegration, ApiMethod } from '../model.ts';
import { compileAwsService } from './aws/aws-service.ts';
import { awsEndpoint } from './aws/aws-uri.ts';
import { compileHttp } from './http/http.ts';
import { compileHttpProxy } from './http/http-proxy.ts';
import { compileLambda } from './lambda/lambda.ts';
import { compileLambdaProxy } from './lambda/lambda-proxy.ts';
import { compileMock } from './mock/mock.ts';

export function compileIntegration(
  resourcePath: string,
  method: ApiMethod,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  if (integration.type === 'MOCK') return compileMock(method, integration);
  if (integration.type === 'HTTP') return compileHttp(method, integration, backends);
  if (integration.type === 'HTTP_PROXY') return compileHttpProxy(integration, backends);
  if (integration.type === 'AWS') {
    const isFunction = awsEndpoint(integration.uri).service === 'lambda';
    if (!isFunction) return compileAwsService(method, integration, backends);
    return compileLambda(resourcePath, method, integration, backends);
  }
  return compileLambdaProxy(resourcePath, integration, backends);
}
