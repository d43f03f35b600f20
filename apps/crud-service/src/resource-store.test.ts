import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { context, proxyEvent } from '../test/proxy-event.ts';
import { putResource } from './put-resource.ts';
import { resourceStore } from './resource-store.ts';

describe('the store', () => {
  it('says at start which variable is missing', () => {
    expect(() => resourceStore({})).toThrow(
      'Expected the name of a table for environment variable TABLE_NAME, received none',
    );
  });

  it.each(['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'])(
    'asks the client to come again when DynamoDB answers %s',
    async (name) => {
      const { response, log } = await putInto(await failingTable(name, 'Slow down'));
      expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
      expect(log).toMatchObject({ cause: { name, message: 'Slow down' } });
    },
  );

  it('takes DynamoDB at its word when an item is too large', async () => {
    const message = 'Item size has exceeded the maximum allowed size';
    const { response } = await putInto(await failingTable('ValidationException', message));
    expect(response).toMatchObject({ statusCode: 413 });
  });

  it.each([
    ['AccessDeniedException', 'not authorized to perform: dynamodb:PutItem'],
    ['ResourceNotFoundException', 'Requested resource not found'],
    ['ValidationException', 'The conditional request is malformed'],
  ])('logs %s and tells the client nothing of it', async (name, message) => {
    const { response, log } = await putInto(await failingTable(name, message));
    expect(response.statusCode).toBe(500);
    expect(JSON.parse(response.body)).toMatchObject({ message: 'Internal server error' });
    expect(log).toMatchObject({ name, message });
  });
});

async function putInto(client: DynamoDBClient) {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  const handler = putResource(resourceStore({ TABLE_NAME: 'resources' }, client));
  const response = await handler(proxyEvent('1', {}, 'hello'), context);
  return { response, log: log.mock.lastCall?.[0] as unknown };
}

/** A client of a DynamoDB that answers every request with this error. */
async function failingTable(name: string, message: string): Promise<DynamoDBClient> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}
