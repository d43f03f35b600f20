import { isVersion3 } from './api-definition.ts';
import { isObject, type JsonObject, type JsonValue } from './template.ts';

/** What SAM wrote in Swagger 2 terms moved to where OpenAPI 3 has it, if the API is of that version. */
export function toOpenApi3(definition: JsonObject, openApiVersion: JsonValue | undefined): JsonObject {
  const version = openApiVersion ?? definition.openapi;
  if (definition.swagger || !version || !isVersion3(version)) return definition;
  const { securityDefinitions, definitions, ...rest } = definition;
  const components: JsonObject = {
    ...(isObject(rest.components) && rest.components),
    ...(securityDefinitions && { securitySchemes: securityDefinitions }),
    ...(definitions && { schemas: definitions }),
  };
  return {
    ...rest,
    ...(Object.keys(components).length > 0 && { components }),
    ...(isObject(rest.paths) && { paths: pathItems(rest.paths) }),
  };
}

function pathItems(paths: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, withOptions(item)]));
}

function withOptions(pathItem: JsonValue): JsonValue {
  if (!isObject(pathItem) || !isObject(pathItem.options)) return pathItem;
  const { produces, consumes, ...options } = pathItem.options;
  return { ...pathItem, options: { ...options, ...withHeaderSchemas(options.responses) } };
}

function withHeaderSchemas(responses: JsonValue | undefined): JsonObject {
  if (!isObject(responses)) return {};
  const ok = responses['200'];
  if (!isObject(ok) || !isObject(ok.headers)) return { responses };
  const headers = Object.entries(ok.headers).map(([name, header]) => [name, { schema: header }]);
  return { responses: { ...responses, '200': { ...ok, headers: Object.fromEntries(headers) } } };
}
