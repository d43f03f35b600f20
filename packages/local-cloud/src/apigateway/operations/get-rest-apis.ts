import type { GetRestApisCommandInput, RestApis } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { describeRestApi } from './create-rest-api.ts';
import { pageByPosition } from './page-by-position.ts';

export function getRestApis(state: ApiGatewayState, input: GetRestApisCommandInput): RestApis {
  return pageByPosition([...state.apis.values()].map(describeRestApi), input);
}
