import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BackEndServer, startBackEnd } from '../testing/back-end.ts';
import { api, httpMethod } from '../testing/definitions.ts';
import { type ClientRequest, type ServedApi, serveApi } from '../testing/served-api.ts';
import { compileRequestParameters } from './request-parameters.ts';
import { compileResponseParameters } from './response-parameters.ts';

let backEnd: BackEndServer;
beforeAll(async () => {
  backEnd = await startBackEnd((response, { headers }) => {
    const lines = ['X-Two', 'a', 'X-Two', 'b', 'X-One', '1', 'Content-Type', 'application/json'];
    response.writeHead(200, lines).end(headers['x-body'] ?? '{"a":{"b":[1,2]},"n":null,"t":true,"s":"text"}');
  });
});
afterAll(() => backEnd.stop());

let served: ServedApi | undefined;
afterEach(() => served?.stop());

async function serve(members: object, headers: readonly string[] = []) {
  await served?.stop();
  const method = httpMethod(`${backEnd.url}/x`, members, headers);
  served = await serveApi(api({ '/{id}': { any: method } }), undefined, { known: 'value' });
  return served;
}

/** What a back end gets as a header when it is mapped from this source. */
async function mapped(source: string, request: ClientRequest = {}): Promise<unknown> {
  const { send } = await serve({ requestParameters: { 'integration.request.header.X-To': source } });
  const answer = await send({ path: '/42?q=1&q=2&two%20words=x', ...request });
  return answer.status === 200 ? backEnd.last().headers['x-to'] : answer;
}

/** What the client gets as a header when it is mapped from this source. */
async function answered(source: string, body?: string): Promise<unknown> {
  const responseParameters = { 'method.response.header.X-To': source };
  const members = {
    requestParameters: body === undefined ? {} : { 'integration.request.header.x-body': `'${body}'` },
    responses: { default: { statusCode: '200', responseParameters } },
  };
  const answer = await (await serve(members, ['X-To'])).send({ path: '/42' });
  return answer.status === 200 ? answer.headers['x-to'] : answer.status;
}

const json = '{"a":{"b":[1,2]},"n":null,"t":true,"s":"text","f":1.0}';
const post = (body: string): ClientRequest => ({ method: 'POST', body });

describe('a parameter mapping of the request', () => {
  it('PM-1: reads every source', async () => {
    const headers = ['X-From', 'header', 'User-agent', 'me'];
    expect(await mapped('method.request.path.id')).toBe('42');
    expect(await mapped('method.request.querystring.two words')).toBe('x');
    expect(await mapped('method.request.header.X-From', { headers })).toBe('header');
    expect(await mapped('method.request.header.User-Agent', { headers })).toBe('me');
    expect(await mapped('stageVariables.known')).toBe('value');
    expect(await mapped('context.httpMethod')).toBe('GET');
    expect(await mapped('context.identity.sourceIp')).toBe('127.0.0.1');
    expect(await mapped("'it''s text'")).toBe("it''s text");
    expect(await mapped('method.request.body.a.b[1]', post(json))).toBe('2');
    expect(await mapped('method.request.body', post('{"a": 1}'))).toBe('{"a": 1}');
  });

  it('PM-2: is case-sensitive, and skips a missing source', async () => {
    const headers = ['X-From', 'header'];
    for (const source of [
      'method.request.header.x-from',
      'method.request.querystring.Q',
      'method.request.path.none',
      'stageVariables.none',
      'context.identity.user',
      'context.none.at.all',
      'context.identity.constructor',
    ]) {
      expect([source, await mapped(source, { headers })]).toEqual([source, undefined]);
    }
  });

  it("PM-2: keeps the gateway's header when the source is missing", async () => {
    const requestParameters = { 'integration.request.header.Accept': 'method.request.header.none' };
    await (await serve({ requestParameters })).send({ path: '/42' });
    expect(backEnd.last().headers.accept).toBe('application/json');
  });

  it('PM-3: maps the last of several values, or all', async () => {
    const headers = ['X-Two', 'a', 'X-Two', 'b'];
    expect(await mapped('method.request.querystring.q')).toBe('2');
    expect(await mapped('method.request.multivaluequerystring.q')).toBe('1, 2');
    expect(await mapped('method.request.header.X-Two', { headers })).toBe('b');
    expect(await mapped('method.request.multivalueheader.X-Two', { headers })).toBe('a,b');
  });

  it('PM-4: reads an empty body as {} and text as it is, and refuses broken JSON', async () => {
    expect(await mapped('method.request.body')).toBe('{}');
    expect(await mapped('method.request.body', post('plain {'))).toBe('plain {');
    for (const body of ['{"a"', ' [1', '"x', "'x'"]) {
      const refused = await mapped('method.request.body', post(body));
      expect(refused).toMatchObject({ status: 400, json: { message: 'Invalid JSON in request body' } });
    }
  });

  it('PM-5: skips what a JSONPath does not find', async () => {
    expect(await mapped('method.request.body.none.at.all', post(json))).toBeUndefined();
    expect(await mapped('method.request.body.n', post(json))).toBeUndefined();
    expect(await mapped('method.request.body.a', post('plain'))).toBeUndefined();
    expect(await mapped('method.request.body.a', post(json))).toBe('{"b":[1,2]}');
    expect(await mapped('method.request.body.t', post(json))).toBe('true');
    expect(await mapped('method.request.body.f', post(json))).toBe('1.0');
  });

  it('HD-9: does not see the headers of the connection', async () => {
    const names = 'Content-MD5 Expect Max-Forwards Proxy-Authenticate Server TE WWW-Authenticate';
    for (const name of names.split(' ')) {
      const headers = [name, name === 'Expect' ? '100-continue' : 'x'];
      expect([name, await mapped(`method.request.header.${name}`, { headers })]).toEqual([name, undefined]);
    }
    for (const name of ['Content-Encoding', 'Date', 'Referer', 'Via']) {
      const headers = [name, 'x'];
      expect([name, await mapped(`method.request.header.${name}`, { headers })]).toEqual([name, 'x']);
    }
  });

  it('fails when a value cannot be sent as a header', async () => {
    expect(await mapped('method.request.body', post('a\nX-Smuggled: b'))).toMatchObject({ status: 500 });
  });
});

