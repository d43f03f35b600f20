import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { context, proxyEvent } from '../test/proxy-event.ts';
import { putResource } from './put-resource.ts';
import { resourceStore } from './resource-store.ts';

const table = { TABLE_NAME: 'resources' };

describe('the store', () => {
  it('names the missing variable at start', () => {
    expect(() => resourceStore({})).toThrow(
      'Expected the name of a table for environment variable TABLE_NAME, received none',
    );
  });

  it('reads consistently', async () => {
    const requests: unknown[] = [];
    const client = await clientOf(async (request, response) => {
      requests.push(await json(request));
      response.end(JSON.stringify({ Item: { text: { S: 'hello' }, etag: { S: '"tag"' } } }));
    });
    expect(await resourceStore(table, client).get('1')).toEqual({ text: 'hello', etag: '"tag"' });
    expect(requests).toEqual([{ TableName: 'resources', Key: { id: { S: '1' } }, ConsistentRead: true }]);
  });

  it('returns nothing for an item that is not a resource', async () => {
    const client = await clientOf((_, response) => {
      response.end(JSON.stringify({ Item: { text: { N: '1' }, etag: { S: '"tag"' } } }));
    });
    expect(await resourceStore(table, client).get('1')).toBeUndefined();
  });

  it('gives up on a silent DynamoDB after three attempts, before the ten seconds of the function', async () => {
    let attempts = 0;
    const endpoint = await listen(() => attempts++);
    // As Lambda does, the environment configures the client.
    vi.stubEnv('AWS_ENDPOINT_URL', endpoint).stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test').stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_MAX_ATTEMPTS', '6');
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(resourceStore(table).get('1')).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(attempts).toBe(3);
  });

  it.each(['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'])(
    'asks the client to retry when DynamoDB responds %s',
    async (name) => {
      const { response, log } = await putInto(await failingTable(name, 'Slow down'));
      expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
      expect(log).toMatchObject({ cause: { name, message: 'Slow down' } });
    },
  );

  it('responds 413 when DynamoDB finds the item too large', async () => {
    const message = 'Item size has exceeded the maximum allowed size';
    const { response } = await putInto(await failingTable('ValidationException', message));
    expect(response).toMatchObject({ statusCode: 413 });
  });

  it.each([
    ['AccessDeniedException', 'not authorized to perform: dynamodb:PutItem'],
    ['ResourceNotFoundException', 'Requested resource not found'],
    ['ValidationException', 'The conditional request is malformed'],
  ])('logs %s and hides it from the client', async (name, message) => {
    const { response, log } = await putInto(await failingTable(name, message));
    expect(response.statusCode).toBe(500);
    expect(JSON.parse(response.body)).toMatchObject({ message: 'Internal server error' });
    expect(log).toMatchObject({ name, message });
  });
});

async function putInto(client: DynamoDBClient) {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  const handler = putResource(resourceStore(table, client));
  const response = await handler(proxyEvent('1', {}, 'hello'), context);
  return { response, log: log.mock.lastCall?.[0] as unknown };
}

/** A client of a DynamoDB that fails every request with this error. */
function failingTable(name: string, message: string): Promise<DynamoDBClient> {
  return clientOf((request, response) => {
    request.resume();
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message }));
  });
}

async function clientOf(respond: RequestListener): Promise<DynamoDBClient> {
  return new DynamoDBClient({
    endpoint: await listen(respond),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}

async function listen(respond: RequestListener): Promise<string> {
  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
