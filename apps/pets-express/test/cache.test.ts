import { APIGatewayClient, FlushStageCacheCommand } from '@aws-sdk/client-api-gateway';
import { clientConfig } from '@samples/localstack-client';
import { AwsClient } from 'aws4fetch';
import { afterAll, expect, inject, it } from 'vitest';
import { send, switchedStack } from './switched-stack.ts';

const stack = switchedStack('pets-cache');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint });
const gateway = new APIGatewayClient(config);
afterAll(async () => {
  await stack.remove();
  gateway.destroy();
});

it('GET /pets is kept by its parameters until the cache is flushed, and not at all when it is switched off', async () => {
  const { url, outputs } = await stack.switchTo({ CacheSeconds: '3600' });
  const add = (name: string) => send(`${url}/pets`, 'POST', { name, kind: 'dog', age: 1 });
  const names = async (query = '', headers: Record<string, string> = {}) => {
    const response = await send(`${url}/pets${query}`, 'GET', undefined, headers);
    const { pets } = (await response.json()) as { pets: { name: string }[] };
    return { names: pets.map(({ name }) => name), warning: response.headers.get('warning') };
  };
  await add('Rex');
  expect((await names()).names).toEqual(['Rex']);
  await add('Max');
  expect((await names()).names).toEqual(['Rex']);
  expect((await names('?limit=2')).names).toEqual(['Rex', 'Max']);

  // Anyone may ask for a fresh response; it takes the permission execute-api:InvalidateCache to get one.
  const asked = await names('', { 'cache-control': 'max-age=0' });
  expect([asked.names, asked.warning]).toEqual([['Rex'], expect.stringMatching(/^199 /)]);

  const stage = { restApiId: outputs.ApiId, stageName: outputs.ApiStage };
  await gateway.send(new FlushStageCacheCommand(stage));
  expect((await names()).names).toEqual(['Rex', 'Max']);

  await add('Luna');
  expect((await names()).names).toEqual(['Rex', 'Max']);
  // The owner of the stack has the permission.
  const signer = new AwsClient({
    ...(await gateway.config.credentials()),
    service: 'execute-api',
    region: await gateway.config.region(),
  });
  const fresh = await signer.fetch(`${url}/pets`, { headers: { 'cache-control': 'max-age=0' } });
  expect([fresh.status, fresh.headers.get('warning')]).toEqual([200, null]);
  expect((await names()).names).toEqual(['Rex', 'Max', 'Luna']);

  await stack.switchTo({});
  await add('Bello');
  expect((await names()).names).toEqual(['Rex', 'Max', 'Luna', 'Bello']);
});
