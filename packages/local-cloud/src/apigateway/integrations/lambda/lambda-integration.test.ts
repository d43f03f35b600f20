import { afterEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../../../aws/service-error.ts';
import type { InvokeRequest } from '../../../lambda/function-invoker.ts';
import { api, invocationUri, uriOf } from '../../testing/definitions.ts';
import {
  type ClientRequest,
  type FakeFunction,
  fakeLambda,
  type ServedApi,
  serveApi,
} from '../../testing/served-api.ts';

let served: ServedApi | undefined;
afterEach(() => served?.stop());

function functionMethod(members: object = {}, headers: readonly string[] = []): object {
  return {
    responses: { 200: { description: 'ok', headers: Object.fromEntries(headers.map((name) => [name, {}])) } },
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      uri: invocationUri,
      responses: { default: { statusCode: '200' } },
      ...members,
    },
  };
}

async function call(members: object, answer?: FakeFunction, request: ClientRequest = { method: 'POST' }) {
  await served?.stop();
  served = await serveApi(api({ '/': { any: functionMethod(members) } }), answer);
  return served.send(request);
}

/** Serves a function that ends with an error of this message. */
async function callFailing(responses: object, errorMessage: string) {
  await served?.stop();
  const lambda = fakeLambda(async () => ({ errorMessage, errorType: 'Error', trace: [] }));
  const failing = {
    ...lambda,
    invoke: async (request: InvokeRequest) => ({
      ...(await lambda.invoke(request)),
      functionError: 'Unhandled' as const,
    }),
  };
  served = await serveApi(
    api({ '/': { get: functionMethod({ responses }) } }),
    undefined,
    {},
    { lambda: failing },
  );
  return served.send();
}

const echo: FakeFunction = (event) => event;
const failure = '{"message":"Internal server error"}';
const post = (body: string, headers: readonly string[] = []): ClientRequest => ({
  method: 'POST',
  body,
  headers,
});