describe('a parameter mapping of the response', () => {
  it('PM-1: reads headers, the body, and what the request could read', async () => {
    expect(await answered('integration.response.header.X-One')).toBe('1');
    expect(await answered('integration.response.body.a.b[0]')).toBe('1');
    expect(await answered('integration.response.body.s')).toBe('text');
    expect(await answered('stageVariables.known')).toBe('value');
    expect(await answered('context.stage')).toBe('test');
    expect(await answered("'*'")).toBe('*');
  });

  it('PM-2, PM-3, PM-5: is case-sensitive, maps the last value or all, and skips a missing source', async () => {
    expect(await answered('integration.response.header.x-one')).toBeUndefined();
    expect(await answered('integration.response.header.X-Two')).toBe('b');
    expect(await answered('integration.response.multivalueheader.X-Two')).toBe('a,b');
    expect(await answered('integration.response.body.none')).toBeUndefined();
  });

  it('PM-4: fails for a body that begins like JSON and is invalid', async () => {
    expect(await answered('integration.response.body', '{"a"')).toBe(500);
    expect(await answered('integration.response.body', 'plain')).toBe('plain');
  });
});

describe('a mapping expression', () => {
  const refusal = /^Invalid mapping expression specified: /;

  it('is refused by an import when its source is unknown', () => {
    for (const source of [
      'method.request.cookie.x',
      'method.request.header',
      'method.request.body.[',
      'integration.response.header.x',
      'plain',
      "'open",
      '',
    ]) {
      const parameters = { 'integration.request.header.x': source };
      expect(() => compileRequestParameters(parameters)).toThrow(refusal);
    }
    for (const target of [
      'integration.request.header.',
      'method.request.header.x',
      'integration.request.body.x',
    ]) {
      expect(() => compileRequestParameters({ [target]: "'x'" })).toThrow(refusal);
    }
  });

  it('is compiled or refused, for any string', () => {
    const word = fc.constantFrom(
      ..."method integration request response header body querystring path context stageVariables . ' [ ] $ * ? ( ) @ x 1 - :".split(
        ' ',
      ),
      '',
    );
    const expression = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
      fc.array(word, { maxLength: 8 }).map((words) => `method.request.body.${words.join('')}`),
      fc.string(),
    );
    fc.assert(
      fc.property(expression, expression, (target, source) => {
        for (const compile of [
          () => compileRequestParameters({ [target]: source }),
          () => compileRequestParameters({ 'integration.request.header.x': source }),
          () => compileResponseParameters({ [`method.response.header.${target}`]: source }, () => true),
        ]) {
          try {
            compile();
          } catch (error) {
            expect((error as Error).message).toMatch(refusal);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
