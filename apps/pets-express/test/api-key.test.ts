import { APIGatewayClient, GetApiKeyCommand } from '@aws-sdk/client-api-gateway';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, expect, inject, it } from 'vitest';
import { otherSpellings } from './other-spellings.ts';
import { send, switchedStack } from './switched-stack.ts';

const stack = switchedStack('pets-key');
afterAll(() => stack.remove());

it('an API key is needed for /pets alone, is used up, and is not needed when it is switched off', async () => {
  const { url: open } = await stack.switchTo({});
  expect((await send(`${open}/pets`, 'GET')).status).toBe(200);

  const { url, outputs } = await stack.switchTo({ ApiKey: 'true', DailyQuota: '3' });
  const refused = await send(`${url}/pets`, 'GET');
  expect([refused.status, await refused.json()]).toEqual([403, { message: 'Forbidden' }]);
  expect((await send(`${url}/pets`, 'POST', { name: 'Rex', kind: 'dog', age: 1 })).status).toBe(403);
  for (const path of otherSpellings) expect((await send(`${url}${path}`, 'GET')).status, path).not.toBe(200);

  const page = await fetch(`${url}/add`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ name: 'Rex', kind: 'dog', age: '1' }),
  });
  expect([page.status, (await fetch(`${url}/`)).status]).toEqual([303, 200]);
  const preflight = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' };
  expect((await send(`${url}/pets`, 'OPTIONS', undefined, preflight)).status).toBe(204);

  const headers = { 'x-api-key': await readKey(outputs.ApiKeyId) };
  const statuses: number[] = [];
  for (let call = 0; call < 4; call++)
    statuses.push((await send(`${url}/pets`, 'GET', undefined, headers)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);

  await stack.switchTo({});
  expect((await send(`${url}/pets`, 'GET')).status).toBe(200);
});

async function readKey(apiKey: string | undefined): Promise<string> {
  const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint });
  const client = new APIGatewayClient(config);
  const { value = '' } = await client.send(new GetApiKeyCommand({ apiKey, includeValue: true }));
  client.destroy();
  return value;
}
