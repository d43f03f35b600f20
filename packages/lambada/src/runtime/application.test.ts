import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createApplication } from './application.ts';
import type { RequestContext } from './http.ts';
import { Response } from './response.ts';
import type { ErrorMapping, Route, RoutedResource } from './route-table.ts';
import { WebApplicationError } from './web-application-error.ts';

function request(given: Partial<RequestContext> = {}): RequestContext {
  const nothing = { pathParameters: {}, query: {}, headers: {}, body: new Uint8Array() };
  return { method: 'GET', resource: '/x', ...nothing, authorizer: undefined, event: undefined, ...given };
}

const returning = (entity: unknown, more: Partial<Route> = {}): Route => ({
  parameters: [],
  call: () => entity,
  ...more,
});

async function respond(
  resource: RoutedResource | Route,
  given: Partial<RequestContext> = {},
  mappers: ErrorMapping[] = [],
) {
  const routes = 'call' in resource ? { GET: [resource as Route] } : (resource as RoutedResource);
  const application = createApplication({ resources: { '/x': routes }, mappers });
  const { status, headers, body } = await application(request(given));
  const type = headers.get('Content-Type')?.[0];
  return {
    status,
    type,
    body: body instanceof Uint8Array ? [...body] : body,
    headers: Object.fromEntries(headers),
  };
}

describe('what a method returns', () => {
  async function* chunks() {
    yield 'a';
    yield new Uint8Array([98]);
  }

  it.each([
    [
      'an object',
      { a: 1n, b: new Date(0) },
      200,
      'application/json',
      '{"a":1,"b":"1970-01-01T00:00:00.000Z"}',
    ],
    ['null', null, 200, 'application/json', 'null'],
    ['a number', 7, 200, 'application/json', '7'],
    ['a string', 'é', 200, 'text/plain; charset=utf-8', 'é'],
    ['nothing', undefined, 204, undefined, undefined],
    ['bytes', new Uint8Array([1, 2]), 200, 'application/octet-stream', [1, 2]],
    ['a part of a buffer', new Uint8Array([1, 2, 3]).subarray(1), 200, 'application/octet-stream', [2, 3]],
    ['a blob', new Blob(['a'], { type: 'image/gif' }), 200, 'image/gif', [97]],
    ['a stream', Readable.from(['a', 'b']), 200, 'application/octet-stream', [97, 98]],
    ['a generator', chunks(), 200, 'application/octet-stream', [97, 98]],
    [
      'a Response',
      Response.status(418).entity({ tea: true }).build(),
      418,
      'application/json',
      '{"tea":true}',
    ],
  ])('%s', async (_, entity, status, type, body) => {
    expect(await respond(returning(entity))).toMatchObject({ status, type, body });
  });

  it('has the status and the type of the annotations', async () => {
    const route = returning('a,b', { status: 201, produces: ['text/csv'] });
    expect(await respond(route)).toMatchObject({ status: 201, type: 'text/csv; charset=utf-8', body: 'a,b' });
  });

  it('has the type of a Response where that says one', async () => {
    const built = Response.ok('{}').header('content-type', 'application/problem+json').build();
    const { headers } = await respond(returning(built, { produces: ['text/plain'] }));
    expect(headers).toEqual({ 'content-type': ['application/problem+json'] });
  });

  it('is no body for HEAD, whose headers are those of GET', async () => {
    expect(await respond(returning({ a: 1 }), { method: 'HEAD' })).toMatchObject({
      status: 200,
      type: 'application/json',
      body: undefined,
    });
  });

  it('is a bug where an object would be sent as a picture', async () => {
    using log = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await respond(returning({ a: 1 }, { produces: ['image/png'] }))).toMatchObject({ status: 500 });
    expect(String(log.mock.calls[0]?.[0])).toContain(
      'Expected a string, bytes or a stream to send as image/png',
    );
  });
});

describe('negotiation', () => {
  const both: RoutedResource = {
    GET: [
      returning({}, { produces: ['application/json'] }),
      returning('<a/>', { produces: ['text/html', 'text/xml'] }),
    ],
    POST: [
      returning('json', { consumes: ['application/json'] }),
      returning('any text', { consumes: ['text/*'] }),
    ],
  };

  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/*', 'text/html; charset=utf-8'],
    ['text/xml, text/html;q=0.1', 'text/xml; charset=utf-8'],
    ['application/json;q=0.2, text/html;q=0.3', 'text/html; charset=utf-8'],
    ['text/html;q=0, */*;q=0.1', 'application/json'],
  ])('makes of Accept: %s the type %s', async (accept, type) => {
    expect(await respond(both, { headers: { accept } })).toMatchObject({ status: 200, type });
  });

  it.each([
    ['application/json; charset=utf-8', 200, 'json'],
    ['TEXT/CSV', 200, 'any text'],
    [undefined, 200, 'json'],
    [
      'image/png',
      415,
      '{"message":"Expected application/json or text/* for Content-Type, received \\"image/png\\""}',
    ],
  ])('makes of Content-Type: %s status %i', async (type, status, body) => {
    const headers = { 'content-type': type };
    expect(await respond(both, { method: 'POST', headers })).toMatchObject({ status, body });
  });

  it('refuses a type that no method produces', async () => {
    expect(await respond(both, { headers: { accept: 'image/*' } })).toMatchObject({
      status: 406,
      body: '{"message":"Expected a type that takes in application/json or text/html or text/xml for Accept, received \\"image/*\\""}',
    });
  });
});

