import { type Dialect, type ExportedMethod, type ExportedResponse, hostOf } from './dialect.ts';

const modelPrefix = '#/definitions/';
const text = { type: 'string' };

export const swagger: Dialect = {
  modelPrefix,
  version: { swagger: '2.0' },
  address: (source) => ({ host: hostOf(source), basePath: `/${source.stageName}`, schemes: ['https'] }),
  operation: describeOperation,
  components: (definitions, securityDefinitions) => ({
    ...(Object.keys(securityDefinitions).length > 0 && { securityDefinitions }),
    ...(Object.keys(definitions).length > 0 && { definitions }),
  }),
};

/** An operation has one list of content types for all its responses, and its body has one model. */
function describeOperation(method: ExportedMethod): object {
  const consumes = contentTypes(Object.keys(method.requestModels), method.templates.request);
  const modelled = method.responses.flatMap(({ models }) => Object.keys(models));
  const produces = contentTypes(modelled, method.templates.response);
  const parameters: object[] = method.parameters.map((parameter) => ({ ...parameter, ...text }));
  const [model] = Object.values(method.requestModels);
  if (model !== undefined) {
    parameters.push({ in: 'body', name: model, required: true, schema: { $ref: modelPrefix + model } });
  }
  return {
    ...(consumes.length > 0 && { consumes }),
    ...(produces.length > 0 && { produces }),
    ...(parameters.length > 0 && { parameters }),
    responses: Object.fromEntries(
      method.responses.map((response) => [response.statusCode, describeResponse(response)]),
    ),
  };
}

/** Those of models; an operation without models has those of its integration's templates. */
function contentTypes(modelled: readonly string[], ofTemplates: readonly string[]): string[] {
  return [...new Set(modelled.length > 0 ? modelled : ofTemplates)];
}

function describeResponse({ statusCode, headers, models }: ExportedResponse): object {
  const [model] = Object.values(models);
  return {
    description: `${statusCode} response`,
    ...(model !== undefined && { schema: { $ref: modelPrefix + model } }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers.map((name) => [name, text])) }),
  };
}
