import { once } from 'node:events';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { deploySample, type WatchEvent, watchSample } from '@samples/deployment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudProcess, startCloud } from './cloud-process.ts';
import { copySamples } from './testing/copy-samples.ts';

const abort = new AbortController();
const events = eventStream();
let copy: Awaited<ReturnType<typeof copySamples>>;
let cloud: CloudProcess;
let url: string;
let watching: Promise<void>;

beforeAll(async () => {
  copy = await copySamples('hello');
  cloud = await startCloud(0);
  const environment = { ...process.env, AWS_ENDPOINT_URL: cloud.url };
  const sample = { sample: 'hello', root: copy.root, environment };
  url = (await deploySample({ ...sample, report: () => {} })).url ?? '';
  watching = watchSample({ ...sample, report: events.push, signal: abort.signal });
  expect(await events.next()).toEqual({ kind: 'watching' });
});

afterAll(async () => {
  abort.abort();
  await watching;
  await cloud.stop();
  await copy.delete();
});

const source = () => path.join(copy.root, 'apps/hello/src/hello.ts');
const template = () => path.join(copy.root, 'infra/hello/template.yaml');
const edit = async (file: string, from: string, to: string) =>
  writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
const greeting = async (at = '/hello') => (await (await fetch(`${url}${at}`)).json()) as unknown;

describe('watching a sample', () => {
  it('makes saved code live', async () => {
    await edit(source(), 'Hello,', 'Good day,');
    expect(await events.next()).toMatchObject({ kind: 'updated', functions: ['Hello'] });
    expect(await greeting()).toEqual({ message: 'Good day, world!' });
  });

  it('notices a file that an editor replaces by renaming', async () => {
    const text = (await readFile(source(), 'utf8')).replace('Good day,', 'Hi,');
    await writeFile(`${source()}.tmp`, text);
    await rename(`${source()}.tmp`, source());
    expect(await events.next()).toMatchObject({ kind: 'updated' });
    expect(await greeting()).toEqual({ message: 'Hi, world!' });
  });

  it('names the place of a syntax error, and keeps the last good version', async () => {
    await edit(source(), 'statusCode: 200', 'statusCode: = 200');
    const { message } = (await events.next()) as { message: string };
    expect(message).toMatch(/^apps\/hello\/src\/hello\.ts:8:17: /);
    expect(await greeting()).toEqual({ message: 'Hi, world!' });
    await edit(source(), 'Hi,', 'Hey,');
    expect(await events.next()).toMatchObject({ kind: 'failed' });
    await edit(source(), 'statusCode: = 200', 'statusCode: 200');
    expect(await events.next()).toMatchObject({ kind: 'updated' });
    expect(await greeting()).toEqual({ message: 'Hey, world!' });
  });

  it('names a source that was deleted, and goes on when it is back', async () => {
    const text = await readFile(source(), 'utf8');
    await rm(source());
    const { message } = (await events.next()) as { message: string };
    expect(message).toMatch(/^Hello: its Handler "hello\.handler" needs one of hello\.ts/);
    expect(await greeting()).toEqual({ message: 'Hey, world!' });
    await writeFile(source(), text.replace('Hey,', 'Welcome back,'));
    expect(await events.next()).toMatchObject({ kind: 'updated' });
    expect(await greeting()).toEqual({ message: 'Welcome back, world!' });
  });

  it('deploys a saved template as a change set, though Lambda is still updating a function', async () => {
    await edit(source(), "'greeting'", "'greeting of'");
    expect(await events.next()).toMatchObject({ kind: 'updated' });
    await edit(template(), 'Path: /hello', 'Path: /greeting');
    expect(await events.next()).toMatchObject({ kind: 'deployed' });
    expect(await greeting('/greeting')).toEqual({ message: 'Welcome back, world!' });
  });

  it.each([
    ['YAML that cannot be parsed', '    Type: AWS::Serverless::Function', '   Type: {', 'template.yaml'],
    ['a property that AWS does not know', 'MemorySize: 256', 'MemorySizes: 256', 'MemorySizes'],
  ])('reports %s, and keeps the last good version', async (_what, good, bad, place) => {
    await edit(template(), good, bad);
    const { message } = (await events.next()) as { message: string };
    expect(message).toContain(place);
    expect(await greeting('/greeting')).toEqual({ message: 'Welcome back, world!' });
    await edit(template(), bad, good);
    expect(await events.next()).toMatchObject({ kind: 'deployed' });
  });

  it('deploys what is saved during a deployment after it', async () => {
    await edit(template(), 'MemorySize: 256', 'MemorySize: 512');
    // Saved again and again until the first event: some of these fall into the deployment.
    let isSaved = false;
    const first = events.next().finally(() => {
      isSaved = true;
    });
    let count = 0;
    while (!isSaved) {
      count += 1;
      await writeFile(
        source(),
        (await readFile(source(), 'utf8')).replace(/Welcome back.*?,/, `Welcome back ${count},`),
      );
      await new Promise((resolve) => setImmediate(resolve));
    }
    await first;
    while (JSON.stringify(await greeting('/greeting')) !== `{"message":"Welcome back ${count}, world!"}`) {
      await events.next();
    }
  });

  it('deploys what is saved while the first build runs', async () => {
    abort.abort();
    await watching;
    await edit(source(), 'Welcome back', 'Welcome');
    // Lambda is asked for the hash of the deployed code after the sources were read.
    await using proxy = await forward(async (path) => {
      if (path.endsWith('/configuration')) await edit(source(), 'Welcome', 'Nice to see you');
    });
    const second = new AbortController();
    const environment = { ...process.env, AWS_ENDPOINT_URL: proxy.url };
    const options = { sample: 'hello', root: copy.root, environment, signal: second.signal };
    const ended = watchSample({ ...options, report: events.push });
    expect(await events.next()).toMatchObject({ kind: 'updated' });
    expect(await events.next()).toEqual({ kind: 'watching' });
    expect(await events.next()).toMatchObject({ kind: 'updated' });
    expect(await greeting('/greeting')).toEqual({ message: expect.stringMatching(/^Nice to see you/) });
    second.abort();
    await ended;
  });
});

/** Hands requests on to the cloud, after `before` has seen their path. */
async function forward(before: (path: string) => Promise<void>) {
  const server = createServer(async (incoming, outgoing) => {
    const { method, headers, url: path = '' } = incoming;
    await before(path);
    const sent = request(cloud.url + path, { method, headers }, (received) => {
      outgoing.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(outgoing);
    });
    incoming.pipe(sent);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function eventStream() {
  const waiting: ((event: WatchEvent) => void)[] = [];
  const kept: WatchEvent[] = [];
  return {
    push(event: WatchEvent) {
      const next = waiting.shift();
      if (next) next(event);
      else kept.push(event);
    },
    next: () =>
      new Promise<WatchEvent>((resolve) => {
        const event = kept.shift();
        if (event) resolve(event);
        else waiting.push(resolve);
      }),
  };
}
