import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudUnderTest, startCloud } from './cloud-under-test.ts';

const code = `
const held = [];
exports.handler = async ({ queryStringParameters }) => {
  switch (queryStringParameters?.fault) {
    case 'exit': process.exit(3);
    case 'hang': for (;;);
    case 'memory': for (;;) held.push(Buffer.alloc(10_000_000, 1));
    case 'wait':
      require('node:fs').writeFileSync(process.env.TMPDIR + '/waiting', '');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  return { statusCode: 200, body: String(process.pid) };
};`;

const template = {
  Resources: {
    Faulty: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        InlineCode: code,
        Timeout: 2,
        Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } },
      },
    },
    Table: { Type: 'AWS::Serverless::SimpleTable' },
  },
  Outputs: {
    ApiId: { Value: { Ref: 'ServerlessRestApi' } },
    FunctionName: { Value: { Ref: 'Faulty' } },
    TableName: { Value: { Ref: 'Table' } },
  },
};

/** After this the request is surely with the process that has stopped listening. */
const reachesTableMs = 300;
const runtime = 'start.cjs';
const engine = 'engine-process';
let cloud: CloudUnderTest;
let outputs: Record<string, string>;

beforeAll(async () => {
  cloud = await startCloud();
  await cloud.createStack('faults', template);
  outputs = await cloud.outputsOf('faults');
});
afterAll(() => cloud[Symbol.asyncDispose]());

const get = (fault = '') =>
  fetch(`${cloud.url}/restapis/${outputs.ApiId}/Prod/_user_request_/?fault=${fault}`);

async function invoke(fault: string) {
  const Payload = JSON.stringify({ queryStringParameters: { fault } });
  const command = new InvokeCommand({ FunctionName: outputs.FunctionName, Payload });
  const { StatusCode, FunctionError, Payload: answer } = await cloud.client(LambdaClient).send(command);
  return { StatusCode, FunctionError, payload: JSON.parse(answer?.transformToString() ?? '') };
}

async function onlyRuntime(): Promise<number> {
  await expect.poll(() => cloud.children(runtime)).toHaveLength(1);
  return cloud.onlyChild(runtime);
}

describe('a function', () => {
  it.each([
    ['exits', 'exit', 'Runtime.ExitError', 'Runtime exited with error: exit status 3'],
    ['never ends', 'hang', 'Sandbox.Timedout', 'Task timed out after 2.00 seconds'],
    ['takes too much memory', 'memory', 'Runtime.ExitError', 'Runtime exited with error: signal: killed'],
  ])(
    'that %s is an error to its callers, and works for the next one',
    async (_, fault, errorType, message) => {
      const [overHttp, overSdk] = await Promise.all([get(fault), invoke(fault)]);
      expect(overHttp.status).toBe(502);
      expect(await overHttp.json()).toEqual({ message: 'Internal server error' });
      expect(overSdk).toEqual({
        StatusCode: 200,
        FunctionError: 'Unhandled',
        payload: {
          errorType,
          errorMessage: expect.stringMatching(`^RequestId: [\\da-f-]{36} Error: ${message}$`),
        },
      });
      const next = await get();
      expect(next.status).toBe(200);
      expect(Number(await next.text())).toBe(await onlyRuntime());
    },
  );

  it('whose process is killed in flight is an error to its caller, and works for the next one', async () => {
    const answer = get('wait');
    await expect.poll(() => cloud.files(/waiting$/)).toHaveLength(1);
    const pid = await onlyRuntime();
    process.kill(pid, 'SIGKILL');
    expect((await answer).status).toBe(502);
    const next = await get();
    expect(next.status).toBe(200);
    expect(Number(await next.text())).not.toBe(pid);
  });
});

describe('a table', () => {
  it('whose process is killed in flight is a retryable error, and keeps its items for the next request', async () => {
    const dynamoDb = cloud.client(DynamoDBClient);
    const Key = { id: { S: 'a' } };
    await dynamoDb.send(new PutItemCommand({ TableName: outputs.TableName, Item: Key }));
    const read = () => dynamoDb.send(new GetItemCommand({ TableName: outputs.TableName, Key }));
    expect((await read()).Item).toEqual(Key);
    const pid = await cloud.onlyChild(engine);
    process.kill(pid, 'SIGSTOP');
    const refused = expect(read()).rejects.toMatchObject({
      name: 'InternalServerError',
      $metadata: { httpStatusCode: 500 },
      $retryable: {},
    });
    await delay(reachesTableMs);
    process.kill(pid, 'SIGKILL');
    await refused;
    expect((await read()).Item).toEqual(Key);
    expect(await cloud.children(engine)).toHaveLength(1);
  });
});

describe('after many faults', () => {
  it('one process and one folder of the function are left', async () => {
    await Promise.all(Array.from({ length: 8 }, () => get('exit')));
    await get();
    const [pid, ...others] = await cloud.children(runtime);
    expect(others).toEqual([]);
    expect(pid).toBeDefined();
    await expect.poll(() => cloud.files(/\/tmp\/[^/]+$/)).toHaveLength(1);
  });
});
