import type { ContentHandlingStrategy } from '@aws-sdk/client-api-gateway';
import { parsedJson } from '../../../aws/json-text.ts';
import type { InvokeRequest, InvokeResult } from '../../../lambda/function-invoker.ts';
import type { Backends } from '../../backends.ts';
import type { CompiledIntegration, IntegrationResult } from '../../exchange.ts';
import type { Header } from '../../headers/header.ts';
import { matchesMediaType } from '../../headers/media-type.ts';
import type { ApiIntegration, ApiMethod } from '../../model.ts';
import { responseContent } from '../content-handling.ts';
import { compileMapped } from '../mapped-integration.ts';
import { withMapped } from '../request-headers.ts';
import { sentMethod } from '../request-method.ts';
import type { ContentReader } from '../response-mapping.ts';
import { invocationHeaders, resultHeaders } from './invocation-headers.ts';
import { compileInvoker, functionErrorMessage, invocationUri, notAnInvocation } from './invoke-function.ts';
import { lambdaFunctionOf } from './lambda-uri.ts';

const invocationTypes: readonly (string | undefined)[] = ['RequestResponse', 'Event', 'DryRun'];

/** AWS with a Lambda function: the mapped body is its event, and its result is mapped to the response. */
export function compileLambda(
  resourcePath: string,
  method: ApiMethod,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  const functionName = lambdaFunctionOf(integration.uri);
  const invoke = compileInvoker(resourcePath, integration, backends);
  return compileMapped(method, integration, {
    reachesBackEnd: true,
    readContent: readResult,
    request({ exchange }, parameters, body) {
      const httpMethod = sentMethod(integration, exchange.httpMethod);
      if (httpMethod !== 'POST') throw notAnInvocation();
      const uri = invocationUri(backends, functionName(exchange.stage.variables));
      return { httpMethod, uri, headers: withMapped(invocationHeaders(exchange), parameters.header), body };
    },
    async invoke({ headers, body }, exchange) {
      const result = await invoke(exchange, {
        payload: body,
        invocationType: invocationTypeOf(headers),
        clientContext: headerOf(headers, 'x-amz-client-context'),
      });
      return integrationResult(result);
    },
  });
}

function invocationTypeOf(headers: readonly Header[]): InvokeRequest['invocationType'] {
  const type = headerOf(headers, 'x-amz-invocation-type');
  if (!invocationTypes.includes(type)) return undefined;
  return type as InvokeRequest['invocationType'];
}

function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([spelling]) => spelling.toLowerCase() === name)?.[1];
}

/** Patterns are matched against the message of an error. A successful result matches no pattern. */
function integrationResult(result: InvokeResult): IntegrationResult {
  const { functionError, payload } = result;
  return {
    status: result.statusCode,
    headers: resultHeaders(result),
    body: payload,
    selectedBy: functionError ? functionErrorMessage(payload) : null,
  };
}

/** A result is JSON. Bytes come as base64 in a JSON string, which loses its quotes. */
const readResult: ContentReader = ({ body }, acceptsBinary, { contentHandling }, binaryMediaTypes) => {
  const isBinary = matchesMediaType(binaryMediaTypes, 'application/json');
  const text = wantsBytes(contentHandling, acceptsBinary && !isBinary) ? parsedJson(body) : undefined;
  return typeof text === 'string'
    ? responseContent(Buffer.from(text), false, acceptsBinary, contentHandling)
    : responseContent(body, isBinary, acceptsBinary, contentHandling);
};

function wantsBytes(handling: ContentHandlingStrategy | undefined, byDefault: boolean): boolean {
  return handling === undefined ? byDefault : handling === 'CONVERT_TO_BINARY';
}
