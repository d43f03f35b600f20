import {
  APIGatewayClient,
  GetResourcesCommand,
  ImportRestApiCommand,
  TestInvokeMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { authorizerScheme } from '../testing/authorizers.ts';
import { type BackEndServer, startBackEnd } from '../testing/back-end.ts';
import { api, httpMethod, mockMethod } from '../testing/definitions.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
let backEnd: BackEndServer;
let restApiId: string;
const ids = new Map<string, string>();

beforeAll(async () => {
  backEnd = await startBackEnd((response) => response.writeHead(201).end('created'));
  const pet = '{"petId": "$input.params("petId")", "stage": "$stageVariables.color"}';
  const paths = {
    '/pets/{petId}': { get: mockMethod(pet), post: httpMethod(backEnd.url, { type: 'http_proxy' }) },
    '/nowhere': { get: httpMethod('http://${stageVariables.host}', { type: 'http_proxy' }) },
    '/guarded': { any: { ...mockMethod('in'), security: [{ guard: [] }, { key: [] }] } },
    '/unfinished': { get: {} },
  };
  const key = { type: 'apiKey', name: 'x-api-key', in: 'header' };
  const securitySchemes = { guard: authorizerScheme('token'), key };
  const body = Buffer.from(JSON.stringify(api(paths, { components: { securitySchemes } })));
  restApiId = (await client().send(new ImportRestApiCommand({ body }))).id ?? '';
  const { items = [] } = await client().send(new GetResourcesCommand({ restApiId }));
  for (const { id = '', path = '' } of items) ids.set(path, id);
  return () => backEnd.stop();
});

const invoke = (path: string, members: object = {}) =>
  client().send(
    new TestInvokeMethodCommand({
      restApiId,
      resourceId: ids.get(path) ?? 'absent',
      httpMethod: 'GET',
      ...members,
    }),
  );
const linesOf = (log = '') =>
  log.split('\n').map((line) => line.replace(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4} : /, '> '));

describe('TestInvokeMethod', () => {
  it('runs a method that no stage has, and returns its log', async () => {
    const {
      $metadata: _metadata,
      log,
      latency,
      ...response
    } = await invoke('/pets/{petId}', {
      pathWithQueryString: '/pets/123?foo=bar',
      headers: { one: 'eins' },
      stageVariables: { color: 'red' },
    });
    const body = '{"petId": "123", "stage": "red"}';
    expect(response).toEqual({
      status: 200,
      body,
      headers: { 'Content-Type': 'application/json' },
      multiValueHeaders: { 'Content-Type': ['application/json'] },
    });
    expect(latency).toBeGreaterThanOrEqual(0);
    const requestId = log?.match(/^Execution log for request ([0-9a-f-]{36})\n/)?.[1];
    expect(linesOf(log)).toEqual([
      `Execution log for request ${requestId}`,
      `> Starting execution for request: ${requestId}`,
      '> HTTP Method: GET, Resource Path: /pets/123',
      '> Method request path: {petId=123}',
      '> Method request query string: {foo=bar}',
      '> Method request headers: {one=eins}',
      '> Method request body before transformations: ',
      `> Method response body after transformations: ${body}`,
      '> Method response headers: {Content-Type=application/json}',
      '> Successfully completed execution',
      '> Method completed with status: 200',
      '',
    ]);
  });

  it("uses the resource's own path, or accepts one that does not fit it", async () => {
    expect((await invoke('/pets/{petId}')).body).toContain('"petId": "{petId}"');
    const other = await invoke('/pets/{petId}', { pathWithQueryString: '/random/test' });
    expect(other.body).toContain('"petId": ""');
    expect(linesOf(other.log)).toContain('> Method request path: {}');
  });

  it('calls the back end with the body and headers, several of a name too', async () => {
    const multiValueHeaders = { many: ['1', '2'] };
    const { status, body, log } = await invoke('/pets/{petId}', {
      httpMethod: 'POST',
      pathWithQueryString: '/pets/1',
      body: 'hello',
      multiValueHeaders,
    });
    expect([status, body]).toEqual([201, 'created']);
    expect(backEnd.last().text).toBe('hello');
    expect(backEnd.last().headers.many).toBe('1, 2');
    expect(linesOf(log)).toContain('> Endpoint request body after transformations: hello');
  });

  it('shows why a method fails', async () => {
    const { status, body, headers, log } = await invoke('/nowhere');
    expect([status, body]).toEqual([500, '{"message":"Internal server error"}']);
    expect(headers).toMatchObject({ 'x-amzn-ErrorType': 'InternalServerErrorException' });
    expect(linesOf(log).slice(-3)).toEqual([
      '> Execution failed due to configuration error: Invalid endpoint address',
      '> Method completed with status: 500',
      '',
    ]);
  });

  it('asks for no key and no authorizer', async () => {
    expect(await invoke('/guarded', { httpMethod: 'PUT' })).toMatchObject({ status: 200, body: 'in' });
  });

  it.each([
    ['/absent', {}, 'Invalid Resource identifier specified'],
    ['/pets/{petId}', { httpMethod: 'PATCH' }, 'Invalid Method identifier specified'],
    ['/unfinished', {}, 'No integration defined for method'],
  ])('refuses %s %j', async (path, members, message) => {
    await expect(invoke(path, members)).rejects.toThrow(message);
  });
});
