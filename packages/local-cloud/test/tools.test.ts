import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { APIGatewayClient, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../src/testing/cloud-client.ts';

// Installed outside of this repository, as their users have them.
const cdkPackages = ['aws-cdk@2.1148.1', 'aws-cdk-lib@2.276.0', 'constructs@10.6.0'];
const oslsPackages = ['osls@4.3.1'];
const pythonPackages = ['awscli==1.46.3', 'boto3==1.44.8'];

const run = promisify(execFile);
const cloud = withCloud();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tools-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.runIf(process.env.REQUIRE_REGISTRY)(
  'an API is built, called, changed and removed (needs registries of packages: REQUIRE_REGISTRY=1)',
  { timeout: 600_000 },
  () => {
    it.concurrent('by the CDK, with its bootstrap', async () => {
      const { tool } = await workplace('cdk', cdkPackages);
      const cdk = (greeting: string, ...args: string[]) =>
        tool('node_modules/.bin/cdk', args, { GREETING: greeting });
      await cdk('', 'bootstrap', 'aws://000000000000/us-east-1');
      const fromSource = ['--app', 'node cdk-app.mjs'];
      const fromOutput = ['--app', 'cdk.out'];
      await cdk('first', 'deploy', ...fromSource, '--require-approval', 'never');
      await checkApi('Api', 'first', 'key-of-the-cdk-in-twenty');
      expect(await cdk('second', 'diff', ...fromSource)).toContain('[~] AWS::ApiGateway::Method');
      await cdk('', 'deploy', ...fromOutput, '--require-approval', 'never');
      await checkApi('Api', 'second', 'key-of-the-cdk-in-twenty');
      await cdk('', 'destroy', ...fromOutput, '--force');
      await checkGone('Api', 'ToolsCdk');
    });

    it.concurrent('by osls, the kept fork of the Serverless Framework', async () => {
      const { tool } = await workplace('osls', oslsPackages);
      const osls = (greeting: string, command: string) =>
        tool('node_modules/.bin/osls', [command], { GREETING: greeting });
      for (const greeting of ['first', 'second']) {
        await osls(greeting, 'deploy');
        await checkApi('dev-tools-osls', greeting, 'key-of-osls-in-twenty-letters');
      }
      await osls('', 'remove');
      await checkGone('dev-tools-osls', 'tools-osls');
    });

    it.concurrent('by boto3 and by the AWS CLI', async () => {
      const { place, tool } = await workplace('python', []);
      const bin = path.join(place, 'python/bin');
      await tool('python3', ['-m', 'venv', path.dirname(bin)]);
      await tool(path.join(bin, 'pip'), [
        'install',
        '--quiet',
        '--disable-pip-version-check',
        ...pythonPackages,
      ]);
      for (const [name, command, key] of [
        ['tools-boto3', [path.join(bin, 'python'), 'boto3-api.py'], 'key-of-boto3-in-twenty-letters'],
        ['tools-aws-cli', ['bash', 'aws-cli-api.sh'], 'key-of-the-cli-in-twenty'],
      ] as const) {
        const [program, script] = command;
        const step = (action: string, greeting: string) =>
          tool(program, [script, action, greeting], { PATH: `${bin}:${process.env.PATH}` });
        await step('create', 'first');
        await checkApi(name, 'first', key);
        await step('change', 'second');
        await checkApi(name, 'second', key);
        await step('remove', '');
        await checkGone(name, name);
      }
    });
  },
);

/** A folder with the files of `tools/` and with packages of npm. */
async function workplace(name: string, packages: readonly string[]) {
  const place = path.join(folder, name);
  await cp(path.join(import.meta.dirname, 'tools'), place, { recursive: true });
  const environment = {
    ...process.env,
    AWS_ENDPOINT_URL: cloud.url(),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    HOME: place,
    CI: 'true',
  };
  async function tool(program: string, args: readonly string[], more: object = {}): Promise<string> {
    try {
      const options = { cwd: place, env: { ...environment, ...more }, maxBuffer: 64 * 1024 * 1024 };
      const { stdout, stderr } = await run(program, args, options);
      return stdout + stderr;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
    }
  }
  if (packages.length > 0) {
    const quietly = ['--prefix', place, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
    await tool('npm', ['install', ...quietly, ...packages], { HOME: process.env.HOME });
  }
  return { place, tool };
}

async function checkApi(name: string, greeting: string, key: string): Promise<void> {
  const api = (await apis()).find((one) => one.name === name);
  const call = async (pathAndQuery: string, request: RequestInit = {}) => {
    const response = await fetch(
      `${cloud.url()}/restapis/${api?.id}/dev/_user_request_/${pathAndQuery}`,
      request,
    );
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const post = (body: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(await call('hello')).toMatchObject({ status: 200, text: '{"method":"GET","path":"/hello"}' });
  expect(await call('mapped?name=Ann')).toMatchObject({ status: 200, text: `{"${greeting}":"Ann"}` });
  expect(await call('notes', post({ text: 'a' }))).toMatchObject({ status: 200 });
  expect(await call('notes', post({}))).toMatchObject({
    status: 400,
    text: '{"message":"Invalid request body"}',
  });
  expect(await call('guarded')).toMatchObject({ status: 401 });
  expect(await call('guarded', { headers: { authorization: 'no' } })).toMatchObject({ status: 403 });
  expect(await call('guarded', { headers: { authorization: 'let-me-in' } })).toMatchObject({ status: 200 });
  expect(await call('metered')).toMatchObject({ status: 403, text: '{"message":"Forbidden"}' });
  expect(await call('metered', { headers: { 'x-api-key': key } })).toMatchObject({ status: 200 });
  const preflight = await call('hello', { method: 'OPTIONS' });
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
}

async function checkGone(apiName: string, functionPrefix: string): Promise<void> {
  expect((await apis()).filter(({ name }) => name === apiName)).toEqual([]);
  const { Functions = [] } = await cloud.client(LambdaClient).send(new ListFunctionsCommand());
  expect(Functions.filter(({ FunctionName = '' }) => FunctionName.startsWith(functionPrefix))).toEqual([]);
}

async function apis() {
  const { items = [] } = await cloud.client(APIGatewayClient).send(new GetRestApisCommand({ limit: 100 }));
  return items;
}
