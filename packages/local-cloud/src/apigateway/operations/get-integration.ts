import type { GetIntegrationCommandInput, Integration } from '@aws-sdk/client-api-gateway';
import { notFound } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { methodNamed } from './get-method.ts';

export function getIntegration(state: ApiGatewayState, input: GetIntegrationCommandInput): Integration {
  const { methodIntegration } = methodNamed(state, input);
  if (!methodIntegration) throw notFound('Invalid Integration identifier specified');
  return methodIntegration;
}
