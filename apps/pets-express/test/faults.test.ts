import { expect, it } from 'vitest';
import { startMongo } from '../../../scripts/cloud-process.ts';
import { startPlainServer } from './plain-server.ts';

it('MongoDB that is away is a 503 within 11 seconds, and the first request after its return succeeds', async () => {
  const first = await startMongo(0);
  const plain = await startPlainServer(first.url);
  const list = () => fetch(`${plain.url}/pets`);
  expect((await list()).status).toBe(200);

  await first.stop();
  const start = performance.now();
  // A connection that is found broken and one that cannot be opened.
  for (const response of [await list(), await list()]) {
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      message: 'The database cannot be reached; try again in a moment',
    });
  }
  expect(performance.now() - start).toBeLessThan(2 * 11_000);

  const second = await startMongo(new URL(first.url).port);
  expect((await list()).status).toBe(200);
  await plain.stop();
  await second.stop();
});
