import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { image } from './images.ts';
import { get, post } from './request.ts';

const { endpoint, outputs } = inject('sample');
const client = new LambdaClient(clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }));
const FunctionName = outputs.ImageFunction;
const { Environment: environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));

async function configure(Variables: Record<string, string>): Promise<void> {
  const configuration = { FunctionName, Environment: { Variables } };
  await client.send(new UpdateFunctionConfigurationCommand(configuration));
  await waitUntilFunctionUpdatedV2(
    { client, maxWaitTime: 300, minDelay: 0.1, maxDelay: 1 },
    { FunctionName },
  );
}

beforeAll(() => configure({ NODE_OPTIONS: '--require /not-there.cjs' }));
afterAll(() => configure(environment?.Variables ?? {}));

describe('a function that cannot even start', () => {
  it.each(['/', '/resize', '/convert', '/getDimensions', '/identify', '/getSample', '/ping'])(
    'is a 500 in JSON at %s, never a success',
    async (path) => {
      const headers = { accept: 'image/webp' };
      const isRead = path === '/getSample' || path === '/ping';
      const response = isRead
        ? await get(path, headers)
        : await post(`${path}?format=webp`, await image('hills.png'), headers);
      expect(response.status).toBe(500);
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.json()).toEqual({
        code: 'InternalServerError',
        message: 'Internal server error',
        requestId: response.headers.get('x-amzn-requestid'),
      });
    },
  );
});
