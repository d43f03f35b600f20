import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultAccount } from '../../account.ts';
import { createIam, type Iam } from '../../iam/iam.ts';
import type { InvokeRequest, InvokeResult } from '../../lambda/function-invoker.ts';
import type { Lambda } from '../../lambda/lambda.ts';
import { createLogs, type Logs } from '../../logs/logs.ts';
import { type ApiGateway, type ApiGatewayOptions, createApiGateway } from '../api-gateway.ts';

/** Runs an invocation: returns the function's result or the error that its code threw, or throws what Lambda rejects with. */
export type FakeFunction = (event: string, request: InvokeRequest) => unknown;

export interface ClientRequest {
  readonly method?: string;
  /** Below the stage, sent byte for byte; `target` is the whole request target instead. */
  readonly path?: string;
  readonly target?: string;
  /** Names and values in turn. */
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
}

export interface ClientResponse {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  /** By name in lower case; several are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: unknown;
}

export interface ServedApi {
  readonly gateway: ApiGateway;
  readonly logs: Logs;
  readonly apiId: string;
  readonly host: string;
  readonly port: number;
  /** The last invocation that the fake Lambda received. */
  lastInvocation(): InvokeRequest | undefined;
  send(request?: ClientRequest): Promise<ClientResponse>;
  /** Sends a request and returns the function's event. */
  eventOf(request?: ClientRequest): Promise<ProxyEvent>;
  stop(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into it freely
export type ProxyEvent = Record<string, any>;

/** A definition deployed to the stage `test` and served over HTTP, with a function of the test's own. */
export async function serveApi(
  definition: object,
  run: FakeFunction = () => ({}),
  variables: Record<string, string> = {},
  options: Partial<ApiGatewayOptions> = {},
): Promise<ServedApi> {
  let last: InvokeRequest | undefined;
  const lambda = fakeLambda(async (request) => {
    last = request;
    return run(String(request.payload), request);
  });
  const logs = createLogs(defaultAccount);
  const iam = createIam(defaultAccount);
  const gateway = createApiGateway({ account: defaultAccount, iam, lambda, logs, ...options });
  const { operations } = gateway;
  if (!options.iam) setLoggingRole(iam, operations);
  const restApiId = operations.ImportRestApi({ body: JSON.stringify(definition) }).id ?? '';
  const deploymentId = operations.CreateDeployment({ restApiId }).id;
  operations.CreateStage({ restApiId, deploymentId, stageName: 'test', variables });

  const server = createServer((request, response) => void gateway.gateways.serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `${restApiId}.execute-api.localhost.localstack.cloud:${port}`;
  const send = (request: ClientRequest = {}) => sendRequest(port, host, request);
  return {
    gateway,
    logs,
    apiId: restApiId,
    host,
    port,
    lastInvocation: () => last,
    send,
    async eventOf(request) {
      last = undefined;
      await send(request);
      return JSON.parse(String((last as InvokeRequest | undefined)?.payload ?? 'null'));
    },
    stop: () => stop(server),
  };
}

/** Stages may have logs. */
function setLoggingRole(iam: Iam, operations: ApiGateway['operations']): void {
  const RoleName = 'logging';
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Role } = iam.operations.CreateRole({ RoleName, AssumeRolePolicyDocument });
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
  iam.operations.AttachRolePolicy({ RoleName, PolicyArn });
  const role = { op: 'replace', path: '/cloudwatchRoleArn', value: Role?.Arn } as const;
  operations.UpdateAccount({ patchOperations: [role] });
}

export function fakeLambda(run: (request: InvokeRequest) => Promise<unknown>): Lambda {
  const invoke = async (request: InvokeRequest): Promise<InvokeResult> => {
    const result = await run(request);
    const isError = result instanceof Error;
    const value = isError ? { errorType: result.name, errorMessage: result.message } : result;
    const payload = typeof value === 'string' ? value : JSON.stringify(value);
    return {
      statusCode: 200,
      payload: Buffer.from(payload),
      ...(isError && { functionError: 'Unhandled' }),
      executedVersion: '$LATEST',
      requestId: 'r',
      logTail: async () => '',
    };
  };
  return { invoke } as Lambda;
}

/** Sends a request to a port of this machine with the given Host; no name is resolved. */
export function sendRequest(port: number, host: string, request: ClientRequest): Promise<ClientResponse> {
  const { method = 'GET', path = '/', target = `/test${path}`, headers = [], body } = request;
  const names = headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const sent = [...headers];
  if (!names.includes('host')) sent.push('Host', host);
  const isFramed = names.includes('content-length') || names.includes('transfer-encoding');
  if (body !== undefined && !isFramed) {
    sent.push('Content-Length', String(Buffer.byteLength(body)));
  }
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path: target, headers: sent, agent: false };
    const call = httpRequest(options, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve(describe(response.statusCode ?? 0, response.rawHeaders, Buffer.concat(chunks)));
    });
    call.on('error', reject);
    call.end(body);
  });
}

function describe(status: number, rawHeaders: readonly string[], bytes: Buffer): ClientResponse {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  const text = bytes.toString('utf8');
  return { status, rawHeaders, headers, bytes, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
