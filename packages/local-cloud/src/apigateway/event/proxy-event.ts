import type { Exchange } from '../exchange.ts';
import { matchesMediaType } from '../headers/media-type.ts';
import { eventHeaders } from './event-headers.ts';
import { decodeQuery } from './query-string.ts';
import { requestContext } from './request-context.ts';

type Values = ReadonlyMap<string, readonly string[]>;

/** The event that a Lambda proxy integration hands to its function. What there is nothing to show of is null. */
export function proxyEvent(exchange: Exchange) {
  const headers = eventHeaders(exchange);
  const query = decodeQuery(exchange.rawQuery);
  const { variables } = exchange.stage;
  const isBinary = matchesMediaType(exchange.deployment.binaryMediaTypes, exchange.headers['content-type']);
  return {
    resource: exchange.method.resourcePath,
    path: exchange.path.replace(/^\/*/, '/'),
    httpMethod: exchange.httpMethod,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: query ? lastValues(query) : null,
    multiValueQueryStringParameters: query ? allValues(query) : null,
    pathParameters: exchange.pathParameters ?? null,
    stageVariables: Object.keys(variables).length > 0 ? variables : null,
    requestContext: requestContext(exchange, exchange.method),
    body: exchange.body.length > 0 ? exchange.body.toString(isBinary ? 'base64' : 'utf8') : null,
    isBase64Encoded: isBinary && exchange.body.length > 0,
  };
}

/** Without a prototype, like its sibling: a client may name a header or parameter `__proto__`. */
function lastValues(values: Values): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (const [name, all] of values) record[name] = all.at(-1) ?? '';
  return record;
}

function allValues(values: Values): Record<string, readonly string[]> {
  const record: Record<string, readonly string[]> = Object.create(null);
  for (const [name, all] of values) record[name] = all;
  return record;
}
