import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BackEndServer, type ReceivedRequest, startBackEnd } from '../testing/back-end.ts';
import { api, httpMethod, mockMethod } from '../testing/definitions.ts';
import { type ClientRequest, type ServedApi, serveApi } from '../testing/served-api.ts';

let backEnd: BackEndServer;
let answer: (response: ServerResponse, request: ReceivedRequest) => void;
beforeAll(async () => {
  backEnd = await startBackEnd((response, request) => answer(response, request));
});
afterAll(() => backEnd.stop());

let served: ServedApi | undefined;
afterEach(() => served?.stop());

async function send(method: object, request: ClientRequest = {}, members: object = {}) {
  await served?.stop();
  served = await serveApi(api({ '/{id}': { any: method } }, members), undefined, { one: '1' });
  return served.send({ path: '/42', ...request });
}

const json = (template: string) => ({ 'application/json': template });

/** A MOCK method whose request template sets what its response template may read. */
function mock(set: string, template = '', parameters: object = {}): object {
  return mockMethod('', {
    requestTemplates: json(`${set}{"statusCode": 200}`),
    responses: {
      default: { statusCode: '200', responseTemplates: json(template), responseParameters: parameters },
    },
  });
}

/** An HTTP method; its back end responds with what it got. */
function http(requestTemplate: string, members: object = {}): object {
  answer = (response, { target, headers, text }) => {
    response.end(JSON.stringify({ target, x: headers['x-x'], y: headers['x-y'], text }));
  };
  return httpMethod(`${backEnd.url}/{p}`, {
    httpMethod: 'POST',
    requestTemplates: json(requestTemplate),
    requestParameters: {
      'integration.request.path.p': "'mapped'",
      'integration.request.header.X-X': "'mapped'",
      'integration.request.querystring.q': "'mapped'",
    },
    ...members,
  });
}

describe('the templates of an integration', () => {
  it('pass the body of their type through where they are empty or null, also when nothing else may pass', async () => {
    for (const template of ['', null]) {
      const requestTemplates = { 'application/json': template };
      const responses = { default: { statusCode: '200', responseTemplates: { 'text/plain': template } } };
      const method = http('', { requestTemplates, responses, passthroughBehavior: 'never' });
      const response = await send(method, { method: 'POST', body: 'as it is' });
      expect([response.json, response.headers['content-type']]).toEqual([
        expect.objectContaining({ text: 'as it is' }),
        'text/plain',
      ]);
      const other = { method: 'POST', body: 'x', headers: ['Content-Type', 'text/css'] };
      expect((await served?.send({ path: '/42', ...other }))?.status).toBe(415);
    }
  });

  it('read the parameters, the context and the stage variables of the call', async () => {
    const template =
      "$input.params('id') $input.params('q') $input.params().header.X-One $context.resourcePath $stageVariables.one $input.path('$.a') $input.params('TE')";
    const headers = ['X-One', 'a', 'X-One', 'b', 'TE', 'gzip'];
    const { json: got } = await send(http(template), {
      method: 'POST',
      path: '/42?q=1&q=%2B',
      headers,
      body: '{"a":{"b":1}}',
    });
    expect(got).toMatchObject({ text: '42 + b /{id} 1 {b=1} ' });
  });

  it('MK-4: read an empty body in the response of a MOCK, and still the parameters', async () => {
    const { text } = await send(mock('', "$input.body $input.params('id')"), {
      method: 'POST',
      body: '{"a":1}',
    });
    expect(text).toBe('{} 42');
  });

  it("VT-26: list the keys of the context in AWS's order", async () => {
    const { text } = await send(mock('', '#foreach($key in $context.keySet())$key #end'));
    expect(text.trim().split(' ')).toEqual([
      'resourceId',
      'resourcePath',
      'httpMethod',
      'extendedRequestId',
      'requestTime',
      'path',
      'accountId',
      'protocol',
      'requestOverride',
      'stage',
      'domainPrefix',
      'requestTimeEpoch',
      'requestId',
      'identity',
      'domainName',
      'deploymentId',
      'responseOverride',
      'apiId',
    ]);
  });

  it('VT-30: fail the call when they fail, and when their syntax is invalid', async () => {
    for (const template of ['#if(', '$', '$util.parseJson("{")', '#foreach($i in [1..9999999])x#end']) {
      const { status, text } = await send(mock('', template));
      expect([template, status, text]).toEqual([template, 500, '{"message":"Internal server error"}']);
    }
  });

  it('are refused at deployment, with the place, when they need a regular expression that does not exist here', async () => {
    const deploying = send(mock('', '\n $input.body.matches("(?>a+)b\\G")'));
    await expect(deploying).rejects.toThrow(/Invalid mapping template: .* at line 2, column \d+/);
  });

  it('IR-7: are chosen by what the client accepts, else JSON, else the first', async () => {
    const responseTemplates = { 'text/a': 'a', ...json('json'), 'text/b': 'b' };
    const method = mockMethod('', { responses: { default: { statusCode: '200', responseTemplates } } });
    const chosen = async (...headers: string[]) => {
      const { text, headers: got } = await send(method, { headers });
      return [text, got['content-type']];
    };
    expect(await chosen('Accept', 'text/b')).toEqual(['b', 'text/b']);
    expect(await chosen('Accept', 'text/c')).toEqual(['json', 'application/json']);
    expect(await chosen()).toEqual(['json', 'application/json']);
    const only = { default: { statusCode: '200', responseTemplates: { 'text/a': 'a' } } };
    expect((await send(mockMethod('', { responses: only }))).headers['content-type']).toBe('text/a');
  });

  it('BN-4: cannot read bytes, except as text after a conversion', async () => {
    const types = { 'x-amazon-apigateway-binary-media-types': ['image/png'] };
    const request = { method: 'POST', headers: ['Content-Type', 'image/png'], body: Buffer.from([0xff, 1]) };
    const requestTemplates = { 'image/png': '$input.body' };
    expect((await send(http('', { requestTemplates }), request, types)).status).toBe(500);
    const converted = http('', { requestTemplates, contentHandling: 'CONVERT_TO_TEXT' });
    expect((await send(converted, request, types)).json).toMatchObject({ text: '/wE=' });
    expect((await send(http('never asked'), request, types)).status).toBe(200);
  });

  it('BN-4: cannot read the bytes of a response either', async () => {
    const types = { 'x-amazon-apigateway-binary-media-types': ['image/png'] };
    const responding = (contentHandling?: string) => {
      const entry = { statusCode: '200', responseTemplates: json('<$input.body>'), contentHandling };
      return http('', { responses: { default: entry } });
    };
    const asking = async (method: object) => {
      answer = (response) =>
        response.writeHead(200, { 'Content-Type': 'image/png' }).end(Buffer.from([0xff, 1]));
      return send(method, { headers: ['Accept', 'image/png'] }, types);
    };
    expect((await asking(responding())).status).toBe(500);
    expect((await asking(responding('CONVERT_TO_TEXT'))).text).toBe('</wE=>');
  });
});

