import type { GetRestApiCommandInput, RestApi } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { describeRestApi } from './create-rest-api.ts';

export function getRestApi(state: ApiGatewayState, input: GetRestApiCommandInput): RestApi {
  return describeRestApi(restApiWith(state, input.restApiId));
}
