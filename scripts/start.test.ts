import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describeStack, openTarget } from '@samples/deployment';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const start = path.join(root, 'scripts/start.ts');

describe('npm start', () => {
  it.each([
    [['--port', 'abc'], /^Expected a whole number from 0 to 65535 for --port, received "abc"\.\n$/],
    [['--port', '65536'], /^Expected a whole number from 0 to 65535 for --port, received "65536"\.\n$/],
    [['--nonsense'], /^Unknown option '--nonsense'/],
    [['no-such-sample'], /^Expected one of .*hello.*, received "no-such-sample"\.\n$/],
  ])('refuses %j with exit code 2', async (args, message) => {
    const child = spawn(process.execPath, [start, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });

  it('prints one line when a sample begins and one when it is done, in a pipe', async () => {
    const child = spawn(process.execPath, [start, '--port', '0', 'hello'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line.includes('Ctrl-C')) child.kill('SIGINT');
    }
    expect(lines.slice(0, 3)).toEqual(['hello: deploying', 'hello: deployed', '']);
    expect(lines.length).toBeLessThan(10);
  });

  it.each([
    ['shows what functions write', [], ['hello/Hello │ greeting world']],
    ['with --quiet does not show what functions write', ['--quiet'], []],
  ])('%s', async (_, flags, expected) => {
    const child = spawn(process.execPath, [start, '--port', '0', ...flags, 'hello'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ofFunction: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      if (line.startsWith('hello/')) ofFunction.push(line);
      const [, port] = /curl 'http:\/\/hello\.localhost:(\d+)/.exec(line) ?? [];
      if (port) expect(await statusOf(Number(port), 'hello', '/hello')).toBe(200);
      if (ofFunction.length > 0 || (ofFunction.length === expected.length && line.includes('Ctrl-C'))) {
        child.kill('SIGINT');
      }
    }
    expect(ofFunction).toEqual(expected);
  });

  it('starts a MongoDB endpoint for a sample that needs one, and ends it too', async () => {
    const { MONGODB_URI: _, ...env } = process.env;
    const child = spawn(process.execPath, [start, '--port', '0', '--mongo-port', '0', 'pets-express'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env,
    });
    let status: number | undefined;
    for await (const line of createInterface(child.stdout)) {
      const port = /Open http:\S+:(\d+)/.exec(line)?.[1];
      if (!port) continue;
      status = await statusOf(Number(port), 'pets-express', '/pets');
      child.kill('SIGINT');
    }
    expect(status).toBe(200);
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });

  it('deploys first what a sample needs, with an identity provider where a company may sign in, and ends it too', async () => {
    const child = spawn(process.execPath, [start, '--port', '0', 'cloud-logic-quickstart'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let metadataUrl = '';
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      const url = /Open (http:\S+:\d+)/.exec(line)?.[1];
      if (!url) continue;
      using target = openTarget({ ...process.env, AWS_ENDPOINT_URL: url });
      const { Parameters = [] } = (await describeStack(target.cloudFormation, 'cloud-logic')) ?? {};
      const parameter = Parameters.find(({ ParameterKey }) => ParameterKey === 'SamlMetadataUrl');
      metadataUrl = parameter?.ParameterValue ?? '';
      expect(await (await fetch(metadataUrl)).text()).toContain('IDPSSODescriptor');
      const page = await statusOf(Number(new URL(url).port), 'cloud-logic-quickstart', '/');
      expect(page).toBe(200);
      child.kill('SIGINT');
    }
    if (child.exitCode === null) await once(child, 'exit');
    expect(lines.slice(0, 4)).toEqual([
      'cloud-logic: deploying',
      'cloud-logic: deployed',
      'cloud-logic-quickstart: deploying',
      'cloud-logic-quickstart: deployed',
    ]);
    await expect(fetch(metadataUrl)).rejects.toThrow('fetch failed');
  });

  it('names the option for the port of MongoDB when it is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { MONGODB_URI: _, ...env } = process.env;
    const child = spawn(
      process.execPath,
      [start, '--port', '0', '--mongo-port', String(port), 'pets-express'],
      { stdio: ['ignore', 'ignore', 'pipe'], env },
    );
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    taken.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Port ${port} is taken by another program. Stop it, or choose another port with --mongo-port N.\n`,
    });
  });

  it('leaves no cloud when npm is killed', async () => {
    const npm = spawn('npm', ['start', '--', '--port', '0', 'hello'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let url = '';
    for await (const line of createInterface(npm.stdout)) {
      url = /Open (\S+)/.exec(line)?.[1] ?? '';
      if (url) break;
    }
    npm.kill('SIGKILL');
    const isUp = () =>
      fetch(url).then(
        () => true,
        () => false,
      );
    while (await isUp()) await setTimeout(50);
  });
});

/** Not every resolver knows `<sample>.localhost`. */
async function statusOf(port: number, sample: string, path: string): Promise<number | undefined> {
  const headers = { host: `${sample}.localhost:${port}` };
  const request = get({ host: '127.0.0.1', port, path, headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}
