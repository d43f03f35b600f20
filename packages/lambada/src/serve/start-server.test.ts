import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classes, createProject, type TestProject } from '../../test/project.ts';
import { loadSettings } from '../cli/load-settings.ts';
import { type RunningServer, startServer } from './start-server.ts';

let project: TestProject;
let server: RunningServer;
const lines: string[] = [];

beforeAll(async () => {
  project = createProject(classes, { function: { environment: { LAMBADA_TEST_MODE: 'served' } } });
  server = await startServer({
    settings: await loadSettings(project.folder),
    folder: project.folder,
    port: 0,
    log: (line) => lines.push(line),
  });
});
afterAll(async () => {
  await server?.stop();
  project.remove();
  delete process.env.LAMBADA_TEST_MODE;
});

/** With the headers that a browser would send; `fetch` sets some itself. */
async function send(path: string, headers: Record<string, string> = {}, body = '', method = 'GET') {
  const { hostname, port } = new URL(server.url);
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, async (response) =>
      resolve({ status: response.statusCode, body: await text(response) }),
    );
    sent.on('error', reject).end(body);
  });
}

describe('the server', () => {
  it('runs the classes, with the plain values of the environment', async () => {
    expect(await send('/notes/7')).toEqual({ status: 200, body: '{"id":7}' });
    expect(await send('/notes/x')).toEqual({ status: 200, body: '{"name":"x"}' });
    expect(await send('/?at=2026-11-28')).toEqual({ status: 200, body: '2026-11-28T00:00:00.000Z' });
    expect(await send('/files/a', { 'x-key': 'ada' })).toEqual({ status: 416, body: 'a' });
    expect((await send('/files/a')).status).toBe(401);
    expect(process.env.LAMBADA_TEST_MODE).toBe('served');
  });

  it('listens on loopback alone', () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });

  it.each([
    [{ host: 'attacker.example' }, 'Expected a Host of this machine, received attacker.example'],
    [
      { origin: 'https://attacker.example' },
      'Expected a page of this machine, received a request of https://attacker.example',
    ],
    [{ origin: 'null' }, 'Expected a page of this machine, received a request of null'],
  ])('refuses what a page of the web could send: %j', async (headers: Record<string, string>, message) => {
    expect(await send('/notes', headers)).toEqual({ status: 403, body: JSON.stringify({ message }) });
  });

  it('accepts what a page of this machine sends', async () => {
    expect((await send('/notes', { origin: 'http://localhost:5173' })).status).toBe(200);
    expect((await send('/notes', { host: 'my-api.localhost' })).status).toBe(200);
  });

  it('accepts a body of 6 MB at most, as Lambda does', async () => {
    const headers = { 'content-type': 'application/json', 'x-key': 'ada' };
    const refused = await send('/notes', headers, ' '.repeat(6 * 1024 * 1024 + 1), 'POST');
    expect(refused.status).toBe(413);
  });

  it('reloads what is saved, and keeps the last version while sources are wrong', async () => {
    const source = classes['src/notes.ts'];
    project.write('src/notes.ts', source.replace("['a']", "['b']"));
    await expect.poll(async () => (await send('/notes')).body).toBe('["b"]');
    project.write('src/notes.ts', source.replace("@Path('/notes')", "@Path('/{notes')"));
    await expect.poll(() => lines.at(-1)).toContain('The last version keeps running.');
    expect(lines.at(-1)).toMatch(/notes\.ts:2:7: /);
    expect((await send('/notes')).body).toBe('["b"]');
  });
});
