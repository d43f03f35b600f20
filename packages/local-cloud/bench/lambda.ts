import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { defaultAccount } from '../src/account.ts';
import { createIam } from '../src/iam/iam.ts';
import { createLambda } from '../src/lambda/lambda.ts';
import { createLogs } from '../src/logs/logs.ts';
import { createS3 } from '../src/s3/s3.ts';

// How long an invocation takes besides the function's own work. Usage: node bench/lambda.ts
const account = defaultAccount;
const folder = await mkdtemp(join(tmpdir(), 'lambda-bench-'));
const iam = createIam(account);
const lambda = createLambda({
  account,
  iam,
  logs: createLogs(account),
  s3: createS3(account),
  endpointUrl: () => 'http://127.0.0.1:4566',
  folder,
});

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const role = iam.operations.CreateRole({
  RoleName: 'bench',
  AssumeRolePolicyDocument: JSON.stringify(trust),
});
const source = 'export const handler = async () => ({ statusCode: 200, body: "hello" });';
const event = JSON.stringify({ httpMethod: 'GET', path: '/hello', headers: { accept: '*/*' } });

async function createHello(FunctionName: string): Promise<void> {
  await lambda.operations.CreateFunction({
    FunctionName,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: role.Role?.Arn,
    Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
  });
}

async function coldStarts(count: number): Promise<number> {
  let total = 0;
  for (let index = 0; index < count; index++) {
    await createHello(`cold-${index}`);
    const start = performance.now();
    await lambda.invoke({ functionName: `cold-${index}`, payload: event });
    total += performance.now() - start;
  }
  return total / count;
}

async function warmCalls(count: number, connections: number): Promise<number> {
  const start = performance.now();
  const caller = async () => {
    for (let index = 0; index < count / connections; index++) {
      await lambda.invoke({ functionName: 'hello', payload: event });
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  return count / ((performance.now() - start) / 1000);
}

await createHello('hello');
console.log(`cold start              ${(await coldStarts(10)).toFixed(1)} ms`);
await warmCalls(2000, 1);
for (const connections of [1, 16]) {
  const rate = await warmCalls(10_000, connections);
  console.log(
    `warm, ${String(connections).padStart(2)} at a time     ${rate.toFixed(0)} calls/s, ${(1000 / rate).toFixed(3)} ms each`,
  );
}
await lambda.stop();
await rm(folder, { recursive: true, force: true });
