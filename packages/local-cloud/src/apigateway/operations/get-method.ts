import type { GetMethodCommandInput, Method } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { methodOf } from './change-model.ts';
import { describeMethod } from './describe-method.ts';

export function getMethod(state: ApiGatewayState, input: GetMethodCommandInput): Method {
  const { resource, method } = methodOf(state.apis, input);
  return describeMethod(resource, method);
}
