import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsV4Signer } from 'aws4fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, proxyMethod } from '../testing/definitions.ts';
import { type ClientRequest, type ServedApi, serveApi } from '../testing/served-api.ts';

const service = 'execute-api';
const region = 'us-east-1';
const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
const auth = { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } };
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

let served: ServedApi;

beforeAll(async () => {
  served = await serveApi(api({ '/{proxy+}': { any: { ...proxyMethod, ...auth } } }));
});
afterAll(() => served.stop());

interface Call {
  readonly method: string;
  /** Beneath the stage, with its query. */
  readonly path: string;
  readonly body?: string;
}

const calls: [string, Call][] = [
  ['a plain path', { method: 'GET', path: '/pets/1' }],
  ['an unsorted query with repetitions and empty values', { method: 'GET', path: '/pets?b=2&a=1&b=1&c=&d' }],
  ['escapes in path and query', { method: 'GET', path: "/a%20b/%2F/it's(1)?q=%20%2B%26&r=k*" }],
  ['text beyond ASCII', { method: 'POST', path: '/%E2%9C%93?k=%F0%9F%90%B3', body: '{"name":"ü"}' }],
  ['a body', { method: 'PUT', path: '/pets', body: 'as sent' }],
];

/** The URL by path and the URL by Host: a client signs the whole path, with the stage and its prefix. */
const places: [string, () => string][] = [
  ['path', () => `http://127.0.0.1:${served.port}/restapis/${served.apiId}/test/_user_request_`],
  ['Host', () => `http://${served.host}/test`],
];

async function signedByAws4fetch(call: Call, place: string, options: object = {}): Promise<ClientRequest> {
  const url = `${place}${call.path}`;
  const headers = { 'content-type': 'application/json', 'x-signed': ' a  b ' };
  const signing = { ...keys, service, region, url, method: call.method, headers, ...options };
  const signer = new AwsV4Signer({
    ...signing,
    allHeaders: true,
    ...(call.body !== undefined && { body: call.body }),
  });
  const signed = await signer.sign();
  return clientRequest(call, signed.url, Object.fromEntries(signed.headers));
}

async function signedBySdk(call: Call, place: string): Promise<ClientRequest> {
  const url = new URL(`${place}${call.path}`);
  const signer = new SignatureV4({ credentials: keys, region, service, sha256: Hash.bind(null, 'sha256') });
  const query: Record<string, string | string[]> = {};
  for (const name of url.searchParams.keys()) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  const { headers } = await signer.sign({
    method: call.method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query,
    headers: { host: url.host, 'content-type': 'application/json' },
    ...(call.body !== undefined && { body: call.body }),
  });
  return clientRequest(call, url, headers);
}

function clientRequest({ method, body }: Call, url: URL, headers: Record<string, string>): ClientRequest {
  const target = url.pathname + url.search;
  const sent = Object.entries({ ...headers, host: url.host }).flat();
  return { method, target, headers: sent, ...(body !== undefined && { body }) };
}

describe.each(places)('a signed call by %s', (_place, place) => {
  it.each(calls)('AU-9: is accepted from aws4fetch with %s', async (_what, call) => {
    expect((await served.send(await signedByAws4fetch(call, place()))).text).toBe('');
  });

  it.each(calls)('AU-9: is accepted from the AWS SDK with %s', async (_what, call) => {
    expect((await served.send(await signedBySdk(call, place()))).text).toBe('');
  });
});

