import type { MethodResponse } from '@aws-sdk/client-api-gateway';
import type { Declared } from './import-request.ts';
import { type JsonObject, objectAt } from './refuse.ts';
import { resolveReference } from './resolve-reference.ts';

/** What a method says of its responses: which headers they may have, and their models by content type. */
export function importMethodResponses(
  operation: JsonObject,
  where: string,
  declared: Declared,
): Record<string, MethodResponse> {
  const responses = Object.entries(objectAt(operation.responses, `responses of ${where}`)).filter(
    ([statusCode]) => !statusCode.startsWith('x-'),
  );
  return Object.fromEntries(
    responses.map(([statusCode, value]) => {
      const response = resolveReference(value, declared.definition, where);
      const names = Object.keys(objectAt(response.headers, `headers of ${where}`));
      const responseParameters = Object.fromEntries(
        names.map((name) => [`method.response.header.${name}`, false]),
      );
      const responseModels = modelsOf(operation, response, where, declared);
      return [
        statusCode,
        {
          statusCode,
          ...(names.length > 0 && { responseParameters }),
          ...(Object.keys(responseModels).length > 0 && { responseModels }),
        },
      ];
    }),
  );
}

/** `produces` and the schema of OpenAPI 2; the content of OpenAPI 3. */
function modelsOf(
  operation: JsonObject,
  response: JsonObject,
  where: string,
  { definition, models }: Declared,
): Record<string, string> {
  const produced = [operation.produces ?? definition.produces ?? 'application/json'].flat().map(String);
  const content = Object.entries(objectAt(response.content, `content of ${where}`));
  const schemas = [
    ...produced.map((contentType) => [contentType, response.schema] as const),
    ...content.map(([contentType, value]) => [contentType, objectAt(value, where).schema] as const),
  ];
  return models.namesOf(schemas, where);
}
