import type { GetRestApiCommandInput, RestApi } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { restApiWith } from '../rest-api-record.ts';
import { describeRestApi } from './create-rest-api.ts';

export function getRestApi(state: ApiGatewayState, input: GetRestApiCommandInput): RestApi {
  return describeRestApi(restApiWith(state.apis, input.restApiId));
}
