import {
  type Dialect,
  type ExportedMethod,
  type ExportedParameter,
  type ExportedResponse,
  hostOf,
} from './dialect.ts';

const modelPrefix = '#/components/schemas/';
const text = { schema: { type: 'string' } };

export const openApi3: Dialect = {
  modelPrefix,
  version: { openapi: '3.0.1' },
  address: (source) => ({
    servers: [
      {
        url: `https://${hostOf(source)}/{basePath}`,
        variables: { basePath: { default: source.stageName } },
      },
    ],
  }),
  operation: describeOperation,
  components: (schemas, securitySchemes) => ({
    components: {
      ...(Object.keys(schemas).length > 0 && { schemas }),
      ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
    },
  }),
};

function describeOperation({ parameters, requestModels, responses }: ExportedMethod): object {
  return {
    ...(parameters.length > 0 && { parameters: parameters.map(describeParameter) }),
    ...(Object.keys(requestModels).length > 0 && {
      requestBody: { content: contentOf(requestModels), required: true },
    }),
    responses: Object.fromEntries(
      responses.map((response) => [response.statusCode, describeResponse(response)]),
    ),
  };
}

function describeParameter({ required, ...parameter }: ExportedParameter): object {
  return { ...parameter, ...(required && { required }), ...text };
}

function describeResponse({ statusCode, headers, models }: ExportedResponse): object {
  return {
    description: `${statusCode} response`,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers.map((name) => [name, text])) }),
    content: contentOf(models),
  };
}

function contentOf(models: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(models).map(([contentType, name]) => [
      contentType,
      { schema: { $ref: modelPrefix + name } },
    ]),
  );
}