describe('a call signed by curl', async () => {
  const run = promisify(execFile);
  const help = await run('curl', ['--help', 'all']).catch(() => ({ stdout: '' }));
  if (!help.stdout.includes('--aws-sigv4')) {
    it('cannot be made: this machine has no curl with --aws-sigv4', () =>
      expect(help.stdout).not.toContain('--aws-sigv4'));
    return;
  }

  it.each([
    ['GET', []],
    ['POST', ['--data', '{"name":"Rex"}', '--header', 'Content-Type: application/json']],
  ])('AU-9: is accepted with %s and refused with another secret', async (method, options) => {
    const url = `${places[0]?.[1]()}/pets/1?a=1&b=2`;
    const send = async (secret: string) => {
      const fixed = ['--silent', '--aws-sigv4', `aws:amz:${region}:${service}`, '--user', `test:${secret}`];
      const { stdout } = await run('curl', [
        ...fixed,
        '--request',
        method,
        ...options,
        '--write-out',
        '%{http_code}',
        url,
      ]);
      return stdout;
    };
    expect(await send('test')).toBe('200');
    expect(await send('other')).toBe(`${JSON.stringify({ message: mismatch })}403`);
  });
});

describe('a tampered call', () => {
  const call = { method: 'POST', path: '/pets?a=1', body: 'as sent' };
  const change = (name: string, value: string) => (request: ClientRequest) => ({
    ...request,
    headers: (request.headers ?? []).map((text, index, all) =>
      all[index - 1] === name && index % 2 === 1 ? value : text,
    ),
  });
  const authorization = (pattern: RegExp, text: string) => (request: ClientRequest) => ({
    ...request,
    headers: (request.headers ?? []).map((value) =>
      value.startsWith('AWS4') ? value.replace(pattern, text) : value,
    ),
  });
  const stamp = (millis: number) => new Date(Date.now() + millis).toISOString().replace(/[-:]|\.\d+/g, '');

  it.each<[string, (request: ClientRequest) => ClientRequest, string]>([
    [
      'path',
      (request) => ({ ...request, target: request.target?.replace('/pets', '/cats') ?? '' }),
      mismatch,
    ],
    ['query', (request) => ({ ...request, target: request.target?.replace('a=1', 'a=2') ?? '' }), mismatch],
    ['body', (request) => ({ ...request, body: 'tampered' }), mismatch],
    ['method', (request) => ({ ...request, method: 'PUT' }), mismatch],
    ['header', change('x-signed', 'b'), mismatch],
    ['date by a minute', change('x-amz-date', stamp(60_000)), mismatch],
    [
      'signature',
      authorization(/Signature=./, 'Signature=z'),
      'The authorization of the request is not in the form of AWS Signature Version 4.',
    ],
    [
      'key',
      authorization(/Credential=test/, 'Credential=other'),
      'The security token included in the request is invalid.',
    ],
    ['region', authorization(/us-east-1/, 'eu-west-1'), 'Credential should be scoped to a valid region. '],
    [
      'service',
      authorization(/execute-api/, 's3'),
      "Credential should be scoped to correct service: 'execute-api'. ",
    ],
    [
      'list of signed headers',
      authorization(/;?host/, ''),
      "'Host' must be a 'SignedHeader' in the AWS Authorization.",
    ],
  ])('AU-9: is refused for its %s', async (_what, tamper, message) => {
    const request = tamper(await signedByAws4fetch(call, places[1]?.[1]() ?? ''));
    const answer = await served.send(request);
    expect([answer.status, answer.json]).toEqual([403, { message }]);
  });

  it("AU-9: is refused for a declared hash that is not its body's", async () => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const request = await signedByAws4fetch(call, places[1]?.[1]() ?? '', { headers });
    expect((await served.send(request)).json).toEqual({ message: mismatch });
  });

  it.each([
    [
      'old',
      -3_600_000,
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    ],
    [
      'young',
      3_600_000,
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
    ],
  ])('AU-9: is refused when its signature is too %s', async (_what, shift, message) => {
    const request = await signedByAws4fetch(call, places[1]?.[1]() ?? '', { datetime: stamp(shift) });
    const answer = await served.send(request);
    expect(answer.headers['x-amzn-errortype']).toBe('InvalidSignatureException');
    expect((answer.json as { message: string }).message).toMatch(message);
  });
});
