import type { GetModelsCommandInput, Models } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { restApiWith } from '../rest-api-record.ts';
import { pageOf } from './page-of.ts';

export function getModels(state: ApiGatewayState, input: GetModelsCommandInput): Models {
  return pageOf(Object.values(restApiWith(state.apis, input.restApiId).model.models), input);
}
