import type { Integration, IntegrationResponse, Method } from '@aws-sdk/client-api-gateway';
import type { ApiIntegration, ApiMethod, ApiResource } from '../model.ts';

/** As AWS shows it: maps with nothing in them are left out. */
export function describeMethod(resource: ApiResource, method: ApiMethod): Method {
  const { methodIntegration, methodResponses, ...members } = method;
  return {
    ...withoutEmpty(members),
    ...(Object.keys(methodResponses).length > 0 && { methodResponses }),
    ...(methodIntegration && { methodIntegration: describeIntegration(resource, methodIntegration) }),
  };
}

export function describeIntegration(resource: ApiResource, integration: ApiIntegration): Integration {
  const { integrationResponses, ...members } = integration;
  const isHttp = integration.type === 'HTTP' || integration.type === 'HTTP_PROXY';
  return {
    ...withoutEmpty({ ...members, requestTemplates: shownTemplates(members.requestTemplates) }),
    ...(isHttp && { connectionType: integration.connectionType ?? 'INTERNET' }),
    cacheNamespace: integration.cacheNamespace ?? resource.id,
    cacheKeyParameters: integration.cacheKeyParameters ?? [],
    ...(Object.keys(integrationResponses).length > 0 && {
      integrationResponses: Object.fromEntries(
        Object.entries(integrationResponses).map(([status, response]) => [
          status,
          describeIntegrationResponse(response),
        ]),
      ),
    }),
  };
}

export function describeIntegrationResponse(response: IntegrationResponse): IntegrationResponse {
  const { responseTemplates } = response;
  return responseTemplates ? { ...response, responseTemplates: shownTemplates(responseTemplates) } : response;
}

/** AWS shows an empty template as null, of which the SDK's types do not know. */
function shownTemplates(templates: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(templates).map(([contentType, source]) => [contentType, source || null]);
  return Object.fromEntries(shown);
}

function withoutEmpty<Members extends object>(members: Members): Members {
  const entries = Object.entries(members).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(entries) as Members;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
