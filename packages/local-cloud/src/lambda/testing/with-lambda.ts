import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createIam } from '../../iam/iam.ts';
import { createLogs, type Logs } from '../../logs/logs.ts';
import { createS3, type S3 } from '../../s3/s3.ts';
import type { InvokeRequest } from '../function-invoker.ts';
import { createLambda, type Lambda, type LambdaOptions } from '../lambda.ts';

export interface LambdaFixture {
  readonly lambda: Lambda;
  /** What the service was made with. */
  readonly options: LambdaOptions;
  readonly logs: Logs;
  readonly s3: S3;
  readonly folder: string;
  readonly roleArn: string;
}

/** A Lambda service for the tests of one file, with a role for its functions. */
export function withLambda({ retryDelaysMs = [1, 1] }: { readonly retryDelaysMs?: readonly number[] } = {}) {
  let fixture: LambdaFixture | undefined;
  beforeAll(async () => {
    fixture = await createFixture(retryDelaysMs);
  });
  afterAll(async () => {
    await fixture?.lambda.stop();
    await rm(fixture?.folder ?? '', { recursive: true, force: true });
  });

  function use(): LambdaFixture {
    if (!fixture)
      throw new Error('Expected the service to be running: use the fixture inside a test or hook.');
    return fixture;
  }

  /** Creates a function from one file, `index.mjs` unless given, that exports `handler`. */
  async function createFunction(
    name: string,
    source: string,
    settings: Partial<Parameters<Lambda['operations']['CreateFunction']>[0]> = {},
    file = 'index.mjs',
  ): Promise<void> {
    const { lambda, roleArn } = use();
    await lambda.operations.CreateFunction({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: roleArn,
      Code: { ZipFile: zipOf({ [file]: source }) },
      ...settings,
    });
  }

  async function invoke(functionName: string, event: unknown = {}, request: Partial<InvokeRequest> = {}) {
    const result = await use().lambda.invoke({ functionName, payload: JSON.stringify(event), ...request });
    const logTail = await result.logTail();
    const text = result.payload.toString('utf8');
    return { ...result, logTail, value: text === '' ? undefined : JSON.parse(text) };
  }

  return { use, createFunction, invoke };
}

export function zipOf(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

async function createFixture(retryDelaysMs: readonly number[]): Promise<LambdaFixture> {
  const account = defaultAccount;
  const folder = await mkdtemp(join(tmpdir(), 'lambda-test-'));
  const iam = createIam(account);
  const logs = createLogs(account);
  const s3 = createS3(account);
  const { Role } = iam.operations.CreateRole({
    RoleName: 'function-role',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    }),
  });
  iam.operations.AttachRolePolicy({
    RoleName: 'function-role',
    PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  });
  iam.operations.PutRolePolicy({
    RoleName: 'function-role',
    PolicyName: 'failures',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }],
    }),
  });
  const endpointUrl = () => 'http://127.0.0.1:4566';
  const options = { account, iam, logs, s3, endpointUrl, folder, retryDelaysMs };
  const lambda = createLambda(options);
  return { lambda, options, logs, s3, folder, roleArn: Role?.Arn ?? '' };
}
