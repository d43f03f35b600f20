import type { IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { HttpResponse, IntegrationResult, MappingScope } from '../exchange.ts';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import type { Header } from '../headers/header.ts';
import { acceptedTemplate, matchesMediaType } from '../headers/media-type.ts';
import { compileMappingTemplate } from '../mapping/compile-mapping-template.ts';
import { overriddenStatus, overrideHeaders } from '../mapping/overrides.ts';
import { compileResponseParameters } from '../mapping/response-parameters.ts';
import type { ApiIntegration, ApiMethod } from '../model.ts';
import { type Content, responseContent } from './content-handling.ts';
import { unreadable } from './request-body.ts';
import { compileSelection } from './select-response.ts';

/** Converts a result to the bytes or the string that the template maps and the client receives. */
export type ContentReader = (
  result: IntegrationResult,
  acceptsBinary: boolean,
  response: IntegrationResponse,
  binaryMediaTypes: readonly string[],
) => Content;

type Mapped = Omit<HttpResponse, 'showsTrace'>;

/** Compiles the integration responses. One is selected for a result and maps it to the client's response. */
export function compileResponseMapping(
  method: ApiMethod,
  integration: ApiIntegration,
  readContent: ContentReader,
): (result: IntegrationResult, scope: MappingScope) => Promise<Mapped> {
  const select = compileSelection(
    Object.values(integration.integrationResponses).map((response) => ({
      selectionPattern: response.selectionPattern,
      respond: compileResponse(method, response, readContent),
    })),
  );
  return async (result, scope) => {
    const { selectedBy = String(result.status) } = result;
    const selected = select(selectedBy);
    if (!selected) throw noMatch(result.status);
    return selected.respond(result, scope);
  };
}

function compileResponse(method: ApiMethod, response: IntegrationResponse, readContent: ContentReader) {
  const { statusCode = '200', responseTemplates, responseParameters } = response;
  const templates = Object.entries(responseTemplates ?? {}).map(
    ([contentType, source]) =>
      [contentType, source === '' ? undefined : compileMappingTemplate(source)] as const,
  );
  const declared = method.methodResponses[statusCode]?.responseParameters ?? {};
  const mapHeaders = compileResponseParameters(responseParameters ?? {}, (target) =>
    Object.hasOwn(declared, target),
  );
  return async (result: IntegrationResult, scope: MappingScope): Promise<Mapped> => {
    const { deployment, headers } = scope.exchange;
    const { binaryMediaTypes } = deployment;
    const acceptsBinary = matchesMediaType(binaryMediaTypes, headers.accept);
    const content = readContent(result, acceptsBinary, response, binaryMediaTypes);
    const mapped = await mapHeaders(scope, result);
    const [contentType = 'application/json', template] = acceptedTemplate(templates, headers.accept) ?? [];
    if (template && typeof content !== 'string') throw unreadable();
    const body = template ? await template(scope, String(content)) : content;
    return {
      status: overriddenStatus(scope) ?? Number(statusCode),
      headers: typed(overrideHeaders(scope, mapped), contentType),
      body,
    };
  };
}

function typed(headers: readonly Header[], contentType: string): Header[] {
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return isTyped ? [...headers] : [['Content-Type', contentType], ...headers];
}

function noMatch(status: number) {
  return configurationError(
    new Error(
      `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${status}`,
    ),
  );
}

/** Reads a result whose Content-Type says whether it is binary. */
export const readTyped: ContentReader = (result, acceptsBinary, { contentHandling }, binaryMediaTypes) => {
  const isBinary = matchesMediaType(binaryMediaTypes, contentTypeOf(result));
  return responseContent(result.body, isBinary, acceptsBinary, contentHandling);
};

export function contentTypeOf({ headers }: IntegrationResult): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
}
