import type { Backends } from '../../backends.ts';
import type {
  CompiledIntegration,
  Exchange,
  HttpResponse,
  IntegrationResult,
  MappingScope,
} from '../../exchange.ts';
import type { Header } from '../../headers/header.ts';
import { matchesMediaType } from '../../headers/media-type.ts';
import { remapOfBackEnd } from '../../headers/remap-headers.ts';
import { compileEndpointUri } from '../../mapping/endpoint-uri.ts';
import { mappingScope } from '../../mapping/mapping-scope.ts';
import { compileRequestParameters } from '../../mapping/request-parameters.ts';
import type { ApiIntegration } from '../../model.ts';
import { requestContent } from '../content-handling.ts';
import { compileHeaderCheck } from '../forbidden-headers.ts';
import { gatewayHeaders, userAgent } from '../request-headers.ts';
import { sentMethod } from '../request-method.ts';
import { contentTypeOf } from '../response-mapping.ts';
import { callHttp } from './call-http.ts';
import { compileConnection } from './compile-connection.ts';
import { decodeContent } from './decode-content.ts';
import { endpointUrl, uriWith } from './endpoint-url.ts';
import { httpRequestOf } from './http-request.ts';

const notForwarded = new Set(['host', 'content-encoding', 'via', 'x-amzn-trace-id']);
const notReturned = new Set(['transfer-encoding', 'content-encoding', 'via', 'keep-alive']);

/** HTTP_PROXY: request and response pass through. Mapped parameters are added to the request. */
export function compileHttpProxy(integration: ApiIntegration, backends: Backends): CompiledIntegration {
  const connectionOf = compileConnection(integration, backends);
  const endpointUri = compileEndpointUri(integration.uri ?? '');
  const mapParameters = compileRequestParameters(integration.requestParameters);
  const checkHeaders = compileHeaderCheck(integration);
  return {
    timeoutInMillis: integration.timeoutInMillis,
    async request(exchange) {
      checkHeaders();
      const scope = mappingScope(exchange);
      const parameters = await mapParameters(scope);
      const address = endpointUrl(endpointUri(exchange.stage.variables, parameters.path));
      const uri = uriWith(address, [...scope.query, ...parameters.querystring]);
      const isBinary = accepts(exchange, exchange.headers['content-type']);
      const content = requestContent(exchange.body, isBinary, integration.contentHandling);
      const httpMethod = sentMethod(integration, exchange.httpMethod);
      return httpRequestOf(
        httpMethod,
        { uri, host: address.host },
        forwarded(scope, exchange),
        parameters,
        content,
      );
    },
    async invoke(request, exchange) {
      return decodeContent(await callHttp(request, connectionOf(exchange)));
    },
    respond: passedOn,
  };
}

/** The client's headers, its `User-Agent` and `Accept` included. */
function forwarded({ headers }: MappingScope, exchange: Exchange): Header[] {
  const names = new Set([...headers.keys()].map((name) => name.toLowerCase()));
  const sent = [...headers]
    .filter(([name]) => !notForwarded.has(name.toLowerCase()))
    .flatMap(([name, values]) => values.map((value): Header => [name, value]));
  if (!names.has('accept')) sent.push(['Accept', 'application/json']);
  if (!names.has('user-agent')) sent.push(['User-Agent', userAgent(exchange)]);
  return [...sent, ...gatewayHeaders(exchange)];
}

/** Bytes stay bytes only where both the response's type and the client's `Accept` are binary media types. */
function passedOn(result: IntegrationResult, exchange: Exchange): HttpResponse {
  const isBinary = accepts(exchange, contentTypeOf(result));
  const isAccepted = accepts(exchange, exchange.headers.accept);
  return {
    status: result.status,
    headers: withLength(result)
      .filter(([name]) => !notReturned.has(name.toLowerCase()))
      .map(remapOfBackEnd),
    body: isBinary && isAccepted ? result.body : result.body.toString(isBinary ? 'base64' : 'utf8'),
    showsTrace: false,
  };
}

/** The gateway reads the whole response, so it knows the length of a chunked one, too. */
function withLength({ headers, body }: IntegrationResult): readonly Header[] {
  if (headers.some(([name]) => name.toLowerCase() === 'content-length')) return headers;
  return [...headers, ['Content-Length', String(body.length)]];
}

function accepts({ deployment }: Exchange, mediaType: string | undefined): boolean {
  return matchesMediaType(deployment.binaryMediaTypes, mediaType);
}
