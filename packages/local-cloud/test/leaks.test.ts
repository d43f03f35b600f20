import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../src/testing/cloud-client.ts';

const cloud = withCloud();
const FunctionName = 'crashing';
let lambda: LambdaClient;

beforeAll(async () => {
  lambda = cloud.client(LambdaClient);
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const RoleName = 'without-permissions';
  const { Role } = await cloud
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const source = 'export const handler = async () => process.exit(1);';
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: Role?.Arn,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
    }),
  );
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
    { FunctionName },
  );
});

async function crash(times: number): Promise<void> {
  for (let left = times; left > 0; left--) {
    const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName }));
    expect(FunctionError).toBe('Unhandled');
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapKilobytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024;
}

/** Servers, pipes and processes that this process holds. */
function handles(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /Server|Pipe|Process/.test(name))
    .sort();
}

/** Its log stays, and with it a few kilobytes of each crash. */
const kilobytesPerCrash = 40;

describe('a function that crashes again and again', () => {
  it('leaks no server, pipe or process, and no memory except for its log', async () => {
    await crash(10);
    const before = { handles: handles(), heap: heapKilobytes() };
    await crash(20);
    await expect.poll(handles).toEqual(before.handles);
    expect(heapKilobytes() - before.heap).toBeLessThan(20 * kilobytesPerCrash);
  });
});
