import type { GetModelsCommandInput, Models } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { listPage } from './list-page.ts';

export function getModels(state: ApiGatewayState, input: GetModelsCommandInput): Models {
  return listPage(Object.values(restApiWith(state.apis, input.restApiId).model.models), input);
}
