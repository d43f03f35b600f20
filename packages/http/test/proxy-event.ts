import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

export const requestId = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';

/** The event of `GET /`, with the given fields in place of its own. */
export function proxyEvent(fields: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  return {
    resource: '/',
    path: '/',
    httpMethod: 'GET',
    headers: {},
    multiValueHeaders: {},
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { requestId } as APIGatewayProxyEvent['requestContext'],
    body: null,
    isBase64Encoded: false,
    ...fields,
  };
}

export const context = { awsRequestId: '8a7f1c52-0000-4000-8000-000000000000' } as Context;
