import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { alive, type CloudUnderTest, startCloud } from './cloud-under-test.ts';

/** A cloud with a call in flight, of a function in an endless loop that has started a daemon. */
async function startBusyCloud(): Promise<{ cloud: CloudUnderTest; pids: number[]; call: Promise<unknown> }> {
  const cloud = await startCloud();
  const InlineCode = `exports.handler = async () => {
    const options = { env: {}, detached: true, stdio: 'ignore', cwd: '/' };
    const daemon = require('node:child_process').spawn('/bin/sleep', ['1000'], options);
    require('node:fs').writeFileSync(process.env.TMPDIR + '/daemon', String(daemon.pid));
    while (true);
  };`;
  const Properties = { Runtime: 'nodejs24.x', Handler: 'index.handler', InlineCode, Timeout: 60 };
  await cloud.createStack('busy', {
    Resources: { Busy: { Type: 'AWS::Serverless::Function', Properties } },
    Outputs: { Name: { Value: { Ref: 'Busy' } } },
  });
  const { Name: FunctionName } = await cloud.outputsOf('busy');
  const call = cloud
    .client(LambdaClient)
    .send(new InvokeCommand({ FunctionName }))
    .then(
      () => 'answered',
      () => 'cut off',
    );
  const daemons = await expectDaemon(cloud);
  return { cloud, pids: [...(await cloud.children()), ...daemons], call };
}

/** On Linux a daemon without a trace of its function is found by its mark; elsewhere it is not. */
async function expectDaemon(cloud: CloudUnderTest): Promise<number[]> {
  const read = async () => {
    const [file] = await cloud.files(/daemon$/);
    return file ? Number(await readFile(path.join(cloud.folder, file), 'utf8')) : 0;
  };
  await expect.poll(read).toBeGreaterThan(0);
  return process.platform === 'linux' ? [await read()] : [];
}

async function isFree({ url }: CloudUnderTest): Promise<boolean> {
  const server = createServer().listen(Number(new URL(url).port), '127.0.0.1');
  const [result] = await Promise.race([
    once(server, 'listening').then(() => [true]),
    once(server, 'error').then(() => [false]),
  ]);
  server.close();
  return result === true;
}

describe.runIf(process.platform !== 'win32')('the cloud', () => {
  it('stopped in the middle of a deployment and a call ends all it started and leaves nothing', async () => {
    const { cloud, pids, call } = await startBusyCloud();
    await using _ = cloud;
    expect(pids.length).toBeGreaterThanOrEqual(2);
    process.kill(await cloud.onlyChild('engine-process'), 'SIGSTOP');
    await cloud.createStack('endless', { Resources: { Table: { Type: 'AWS::Serverless::SimpleTable' } } });
    const stacks = cloud.client(CloudFormationClient);
    const { Stacks: [stack] = [] } = await stacks.send(new DescribeStacksCommand({ StackName: 'endless' }));
    expect(stack?.StackStatus).toBe('CREATE_IN_PROGRESS');
    expect(await cloud.end('SIGTERM')).toBe(0);
    expect(await call).toBe('cut off');
    await expect.poll(() => alive(pids)).toEqual([]);
    expect(await cloud.files()).toEqual([]);
    expect(await isFree(cloud)).toBe(true);
  });

  it('LA-25: killed in the middle of a call leaves no process, not even one in an endless loop or a daemon', async () => {
    const { cloud, pids, call } = await startBusyCloud();
    await using _ = cloud;
    expect(await cloud.end('SIGKILL')).toBe('SIGKILL');
    expect(await call).toBe('cut off');
    await expect.poll(() => alive(pids)).toEqual([]);
    expect(await isFree(cloud)).toBe(true);
  });
});
