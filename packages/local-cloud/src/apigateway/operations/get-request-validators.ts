import type { GetRequestValidatorsCommandInput, RequestValidators } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';

export function getRequestValidators(
  state: ApiGatewayState,
  input: GetRequestValidatorsCommandInput,
): RequestValidators {
  return pageByPosition(
    Object.values(restApiWith(state.apis, input.restApiId).model.requestValidators),
    input,
  );
}
