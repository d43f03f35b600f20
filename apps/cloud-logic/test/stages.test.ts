import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { APIGatewayClient, CreateDeploymentCommand, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { LambdaClient, PublishVersionCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { deploySample } from '@samples/deployment';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { copySamples } from '../../../scripts/testing/copy-samples.ts';
import { readmeCommands, runReadmeCommand } from '../../../scripts/testing/readme-commands.ts';
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
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const first = 'Hello from the cloud.';

let copy: Awaited<ReturnType<typeof copySamples>>;
beforeAll(async () => {
  copy = await copySamples('cloud-logic');
});
afterAll(() => copy.delete());

async function deploy(Greeting: string, root = copy.root): Promise<void> {
  const parameters = { Greeting };
  await deploySample({ sample: 'cloud-logic', root, stackName, environment, parameters, report: () => {} });
}

/** Writes the message of `/public` into the code, where no parameter changes it. */
async function editGreeting(message: string): Promise<void> {
  const file = path.join(copy.root, 'apps/cloud-logic/src/service.ts');
  const code = await readFile(file, 'utf8');
  await writeFile(file, code.replace(/message: .*? \}/, `message: ${JSON.stringify(message)} }`));
}

async function greetings(): Promise<unknown[]> {
  const stages = [url, url.replace('/Development/', '/Production/')];
  const responses = await Promise.all(stages.map((stage) => fetch(`${stage}/public`)));
  const bodies = (await Promise.all(responses.map((response) => response.json()))) as { message: string }[];
  return bodies.map(({ message }) => message);
}

describe('the stages', () => {
  afterAll(() => deploy(first, path.resolve(import.meta.dirname, '../../..')));

  it('both serve the first release', async () => {
    expect(await greetings()).toEqual([first, first]);
    await expect(rollBack(target)).rejects.toThrow('there is none before it');
  });

  it('may call only their own alias', async () => {
    const pointTo = (value: string) => {
      const patchOperations = [{ op: 'replace' as const, path: '/variables/lambdaAlias', value }];
      const stage = { restApiId: outputs.ApiId, stageName: 'Development', patchOperations };
      return apiGateway.send(new UpdateStageCommand(stage));
    };
    await pointTo('Production');
    const { status } = await fetch(`${url}/public`);
    await pointTo('Development');
    expect(status).toBe(500);
    expect(await greetings()).toEqual([first, first]);
  });

  it('Development changes with the code, and Production does not', async () => {
    await editGreeting('Hello again.');
    await deploy(first);
    expect(await greetings()).toEqual(['Hello again.', first]);
  });

  it.each([
    ['a version', PublishVersionCommand],
    ['a deployment', CreateDeploymentCommand],
    ['the alias', UpdateAliasCommand],
    ['the stage', UpdateStageCommand],
  ])('Production stays as it was when a promotion fails at %s', async (_, failing) => {
    const before = await production(target);
    await expect(promote(failingAt(failing))).rejects.toThrow('no connection');
    expect(await greetings()).toEqual(['Hello again.', first]);
    expect(await production(target)).toEqual(before);
  });

  it('a promotion that can neither go on nor back says so, and a rollback mends it', async () => {
    const before = await production(target);
    const broken = failingAt(UpdateStageCommand);
    let moves = 0;
    const send = (command: unknown) =>
      command instanceof UpdateAliasCommand && ++moves > 1
        ? Promise.reject(new Error('no connection'))
        : target.lambda.send(command as never);
    const lambda = { send } as ReleaseTarget['lambda'];
    await expect(promote({ ...broken, lambda })).rejects.toThrow(
      `Production has version 2 behind deployment ${before.current.deploymentId}. Run --rollback.`,
    );
    const { current } = await rollBack(target);
    expect(current).toEqual(before.current);
    expect(await greetings()).toEqual(['Hello again.', first]);
  });

  it('Production serves what was promoted, and stays there at the next deployment', async () => {
    const { current, before } = await promote(target);
    expect(before).not.toEqual(current);
    expect(await greetings()).toEqual(['Hello again.', 'Hello again.']);
    await editGreeting('Hello, third.');
    await deploy('A parameter, too.');
    expect(await greetings()).toEqual(['Hello, third.', 'Hello again.']);
    expect(await production(target)).toEqual({ current, before });
  });

  it('Production goes back to what it served before', async () => {
    await rollBack(target);
    expect(await greetings()).toEqual(['Hello, third.', first]);
  });
});

/** A target where one operation fails, and the others work. */
function failingAt(failing: new (...input: never[]) => unknown): ReleaseTarget {
  const failingSend = (client: { send(command: never): unknown }) => ({
    send: (command: unknown) =>
      command instanceof failing ? Promise.reject(new Error('no connection')) : client.send(command as never),
  });
  const lambda = failingSend(target.lambda) as ReleaseTarget['lambda'];
  return { ...target, lambda, apiGateway: failingSend(apiGateway) as ReleaseTarget['apiGateway'] };
}

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

describe('the README', () => {
  it.each(readmeCommands(readme, 'Change it'))('shows what $command prints', async (command) => {
    const { received, expected } = await runReadmeCommand(command, { AWS_ENDPOINT_URL: endpoint });
    expect(received).toBe(expected);
  });
});

it('sign-in ends with 2 without an e-mail address', async () => {
  await expect(runScript('sign-in.ts')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Expected an e-mail address, received none.\n\nUsage:'),
  });
});
