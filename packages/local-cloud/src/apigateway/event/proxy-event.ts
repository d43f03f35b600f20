import type { Exchange } from '../exchange.ts';
import { matchesMediaType } from '../headers/media-type.ts';
import { eventHeaders } from './event-headers.ts';
import { decodeQuery } from './query-string.ts';
import { lastValues, recordOf } from './record-of.ts';
import { requestContext } from './request-context.ts';

/** The event of a Lambda proxy integration. Members without a value are null. */
export function proxyEvent(exchange: Exchange) {
  const headers = eventHeaders(exchange);
  const query = decodeQuery(exchange.rawQuery);
  const { variables } = exchange.stage;
  const isBinary = matchesMediaType(exchange.deployment.binaryMediaTypes, exchange.headers['content-type']);
  return {
    resource: exchange.method.resourcePath,
    path: `${exchange.mappedPath ?? ''}${exchange.path.replace(/^\/*/, '/')}`,
    httpMethod: exchange.httpMethod,
    headers: lastValues(headers),
    multiValueHeaders: recordOf(headers),
    queryStringParameters: query ? lastValues(query) : null,
    multiValueQueryStringParameters: query ? recordOf(query) : null,
    pathParameters: exchange.pathParameters ?? null,
    stageVariables: Object.keys(variables).length > 0 ? variables : null,
    requestContext: requestContext(exchange, exchange.method),
    body: exchange.body.length > 0 ? exchange.body.toString(isBinary ? 'base64' : 'utf8') : null,
    isBase64Encoded: isBinary && exchange.body.length > 0,
  };
}
