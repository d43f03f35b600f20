import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  type InputLogEvent,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type DeployedApi, deployApi } from './deployed-api.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { logsClient } from './log-client.ts';
import { runCommand, startCommand } from './run-command.ts';

const endpoint = inject('endpoint');
const bin = path.resolve(import.meta.dirname, '../bin/apilogs.js');
const client = logsClient(endpoint);
const gatewayId = '6605b081-9f54-41e8-a3ec-c5e6ad72ab8a';
const functionId = '7716c192-0a65-42f9-b4fd-d6f7be83bc9b';
const traceId = '1-6749d3a0-0123456789abcdef01234567';
const otherId = '99999999-9999-4999-8999-999999999999';
const start = Date.now() - 60_000;
const at = (offset: number, message: string): InputLogEvent => ({ timestamp: start + offset, message });
let api: DeployedApi;

async function put(logGroupName: string, logStreamName: string, logEvents: InputLogEvent[]): Promise<void> {
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

const get = (...options: string[]) =>
  runCommand(endpoint, ['get', '--api-id', api.apiId, '--stage', 'prod', ...options]);
const lines = (text: string) => text.trimEnd().split('\n');

beforeAll(async () => {
  api = await deployApi(endpoint);
  const execution = `API-Gateway-Execution-Logs_${api.apiId}/prod`;
  const functionGroup = `/aws/lambda/${api.functionName}`;
  for (const logGroupName of [execution, functionGroup])
    await client.send(new CreateLogGroupCommand({ logGroupName }));
  await put(execution, 'e', [
    at(0, `(${gatewayId}) Starting execution for request: ${gatewayId}`),
    at(5, `(${otherId}) Starting execution for request: ${otherId}`),
    at(60, `(${gatewayId}) Method response body after transformations: {\n  "ok": true\n}`),
    at(70, `(${gatewayId}) AWS Integration Endpoint RequestId : ${functionId}`),
  ]);
  await put(functionGroup, '2026/11/28/[1]aaaa', [
    at(10, `START RequestId: ${functionId} Version: 1\n`),
    at(20, 'printed without any id\n'),
    at(
      30,
      `{"level":"INFO","status":500,"path":"/","requestId":"${functionId}","xray_trace_id":"${traceId}"}\n`,
    ),
    at(40, `END RequestId: ${functionId}\n`),
    at(50, `REPORT RequestId: ${functionId}\tDuration: 30 ms\n`),
  ]);
  await put(functionGroup, '2026/11/28/[2]bbbb', [at(15, 'of a version that the stage does not call')]);
});

describe('apilogs get', () => {
  it('prints the logs of the gateway and of the version that the stage calls, in the order of time', async () => {
    const { code, stdout, stderr } = await get('--no-stream');
    expect(code).toBe(0);
    expect(lines(stdout)).toEqual([
      `execution (${gatewayId}) Starting execution for request: ${gatewayId}`,
      `execution (${otherId}) Starting execution for request: ${otherId}`,
      `${api.name} START RequestId: ${functionId} Version: 1`,
      `${api.name} (${functionId}) printed without any id`,
      `${api.name} {"level":"INFO","status":500,"path":"/","requestId":"${functionId}","xray_trace_id":"${traceId}"}`,
      `${api.name} END RequestId: ${functionId}`,
      `${api.name} REPORT RequestId: ${functionId}\tDuration: 30 ms`,
      `execution (${gatewayId}) Method response body after transformations: {`,
      `execution (${gatewayId})   "ok": true`,
      `execution (${gatewayId}) }`,
      `execution (${gatewayId}) AWS Integration Endpoint RequestId : ${functionId}`,
    ]);
    expect(stderr).toContain(`The stage prod of ${api.apiId} has no execution log. Switch it on with`);
  });

  it.each([
    gatewayId,
    functionId,
    traceId,
    `Root=${traceId};Parent=53995c3f42cd8ad8;Sampled=1`,
    ` ${gatewayId.toUpperCase()}`,
  ])('tracks a request through all logs by %s', async (id) => {
    const { code, stdout } = await get('--request-id', id, '--json');
    const events = lines(stdout).map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(events.map(({ source }) => source)).toEqual([
      'execution',
      ...Array(5).fill('function'),
      'execution',
      'execution',
    ]);
    expect(events[2].message).toBe('printed without any id');
    expect(stdout).not.toContain(otherId);
  });

  it('says that a request is nowhere', async () => {
    const { code, stdout, stderr } = await get('--request-id', '00000000-0000-4000-8000-000000000000');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('No event of the request 00000000-0000-4000-8000-000000000000 in 2 log groups');
  });

  it('filters, and prints parts of JSON', async () => {
    const { stdout } = await get(
      '--filter',
      '{ $.status = 500 }',
      '--query',
      '[level, path]',
      '--no-stream',
      '--no-group',
    );
    expect(stdout).toBe(`(${functionId}) ["INFO","/"]\n`);
  });

  it('reads all versions of a function whose alias it cannot see, and says so', async () => {
    const { apiId, name } = await deployApi(endpoint);
    await client.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${name}` }));
    await put(`/aws/lambda/${name}`, '2026/11/28/[1]aaaa', [at(0, 'of version 1')]);
    const lambda = new LambdaClient(clientConfig({ AWS_ENDPOINT_URL: endpoint }));
    await lambda.send(new DeleteAliasCommand({ FunctionName: name, Name: 'live' }));
    const { code, stdout, stderr } = await runCommand(endpoint, ['get', '--api-id', apiId, '--no-stream']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${name} of version 1\n` });
    expect(stderr).toContain(`Reading all versions of the function ${name}.`);
  });

  it('finds an API by name, and its only stage without being asked', async () => {
    const { code, stdout } = await runCommand(endpoint, ['get', '--api-name', api.name]);
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(11);
  });

  it('colours on demand only, when nobody sees it', async () => {
    expect((await get()).stdout).not.toContain('\x1b');
    expect((await get('--color', 'always')).stdout).toContain('\x1b[38;5;98mexecution\x1b[39m ');
  });

  it('ends quietly when head has enough', async () => {
    const command = `"${process.execPath}" "${bin}" get --api-id ${api.apiId} --start 1d | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
    const output = execFileSync('bash', ['-c', command], {
      encoding: 'utf8',
      env: { ...process.env, ...keys, AWS_ENDPOINT_URL: endpoint },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(lines(output)).toEqual([expect.stringContaining('Starting execution'), '0']);
  });

  it('watches until Ctrl-C, also with a dash that a word processor made', async () => {
    const child = startCommand(endpoint, [
      'get',
      '--api-id',
      api.apiId,
      '–stage',
      'prod',
      '–-watch',
      '--no-stream',
    ]);
    const seen = createInterface(child.stdout)[Symbol.asyncIterator]();
    for (let count = 0; count < 11; count++) await seen.next();
    const now = { timestamp: Date.now(), message: `(${otherId}) while watching` };
    await put(`API-Gateway-Execution-Logs_${api.apiId}/prod`, 'later', [now]);
    expect((await seen.next()).value).toBe(`execution (${otherId}) while watching`);
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
  });

  it.each([functionId, `Root=${traceId}`])('watches the request of %s until Ctrl-C', async (id) => {
    const args = ['get', '--api-id', api.apiId, '--request-id', id, '--watch', '--json'];
    const child = startCommand(endpoint, args);
    const seen = createInterface(child.stdout)[Symbol.asyncIterator]();
    for (let count = 0; count < 8; count++) expect((await seen.next()).value).toContain('"source":');
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
  });
});

describe('a wrong call', () => {
  it.each([
    [['get'], 2, 'Expected one of --api-id, --api-name and --stack-name.'],
    [
      ['get', '--api-id', 'x', '--stack-name', 'y'],
      2,
      'Expected one of --api-id, --api-name and --stack-name.',
    ],
    [['get', '--api-id', 'x', '--start', 'soonish'], 2, 'Expected a time for --start'],
    [['get', '--api-id', 'x', '--start', 'now', '--end', '1h ago'], 2, 'Expected --end after --start'],
    [
      ['get', '--api-id', 'x', '--query', 'a['],
      2,
      'Expected a JMESPath expression for --query, received "a["',
    ],
    [['get', '--api-id', 'x', '--request-id', 'a', '--filter', 'b'], 2, 'received both'],
    [['get', '--api-id', 'x', '--request-id', ' '], 2, 'Expected an id for --request-id, received " ".'],
    [['get', '--api-id', 'x', '--color', 'red'], 2, 'Allowed choices are auto, always, never'],
    [['get', '--api-id', 'x', '--wach'], 2, 'Did you mean --watch?'],
    [['apis', '--endpoint-url', 'foo'], 2, 'Expected a URL such as http://127.0.0.1:4566.'],
    [['gte'], 2, 'Did you mean get?'],
    [['get', '--api-id', 'absent'], 1, 'apilogs apis lists them'],
    [['get', '--api-name', 'absent'], 1, 'Expected the name of a REST API'],
    [['get', '--stack-name', 'absent'], 1, 'Stack with id absent does not exist'],
    [['streams', '/absent'], 1, 'The specified log group does not exist.'],
  ])('%j ends with %d and says why', async (args, code, message) => {
    const ended = await runCommand(endpoint, args);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toMatch(/^ {4}at /m);
    expect(ended).toMatchObject({ code, stdout: '' });
  });

  it('lists the stages when there is no such', async () => {
    const { code, stderr } = await runCommand(endpoint, ['get', '--api-id', api.apiId, '--stage', 'test']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `apilogs: Expected a stage of the API ${api.apiId}, which has prod, received "test".\n`,
    );
  });

  it("passes on what is wrong with a filter in AWS's words", async () => {
    const { code, stderr } = await get('--filter', '{ $.a = 1');
    expect(code).toBe(1);
    expect(stderr).toContain("If a filter pattern starts with '{' it must end with '}'");
  });

  it('names the permission that is missing', async () => {
    const message =
      'User: arn:aws:iam::1:user/jo is not authorized to perform: logs:FilterLogEvents on resource: arn:aws:logs:x';
    await using proxy = await startFaultProxy(endpoint, (operation) =>
      operation === 'FilterLogEvents'
        ? { status: 400, body: { __type: 'AccessDeniedException', message } }
        : undefined,
    );
    const { code, stderr } = await runCommand(proxy.url, ['get', '--api-id', api.apiId]);
    expect(code).toBe(4);
    expect(stderr).toContain('Missing permission logs:FilterLogEvents on arn:aws:logs:x.');
  });

  it('says how to get credentials', async () => {
    const none = {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      HOME: '/nowhere',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const { code, stderr } = await runCommand(endpoint, ['apis'], none);
    expect(code).toBe(4);
    expect(stderr).toContain('Choose a --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  });
});

describe('the other commands', () => {
  it('list APIs with their stages, groups and streams', async () => {
    expect((await runCommand(endpoint, ['apis'])).stdout).toContain(
      `${api.apiId}\t${api.name}\tprod\tno logging\n`,
    );
    const groups = await runCommand(endpoint, ['groups', '--prefix', `/aws/lambda/${api.name}`]);
    expect(groups.stdout).toBe(`/aws/lambda/${api.name}\n`);
    const streams = await runCommand(endpoint, ['streams', `/aws/lambda/${api.name}`]);
    expect(lines(streams.stdout)).toEqual(['2026/11/28/[1]aaaa', '2026/11/28/[2]bbbb']);
  });

  it.each(['bash', 'zsh', 'fish'])('write completion for %s', async (shell) => {
    const { code, stdout } = await runCommand(endpoint, ['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toContain('apilogs');
  });

  it('complete options and their choices', async () => {
    expect((await runCommand(endpoint, ['complete', '--', 'get', '--col'])).stdout).toContain('--color');
    expect((await runCommand(endpoint, ['complete', '--', 'get', '--color', ''])).stdout).toMatch(
      /auto[\s\S]*always[\s\S]*never/,
    );
  });

  it.each([['--help'], ['get', '--help']])('show examples in the help: %s %s', async (...args) => {
    const { code, stdout } = await runCommand(endpoint, args.filter(Boolean));
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:\n');
  });
});

it('completes in bash what is typed, without the package bash-completion, and read twice', () => {
  const script = `
    apilogs() { "$NODE" "$BIN" "$@"; }
    # Bash has it only while somebody presses the key.
    compopt() { :; }
    source <(apilogs completion bash)
    source <(apilogs completion bash)
    for typed in g 'get --st' 'get --color a' 'completion f'; do
      COMP_WORDS=(apilogs $typed) COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      __apilogs_complete
      echo "$typed: \${COMPREPLY[*]}"
    done`;
  const env = { PATH: process.env.PATH, NODE: process.execPath, BIN: bin };
  const output = execFileSync('bash', ['--norc', '-c', `exec 2>&1; ${script}`], { encoding: 'utf8', env });
  expect(lines(output)).toEqual([
    'g: get groups',
    'get --st: --stack-name --stage --start',
    'get --color a: auto always',
    'completion f: fish',
  ]);
});
