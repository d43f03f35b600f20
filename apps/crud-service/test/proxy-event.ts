import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

/** The event of a request for a resource, as API Gateway sends it to a function. */
export function proxyEvent(
  resourceId: string,
  headers: Record<string, string> = {},
  body: string | null = null,
): APIGatewayProxyEvent {
  return {
    resource: '/resource/{resourceId}',
    path: `/resource/${resourceId}`,
    httpMethod: 'GET',
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { resourceId },
    stageVariables: null,
    requestContext: {
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    } as APIGatewayProxyEvent['requestContext'],
    body,
    isBase64Encoded: false,
  };
}

export const context = { awsRequestId: '8a7f1c52-0000-4000-8000-000000000000' } as Context;
