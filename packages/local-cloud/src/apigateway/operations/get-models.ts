import type { GetModelsCommandInput, Models } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';

export function getModels(state: ApiGatewayState, input: GetModelsCommandInput): Models {
  return pageByPosition(Object.values(restApiWith(state.apis, input.restApiId).model.models), input);
}