describe('a Lambda integration without a proxy', () => {
  it('IQ-4: passes the body to the function, and its result to the client', async () => {
    const { status, text, headers } = await call({}, echo, post('{"message": "hello"}'));
    expect([status, text, headers['content-type']]).toEqual([
      200,
      '{"message": "hello"}',
      'application/json',
    ]);
  });

  it('IQ-1: chooses the template by Content-Type, and assumes JSON without one', async () => {
    const requestTemplates = { 'application/json': '"json"', 'text/xml': '"xml"', $default: '"other"' };
    const chosen = async (...headers: string[]) =>
      (await call({ requestTemplates }, echo, post('<x/>', headers))).json;
    expect(await chosen()).toBe('json');
    expect(await chosen('Content-Type', 'text/xml')).toBe('xml');
    expect(await chosen('Content-Type', 'text/xml;charset=utf-8')).toBe('xml');
    expect(await chosen('Content-Type', 'text/plain')).toBe('other');
  });

  it('IQ-2, IQ-3: passes a body through as the behaviour says', async () => {
    const templates = { requestTemplates: { 'text/xml': '"xml"' } };
    const refusal = { message: 'Unsupported Media Type' };
    for (const [behavior, members, expected] of [
      ['when_no_match', templates, 'body'],
      ['when_no_templates', templates, refusal],
      ['when_no_templates', {}, 'body'],
      ['never', {}, refusal],
      ['never', templates, refusal],
    ] as const) {
      const integration = { ...members, passthroughBehavior: behavior };
      const { json, status, headers } = await call(integration, echo, post('"body"'));
      expect([behavior, json]).toEqual([behavior, expected]);
      if (status !== 200) expect([status, headers['x-amzn-errortype']]).toEqual([415, 'BadRequestException']);
      if (!('requestTemplates' in members)) continue;
      expect((await call(integration, echo, post('"b"', ['Content-Type', 'text/xml']))).json).toBe('xml');
    }
  });

  it('IQ-5: fails when the method of the integration is not POST', async () => {
    expect((await call({ httpMethod: 'GET' }, echo)).status).toBe(500);
    expect((await call({ httpMethod: 'ANY' }, echo, { method: 'GET' })).status).toBe(500);
    expect((await call({ httpMethod: 'ANY' }, echo, post('1'))).text).toBe('1');
  });

  it('IQ-6: calls asynchronously with the header of Lambda', async () => {
    const requestParameters = {
      'integration.request.header.X-Amz-Invocation-Type': "'Event'",
      'integration.request.header.x-amz-client-context': "'e30='",
    };
    await call({ requestParameters });
    expect(served?.lastInvocation()).toMatchObject({ invocationType: 'Event', clientContext: 'e30=' });
  });

  it('refuses a body that is not JSON as Lambda does', async () => {
    const message = 'Could not parse request body into json: Unexpected token';
    const answer = () => {
      throw new ServiceError('InvalidRequestContentException', message, 400);
    };
    const { status, json } = await call({}, answer, post('<x/>'));
    expect([status, json]).toEqual([400, { message }]);
  });

  it('responds with 413 when Lambda refuses an event as too large', async () => {
    const answer = () => {
      throw new ServiceError('RequestTooLargeException', 'too large', 413);
    };
    const { status, json } = await call({}, answer, post('{}'));
    expect([status, json]).toEqual([413, { message: 'Request Too Long' }]);
  });

  it('IR-1: matches no pattern when the function succeeds', async () => {
    const responses = {
      default: { statusCode: '200' },
      200: { statusCode: '504' },
      '.*': { statusCode: '502' },
    };
    expect((await call({ responses }, () => ({ errorMessage: '200' }))).status).toBe(200);
  });

  it('IR-1, IR-2, IR-3: selects by the whole message of an error, the lower status first', async () => {
    const responses = {
      default: { statusCode: '200' },
      '.+': { statusCode: '502' },
      '.*four hundred.*': { statusCode: '405' },
      four: { statusCode: '401' },
    };
    expect((await callFailing(responses, 'Raising four hundred')).status).toBe(405);
    expect((await callFailing(responses, 'fourteen')).status).toBe(502);
    expect((await callFailing(responses, '')).status).toBe(200);
  });

  it('IR-2: fails when a pattern would take too long, and serves the next call', async () => {
    const responses = { default: { statusCode: '200' }, '(a+)+b': { statusCode: '400' } };
    expect((await callFailing(responses, 'a'.repeat(5000))).status).toBe(500);
    expect((await callFailing(responses, 'aab')).status).toBe(400);
  });

  it('IR-2: fails when many patterns together would take too long', async () => {
    // Each tries 2^23 ways through the message, which takes a fast machine some milliseconds.
    const slow = Array.from({ length: 300 }, (_, index) => [
      `(a|a)*b{${index + 1}}`,
      { statusCode: String(200 + index) },
    ]);
    const responses = {
      ...Object.fromEntries(slow),
      default: { statusCode: '500' },
      '.*': { statusCode: '599' },
    };
    expect((await callFailing(responses, 'a'.repeat(23))).status).toBe(500);
    expect((await callFailing(responses, 'b')).status).toBe(200);
  });

  it('IR-2: reads a pattern as Java does, to which a line break is no character', async () => {
    const responses = {
      default: { statusCode: '200' },
      'a.*': { statusCode: '400' },
      'b(.|\n)*': { statusCode: '401' },
    };
    expect((await callFailing(responses, 'a\nb')).status).toBe(200);
    expect((await callFailing(responses, 'b\na')).status).toBe(401);
  });

  it('IR-4: fails when nothing matches and there is no default', async () => {
    const { status, text } = await callFailing({ 'no such': { statusCode: '200' } }, 'an error');
    expect([status, text]).toEqual([500, failure]);
  });

  it('IR-6: passes the error of the function on', async () => {
    const { json } = await callFailing({ '.*': { statusCode: '500' } }, 'why');
    expect(json).toEqual({ errorMessage: 'why', errorType: 'Error', trace: [] });
  });

  it('HD-8: fails when a parameter is mapped onto a forbidden header', async () => {
    for (const header of [
      'Authorization',
      'connection',
      'Expect',
      'Proxy-Authenticate',
      'TE',
      'Content-Length',
    ]) {
      const { status } = await call({
        requestParameters: { [`integration.request.header.${header}`]: "'x'" },
      });
      expect([header, status]).toEqual([header, 500]);
    }
  });

  it('HD-5, HD-6: renames mapped headers of a response, drops Transfer-Encoding, and keeps the others', async () => {
    const renamed =
      'Authorization Connection Content-Length Content-MD5 Date Expect Host Max-Forwards Proxy-Authenticate Server Trailer Upgrade User-Agent WWW-Authenticate';
    const kept =
      'Accept Accept-Charset Accept-Encoding Age Content-Encoding Content-Type Pragma Range Referer TE Via Warn';
    const names = [...renamed.split(' '), ...kept.split(' '), 'Transfer-Encoding'];
    const responseParameters = Object.fromEntries(
      names.map((name) => [`method.response.header.${name}`, "'mapped'"]),
    );
    const members = { responses: { default: { statusCode: '200', responseParameters } } };
    served = await serveApi(api({ '/': { get: functionMethod(members, names) } }));
    const { rawHeaders } = await served.send();
    const sentValue = (name: string) => rawHeaders[rawHeaders.indexOf(name) + 1];
    for (const name of renamed.split(' ')) expect(sentValue(`x-amzn-Remapped-${name}`)).toBe('mapped');
    for (const name of kept.split(' ')) expect([name, sentValue(name)]).toEqual([name, 'mapped']);
    expect(rawHeaders).not.toContain('Transfer-Encoding');
  });

  it('IR-9: sends mapped headers that the method response declares', async () => {
    const responseParameters = {
      'method.response.header.X-Declared': "'a'",
      'method.response.header.X-Other': "'b'",
      'method.response.header.Content-Type': "'text/html'",
    };
    const members = { responses: { default: { statusCode: '200', responseParameters } } };
    served = await serveApi(api({ '/': { get: functionMethod(members, ['X-Declared', 'Content-Type']) } }));
    const { headers } = await served.send();
    expect([headers['x-declared'], headers['x-other'], headers['content-type']]).toEqual([
      'a',
      undefined,
      'text/html',
    ]);
  });

  it('ST-2: reads the function from a stage variable, with its alias', async () => {
    const uri = uriOf(
      'arn:aws:lambda:us-east-1:000000000000:function:${stageVariables.fn}:${stageVariables.alias}',
    );
    served = await serveApi(api({ '/': { get: functionMethod({ uri }) } }), echo, { fn: 'f', alias: 'live' });
    await served.send();
    expect(served.lastInvocation()?.functionName).toBe(
      'arn:aws:lambda:us-east-1:000000000000:function:f:live',
    );
  });
});