describe('paths with patterns', () => {
  const resource: RoutedResource = {
    GET: [returning('digits', { patterns: { id: /^(?:\d+)$/ } }), returning('others')],
    PUT: [returning('put', { patterns: { id: /^(?:\d+)$/ } })],
  };

  it.each([
    ['GET', '7', 200, 'digits'],
    ['GET', '%37', 200, 'digits'],
    ['GET', 'x', 200, 'others'],
    ['PUT', '7', 200, 'put'],
    ['PUT', 'x', 405, undefined],
    ['DELETE', 'x', 405, undefined],
  ])('%s %s', async (method, id, status, body) => {
    const response = await respond(resource, { method, pathParameters: { id } });
    expect(response.status).toBe(status);
    if (body) expect(response.body).toBe(body);
    if (status === 405) expect(response.headers.Allow).toEqual(['GET, HEAD, OPTIONS']);
  });
});

it('a path with a pattern is the only one for what it matches', async () => {
  const page = { produces: ['text/html'] };
  const resource: RoutedResource = {
    GET: [
      returning({}, { produces: ['application/json'], patterns: { id: /^(?:\d+)$/ } }),
      returning('<p>', page),
    ],
  };
  const headers = { accept: 'text/html' };
  expect(await respond(resource, { pathParameters: { id: '7' }, headers })).toMatchObject({ status: 406 });
  expect(await respond(resource, { pathParameters: { id: 'x' }, headers })).toMatchObject({ body: '<p>' });
});

describe('errors', () => {
  class Missing extends Error {}
  class Lost extends Missing {}
  const failing = (error: unknown): Route => ({
    parameters: [],
    call: () => {
      throw error;
    },
  });
  const mappers: ErrorMapping[] = [
    { error: Missing, toResponse: (error: Error) => Response.status(404).entity(error.message).build() },
  ];

  it('become the response of their mapper, those of derived classes too', async () => {
    const expected = { status: 404, body: 'gone' };
    expect(await respond(failing(new Missing('gone')), {}, mappers)).toMatchObject(expected);
    expect(await respond(failing(new Lost('gone')), {}, mappers)).toMatchObject(expected);
  });

  it('become their own response where they have one', async () => {
    expect(await respond(failing(new WebApplicationError(409, 'Twice')), {}, mappers)).toMatchObject({
      status: 409,
      body: '{"message":"Twice"}',
    });
  });

  it('keep their own response where a mapper is for all errors, and not where one is for them', async () => {
    const all = { error: Error, toResponse: () => Response.status(503).build() };
    const ours = { error: WebApplicationError, toResponse: () => Response.status(418).build() };
    class Own extends WebApplicationError {}
    const own = { error: Own, toResponse: () => Response.status(419).build() };
    expect(await respond(failing(new WebApplicationError(409)), {}, [all])).toMatchObject({ status: 409 });
    expect(await respond(failing(new Error()), {}, [ours, all])).toMatchObject({ status: 503 });
    expect(await respond(failing(new WebApplicationError(409)), {}, [own, ours, all])).toMatchObject({
      status: 418,
    });
    expect(await respond(failing(new Own(409)), {}, [own, ours])).toMatchObject({ status: 419 });
    expect(await respond({}, { method: 'GET' }, [all])).toMatchObject({ status: 404 });
  });

  it.each([
    ['a bug', failing(new TypeError('secret')), []],
    [
      'a mapper with a bug',
      failing(new Missing('x')),
      [{ error: Missing, toResponse: () => Promise.reject(new Error('secret')) }],
    ],
    ['what is no error', failing('secret'), []],
  ])('are logged, and an opaque 500: %s', async (_, route, mapping) => {
    using log = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await respond(route, {}, mapping)).toMatchObject({
      status: 500,
      body: '{"message":"Internal server error"}',
    });
    expect(log).toHaveBeenCalledOnce();
  });

  it('lets nobody call a method with an authorizer that the gateway did not ask', async () => {
    const route = returning('secret', { authorizer: 'token' });
    expect(await respond(route)).toMatchObject({ status: 401 });
    expect(await respond(route, { authorizer: { principalId: 'ada' } })).toMatchObject({ body: 'secret' });
  });
});
