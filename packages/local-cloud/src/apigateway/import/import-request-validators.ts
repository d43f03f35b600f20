import type { RequestValidator } from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { badRequest } from '../errors.ts';
import { type JsonObject, objectAt, refuseUnknownMembers } from './refuse.ts';

const where = 'x-amazon-apigateway-request-validators';

/** The request validators of a definition, by id. */
export function importRequestValidators(definition: JsonObject): Record<string, RequestValidator> {
  const validators = Object.entries(objectAt(definition[where], where)).map(([name, value]) => {
    const validator = objectAt(value, `${where} ${name}`);
    refuseUnknownMembers(validator, ['validateRequestBody', 'validateRequestParameters'], `${where} ${name}`);
    return {
      id: shortId(),
      name,
      validateRequestBody: booleanAt(validator.validateRequestBody, name),
      validateRequestParameters: booleanAt(validator.validateRequestParameters, name),
    };
  });
  return Object.fromEntries(validators.map((validator) => [validator.id, validator]));
}

function booleanAt(value: unknown, name: string): boolean {
  const text = String(value ?? false).toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  throw badRequest(`Invalid OpenAPI input: expected true or false for ${where} ${name}.`);
}