describe('the binary responses of a function', () => {
  const bytes = Buffer.from([0x89, 0x50, 0xff, 0x00]);
  const image = () => JSON.stringify(bytes.toString('base64'));

  async function answerOf(contentHandling: string | undefined, mediaTypes: string[], answer: FakeFunction) {
    await served?.stop();
    const responses = { default: { statusCode: '200', ...(contentHandling && { contentHandling }) } };
    const definition = api(
      { '/': { get: functionMethod({ responses }) } },
      { 'x-amazon-apigateway-binary-media-types': mediaTypes },
    );
    served = await serveApi(definition, answer);
    return served.send({ headers: ['Accept', 'image/png'] });
  }

  it('BN-6: decodes a JSON string without its quotes', async () => {
    expect((await answerOf('CONVERT_TO_BINARY', ['image/png'], image)).bytes).toEqual(bytes);
    expect((await answerOf('CONVERT_TO_BINARY', ['*/*'], image)).bytes).toEqual(bytes);
    expect((await answerOf('CONVERT_TO_BINARY', [], image)).bytes).toEqual(bytes);
    expect((await answerOf(undefined, ['image/png'], image)).bytes).toEqual(bytes);
  });

  it('BN-6: fails for what is not strictly base64', async () => {
    for (const text of ['"AA==\\n"', '"A A="', '"AAA"', '{"a":1}']) {
      expect((await answerOf('CONVERT_TO_BINARY', ['image/png'], () => text)).status).toBe(500);
    }
  });

  it('BN-6: keeps the quotes of a string that is not decoded', async () => {
    expect((await answerOf('CONVERT_TO_TEXT', ['image/png'], image)).text).toBe(image());
    expect((await answerOf(undefined, [], image)).text).toBe(image());
  });
});
