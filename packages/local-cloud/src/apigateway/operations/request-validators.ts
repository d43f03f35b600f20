import type {
  CreateRequestValidatorCommandInput,
  DeleteRequestValidatorCommandInput,
  GetRequestValidatorCommandInput,
  GetRequestValidatorsCommandInput,
  RequestValidator,
  RequestValidators,
  UpdateRequestValidatorCommandInput,
} from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { badRequest, notFound } from '../errors.ts';
import { type ApiGatewayState, type RestApiRecord, restApiWith } from '../state.ts';
import { without } from './change-model.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers, requireReplacement } from './patch-members.ts';

export function createRequestValidator(
  state: ApiGatewayState,
  input: CreateRequestValidatorCommandInput,
): RequestValidator {
  const api = state.apis.get(input.restApiId ?? '');
  if (!api) throw badRequest('Invalid REST API identifier specified');
  return set(api, {
    id: shortId(),
    ...(input.name !== undefined && { name: input.name }),
    validateRequestBody: input.validateRequestBody ?? false,
    validateRequestParameters: input.validateRequestParameters ?? false,
  });
}

export function getRequestValidator(
  state: ApiGatewayState,
  input: GetRequestValidatorCommandInput,
): RequestValidator {
  return validatorOf(state, input).validator;
}

export function getRequestValidators(
  state: ApiGatewayState,
  input: GetRequestValidatorsCommandInput,
): RequestValidators {
  const { requestValidators } = restApiWith(state, input.restApiId).model;
  return pageByPosition(Object.values(requestValidators), input);
}

export function updateRequestValidator(
  state: ApiGatewayState,
  input: UpdateRequestValidatorCommandInput,
): RequestValidator {
  const { api, validator } = validatorOf(state, input);
  const scalars = ['name', 'validateRequestParameters', 'validateRequestBody'];
  requireReplacement(input.patchOperations, scalars);
  const patched = patchMembers(validator, input.patchOperations, { scalars });
  if (patched.name === '') throw badRequest('Request Validator name cannot be blank');
  return set(api, {
    ...patched,
    validateRequestBody: String(patched.validateRequestBody) === 'true',
    validateRequestParameters: String(patched.validateRequestParameters) === 'true',
  });
}

/** A method that names it is not validated any more. */
export function deleteRequestValidator(
  state: ApiGatewayState,
  input: DeleteRequestValidatorCommandInput,
): undefined {
  const { api, validator } = validatorOf(state, input);
  api.model = { ...api.model, requestValidators: without(api.model.requestValidators, validator.id ?? '') };
}

/** AWS does not say whether the API or the validator does not exist. */
function validatorOf({ apis }: ApiGatewayState, input: GetRequestValidatorCommandInput) {
  const api = apis.get(input.restApiId ?? '');
  const validators = api?.model.requestValidators ?? {};
  const id = input.requestValidatorId ?? '';
  const validator = Object.hasOwn(validators, id) ? validators[id] : undefined;
  if (api && validator) return { api, validator };
  throw notFound('Invalid Request Validator identifier specified');
}

function set(api: RestApiRecord, validator: RequestValidator): RequestValidator {
  const requestValidators = { ...api.model.requestValidators, [validator.id ?? '']: validator };
  api.model = { ...api.model, requestValidators };
  return validator;
}
