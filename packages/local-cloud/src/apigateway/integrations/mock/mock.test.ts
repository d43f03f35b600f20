import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { api, mockMethod } from '../../testing/definitions.ts';
import { type ServedApi, serveApi } from '../../testing/served-api.ts';
import { mockStatus } from './mock-status.ts';

let served: ServedApi | undefined;
afterEach(() => served?.stop());

async function answerOf(integration: object, request = {}, method = {}) {
  served = await serveApi(api({ '/': { any: { ...mockMethod('', integration), ...method } } }));
  return served.send(request);
}

const template = (text: string) => ({ requestTemplates: { 'application/json': text } });
const failure = '{"message":"Internal server error"}';

describe('a MOCK integration', () => {
  it('MK-1: selects the response by the status in its template', async () => {
    const responses = {
      default: { statusCode: '200' },
      404: { statusCode: '410', responseTemplates: { 'text/plain': 'gone' } },
    };
    const { status, text, headers } = await answerOf({ ...template('{"statusCode": 404}'), responses });
    expect([status, text, headers['content-type']]).toEqual([410, 'gone', 'text/plain']);
  });

  it('MK-2: reads the status leniently', () => {
    const good = [
      '{statusCode: 200}',
      '\n\n  {"statusCode": 200,}\n',
      "{'statusCode':200}",
      '{,statusCode:200,,}',
    ];
    for (const text of [...good, '{"a": "x,{y", statusCode: 200}', '{"b": {"c": 1}, "statusCode": 200}']) {
      expect([text, mockStatus(text)]).toEqual([text, 200]);
    }
    const bad = [
      '{"statusCode": "200"}',
      'statusCode: 200',
      '{"statusCode\': 200}',
      '{statusCode: abc}',
      '{}',
      '',
      '[]',
    ];
    for (const text of bad) expect([text, mockStatus(text)]).toEqual([text, undefined]);
  });

  it('MK-2: reads any string without throwing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[{}[\]"',:\s]*(statusCode)?[{}[\]"',:\s0-9]*$/), (text) => {
        expect(['number', 'undefined']).toContain(typeof mockStatus(text));
      }),
    );
  });

  it('MK-2: reads hostile strings in linear time', () => {
    const space = ' '.repeat(1 << 20);
    expect(mockStatus(`{statusCode: 200, x: a${space}b}`)).toBe(200);
    expect(mockStatus(`{statusCode: 200, x${space}y}`)).toBeUndefined();
    expect(mockStatus(`{statusCode: 200, x: ${'['.repeat(1 << 20)}}`)).toBe(200);
  });

  it('MK-3: fails without an integer', async () => {
    const response = await answerOf(template('{"statusCode": "x"}'));
    expect([response.status, response.text]).toEqual([500, failure]);
  });

  it('MK-4: has an empty body without a response template', async () => {
    const response = await answerOf(
      { responses: { default: { statusCode: '200' } } },
      { method: 'POST', body: '{}' },
    );
    expect([response.status, response.text, response.headers['content-type']]).toEqual([
      200,
      '',
      'application/json',
    ]);
  });

  it('MK-5: matches the whole status, and needs no default', async () => {
    const responses = { '2\\d{2}': { statusCode: '201' }, 20: { statusCode: '202' } };
    expect((await answerOf({ responses })).status).toBe(201);
  });

  it('MK-6: has no use for request parameters', async () => {
    const requestParameters = { 'integration.request.header.Content-Length': "'1'" };
    expect((await answerOf({ requestParameters })).status).toBe(200);
  });

  it('IR-2: selects a pattern only when it matches the whole string', async () => {
    const responses = { '0': { statusCode: '201' }, default: { statusCode: '202' } };
    expect((await answerOf({ responses })).status).toBe(202);
  });

  it('IR-3: uses the lowest status of several that match', async () => {
    const responses = { '.+': { statusCode: '502' }, '2..': { statusCode: '405' } };
    expect((await answerOf({ responses })).status).toBe(405);
  });

  it('IR-4: fails when nothing matches and there is no default', async () => {
    const response = await answerOf({ responses: { 500: { statusCode: '500' } } });
    expect([response.status, response.text]).toEqual([500, failure]);
  });

  it('IR-7: renders the template whose type the client accepts, else the JSON one, else the first', async () => {
    const responseTemplates = { 'text/plain': 'text', 'application/json': 'json' };
    const responses = { default: { statusCode: '200', responseTemplates } };
    const accepting = (accept: string) => answerOf({ responses }, { headers: ['Accept', accept] });
    expect((await accepting('text/plain')).text).toBe('text');
    await served?.stop();
    expect((await accepting('text/html')).text).toBe('json');
  });

  it('IR-9: sends a mapped header that the method declares, and no other', async () => {
    const responseParameters = {
      'method.response.header.Access-Control-Allow-Origin': "'*'",
      'method.response.header.Content-Type': "'text/html'",
      'method.response.header.X-Undeclared': "'x'",
    };
    const declared = { 'Access-Control-Allow-Origin': {}, 'Content-Type': {} };
    const { headers } = await answerOf(
      { responses: { default: { statusCode: '200', responseParameters } } },
      { method: 'OPTIONS' },
      { responses: { 200: { headers: declared } } },
    );
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'content-type': 'text/html' });
    expect(headers['x-undeclared']).toBeUndefined();
  });

  it('IQ-1: chooses the request template by Content-Type, and assumes JSON without one', async () => {
    const requestTemplates = {
      'application/json': '{"statusCode": 200}',
      'application/xml': '{"statusCode": 300}',
      $default: '{"statusCode": 400}',
    };
    const responses = Object.fromEntries(
      ['200', '300', '400'].map((status) => [status, { statusCode: status }]),
    );
    served = await serveApi(api({ '/': { any: mockMethod('', { requestTemplates, responses }) } }));
    const { send } = served;
    const statusFor = async (...headers: string[]) =>
      (await send({ method: 'POST', headers, body: '<a/>' })).status;
    expect(await statusFor()).toBe(200);
    expect(await statusFor('Content-Type', 'application/xml; charset=utf-8')).toBe(300);
    expect(await statusFor('Content-Type', 'text/plain')).toBe(400);
  });

  it('IQ-2: passes the body through or refuses it when no template fits, as the behaviour says', async () => {
    const request = { method: 'POST', headers: ['Content-Type', 'text/plain'], body: '{"statusCode": 200}' };
    const answers: unknown[] = [];
    for (const passthroughBehavior of ['when_no_match', 'WHEN_NO_TEMPLATES', 'never']) {
      const { status, text, headers } = await answerOf({ passthroughBehavior }, request);
      answers.push([status, text, headers['x-amzn-errortype']]);
      await served?.stop();
    }
    const refused = [415, '{"message":"Unsupported Media Type"}', 'BadRequestException'];
    expect(answers).toEqual([[200, '', undefined], refused, refused]);
  });
});
