import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { HttpResponse, RequestContext } from './http.ts';
import { lambdaHandler } from './lambda-handler.ts';

const event = (more: object = {}) =>
  ({
    httpMethod: 'POST',
    resource: '/x/{id}',
    path: '/x/7',
    pathParameters: { id: '7' },
    multiValueQueryStringParameters: { a: ['1', '2'] },
    multiValueHeaders: { Accept: ['text/html', 'text/xml'], COOKIE: ['a=1', 'b=2'] },
    headers: {},
    body: null,
    isBase64Encoded: false,
    requestContext: {},
    ...more,
  }) as unknown as APIGatewayProxyEvent;

async function requestOf(given: APIGatewayProxyEvent): Promise<RequestContext> {
  const seen: RequestContext[] = [];
  await lambdaHandler(async (request) => {
    seen.push(request);
    return { status: 200, headers: new Map(), body: undefined };
  })(given);
  const [request] = seen;
  if (!request) throw new Error('The application was not called');
  return request;
}

const responseOf = (body: HttpResponse['body'], type = 'text/plain') =>
  lambdaHandler(async () => ({ status: 200, headers: new Map([['Content-Type', [type]]]), body }))(event());

describe('the request of an event', () => {
  it('has names of headers in lower case, and values of one header in one', async () => {
    expect(await requestOf(event())).toMatchObject({
      method: 'POST',
      resource: '/x/{id}',
      pathParameters: { id: '7' },
      query: { a: ['1', '2'] },
      headers: { accept: 'text/html, text/xml', cookie: 'a=1; b=2' },
      authorizer: undefined,
    });
  });

  it('has the bytes of the body, however they were sent', async () => {
    expect(Buffer.from((await requestOf(event({ body: 'é' }))).body)).toEqual(Buffer.from('é'));
    const base64 = event({ body: Buffer.from([0, 255]).toString('base64'), isBase64Encoded: true });
    expect([...(await requestOf(base64)).body]).toEqual([0, 255]);
  });

  it('is one of the test invocation, which has nulls', async () => {
    const nothing = { pathParameters: null, multiValueQueryStringParameters: null, multiValueHeaders: null };
    const given = event({ ...nothing, headers: { Accept: 'a/b' } });
    expect(await requestOf(given)).toMatchObject({
      pathParameters: {},
      query: {},
      headers: { accept: 'a/b' },
    });
  });

  it('has the caller of an authorizer, or of IAM', async () => {
    const authorizer = { principalId: 'ada' };
    expect(await requestOf(event({ requestContext: { authorizer } }))).toMatchObject({ authorizer });
    const identity = { userArn: 'arn:aws:iam::1:user/ada' };
    expect(await requestOf(event({ requestContext: { identity } }))).toMatchObject({
      authorizer: { principalId: identity.userArn },
    });
  });
});

describe('the response of a function', () => {
  it.each([
    ['a string', 'é', 'text/plain', { body: 'é' }],
    ['nothing', undefined, 'text/plain', { body: '' }],
    ['bytes', new Uint8Array([0, 255]), 'image/png', { body: 'AP8=', isBase64Encoded: true }],
    ['bytes of a text', Buffer.from('é'), 'text/html', { body: 'é' }],
    ['no UTF-8 of a text', new Uint8Array([255]), 'text/html', { body: '/w==', isBase64Encoded: true }],
  ])('has %s', async (_, body, type, expected) => {
    const response = await responseOf(body, type);
    expect(response).toEqual({ statusCode: 200, multiValueHeaders: { 'Content-Type': [type] }, ...expected });
  });
});
