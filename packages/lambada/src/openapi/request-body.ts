import { consumedTypes } from '../default-types.ts';
import type { BodyParameter, JsonObject, JsonSchema, Operation, ValueParameter } from '../model.ts';
import { valuesOf } from '../values-of.ts';
import { openApiSchema } from './openapi-schema.ts';

export function requestBody(operation: Operation): JsonObject | undefined {
  const body = operation.parameters.find((parameter) => parameter.kind === 'body');
  if (body) return ofBody(operation, body);
  const fields = operation.parameters.flatMap(valuesOf).filter(({ kind }) => kind === 'form');
  return fields.length > 0 ? ofForm(operation, fields) : undefined;
}

const usual = { json: 'application/json', string: 'text/plain', bytes: 'application/octet-stream' };

function ofBody(operation: Operation, { as, schema, required, description }: BodyParameter): JsonObject {
  const consumed = consumedTypes(operation);
  const types = consumed.length > 0 ? consumed : [usual[as]];
  const described = as === 'bytes' ? { type: 'string', format: 'binary' } : openApiSchema(schema);
  return {
    ...(description && { description }),
    required,
    content: Object.fromEntries(types.map((type) => [type, { schema: described }])),
  };
}

function ofForm(operation: Operation, fields: readonly ValueParameter[]): JsonObject {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  const schema: JsonObject = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    ...(required.length > 0 && { required }),
  };
  return {
    required: required.length > 0,
    content: Object.fromEntries(consumedTypes(operation).map((type) => [type, { schema }])),
  };
}

function fieldSchema({ schema, description, default: value }: ValueParameter): JsonObject {
  const whole: JsonSchema = {
    ...schema,
    ...(description && { description }),
    ...(value !== undefined && { default: value }),
  };
  // A file of a form is sent as it is.
  return { ...openApiSchema(whole), ...(schema['x-value'] === 'Uint8Array' && { format: 'binary' }) };
}
