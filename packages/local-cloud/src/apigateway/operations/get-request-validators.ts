import type { GetRequestValidatorsCommandInput, RequestValidators } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { restApiWith } from '../rest-api-record.ts';
import { pageOf } from './page-of.ts';

export function getRequestValidators(
  state: ApiGatewayState,
  input: GetRequestValidatorsCommandInput,
): RequestValidators {
  return pageOf(Object.values(restApiWith(state.apis, input.restApiId).model.requestValidators), input);
}
