import type { RequestValidator } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import type { ApiAuthorizer, ApiMethod } from '../model.ts';
import type { ModelRegistry } from './model-registry.ts';
import { type JsonObject, objectAt, textAt } from './refuse.ts';
import { resolveReference } from './resolve-reference.ts';

export const validatorExtension = 'x-amazon-apigateway-request-validator';

/** What the methods of one definition share. */
export interface Declared {
  readonly definition: JsonObject;
  /** Reports what the import leaves out. */
  readonly warn: (message: string) => void;
  readonly models: ModelRegistry;
  readonly authorizers: readonly ApiAuthorizer[];
  readonly requestValidators: Readonly<Record<string, RequestValidator>>;
}

export type RequestPart = Pick<ApiMethod, 'requestParameters' | 'requestModels' | 'requestValidatorId'>;

/**
 * The parameters, models and validator of a method's requests. A parameter of the method replaces that of its path. An
 * unknown validator validates nothing.
 */
export function importRequest(
  operation: JsonObject,
  item: JsonObject,
  where: string,
  declared: Declared,
): RequestPart {
  const { definition, requestValidators } = declared;
  const parameters = [item.parameters, operation.parameters].flatMap((list) =>
    listAt(list, where).map((entry) => resolveReference(entry, definition, where)),
  );
  const validator = textAt(operation[validatorExtension] ?? definition[validatorExtension], where);
  const found = Object.values(requestValidators).find(({ name }) => name === validator);
  return {
    requestParameters: requestParameters(parameters, where),
    requestModels: requestModels(operation, parameters, where, declared),
    ...(found?.id !== undefined && { requestValidatorId: found.id }),
  };
}

/** REST APIs have no cookies and no form fields as parameters. */
function requestParameters(parameters: readonly JsonObject[], where: string): Record<string, boolean> {
  const places: Readonly<Record<string, string>> = { header: 'header', path: 'path', query: 'querystring' };
  const entries = parameters.flatMap((parameter) => {
    const place = Object.hasOwn(places, String(parameter.in)) ? places[String(parameter.in)] : undefined;
    if (place === undefined) return [];
    const name = textAt(parameter.name, `the name of a parameter of ${where}`);
    if (!name) throw badRequest(`Invalid OpenAPI input: expected a name for every parameter of ${where}.`);
    return [[`method.request.${place}.${name}`, String(parameter.required) === 'true'] as const];
  });
  return Object.fromEntries(entries);
}

/** `consumes` and the body parameter of OpenAPI 2; the request body's content of OpenAPI 3. */
function requestModels(
  operation: JsonObject,
  parameters: readonly JsonObject[],
  where: string,
  { definition, models }: Declared,
): Record<string, string> {
  const schemas: [contentType: string, schema: unknown][] = [];
  const body = parameters.findLast((parameter) => parameter.in === 'body');
  const consumed = listAt(operation.consumes ?? definition.consumes, where).map(String);
  for (const contentType of consumed.length > 0 ? consumed : ['application/json']) {
    schemas.push([contentType, body?.schema]);
  }
  const { content } = resolveReference(operation.requestBody, definition, where);
  for (const [contentType, value] of Object.entries(objectAt(content, `requestBody of ${where}`))) {
    schemas.push([contentType, objectAt(value, `requestBody of ${where}`).schema]);
  }
  return models.namesOf(schemas, where);
}

function listAt(value: unknown, where: string): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest(`Invalid OpenAPI input: expected a list at ${where}.`);
  return value;
}
