import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError } from '../../../aws/service-error.ts';
import { api, catchAll, invocationUri, proxyTo, uriOf } from '../../testing/definitions.ts';
import { type ServedApi, serveApi } from '../../testing/served-api.ts';

const failure = { message: 'Internal server error' };
let served: ServedApi;

/** The function's result is the request's body. */
beforeAll(async () => {
  served = await serveApi(catchAll, (event) => JSON.parse(event).body);
});
afterAll(() => served.stop());

const answerTo = (result: unknown) => served.send({ method: 'POST', body: JSON.stringify(result) });

describe('the Lambda proxy response', () => {
  it('PR-1: refuses a member other than the five', async () => {
    expect((await answerTo({ statusCode: 200, wrongValue: 'x' })).status).toBe(502);
    expect((await answerTo({ statusCode: 200, cookies: [] })).status).toBe(502);
  });

  it('PR-2: responds with 502 to every malformed result', async () => {
    const malformed = [
      'text',
      null,
      [],
      1,
      { statusCode: 'abc' },
      { statusCode: 200.5 },
      { statusCode: 99 },
      { statusCode: 600 },
      { statusCode: {} },
      { headers: 'x' },
      { headers: { a: {} } },
      { headers: [] },
      { multiValueHeaders: { a: 'x' } },
      { multiValueHeaders: { a: [['x']] } },
      { isBase64Encoded: 'maybe' },
    ];
    for (const result of malformed) {
      const response = await answerTo(result);
      expect([result, response.status, response.json]).toEqual([result, 502, failure]);
      expect(response.headers['x-amzn-errortype']).toBe('InternalServerErrorException');
      expect(response.headers['x-amzn-trace-id']).toBeUndefined();
    }
  });

  it('PR-2: responds with 502 to output that is not JSON', async () => {
    const response = await served.send({ method: 'POST', body: '<html>' });
    expect([response.status, response.json]).toEqual([502, failure]);
  });

  it('PR-3: responds to an empty object with 200 and no body', async () => {
    const empty = await answerTo({});
    expect([empty.status, empty.text]).toEqual([200, '']);
    const headers = await answerTo({ headers: { 'test-header': 'value' } });
    expect([headers.status, headers.headers['test-header']]).toEqual([200, 'value']);
  });

  it('PR-4: accepts a numeric string as status', async () => {
    expect((await answerTo({ statusCode: '201' })).status).toBe(201);
  });

  it('PR-5: accepts null for headers, and sends booleans and numbers as strings', async () => {
    const response = await answerTo({
      headers: null,
      multiValueHeaders: null,
      body: null,
      isBase64Encoded: null,
    });
    expect([response.status, response.text]).toEqual([200, '']);
    expect((await answerTo({ headers: { a: true, b: false, c: 3, d: null } })).headers).toMatchObject({
      a: 'true',
      b: 'false',
      c: '3',
    });
  });

  it('PR-6: has the content type application/json unless the function sets another', async () => {
    const { headers } = await answerTo({});
    expect([headers['content-type'], headers['content-length']]).toEqual(['application/json', '0']);
    expect((await answerTo({ headers: { 'CONTENT-type': 'text/html' } })).headers['content-type']).toBe(
      'text/html',
    );
  });

  it('PR-7: sends a header of both maps under the spelling of multiValueHeaders, its values first', async () => {
    const response = await answerTo({
      multiValueHeaders: { 'tesT-Multi': ['value-multi', 'again', 'again'] },
      headers: { 'test-multi': 'value-solo', other: 'x' },
    });
    const lines = response.rawHeaders.flatMap((name, index) =>
      name.toLowerCase() === 'test-multi' && index % 2 === 0 ? [[name, response.rawHeaders[index + 1]]] : [],
    );
    expect(lines).toEqual(
      ['value-multi', 'again', 'again', 'value-solo'].map((value) => ['tesT-Multi', value]),
    );
    expect(response.headers.other).toBe('x');
  });

  it('PR-7: sends a pair that both maps hold once', async () => {
    const both = { multiValueHeaders: { a: ['1', '2'] }, headers: { A: '2' } };
    expect((await answerTo(both)).headers.a).toBe('1, 2');
  });

  it('PR-8: sends base64 untouched where no binary media type fits', async () => {
    expect((await answerTo({ body: 'aGVsbG8=', isBase64Encoded: true })).text).toBe('aGVsbG8=');
  });

  it('PR-9, BN-1: decodes base64 for a client that accepts a binary media type, and fails with 500 when it is invalid', async () => {
    const types = { 'x-amazon-apigateway-binary-media-types': ['image/png', 'application/*', '*/test'] };
    const binary = await serveApi(
      api({ '/': { any: proxyTo(invocationUri) } }, types),
      (event) => JSON.parse(event).body,
    );
    const answer = (body: string, accept?: string) =>
      binary.send({
        method: 'POST',
        headers: accept ? ['Accept', accept] : [],
        body: JSON.stringify({ body, isBase64Encoded: true }),
      });
    expect((await answer('aGVsbG8=', 'image/png')).text).toBe('hello');
    expect((await answer('aGVsbG8=', 'application/x, text/html')).text).toBe('hello');
    expect((await answer('aGVsbG8=', 'IMAGE/png; q=1')).text).toBe('hello');
    for (const accept of [undefined, 'image/*', '*/*', '*/test', 'text/html, image/png', 'a/test', 'png']) {
      expect((await answer('aGVsbG8=', accept)).text).toBe('aGVsbG8=');
    }
    for (const text of ['not base64!', 'aGVs bG8=', 'aGVsbG8']) {
      const response = await answer(text, 'image/png');
      expect([response.status, response.json]).toEqual([500, failure]);
    }
    await binary.stop();
  });

  it('EV-17, BN-1: handles everything as binary for the media type */*, without any header too', async () => {
    const everything = { 'x-amazon-apigateway-binary-media-types': ['*/*'] };
    const binary = await serveApi(api({ '/': { any: proxyTo(invocationUri) } }, everything), (event) => {
      const { body, isBase64Encoded } = JSON.parse(event);
      return { body, isBase64Encoded };
    });
    const bytes = Buffer.from([0, 255, 128]);
    for (const headers of [[], ['Content-Type', 'text/plain', 'Accept', '*/*']]) {
      expect((await binary.send({ method: 'POST', body: bytes, headers })).bytes).toEqual(bytes);
    }
    await binary.stop();
  });

  it('PR-10: fails with 500 when the integration is no POST, however INTEGRATION_FAILURE is customised', async () => {
    for (const extension of [{}, { 'x-amazon-apigateway-gateway-responses': { INTEGRATION_FAILURE: {} } }]) {
      const method = proxyTo(invocationUri, { httpMethod: 'GET' });
      const broken = await serveApi(api({ '/': { get: method } }, extension));
      const response = await broken.send();
      expect([response.status, response.json, broken.lastInvocation()]).toEqual([500, failure, undefined]);
      await broken.stop();
    }
  });

  it('PR-11: responds with 500 without permission, and with 502 to other errors of Lambda', async () => {
    const statuses: Record<string, number> = {};
    const codes = {
      AccessDeniedException: 403,
      ResourceNotFoundException: 404,
      TooManyRequestsException: 429,
    };
    for (const [code, status] of Object.entries(codes)) {
      const refused = await serveApi(catchAll, () => Promise.reject(new ServiceError(code, 'x', status)));
      const response = await refused.send();
      expect(response.json).toEqual(failure);
      statuses[code] = response.status;
      await refused.stop();
    }
    expect(statuses).toEqual({
      AccessDeniedException: 500,
      ResourceNotFoundException: 502,
      TooManyRequestsException: 502,
    });
  });

  it('PR-11: invokes as API Gateway, for the method and the resource', async () => {
    const pets = await serveApi(api({ '/pets/{petId}': { any: proxyTo(invocationUri) } }));
    await pets.send({ method: 'PUT', path: '/pets/1' });
    expect(pets.lastInvocation()).toMatchObject({
      functionName: 'arn:aws:lambda:us-east-1:000000000000:function:fn',
      principal: {
        service: 'apigateway.amazonaws.com',
        sourceArn: `arn:aws:execute-api:us-east-1:000000000000:${pets.apiId}/test/PUT/pets/*`,
      },
    });
    await pets.stop();
  });

  it('PR-12: responds with 502 when the body is an object', async () => {
    expect((await answerTo({ body: { a: 1 } })).status).toBe(502);
  });

  it("PR-13, HD-5: renames the headers that are the gateway's own", async () => {
    const headers = {
      Connection: 'a',
      'content-length': '7',
      Date: 'c',
      Server: 'd',
      'Transfer-Encoding': 'chunked',
      'WWW-Authenticate': 'Basic',
      Authorization: 'e',
      'User-Agent': 'f',
      'content-md5': 'g',
    };
    const response = await answerTo({ headers, body: 'body' });
    expect(response.text).toBe('body');
    expect(response.headers).toMatchObject({
      'content-length': '4',
      'x-amzn-remapped-connection': 'a',
      'x-amzn-remapped-content-length': '7',
      'x-amzn-remapped-date': 'c',
      'x-amzn-remapped-server': 'd',
      'x-amzn-remapped-www-authenticate': 'Basic',
      'x-amzn-remapped-authorization': 'e',
      'x-amzn-remapped-user-agent': 'f',
      'x-amzn-remapped-content-md5': 'g',
    });
    expect(response.headers).not.toHaveProperty('www-authenticate');
    expect(response.rawHeaders).toContain('x-amzn-Remapped-content-length');
    expect(response.headers['transfer-encoding']).toBeUndefined();
  });

  it('HD-8: fails when a parameter is mapped onto a forbidden header', async () => {
    for (const name of ['Content-Length', 'transfer-encoding', 'Authorization', 'TE', 'X-Amzn-Trace-Id']) {
      const requestParameters = { [`integration.request.header.${name}`]: "'x'" };
      const mapped = await serveApi(api({ '/': { get: proxyTo(invocationUri, { requestParameters }) } }));
      const response = await mapped.send();
      expect([response.status, response.json]).toEqual([500, failure]);
      expect(response.headers['x-amzn-errortype']).toBe('InternalServerErrorException');
      await mapped.stop();
    }
  });

  it('ST-2: puts stage variables into the name, the alias or the whole ARN of the function', async () => {
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:';
    const stageArns = [`${arn}\${stageVariables.name}:\${stageVariables.alias}`, '${stageVariables.whole}'];
    for (const stageArn of stageArns) {
      const variables = { name: 'pets', alias: 'live', whole: `${arn}pets:live` };
      const staged = await serveApi(api({ '/': { get: proxyTo(uriOf(stageArn)) } }), undefined, variables);
      expect((await staged.eventOf()).stageVariables).toEqual(variables);
      expect(staged.lastInvocation()?.functionName).toBe(`${arn}pets:live`);
      await staged.stop();
    }
  });

  it('writes header values as UTF-8 and refuses what no header can hold', async () => {
    const { headers } = await answerTo({ headers: { 'X-Utf8': 'Grüße ✓' } });
    expect(Buffer.from(headers['x-utf8'] ?? '', 'latin1').toString()).toBe('Grüße ✓');
    const broken = [{ a: 'x\r\nSet-Cookie: b' }, { a: '\0' }, { 'a b': 'x' }, { '': 'x' }, { 'a:': 'x' }];
    for (const bad of broken) expect((await answerTo({ headers: bad })).status).toBe(502);
  });

  it('sends no body with 204 and 304', async () => {
    for (const statusCode of [204, 304]) {
      const response = await answerTo({ statusCode, body: 'unseen' });
      expect([response.status, response.text, response.headers['content-length']]).toEqual([
        statusCode,
        '',
        undefined,
      ]);
    }
  });

  it('survives every result', async () => {
    const result = fc.record(
      {
        statusCode: fc.anything(),
        headers: fc.dictionary(fc.string(), fc.anything()),
        multiValueHeaders: fc.dictionary(fc.string(), fc.array(fc.string({ unit: 'binary' }))),
        body: fc.anything(),
        isBase64Encoded: fc.anything(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(result, fc.json()), async (value) => {
        const text = typeof value === 'string' ? value : jsonOf(value);
        const { status } = await served.send({ method: 'POST', body: text });
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).not.toBe(500);
      }),
      { numRuns: 100 },
    );
  });
});

/** Values that JSON cannot write are left out. */
function jsonOf(value: object): string {
  return JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? String(member) : member)) ?? '{}';
}
