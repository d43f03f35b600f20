/** OpenAPI definitions for tests. */

type Operations = Readonly<Record<string, object>>;

export const invocationUri = uriOf('arn:aws:lambda:us-east-1:000000000000:function:fn');

export const proxyMethod = proxyTo(invocationUri);

export function uriOf(functionArn: string): string {
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

export function proxyTo(uri: string, members: object = {}): object {
  return { 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri, ...members } };
}

/** A MOCK method that responds with 200 and this body. */
export function mockMethod(text: string, members: object = {}): object {
  return {
    responses: { 200: { description: 'ok' } },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      responses: { default: { statusCode: '200', responseTemplates: { 'application/json': text } } },
      ...members,
    },
  };
}

/** `any` becomes `x-amazon-apigateway-any-method`. */
export function api(paths: Readonly<Record<string, Operations>>, members: object = {}): object {
  const items = Object.entries(paths).map(([path, { any, ...operations }]) => [
    path,
    any ? { ...operations, 'x-amazon-apigateway-any-method': any } : operations,
  ]);
  return {
    openapi: '3.0.1',
    info: { title: 'test', version: '1' },
    paths: Object.fromEntries(items),
    ...members,
  };
}

export const catchAll = api({ '/': { any: proxyMethod }, '/{proxy+}': { any: proxyMethod } });

/** A method with an HTTP or HTTP_PROXY integration. */
export function httpMethod(uri: string, members: object = {}, headers: readonly string[] = []): object {
  return {
    responses: { 200: { description: 'ok', headers: Object.fromEntries(headers.map((name) => [name, {}])) } },
    'x-amazon-apigateway-integration': {
      type: 'http',
      httpMethod: 'ANY',
      uri,
      responses: { default: { statusCode: '200' } },
      ...members,
    },
  };
}
