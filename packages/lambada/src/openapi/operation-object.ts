import { STATUS_CODES } from 'node:http';
import { producedTypes } from '../default-types.ts';
import type { JsonObject, Operation, ResourceClass } from '../model.ts';
import { valuesOf } from '../values-of.ts';
import { openApiSchema } from './openapi-schema.ts';
import { parameterObjects } from './parameter-objects.ts';
import { requestBody } from './request-body.ts';

export function operationObject(
  resource: ResourceClass,
  operation: Operation,
  names: Readonly<Record<string, string>>,
): JsonObject {
  const { operationId, summary, description, isDeprecated, authorizer } = operation;
  const parameters = parameterObjects(operation, names);
  const body = requestBody(operation);
  return {
    tags: [resource.name],
    operationId,
    ...(summary && { summary }),
    ...(description && { description }),
    ...(isDeprecated && { deprecated: true }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: { ...successes(operation), ...failures(operation) },
    ...(authorizer && { security: [{ [authorizer]: [] }] }),
  };
}

function successes(operation: Operation): JsonObject {
  const { status, result } = operation;
  if (result.kind === 'response')
    return { [status ?? 'default']: responseObject(operation, 'What the method builds') };
  const isVoid = result.kind === 'void';
  const first = status ?? (isVoid ? 204 : 200);
  const described = isVoid ? { description: nameOf(first) } : responseObject(operation, nameOf(first));
  const isEmpty = result.mayBeEmpty && !isVoid && status === undefined;
  return { [first]: described, ...(isEmpty && { 204: { description: nameOf(204) } }) };
}

function responseObject(operation: Operation, description: string): JsonObject {
  const { result } = operation;
  const isBinary = result.kind === 'bytes' || result.kind === 'stream';
  const schema = result.schema
    ? openApiSchema(result.schema)
    : isBinary
      ? { type: 'string', format: 'binary' }
      : {};
  const types = producedTypes(operation);
  const named = types.length > 0 || !isBinary ? types : ['application/octet-stream'];
  const content = Object.fromEntries(named.map((type) => [type, { schema }]));
  return { description, ...(named.length > 0 && { content }) };
}

function failures(operation: Operation): JsonObject {
  const takesInput =
    operation.parameters.some(({ kind }) => kind === 'body') ||
    operation.parameters.flatMap(valuesOf).length > 0;
  const described = operation.errors.map(({ status, description }) => [
    status,
    { description: description || nameOf(status) },
  ]);
  return {
    ...(takesInput && { 400: { $ref: '#/components/responses/BadRequest' } }),
    ...(operation.authorizer && { 401: { description: nameOf(401) }, 403: { description: nameOf(403) } }),
    ...Object.fromEntries(described),
  };
}

function nameOf(status: number): string {
  return STATUS_CODES[status] ?? `Status ${status}`;
}
