import { afterEach, describe, expect, it, vi } from 'vitest';
import { inputTypes } from './input-types.ts';
import { jsonService } from './json-protocol.ts';
import { parsePolicy } from './policy/policy-document.ts';
import { queryService } from './query-protocol.ts';
import { restJsonService } from './rest-json-protocol.ts';
import type { AwsRequest, Caller, Service } from './service.ts';
import { ServiceError } from './service-error.ts';

const operations = {
  Echo: (input: object) => ({ Echoed: input }),
  Nothing: () => undefined,
  ListNothing: () => undefined,
  Refuse: () => {
    throw new ServiceError('TeapotException', 'Short <and> stout', 418, { Reason: 'tea' });
  },
  Break: () => {
    throw new Error('a secret detail');
  },
};

async function send(service: Service, request: Partial<AwsRequest>) {
  const rawQuery = request.rawQuery ?? '';
  const { status, headers, body } = await service.handle({
    method: 'POST',
    path: '/',
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: {},
    body: Buffer.alloc(0),
    requestId: 'id-1',
    caller: undefined,
    ...request,
  });
  return { status, headers, body: String(body) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('queryService', () => {
  const service = queryService({
    signingName: 'x',
    apiVersion: '2010-05-08',
    namespace: 'urn:x',
    operations,
  });
  const post = (form: string) => send(service, { body: Buffer.from(form) });

  it('responds with the result and the request id', async () => {
    const { status, headers, body } = await post('Action=Echo&Name=a');
    expect({ status, headers }).toEqual({
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'id-1' },
    });
    expect(body).toContain(
      '<EchoResponse xmlns="urn:x"><EchoResult><Echoed><Name>a</Name></Echoed></EchoResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></EchoResponse>',
    );
  });

  it('reads the action of a GET from its query', async () => {
    const { body } = await send(service, { method: 'GET', rawQuery: 'Action=ListNothing' });
    expect(body).toContain('<ListNothingResponse xmlns="urn:x"><ResponseMetadata>');
  });

  it('accepts no action by GET that may change something', async () => {
    const { status, body } = await send(service, { method: 'GET', rawQuery: 'Action=Nothing' });
    expect(status).toBe(400);
    expect(body).toContain('use POST');
  });

  it('words refusals, and keeps quiet about bugs', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    expect(await post('Action=Refuse')).toMatchObject({
      status: 418,
      body: expect.stringContaining(
        '<Error><Type>Sender</Type><Code>TeapotException</Code><Message>Short &lt;and&gt; stout</Message></Error><RequestId>id-1</RequestId>',
      ),
    });
    const broken = await post('Action=Break');
    expect(broken.status).toBe(500);
    expect(broken.body).toContain('<Type>Receiver</Type><Code>InternalFailure</Code>');
    expect(broken.body).not.toContain('secret');
    expect(log).toHaveBeenCalledOnce();
  });

  it.each(['Action=Absent', 'Action=constructor', ''])('does not know %j', async (form) => {
    const { status, body } = await post(form);
    expect(status).toBe(400);
    expect(body).toContain('<Code>InvalidAction</Code>');
  });
});

