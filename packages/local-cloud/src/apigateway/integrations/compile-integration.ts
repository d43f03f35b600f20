import type { Backends } from '../compile-deployment.ts';
import type { ApiIntegration, ApiMethod } from '../model.ts';
import type { CompiledIntegration } from './integration.ts';
import { compileLambdaProxy } from './lambda-proxy.ts';
import { compileMock } from './mock.ts';

export function compileIntegration(
  resourcePath: string,
  method: ApiMethod,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  if (integration.type === 'MOCK') return compileMock(method, integration);
  return compileLambdaProxy(resourcePath, integration, backends);
}
