import { describe, expect, it } from 'vitest';
import { api, mockMethod, proxyMethod } from '../testing/definitions.ts';
import { type FakeFunction, type ServedApi, serveApi } from '../testing/served-api.ts';

const definition = api({
  '/pets/{petId}': { get: mockMethod('a pet'), post: proxyMethod },
  '/quiet': { get: mockMethod('nothing') },
  '/broken': { get: mockMethod('never', { requestTemplates: { 'application/json': '{}' } }) },
});

/** What the stage logs of some requests, when its settings are these patches. */
async function linesOf(
  patches: Readonly<Record<string, string>>,
  send: (served: ServedApi) => Promise<unknown>,
  answer?: FakeFunction,
): Promise<string[]> {
  const served = await serveApi(definition, answer);
  try {
    served.gateway.operations.UpdateStage({
      restApiId: served.apiId,
      stageName: 'test',
      patchOperations: Object.entries(patches).map(([path, value]) => ({ op: 'replace', path, value })),
    });
    await send(served);
    const { logGroups = [] } = served.logs.operations.DescribeLogGroups({});
    if (logGroups.length === 0) return [];
    const logGroupName = `API-Gateway-Execution-Logs_${served.apiId}/test`;
    const { events = [] } = served.logs.operations.FilterLogEvents({ logGroupName });
    return events.map(({ message = '' }) => message);
  } finally {
    await served.stop();
  }
}

const withoutIds = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/^\([0-9a-f-]{36}\) /, '').replace(/[0-9a-f-]{36}/, '<id>'));

const info = { '/*/*/logging/loglevel': 'INFO' };
const everything = { ...info, '/*/*/logging/dataTrace': 'true' };
const errors = { '/*/*/logging/loglevel': 'ERROR' };

describe('The execution log', () => {
  it('is not kept unless the stage asks for it', async () => {
    expect(await linesOf({}, ({ send }) => send({ path: '/broken' }))).toEqual([]);
    expect(
      await linesOf({ '/*/*/logging/dataTrace': 'true' }, ({ send }) => send({ path: '/pets/1' })),
    ).toEqual([]);
  });

  it('tells the steps of a MOCK execution, each line with the request id, and no data', async () => {
    let requestId: string | undefined;
    const lines = await linesOf(info, async ({ send }) => {
      const { headers } = await send({ path: '/pets/42?secret=x' });
      requestId = headers['x-amzn-requestid'];
    });
    expect(lines.every((line) => line.startsWith(`(${requestId}) `))).toBe(true);
    expect(withoutIds(lines)).toEqual([
      expect.stringMatching(/^Extended Request Id: .+=$/),
      'Starting execution for request: <id>',
      'HTTP Method: GET, Resource Path: /pets/42',
      'Successfully completed execution',
      'Method completed with status: 200',
    ]);
  });

  it('tells everything that went in and out with data trace', async () => {
    const answer = () => ({ statusCode: 201, headers: { 'X-Pet': 'cat' }, body: 'made' });
    const lines = await linesOf(
      everything,
      ({ send }) => send({ method: 'POST', path: '/pets/7?a=1&b=2', headers: ['X-One', 'eins'], body: 'hi' }),
      answer,
    );
    const text = withoutIds(lines).join('\n');
    const uri =
      'https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:fn/invocations';
    const expected = [
      'Method request path: {petId=7}',
      'Method request query string: {a=1, b=2}',
      'Method request headers: {X-One=eins, ',
      'Method request body before transformations: hi',
      `Endpoint request URI: ${uri}`,
      'Endpoint request headers: {',
      'Endpoint request body after transformations: {"resource":"/pets/{petId}"',
      `Sending request to ${uri}`,
      'Received response. Status: 200, Integration latency: ',
      'Endpoint response headers: {',
      'Endpoint response body before transformations: {"statusCode":201',
      'Method response body after transformations: made',
      'Method response headers: {Content-Type=application/json, X-Pet=cat, X-Amzn-Trace-Id=Root=1-',
      'Successfully completed execution',
      'Method completed with status: 201',
    ];
    const places = expected.map((line) => text.indexOf(line));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('LM-3: cuts long values, and shows only the end of secrets', async () => {
    const token = `Bearer ${'x'.repeat(60)}abcdef`;
    const lines = await linesOf(everything, ({ send }) =>
      send({
        path: '/pets/1',
        headers: ['Authorization', token, 'x-api-key', 'k'.repeat(30)],
        body: 'é'.repeat(5000),
      }),
    );
    expect(lines.join()).toContain(`Authorization=${'*'.repeat(token.length - 6)}abcdef`);
    expect(lines.join()).toContain(`x-api-key=${'*'.repeat(24)}kkkkkk`);
    const body = lines.find((line) => line.includes('before transformations')) ?? '';
    expect(body.endsWith(`: ${'é'.repeat(1000)} [TRUNCATED]`)).toBe(true);
  });

  it('MK-3: tells at the level ERROR why an execution failed, and nothing of those that did not', async () => {
    const lines = await linesOf(errors, async ({ send }) => {
      await send({ path: '/pets/1' });
      await send({ path: '/broken' });
    });
    expect(withoutIds(lines)).toEqual([
      'Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.',
    ]);
  });

  it('ends with the status that the client got when an execution fails', async () => {
    const lines = await linesOf(
      info,
      ({ send }) => send({ method: 'POST', path: '/pets/1' }),
      () => ({ nonsense: true }),
    );
    expect(withoutIds(lines).slice(-2)).toEqual([
      'Execution failed due to configuration error: Malformed Lambda proxy response',
      'Method completed with status: 502',
    ]);
  });

  it('tells nothing of requests that found no method', async () => {
    expect(await linesOf(everything, ({ send }) => send({ path: '/nowhere' }))).toEqual([]);
  });

  it('heeds the settings of one method before those of all', async () => {
    const patches = { ...info, '/~1quiet/GET/logging/loglevel': 'OFF' };
    const lines = await linesOf(patches, async ({ send }) => {
      await send({ path: '/quiet' });
      await send({ path: '/pets/5' });
    });
    expect(lines.filter((line) => line.includes('Resource Path'))).toHaveLength(1);
  });
});
