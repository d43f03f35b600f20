import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { APIGatewayClient, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { deploySample } from '@samples/deployment';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { production, promote, type ReleaseTarget, rollBack } from '../scripts/releases.ts';

const { url, endpoint, outputs, stackName } = inject('sample');
const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
const config = clientConfig(environment);
const apiGateway = new APIGatewayClient(config);
const target: ReleaseTarget = {
  lambda: new LambdaClient(config),
  apiGateway,
  functionName: outputs.FunctionName ?? '',
  restApiId: outputs.ApiId ?? '',
};
const first = 'Hello from the cloud.';

async function deploy(Greeting: string): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../../..');
  const parameters = { Greeting };
  await deploySample({ sample: 'cloud-logic', root, stackName, environment, parameters, report: () => {} });
}

async function greetings(): Promise<unknown[]> {
  const stages = [url, url.replace('/Development/', '/Production/')];
  const responses = await Promise.all(stages.map((stage) => fetch(`${stage}/public`)));
  const bodies = (await Promise.all(responses.map((response) => response.json()))) as { message: string }[];
  return bodies.map(({ message }) => message);
}

describe('the stages', () => {
  afterAll(() => deploy(first));

  it('both serve the first release', async () => {
    expect(await greetings()).toEqual([first, first]);
    await expect(rollBack(target)).rejects.toThrow('there is none before it');
  });

  it('Development changes with a deployment, and Production does not', async () => {
    await deploy('Hello again.');
    expect(await greetings()).toEqual(['Hello again.', first]);
  });

  it('Production stays as it was when a promotion fails half-way', async () => {
    const before = await production(target);
    const broken = {
      send: (command: unknown) =>
        command instanceof UpdateStageCommand
          ? Promise.reject(new Error('no connection'))
          : apiGateway.send(command as never),
    } as ReleaseTarget['apiGateway'];
    await expect(promote({ ...target, apiGateway: broken })).rejects.toThrow('no connection');
    expect(await greetings()).toEqual(['Hello again.', first]);
    expect(await production(target)).toEqual(before);
  });

  it('Production serves what was promoted, and stays there at the next deployment', async () => {
    const { current, before } = await promote(target);
    expect(before).not.toEqual(current);
    expect(await greetings()).toEqual(['Hello again.', 'Hello again.']);
    await deploy('Hello, third.');
    expect(await greetings()).toEqual(['Hello, third.', 'Hello again.']);
  });

  it('Production goes back to what it served before', async () => {
    await rollBack(target);
    expect(await greetings()).toEqual(['Hello, third.', first]);
  });
});

function runScript(name: string, ...options: string[]): Promise<{ stdout: string }> {
  const script = path.resolve(import.meta.dirname, '../scripts', name);
  return promisify(execFile)(process.execPath, [script, ...options], { env: environment });
}

describe('the command promote', () => {
  const run = (...options: string[]) => runScript('promote.ts', ...options);

  it('lists what the stages serve', async () => {
    const { stdout } = await run('--list', '--stack-name', stackName);
    const { current } = await production(target);
    expect(stdout).toContain('Development serves $LATEST\n');
    expect(stdout).toContain(
      `Production serves version ${current.version} with deployment ${current.deploymentId}\n`,
    );
  });

  it('ends with 2 for an option that it does not have, and with 1 for a stack that is not there', async () => {
    await expect(run('--lst')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
    await expect(run('--stack-name', 'absent')).rejects.toMatchObject({
      code: 1,
      stderr: 'Stack with id absent does not exist\n',
    });
  });
});

it('sign-in ends with 2 without an e-mail address', async () => {
  await expect(runScript('sign-in.ts')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Expected an e-mail address, received none.\n\nUsage:'),
  });
});
