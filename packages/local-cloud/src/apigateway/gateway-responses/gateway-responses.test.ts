import { afterEach, describe, expect, it } from 'vitest';
import { api, mockMethod, proxyMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi | undefined;
afterEach(() => served?.stop());

/** `/broken` fails with 502, and every path but that and `/` is unknown. */
async function withResponses(responses: object, variables = {}) {
  const paths = { '/': { get: mockMethod('x') }, '/broken': { any: proxyMethod } };
  const members = { 'x-amazon-apigateway-gateway-responses': responses };
  served = await serveApi(api(paths, members), () => 'not JSON', variables);
  return served.send;
}

describe('gateway responses', () => {
  it('GR-1: contain the message as JSON', async () => {
    const { status, text, headers } = await (await withResponses({}))({ path: '/broken' });
    expect([status, text]).toEqual([502, '{"message":"Internal server error"}']);
    expect(headers['content-type']).toBe('application/json');
  });

  it('GR-2: a customised class applies to each of its types that is not customised itself', async () => {
    const send = await withResponses({
      DEFAULT_5XX: { statusCode: 599, responseTemplates: { 'text/plain': 'five' } },
      DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.X-A': "'a'" } },
    });
    const broken = await send({ path: '/broken' });
    expect([broken.status, broken.text, broken.headers['content-type']]).toEqual([599, 'five', 'text/plain']);
    const unknown = await send({ path: '/unknown' });
    expect([unknown.status, unknown.headers['x-a']]).toEqual([403, 'a']);
  });

  it("GR-2: what a type's own entry leaves out is the built-in default", async () => {
    const send = await withResponses({
      DEFAULT_5XX: { statusCode: 599, responseTemplates: { 'application/json': 'five' } },
      INTEGRATION_FAILURE: { responseParameters: { 'gatewayresponse.header.X-Own': "'own'" } },
    });
    const { status, text, headers } = await send({ path: '/broken' });
    expect([status, text, headers['x-own']]).toEqual([502, '{"message":"Internal server error"}', 'own']);
  });

  it('GR-3: setting one of status, parameters and templates keeps the rest', async () => {
    const send = await withResponses({ MISSING_AUTHENTICATION_TOKEN: { statusCode: 404 } });
    const { status, text, headers } = await send({ path: '/unknown' });
    expect([status, text]).toEqual([404, '{"message":"Missing Authentication Token"}']);
    expect(headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
  });

  it('GR-4: fill headers from strings, the request, the context and stage variables', async () => {
    const sources = {
      'X-Static': "'*'",
      'X-Header': 'method.request.header.x-sent',
      'X-Query': 'method.request.querystring.q',
      'X-Context': 'context.stage',
      'X-Identity': 'context.identity.sourceIp',
      'X-Stage': 'stageVariables.colour',
    };
    const responseParameters = Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [`gatewayresponse.header.${name}`, source]),
    );
    const send = await withResponses({ DEFAULT_4XX: { responseParameters } }, { colour: 'red' });
    const { headers } = await send({ path: '/unknown?q=1&q=a%20b', headers: ['X-Sent', 'sent'] });
    expect(headers).toMatchObject({
      'x-static': '*',
      'x-header': 'sent',
      'x-query': 'a b',
      'x-context': 'test',
      'x-identity': '127.0.0.1',
      'x-stage': 'red',
    });
  });

  it('GR-4: leave out a header when the value that the request has for it is invalid', async () => {
    const responseParameters = { 'gatewayresponse.header.X-Query': 'method.request.querystring.q' };
    const send = await withResponses({ DEFAULT_4XX: { responseParameters } });
    const { status, headers } = await send({ path: '/unknown?q=a%0d%0aX-Evil:1' });
    expect([status, headers['x-query'], headers['x-evil']]).toEqual([403, undefined, undefined]);
  });

  it('GR-5: replace variables in templates and leave directives as they are', async () => {
    const text =
      '$context.error.message|$context.error.messageString|${context.error.responseType}|$5|$nothing|#if';
    const send = await withResponses({ DEFAULT_4XX: { responseTemplates: { 'application/json': text } } });
    expect((await send({ path: '/unknown' })).text).toBe(
      'Missing Authentication Token|"Missing Authentication Token"|MISSING_AUTHENTICATION_TOKEN|$5||#if',
    );
  });

  it('GR-7: have x-amzn-ErrorType', async () => {
    const send = await withResponses({});
    const kindOf = async (path: string) => (await send({ path })).headers['x-amzn-errortype'];
    expect(await kindOf('/unknown')).toBe('MissingAuthenticationTokenException');
    expect(await kindOf('/broken')).toBe('InternalServerErrorException');
  });

  it('GR-8: a failing integration keeps its own status until INTEGRATION_FAILURE has one', async () => {
    const kept = await withResponses({ INTEGRATION_FAILURE: {} });
    expect((await kept({ path: '/broken' })).status).toBe(502);
    await served?.stop();
    const set = await withResponses({ INTEGRATION_FAILURE: { statusCode: '503' } });
    expect((await set({ path: '/broken' })).status).toBe(503);
  });
});
