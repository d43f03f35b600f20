import { describe, expect, it } from 'vitest';
import { api, invocationUri, mockMethod, proxyMethod, proxyTo } from '../testing/definitions.ts';
import { type FakeFunction, type ServedApi, serveApi } from '../testing/served-api.ts';

const strict = {
  parameters: [{ name: 'must', in: 'query', required: true }],
  requestBody: { content: { 'application/json': { schema: { type: 'object', required: ['name'] } } } },
  'x-amazon-apigateway-request-validator': 'all',
};
const paths = {
  '/pets/{petId}': { get: mockMethod('a pet'), post: proxyMethod },
  '/quiet': { get: mockMethod('nothing') },
  '/forbidden': {
    get: proxyTo(invocationUri, { requestParameters: { 'integration.request.header.TE': "'x'" } }),
  },
  '/not-a-post': { get: proxyTo(invocationUri, { httpMethod: 'GET' }) },
  '/nobody-there': { get: proxyTo('http://127.0.0.1:1/', { type: 'http_proxy', httpMethod: 'GET' }) },
  '/template': { get: mockMethod('x', { requestTemplates: { 'application/json': '{}\n#if($a' } }) },
  '/unmatched': { get: mockMethod('x', { responses: {} }) },
  '/slow': { get: proxyTo(invocationUri, { timeoutInMillis: 50 }) },
  '/strict': { get: { ...mockMethod('x'), ...strict } },
  '/keyed': { get: { ...mockMethod('x'), security: [{ key: [] }] } },
  '/broken': { get: mockMethod('never', { requestTemplates: { 'application/json': '{}' } }) },
};
const definition = api(paths, {
  components: { securitySchemes: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
  'x-amazon-apigateway-request-validators': {
    all: { validateRequestBody: true, validateRequestParameters: true },
  },
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
  it('is not written unless a setting of the stage turns it on', async () => {
    expect(await linesOf({}, ({ send }) => send({ path: '/broken' }))).toEqual([]);
    expect(
      await linesOf({ '/*/*/logging/dataTrace': 'true' }, ({ send }) => send({ path: '/pets/1' })),
    ).toEqual([]);
  });

  it('EL-1, EL-2: lists the steps of a MOCK execution, each line with the request id, without data', async () => {
    let requestId: string | undefined;
    const lines = await linesOf(info, async ({ send }) => {
      const { headers } = await send({ path: '/pets/42?secret=x' });
      requestId = headers['x-amzn-requestid'];
    });
    expect(lines.every((line) => line.startsWith(`(${requestId}) `))).toBe(true);
    expect(withoutIds(lines)).toEqual([
      expect.stringMatching(/^Extended Request Id: .+=$/),
      expect.stringMatching(/^Verifying Usage Plan for request: <id>\. API Key: {2}API Stage: \w+\/test$/),
      "API Key authorized because method 'GET /pets/{petId}' does not require API Key. Request will not contribute to throttle or quota limits",
      expect.stringMatching(/^Usage Plan check succeeded for API Key {2}and API Stage \w+\/test$/),
      'Starting execution for request: <id>',
      'HTTP Method: GET, Resource Path: /pets/42',
      'Successfully completed execution',
      'Method completed with status: 200',
    ]);
  });

  it('EL-2, EL-7: with data trace, shows requests and responses with their headers and bodies in order', async () => {
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
      'Endpoint request headers: {x-amzn-lambda-integration-tag=<id>, x-amzn-apigateway-api-id=',
      'Endpoint request body after transformations: {"resource":"/pets/{petId}"',
      `Sending request to ${uri}`,
      'Received response. Status: 200, Integration latency: ',
      'Endpoint response headers: {Content-Type=application/json, x-amzn-RequestId=r, ',
      'Endpoint response body before transformations: {"statusCode":201',
      'Method response body after transformations: made',
      'Method response headers: {X-Amzn-Trace-Id=Root=1-',
      'Successfully completed execution',
      'Method completed with status: 201',
    ];
    const places = expected.map((line) => text.indexOf(line));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('LM-3: cuts long values and shows only the end of secrets', async () => {
    const token = `Bearer ${'x'.repeat(60)}abcdef`;
    const lines = await linesOf(everything, ({ send }) =>
      send({
        path: '/pets/1',
        headers: ['Authorization', token, 'x-api-key', 'k'.repeat(30), 'X-Amz-Security-Token', 'short'],
        body: 'é'.repeat(5000),
      }),
    );
    expect(lines.join()).toContain(`Authorization=${'*'.repeat(token.length - 6)}abcdef`);
    expect(lines.join()).toContain(`x-api-key=${'*'.repeat(24)}kkkkkk`);
    expect(lines.join()).toContain('X-Amz-Security-Token=*****,');
    const body = lines.find((line) => line.includes('before transformations')) ?? '';
    expect(body.endsWith(`: ${'é'.repeat(1000)} [TRUNCATED]`)).toBe(true);
  });

  it('MK-3, EL-3: at the level ERROR, has the reason of a failure and no line for a success', async () => {
    const lines = await linesOf(errors, async ({ send }) => {
      await send({ path: '/pets/1' });
      await send({ path: '/broken' });
    });
    expect(withoutIds(lines)).toEqual([
      'Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.',
    ]);
  });

  it('EL-3: ends with the status that the client received when an execution fails', async () => {
    const lines = await linesOf(
      info,
      ({ send }) => send({ method: 'POST', path: '/pets/1' }),
      () => ({ nonsense: true }),
    );
    expect(withoutIds(lines).slice(-3)).toEqual([
      'Execution failed due to configuration error: Malformed Lambda proxy response',
      'Method completed with status: 502',
      'AWS Integration Endpoint RequestId : r',
    ]);
  });

  it.each([
    ['HD-8', '/forbidden', 'Execution failed due to configuration error: TE header already present'],
    [
      'PR-10',
      '/not-a-post',
      'Execution failed due to configuration error: Unable to determine service/operation name to be authorized',
    ],
    [
      'PM-10',
      '/nobody-there',
      'Execution failed due to a network error communicating with endpoint: connect ECONNREFUSED 127.0.0.1:1',
    ],
    [
      'VT-30',
      '/template',
      expect.stringMatching(/^Execution failed due to configuration error: .+ at line 2, column \d+$/),
    ],
    [
      'IR-4',
      '/unmatched',
      'Execution failed due to configuration error: No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 200',
    ],
    ['LM-1', '/slow', 'Execution failed due to a timeout error'],
    ['VA-1', '/strict', 'Missing required request parameters: [must]'],
    [
      'VA-2',
      '/strict?must=1',
      expect.stringMatching(
        /^Request body does not match model schema for content type application\/json: .+name/,
      ),
    ],
    [
      'AK-1',
      '/keyed',
      expect.stringMatching(/^API Key not authorized because method 'GET \/keyed' requires API Key and /),
    ],
  ])('%s, EL-3: logs the reason of the failure at %s', async (_rule, path, reason) => {
    const silent = () => new Promise(() => {});
    expect(withoutIds(await linesOf(errors, ({ send }) => send({ path }), silent))).toEqual([reason]);
  });

  it('PR-2, EL-4: shows the message of a function that failed', async () => {
    const lines = await linesOf(
      errors,
      ({ send }) => send({ method: 'POST', path: '/pets/1' }),
      () => new Error('out of pets'),
    );
    expect(withoutIds(lines)).toEqual([
      'Lambda execution failed with status 200 due to customer function error: out of pets. Lambda request id: r',
    ]);
  });

  it('ends with the trace id where X-Ray is on, at the level INFO', async () => {
    const root = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    const send = ({ send }: ServedApi) => send({ path: '/pets/1', headers: ['X-Amzn-Trace-Id', root] });
    const traced = { '/tracingEnabled': 'true' };
    expect(withoutIds(await linesOf({ ...info, ...traced }, send)).at(-1)).toBe(`X-ray Tracing ID : ${root}`);
    expect(await linesOf({ ...errors, ...traced }, send)).toEqual([]);
    expect((await linesOf(info, send)).join()).not.toContain('X-ray');
  });

  it('has no line for requests that found no method', async () => {
    expect(await linesOf(everything, ({ send }) => send({ path: '/nowhere' }))).toEqual([]);
  });

  it('follows the settings of one method before those of all methods', async () => {
    const patches = { ...info, '/~1quiet/GET/logging/loglevel': 'OFF' };
    const lines = await linesOf(patches, async ({ send }) => {
      await send({ path: '/quiet' });
      await send({ path: '/pets/5' });
    });
    expect(lines.filter((line) => line.includes('Resource Path'))).toHaveLength(1);
  });
});
