import type { ApiMethod, ApiModel } from '../model.ts';
import type { Dialect, ExportedParameter } from './dialect.ts';
import type { ExportExtensions } from './export-extensions.ts';
import { exportIntegration } from './export-integration.ts';
import { securityOf } from './export-security.ts';

const places = { header: 'header', path: 'path', querystring: 'query' } as const;
const parameterPattern = /^method\.request\.(header|path|querystring)\.(.+)$/s;
const headerPrefix = 'method.response.header.';

/** One method as an operation of OpenAPI. */
export function exportOperation(
  method: ApiMethod,
  model: ApiModel,
  dialect: Dialect,
  extensions: ExportExtensions,
): object {
  const integration = method.methodIntegration;
  const security = securityOf(method, model);
  const validator = model.requestValidators[method.requestValidatorId ?? '']?.name;
  return {
    ...(method.operationName !== undefined && { operationId: method.operationName }),
    ...dialect.operation({
      parameters: Object.entries(method.requestParameters).flatMap(parameterOf),
      requestModels: method.requestModels,
      templates: {
        request: Object.keys(integration?.requestTemplates ?? {}),
        response: Object.values(integration?.integrationResponses ?? {}).flatMap(({ responseTemplates }) =>
          Object.keys(responseTemplates ?? {}),
        ),
      },
      responses: Object.entries(method.methodResponses).map(([statusCode, response]) => ({
        statusCode,
        headers: Object.keys(response.responseParameters ?? {}).map((target) =>
          target.slice(headerPrefix.length),
        ),
        models: response.responseModels ?? {},
      })),
    }),
    ...(security.length > 0 && { security }),
    ...(extensions.integrations &&
      validator !== undefined && { 'x-amazon-apigateway-request-validator': validator }),
    ...(extensions.integrations &&
      integration && {
        'x-amazon-apigateway-integration': exportIntegration(integration),
      }),
  };
}

function parameterOf([key, required]: readonly [string, boolean]): ExportedParameter[] {
  const [, place, name] = key.match(parameterPattern) ?? [];
  if (place === undefined || name === undefined) return [];
  return [{ name, in: places[place as keyof typeof places], required }];
}
