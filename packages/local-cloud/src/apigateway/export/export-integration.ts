import type { IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { ApiIntegration } from '../model.ts';

const defaultTimeout = 29_000;

/** An integration as `x-amazon-apigateway-integration` says it; what is at its default is left out. */
export function exportIntegration(integration: ApiIntegration): object {
  const { type, httpMethod, uri, credentials, contentHandling, passthroughBehavior } = integration;
  const responses = Object.values(integration.integrationResponses);
  return {
    type: type.toLowerCase(),
    ...(httpMethod !== undefined && { httpMethod }),
    ...(uri !== undefined && { uri }),
    ...(credentials !== undefined && { credentials }),
    ...filled('requestParameters', integration.requestParameters),
    ...filled('requestTemplates', integration.requestTemplates),
    ...(passthroughBehavior !== undefined && { passthroughBehavior: passthroughBehavior.toLowerCase() }),
    ...(contentHandling !== undefined && { contentHandling }),
    ...(integration.connectionType !== undefined && {
      connectionType: integration.connectionType,
      connectionId: integration.connectionId,
    }),
    ...(integration.timeoutInMillis !== defaultTimeout && { timeoutInMillis: integration.timeoutInMillis }),
    ...(integration.cacheNamespace !== undefined && { cacheNamespace: integration.cacheNamespace }),
    ...filled('cacheKeyParameters', integration.cacheKeyParameters),
    ...filled(
      'responses',
      Object.fromEntries(
        responses.map((response) => [response.selectionPattern ?? 'default', exportResponse(response)]),
      ),
    ),
  };
}

function exportResponse(response: IntegrationResponse): object {
  const { statusCode, responseParameters, responseTemplates, contentHandling } = response;
  return {
    statusCode,
    ...filled('responseParameters', responseParameters),
    ...filled('responseTemplates', responseTemplates),
    ...(contentHandling !== undefined && { contentHandling }),
  };
}

function filled(name: string, values: object = {}): object {
  return Object.keys(values).length > 0 ? { [name]: values } : {};
}
