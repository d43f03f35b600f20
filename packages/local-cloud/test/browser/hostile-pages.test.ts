import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, mustHaveBrowser, startBrowser } from './browser.ts';
import { type Call, secret, startVictim, type Victim } from './victim.ts';

const attack = readFileSync(path.join(import.meta.dirname, 'attack.js'), 'utf8');
const respond: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>a page</p>');
};

const untouched = {
  stack: 'CREATE_COMPLETE',
  buckets: ['private', 'public'],
  objects: ['secret'],
  secret,
  calls: [] as string[],
};

interface Reading {
  readonly what: string;
  readonly status?: number;
  readonly text: string;
}

describe.skipIf(browserPath === undefined && !mustHaveBrowser)('a page in a browser (needs Chromium)', () => {
  let victim: Victim;
  let browser: Browser;
  let http: Server;
  let https: Server;
  beforeAll(async () => {
    victim = await startVictim();
    http = createHttpServer(respond).listen(0, '127.0.0.1');
    https = createHttpsServer(selfSigned(), respond).listen(0, '127.0.0.1');
    await Promise.all([once(http, 'listening'), once(https, 'listening')]);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    http?.close();
    https?.close();
    await victim?.cloud[Symbol.asyncDispose]();
  });

  const port = (server: Server) => (server.address() as AddressInfo).port;

  /** Opens the page, has it attack, and returns what it could read of the cloud. */
  async function attackFrom(url: string, calls: readonly Call[], by = browser): Promise<Reading[]> {
    const context = await by.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(url);
    const frames = [
      `${victim.cloud.url}/`,
      `${victim.api}/linked`,
      ...calls
        .filter(({ method, url: target }) => method === 'GET' && !target.startsWith(victim.api))
        .map((call) => call.url),
    ];
    const sockets = [victim.cloud.url, ...calls.map((call) => call.url)].map((target) =>
      target.replace('http', 'ws'),
    );
    const targets = JSON.stringify({ calls, frames, sockets });
    const read = await page.evaluate<Reading[]>(`${attack}
attack(${targets})`);
    await context.close();
    return read;
  }

  const secretsIn = (read: readonly Reading[]) =>
    read
      .filter(({ text }) => text.includes(secret) || text.includes('local-cloud-token'))
      .map(({ what }) => what);

  it.each([
    ['another site', () => `http://evil.example:${port(http)}/`],
    ['another API on AWS', () => `https://abc123.execute-api.us-east-1.amazonaws.com:${port(https)}/`],
  ])('of %s reads nothing and changes nothing', async (_what, url) => {
    const read = await attackFrom(url(), [...(await victim.awsCalls()), ...victim.apiCalls()]);
    expect(secretsIn(read)).toEqual([]);
    expect(await victim.state()).toEqual(untouched);
  });

  it('of another site reads and changes nothing where the browser guards local addresses as well', async () => {
    const guarded = await startBrowser(port(http));
    const url = `http://evil.example:${port(http)}/`;
    const read = await attackFrom(url, [...(await victim.awsCalls()), ...victim.apiCalls()], guarded);
    await guarded.close();
    expect(secretsIn(read)).toEqual([]);
    expect(await victim.state()).toEqual(untouched);
  });

  it.each([
    ['a bucket, under a path', () => `${victim.cloud.url}/public/page.html`],
    ['a bucket, under its name', () => `http://public.s3.localhost:${victim.port}/page.html`],
    [
      'a deployed API, under a path',
      () => `${victim.cloud.url}/restapis/${victim.apiId}/Prod/_user_request_/page`,
    ],
    ['a deployed API, under its name', () => `${victim.api}/page`],
    ['another port', () => `http://localhost:${port(http)}/`],
  ])('of %s does not call AWS’s APIs', async (_what, url) => {
    // Presigned objects are open to pages of this machine.
    const calls = (await victim.awsCalls()).filter(({ url: target }) => !isPresignedObject(target));
    const { calls: before } = (await victim.state()) as typeof untouched;
    expect(secretsIn(await attackFrom(url(), calls)).filter((what) => !what.includes('/linked'))).toEqual([]);
    const { calls: after, ...rest } = (await victim.state()) as typeof untouched;
    expect(rest).toEqual({ ...untouched, calls: undefined });
    expect(after.slice(before.length).filter((call) => call !== 'GET /page')).toEqual([]);
  });

  it('of another port calls deployed APIs', async () => {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port(http)}/`);
    const text = await page.evaluate(`fetch('${victim.api}/read').then((response) => response.text())`);
    expect(text).toBe(secret);
    await page.close();
  });

  it('of another site may link to a deployed API', async () => {
    const page = await browser.newPage();
    await page.goto(`http://evil.example:${port(http)}/`);
    await page.evaluate(`void (location = '${victim.api}/linked')`);
    await page.waitForURL(`${victim.api}/linked`);
    expect(await page.textContent('body')).toBe(secret);
    await page.close();
  });
});

function isPresignedObject(url: string): boolean {
  return /\/private\/.*X-Amz-Signature/.test(url);
}

function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(tmpdir(), 'self-signed-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=amazonaws.com', '-days', '1'];
  execFileSync('openssl', [...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}
