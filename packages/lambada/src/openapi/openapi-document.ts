import type { ApiModel, Authorizer, JsonObject } from '../model.ts';
import { mergeOperations } from './merge-operations.ts';
import { openApiPaths } from './openapi-paths.ts';
import { mapValues, openApiSchema } from './openapi-schema.ts';
import { operationObject } from './operation-object.ts';

/** The API for its clients and readers, as OpenAPI 3.0.3. What API Gateway imports is another document. */
export function openApiDocument(model: ApiModel): JsonObject {
  const { title, version, description, classes, schemas, authorizers } = model;
  const tags = classes.map((each) => ({
    name: each.name,
    ...(each.description && { description: each.description }),
  }));
  return {
    openapi: '3.0.3',
    info: { title, version, ...(description && { description }) },
    tags,
    paths: pathsOf(model),
    components: {
      schemas: mapValues(schemas, openApiSchema),
      responses: { BadRequest: badRequest },
      securitySchemes: mapValues(authorizers, securityScheme),
    },
  };
}

function pathsOf(model: ApiModel): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const { path, names, resource, operation } of openApiPaths(model)) {
    const item = paths[path] ?? {};
    paths[path] = item;
    const method = operation.httpMethod.toLowerCase();
    const described = operationObject(resource, operation, names);
    const other = item[method];
    item[method] = other ? mergeOperations(other, described) : described;
  }
  return paths;
}

/** What the functions respond to parameters and bodies that are not valid. */
const badRequest: JsonObject = {
  description: 'A parameter or the body is not valid',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['message'],
        properties: {
          message: { type: 'string' },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['in', 'name', 'message'],
              properties: {
                in: { type: 'string', enum: ['path', 'query', 'header', 'cookie', 'form', 'body'] },
                name: { type: 'string' },
                message: { type: 'string' },
              },
            },
          },
        },
      },
    },
  },
};

function securityScheme(authorizer: Authorizer): JsonObject {
  return {
    type: 'apiKey',
    in: 'header',
    name: authorizer.kind === 'lambda' ? authorizer.header : 'Authorization',
    'x-amazon-apigateway-authtype': { lambda: 'custom', cognito: 'cognito_user_pools', iam: 'awsSigv4' }[
      authorizer.kind
    ],
  };
}
