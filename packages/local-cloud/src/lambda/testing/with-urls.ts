import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  LambdaClient,
  type Runtime,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { beforeAll } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { zipOf } from './with-lambda.ts';

/** Responds as the request's JSON says, else with its event. */
const source = `
export const handler = async (event) => {
  if (event.rawPath === '/throw') throw new Error('no');
  const isJson = event.headers['content-type'] === 'application/json';
  return isJson ? JSON.parse(event.body) : { statusCode: 200, body: JSON.stringify(event) };
};
const streamed = globalThis.awslambda.streamifyResponse(async (event, stream) => {
  const metadata = { statusCode: 201, headers: { 'X-Own': 'a' }, cookies: ['c=1'] };
  const body = event.rawPath === '/plain' ? stream : awslambda.HttpResponseStream.from(stream, metadata);
  body.write('Hello, ');
  body.end('world!');
});
export { streamed };`;

export const anyone = { Principal: '*', Action: 'lambda:InvokeFunctionUrl', StatementId: 'url' };

type UrlSettings = Partial<ConstructorParameters<typeof CreateFunctionUrlConfigCommand>[0]>;

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** Names and values in turn. */
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly raw: readonly string[];
  readonly body: string;
}

/** A cloud for the tests of one file, with the function `echo` at a URL that everybody may call. */
export function withUrls() {
  const cloud = withCloud();
  let lambda: LambdaClient;

  beforeAll(async () => {
    lambda = cloud.client(LambdaClient);
    const trusted = {
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    const AssumeRolePolicyDocument = JSON.stringify({ Statement: [trusted] });
    const role = new CreateRoleCommand({ RoleName: 'function', AssumeRolePolicyDocument });
    await cloud.client(IAMClient).send(role);
    await createFunction('echo');
    await open('echo');
  });

  async function createFunction(
    FunctionName: string,
    Handler = 'index.handler',
    Runtime: Runtime = 'nodejs24.x',
  ): Promise<void> {
    const Code = { ZipFile: zipOf({ 'index.mjs': source }) };
    const Role = 'arn:aws:iam::000000000000:role/function';
    await lambda.send(new CreateFunctionCommand({ FunctionName, Runtime, Handler, Role, Code }));
    await waitUntilFunctionActiveV2(
      { client: lambda, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
      { FunctionName },
    );
  }

  /** A URL that everybody may call. */
  async function open(FunctionName: string, settings: UrlSettings = {}): Promise<void> {
    const { Qualifier } = settings;
    await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE', ...settings }));
    const permission = { ...anyone, FunctionName, Qualifier, FunctionUrlAuthType: 'NONE' as const };
    await lambda.send(new AddPermissionCommand(permission));
  }

  async function urlOf(FunctionName: string, Qualifier?: string): Promise<URL> {
    const read = new GetFunctionUrlConfigCommand({ FunctionName, Qualifier });
    return new URL((await lambda.send(read)).FunctionUrl ?? '');
  }

  interface Sent {
    readonly method?: string;
    readonly path?: string;
    /** Names and values in turn. */
    readonly headers?: readonly string[];
    readonly body?: string | Buffer;
  }

  interface Received {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly raw: readonly string[];
    readonly body: string;
  }

  /** A request to a host name that this machine need not know. */
  async function sendTo(
    host: string,
    { method = 'GET', path = '/', headers = [], body }: Sent,
  ): Promise<Received> {
    const { hostname, port } = new URL(cloud.url());
    const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
    return new Promise((resolve, reject) => {
      const all = ['Host', host, ...length, ...headers];
      request({ hostname, port, path, method, headers: all, agent: false }, async (response) => {
        const { statusCode: status = 0, headers: received, rawHeaders: raw } = response;
        resolve({ status, headers: received, raw, body: await text(response) });
      })
        .on('error', reject)
        .end(body);
    });
  }

  async function send(name: string, sent: Sent = {}, qualifier?: string): Promise<Received> {
    return sendTo((await urlOf(name, qualifier)).host, sent);
  }

  /** Has the function return this. */
  function respondWith(result: unknown, sent: Sent = {}): Promise<Received> {
    const headers = ['Content-Type', 'application/json', ...(sent.headers ?? [])];
    return send('echo', { ...sent, method: 'POST', headers, body: JSON.stringify(result) });
  }

  return { cloud, lambda: () => lambda, createFunction, open, urlOf, sendTo, send, respondWith };
}
