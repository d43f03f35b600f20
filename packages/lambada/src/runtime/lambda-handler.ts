import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Application } from './application.ts';
import type { RequestContext } from './http.ts';
import { isText } from './media-type.ts';

/** The handler of a function that API Gateway calls by a Lambda proxy integration. */
export function lambdaHandler(
  application: Application,
): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  return async (event) => {
    const { status, headers, body } = await application(requestOf(event));
    const multiValueHeaders: Record<string, string[]> = {};
    for (const [name, values] of headers) multiValueHeaders[name] = [...values];
    if (body === undefined) return { statusCode: status, multiValueHeaders, body: '' };
    if (typeof body === 'string') return { statusCode: status, multiValueHeaders, body };
    const text = isText(multiValueHeaders['Content-Type']?.[0] ?? '') ? textOf(body) : undefined;
    if (text !== undefined) return { statusCode: status, multiValueHeaders, body: text };
    const base64 = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64');
    return { statusCode: status, multiValueHeaders, body: base64, isBase64Encoded: true };
  };
}

/** Undefined where the bytes are no UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function requestOf(event: APIGatewayProxyEvent): RequestContext {
  const { resource, requestContext } = event;
  return {
    method: event.httpMethod,
    // What no path of the API takes comes by a resource that the build adds, and no table has.
    resource,
    pathParameters: event.pathParameters ?? {},
    query: event.multiValueQueryStringParameters ?? {},
    headers: headersOf(event),
    body: event.body ? Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8') : noBytes,
    authorizer: callerOf(requestContext),
    event,
  };
}

function callerOf({
  authorizer,
  identity,
}: APIGatewayProxyEvent['requestContext']): RequestContext['authorizer'] {
  if (authorizer) return authorizer;
  // IAM, which has no authorizer of its own.
  return identity?.userArn ? { principalId: identity.userArn } : undefined;
}

const noBytes = new Uint8Array();

function headersOf({ headers, multiValueHeaders }: APIGatewayProxyEvent): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  if (!multiValueHeaders) {
    for (const name in headers) found[name.toLowerCase()] = headers[name] ?? '';
    return found;
  }
  for (const name in multiValueHeaders) {
    const separator = name.toLowerCase() === 'cookie' ? '; ' : ', ';
    found[name.toLowerCase()] = (multiValueHeaders[name] ?? []).join(separator);
  }
  return found;
}
