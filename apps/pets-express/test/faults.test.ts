import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type FaultyMongo, startFaultyMongo } from './faulty-mongo.ts';
import { type PlainServer, startPlainServer } from './plain-server.ts';
import { send, switchedStack } from './switched-stack.ts';

describe.each(['plain server', 'deployed API', 'deployed API with a function of its own'])(
  'on the %s',
  (place) => {
    let mongo: FaultyMongo;
    let app: PlainServer;
    beforeAll(async () => {
      mongo = await startFaultyMongo();
      app = place === 'plain server' ? await startPlainServer(mongo.uri) : await startStack(mongo.uri);
    });
    afterAll(async () => {
      await app.stop();
      await mongo.close();
    });

    async function startStack(uri: string): Promise<PlainServer> {
      const stack = switchedStack(`pets-faults-${place.length}`, uri);
      const ListRoute = place.endsWith('own') ? 'function' : 'proxy';
      const { url } = await stack.switchTo({ ListRoute });
      return { url, stop: () => stack.remove() };
    }

    const list = () => fetch(`${app.url}/pets`);
    const add = (name: string) => send(`${app.url}/pets`, 'POST', { name, kind: 'cat', age: 1 });

    async function allNames(): Promise<string[]> {
      const names: string[] = [];
      for (let after = ''; ; ) {
        const response = await fetch(`${app.url}/pets?limit=99${after}`);
        if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
        const { pets, next } = (await response.json()) as { pets: { name: string }[]; next?: string };
        names.push(...pets.map(({ name }) => name));
        if (!next) return names.toSorted();
        after = `&after=${next}`;
      }
    }

    it.each(['away', 'silent'])(
      'MongoDB that is %s is a 503 within 11 seconds, and the next request after its return succeeds',
      async (fault) => {
        expect((await list()).status).toBe(200);
        await (fault === 'away' ? mongo.kill() : mongo.pause());
        // A connection that is found broken and one that cannot be opened.
        for (let attempt = 0; attempt < 2; attempt++) {
          const start = performance.now();
          const response = await list();
          const milliseconds = performance.now() - start;
          const body = await response.json();
          expect({ status: response.status, body }).toEqual({
            status: 503,
            body: { message: 'The database cannot be reached; try again in a moment' },
          });
          expect(milliseconds).toBeLessThan(11_000);
        }
        await (fault === 'away' ? mongo.restart() : mongo.resume());
        expect((await list()).status).toBe(200);
      },
    );

    it('nothing is lost or doubled when MongoDB is killed and comes back under load, and no gateway error is seen', async () => {
      const statuses = new Set<number>();
      let written = 0;
      async function write(name: string): Promise<void> {
        for (let isRetry = false; ; isRetry = true) {
          const { status } = await add(name);
          statuses.add(status);
          // The write of a request that was cut off may have been kept.
          if (status === 201 || (isRetry && status === 409)) break;
          await delay(20);
        }
        written++;
      }
      const before = await allNames();
      const names = Array.from({ length: 120 }, (_, index) => `Pet ${index}`);
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (const name of names.filter((_name, index) => index % 8 === writer)) await write(name);
      });
      await expect.poll(() => written).toBeGreaterThan(30);
      await mongo.kill();
      await delay(500);
      await mongo.restart();
      await Promise.all(writers);
      expect(await allNames()).toEqual([...before, ...names].toSorted());
      expect([...statuses].filter((status) => ![201, 409, 503].includes(status))).toEqual([]);
    });

    it('200 parallel writers lose nothing, double nothing and see no gateway error', async () => {
      const before = await allNames();
      const names = Array.from({ length: 100 }, (_, index) => `Twin ${index}`);
      const responses = await Promise.all([...names, ...names].map(add));
      const statuses = responses.map(({ status }) => status).toSorted();
      expect(statuses).toEqual([...names.map(() => 201), ...names.map(() => 409)]);
      expect(await allNames()).toEqual([...before, ...names].toSorted());
    });
  },
);

it('a plain server that is asked to end does so after the request in flight', async () => {
  const app = await startPlainServer(inject('sample').mongoUri ?? '');
  const headers = { 'content-type': 'application/json', expect: '100-continue' };
  const inFlight = request(`${app.url}/pets`, { method: 'POST', headers });
  inFlight.flushHeaders();
  await once(inFlight, 'continue');
  const responded = once(inFlight, 'response');
  const stopped = app.stop();
  // The server has heard of it when it accepts no more connections.
  await expect.poll(() => canConnect(app.url)).toBe(false);
  inFlight.end(JSON.stringify({ name: 'Last', kind: 'cat', age: 1 }));
  const [response] = await responded;
  response.resume();
  expect(response.statusCode).toBe(201);
  await stopped;
});

async function canConnect(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