describe('$context.requestOverride', () => {
  it('IQ-7: replaces and adds to what is mapped', async () => {
    const set = `#set($context.requestOverride.path.p = "over")
#set($context.requestOverride.header.X-X = "over")
#set($context.requestOverride.header['X-Y'] = ["a", "b"])
#set($context.requestOverride.querystring.q = "over")
#set($context.requestOverride.querystring.r = 2)
body`;
    const { json: got } = await send(http(set));
    expect(got).toEqual({ target: '/over?q=over&r=2', x: 'over', y: 'a, b', text: 'body' });
  });

  it('IQ-7: is case-sensitive', async () => {
    const { json: got } = await send(http('#set($context.requestOverride.querystring.Q = "over")'));
    expect(got).toMatchObject({ target: '/mapped?q=mapped&Q=over' });
  });

  it('IQ-7: can be read in the response template, with unknown members too', async () => {
    const { text } = await send(
      mock('#set($context.requestOverride.path.body = "kept")', '$context.requestOverride.path.body'),
    );
    expect(text).toBe('kept');
  });
});

describe('$context.responseOverride', () => {
  it('IQ-8: works from the request template, with and without one for the response', async () => {
    const set = `#set($context.responseOverride.status = 444)
#set($context.responseOverride.header.foo = "bar")
#set($context.responseOverride.custom = "own")`;
    const withTemplate = await send(
      mock(set, '$context.responseOverride.status $context.responseOverride.custom'),
    );
    expect([withTemplate.status, withTemplate.headers.foo, withTemplate.text]).toEqual([
      444,
      'bar',
      '444 own',
    ]);
    const method = mockMethod('', {
      requestTemplates: json(`${set}{"statusCode": 200}`),
      responses: { default: { statusCode: '200' } },
    });
    const without = await send(method);
    expect([without.status, without.headers.foo, without.text]).toEqual([444, 'bar', '']);
  });

  it('IR-8: wins over the status and headers of the response; an invalid status is ignored', async () => {
    const statusAfter = async (value: string) =>
      (await send(mock('', `#set($context.responseOverride.status = ${value})`))).status;
    expect(await statusAfter('202')).toBe(202);
    for (const value of ['99', '100', '199', '600', '"abc"', '2.5', 'true'])
      expect(await statusAfter(value)).toBe(200);
    const method = {
      ...mock('', '#set($context.responseOverride.header.X-A = "over")', {
        'method.response.header.X-A': "'mapped'",
      }),
      responses: { 200: { description: 'ok', headers: { 'X-A': {} } } },
    };
    expect((await send(method)).headers['x-a']).toBe('over');
  });

  it('IR-8: sends no header that would end its line', async () => {
    const { status, headers } = await send(
      mock('', '#set($context.responseOverride.header.X-A = "a\r\nX-B: b")'),
    );
    expect([status, headers['x-b']]).toEqual([502, undefined]);
  });
});