describe('jsonService', () => {
  const service = jsonService({ signingName: 'x', version: '1.1', operations });
  const call = (target: string, body = '{}') =>
    send(service, { headers: { 'x-amz-target': target }, body: Buffer.from(body) });

  it('responds with JSON, or with nothing', async () => {
    expect(await call('X_2014.Echo', '{"a":1}')).toEqual({
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'id-1' },
      body: '{"Echoed":{"a":1}}',
    });
    expect(await call('X_2014.Nothing')).toMatchObject({ status: 200, body: '' });
  });

  it('words refusals, and keeps quiet about bugs', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    expect(await call('X_2014.Refuse')).toMatchObject({
      status: 418,
      body: '{"__type":"TeapotException","message":"Short <and> stout","Reason":"tea"}',
    });
    expect((await call('X_2014.Break')).body).toBe(
      '{"__type":"InternalFailure","message":"An internal error occurred."}',
    );
    expect((await call('X_2014.Echo', '[')).body).toContain('"__type":"SerializationException"');
  });

  it.each(['X_2014.Absent', 'X_2014.toString', 'Absent', ''])('does not know %j', async (target) => {
    const { status, body } = await call(target);
    expect(status).toBe(400);
    expect(body).toContain('UnknownOperationException');
  });

  it('asks the caller’s policies about every resource', async () => {
    const guarded = jsonService({
      signingName: 'x',
      version: '1.1',
      operations,
      resourcesOf: (_operation, { Names }) => Names as string[],
    });
    const caller: Caller = {
      accountId: '000000000000',
      arn: 'arn:aws:sts::000000000000:assumed-role/r/s',
      userId: 'AROA:s',
      accessKeyId: 'ASIA',
      policies: () => [parsePolicy({ Statement: { Effect: 'Allow', Action: 'x:Echo', Resource: 'mine/*' } })],
    };
    const echo = (...Names: string[]) =>
      send(guarded, {
        headers: { 'x-amz-target': 'X.Echo' },
        body: Buffer.from(JSON.stringify({ Names })),
        caller,
      });
    expect((await echo('mine/1', 'mine/2')).status).toBe(200);
    expect((await echo('mine/1', 'yours/2')).body).toContain(
      'not authorized to perform: x:Echo on resource: yours/2',
    );
  });
});

describe('restJsonService', () => {
  const service = restJsonService({
    signingName: 'x',
    inputTypes: inputTypes({ 'list of string': 'listed' }),
    routes: [
      { method: 'POST', path: '/things/{name}', operation: operations.Echo, status: 201 },
      { method: 'DELETE', path: '/things/{name}', operation: operations.Nothing, status: 204 },
      { method: 'GET', path: '/refuse', operation: operations.Refuse },
      { method: 'GET', path: '/break', operation: operations.Break },
      {
        method: 'PUT',
        path: '/raw/{name}',
        raw: async ({ body }, { name }) => ({ status: 202, body: `${name}:${body}` }),
      },
    ],
  });

  it('gathers the input from path, query and body; the path has the last word', async () => {
    const answer = await send(service, {
      path: '/things/a%20b',
      rawQuery: 'keys=1&keys=2&listed=3&one=%C3%BC&__proto__=x',
      body: Buffer.from('{"name":"body","size":1}'),
    });
    expect(answer.status).toBe(201);
    expect(answer.headers).toEqual({ 'content-type': 'application/json', 'x-amzn-requestid': 'id-1' });
    expect(JSON.parse(answer.body).Echoed).toMatchObject({
      name: 'a b',
      size: 1,
      keys: ['1', '2'],
      listed: ['3'],
      one: 'ü',
    });
  });

  it('responds to an operation without output with its status alone', async () => {
    expect(await send(service, { method: 'DELETE', path: '/things/a' })).toMatchObject({
      status: 204,
      body: '',
    });
  });

  it('hands a raw route the request as it came', async () => {
    const answer = await send(service, { method: 'PUT', path: '/raw/n', body: Buffer.from('not JSON') });
    expect(answer).toMatchObject({ status: 202, body: 'n:not JSON' });
  });

  it('words refusals, and keeps quiet about bugs', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const refused = await send(service, { method: 'GET', path: '/refuse' });
    expect(refused).toMatchObject({
      status: 418,
      body: '{"Type":"User","message":"Short <and> stout","Reason":"tea"}',
    });
    expect(refused.headers).toHaveProperty('x-amzn-errortype', 'TeapotException');
    const broken = await send(service, { method: 'GET', path: '/break' });
    expect(broken.body).toBe('{"Type":"Server","message":"An internal error occurred."}');
    const invalid = await send(service, { path: '/things/a', body: Buffer.from('[') });
    expect(invalid.headers).toHaveProperty('x-amzn-errortype', 'InvalidRequestContentException');
  });

  it('names the method and path it does not know', async () => {
    const { status, body } = await send(service, { method: 'PATCH', path: '/things/a' });
    expect(status).toBe(404);
    expect(body).toContain('PATCH /things/a');
  });
});
