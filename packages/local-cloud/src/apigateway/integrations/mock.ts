import type { IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { Answer, Header } from '../exchange.ts';
import { configurationError, GatewayFault } from '../gateway-responses/gateway-fault.ts';
import type { ApiIntegration, ApiMethod } from '../model.ts';
import { acceptedTemplate } from './accepted-template.ts';
import type { CompiledIntegration, IntegrationResult } from './integration.ts';
import { mockStatus } from './mock-status.ts';
import { compileSelection } from './select-response.ts';

/** MOCK: the request template names a status, which selects the integration response. */
export function compileMock(method: ApiMethod, integration: ApiIntegration): CompiledIntegration {
  const templates = integration.requestTemplates;
  const responses = Object.values(integration.integrationResponses).map((response) => ({
    selectionPattern: response.selectionPattern,
    answer: compileAnswer(method, response.statusCode ?? '200', response),
  }));
  const select = compileSelection(responses);
  return {
    timeoutInMillis: integration.timeoutInMillis,
    request(exchange) {
      const contentType = exchange.headers['content-type'] ?? 'application/json';
      const template = templateFor(templates, contentType) ?? templates.$default;
      if (template !== undefined) return { httpMethod: exchange.httpMethod, headers: [], body: template };
      const { passthroughBehavior } = integration;
      const isOpen =
        passthroughBehavior === 'WHEN_NO_MATCH' ||
        (passthroughBehavior === 'WHEN_NO_TEMPLATES' && Object.keys(templates).length === 0);
      if (!isOpen) throw new GatewayFault('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
      return { httpMethod: exchange.httpMethod, headers: [], body: exchange.body.toString('utf8') };
    },
    async invoke({ body }): Promise<IntegrationResult> {
      const status = mockStatus(String(body));
      if (status === undefined) throw configurationError();
      return { status, headers: [], body: Buffer.alloc(0) };
    },
    respond(result, exchange) {
      const selected = select(String(result.status));
      if (!selected) throw configurationError();
      return selected.answer(exchange.headers.accept);
    },
  };
}

function templateFor(templates: Readonly<Record<string, string>>, contentType: string): string | undefined {
  const exact = Object.hasOwn(templates, contentType) ? templates[contentType] : undefined;
  const bare = contentType.split(';', 1)[0]?.trim() ?? '';
  return exact ?? (Object.hasOwn(templates, bare) ? templates[bare] : undefined);
}

function compileAnswer(
  method: ApiMethod,
  statusCode: string,
  response: IntegrationResponse,
): (accept: string | undefined) => Answer {
  const templates = Object.entries(response.responseTemplates ?? {});
  const declared = method.methodResponses[statusCode]?.responseParameters ?? {};
  const headers = Object.entries(response.responseParameters ?? {})
    .filter(([target]) => Object.hasOwn(declared, target))
    .map(([target, value]): Header => [target.slice('method.response.header.'.length), value.slice(1, -1)]);
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return (accept) => {
    const [contentType = 'application/json', body = ''] = acceptedTemplate(templates, accept) ?? [];
    const typed: Header[] = isTyped ? headers : [['Content-Type', contentType], ...headers];
    return { status: Number(statusCode), headers: typed, body, showsTrace: false };
  };
}
