import type { GetRestApisCommandInput, RestApis } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { describeRestApi } from './create-rest-api.ts';
import { pageOf } from './page-of.ts';

export function getRestApis(state: ApiGatewayState, input: GetRestApisCommandInput): RestApis {
  return pageOf([...state.apis.values()].map(describeRestApi), input);
}
