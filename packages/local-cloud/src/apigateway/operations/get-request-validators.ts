import type { GetRequestValidatorsCommandInput, RequestValidators } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { listPage } from './list-page.ts';

export function getRequestValidators(
  state: ApiGatewayState,
  input: GetRequestValidatorsCommandInput,
): RequestValidators {
  return listPage(Object.values(restApiWith(state.apis, input.restApiId).model.requestValidators), input);
}
