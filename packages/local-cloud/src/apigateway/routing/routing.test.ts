import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { api, mockMethod, proxyMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi | undefined;

afterEach(() => served?.stop());

async function answers(paths: Record<string, Record<string, object>>, ...requests: string[]) {
  served = await serveApi(api(paths));
  const texts: string[] = [];
  for (const request of requests) {
    const [method = '', path = ''] = request.split(' ');
    const { status, text } = await served.send({ method, path });
    texts.push(status === 200 ? text : `${status} ${text}`);
  }
  return texts;
}

const missing = '403 {"message":"Missing Authentication Token"}';

describe('routing', () => {
  it('RT-1: a static segment beats a parameter beats a greedy parameter, in any order', async () => {
    const paths = {
      '/{proxy+}': { get: mockMethod('greedy') },
      '/{id}': { get: mockMethod('parameter') },
      '/static': { get: mockMethod('static') },
    };
    expect(await answers(paths, 'GET /static', 'GET /other', 'GET /other/more')).toEqual([
      'static',
      'parameter',
      'greedy',
    ]);
  });

  it('RT-2: goes back to a greedy resource higher up', async () => {
    const paths = {
      '/part1': { get: mockMethod('part1') },
      '/part1/hardcoded-value': { get: mockMethod('hardcoded') },
      '/{param+}': { get: mockMethod('greedy') },
    };
    expect(
      await answers(paths, 'GET /part1', 'GET /part1/hardcoded-value', 'GET /part1/random-value'),
    ).toEqual(['part1', 'hardcoded', 'greedy']);
  });

  it('RT-3: considers the method, and prefers ANY of a static resource to the exact method of a greedy one', async () => {
    const paths = {
      '/test': { post: mockMethod('POST request') },
      '/test/any': { any: mockMethod('ANY request') },
      '/{proxy+}': { options: mockMethod('OPTIONS request') },
    };
    expect(await answers(paths, 'OPTIONS /test', 'POST /test', 'OPTIONS /test/any')).toEqual([
      'OPTIONS request',
      'POST request',
      'ANY request',
    ]);
  });

  it('RT-4: the exact method beats ANY, which covers the seven methods and no other', async () => {
    const paths = { '/': { get: mockMethod('exact'), any: mockMethod('any') } };
    const requests = ['GET', 'DELETE', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'PROPFIND', 'TRACE'];
    expect(await answers(paths, ...requests.map((method) => `${method} /`))).toEqual([
      'exact',
      ...Array(5).fill('any'),
      missing,
      missing,
    ]);
  });

  it('RT-4: serves HEAD by ANY, without a body, and not by GET', async () => {
    served = await serveApi(api({ '/get': { get: mockMethod('x') }, '/any': { any: mockMethod('x') } }));
    expect((await served.send({ method: 'HEAD', path: '/get' })).status).toBe(403);
    const head = await served.send({ method: 'HEAD', path: '/any' });
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '1']);
  });

  it('RT-5: an unknown path and a wrong method are both a missing authentication token', async () => {
    served = await serveApi(api({ '/known': { get: mockMethod('x') } }));
    for (const request of [{ path: '/unknown' }, { method: 'POST', path: '/known' }]) {
      const response = await served.send(request);
      expect(response.status).toBe(403);
      expect(response.text).toBe('{"message":"Missing Authentication Token"}');
      expect(response.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
      expect(response.headers['content-type']).toBe('application/json');
    }
  });

  it('RT-6: ignores a trailing slash and doubled leading ones, not inner ones', async () => {
    const paths = { '/hardcoded': { get: mockMethod('x') }, '/a/b': { get: mockMethod('ab') } };
    expect(
      await answers(paths, 'GET /hardcoded/', 'GET //hardcoded', 'GET ///hardcoded/', 'GET /a//b'),
    ).toEqual(['x', 'x', 'x', missing]);
  });

  it('RT-6: inner doubles reach a greedy parameter', async () => {
    served = await serveApi(api({ '/{proxy+}': { any: proxyMethod } }));
    expect((await served.eventOf({ path: '/a//b' })).pathParameters).toEqual({ proxy: 'a//b' });
  });

  it('RT-7: a greedy parameter needs a segment', async () => {
    const paths = { '/store/{proxy+}': { get: mockMethod('x') } };
    expect(await answers(paths, 'GET /store', 'GET /store/', 'GET /store/1')).toEqual([
      missing,
      missing,
      'x',
    ]);
  });

  it('RT-8: among equal shapes the earlier static segment wins', async () => {
    const paths = { '/{a}/b': { get: mockMethod('late') }, '/a/{b}': { get: mockMethod('early') } };
    expect(await answers(paths, 'GET /a/b', 'GET /x/b')).toEqual(['early', 'late']);
  });

  it('RT-9: an unknown stage and an unknown API are forbidden', async () => {
    served = await serveApi(api({ '/': { get: mockMethod('x') } }));
    const unknownStage = await served.send({ target: '/nowhere/' });
    const unknownApi = await served.send({ target: '/restapis/aaaaaaaaaa/test/_user_request_/' });
    for (const { status, text, headers } of [unknownStage, unknownApi]) {
      expect([status, text]).toEqual([403, '{"message":"Forbidden"}']);
      expect(headers['x-amzn-requestid']).toBeDefined();
    }
  });

  it.each([
    [
      'Bearer x',
      /^'x' not a valid key=value pair \(missing equal-sign\) in Authorization header: 'Bearer x'\.$/,
    ],
    ['Basic eDp5', /missing equal-sign/],
    ['x', /^Authorization header requires 'Credential' parameter\./],
  ])('reads the header Authorization: %s of an unknown path as a signature', async (value, message) => {
    served = await serveApi(api({ '/known': { get: proxyMethod } }));
    const { status, headers, json } = await served.send({
      path: '/unknown',
      headers: ['Authorization', value],
    });
    expect([status, headers['x-amzn-errortype']]).toEqual([403, 'IncompleteSignatureException']);
    expect((json as { message: string }).message).toMatch(message);
  });

  it('responds to every path by a route or with Missing Authentication Token', async () => {
    served = await serveApi(api({ '/a/{b}': { get: mockMethod('x') }, '/{p+}': { post: mockMethod('y') } }));
    const { send } = served;
    const path = fc.stringMatching(/^\/[a-z{}/%+?&=.;:@~-]{0,20}$/);
    await fc.assert(
      fc.asyncProperty(path, fc.constantFrom('GET', 'POST'), async (text, method) => {
        expect([200, 403]).toContain((await send({ method, path: text })).status);
      }),
      { numRuns: 60 },
    );
  });
});
