import { beforeAll, describe, expect, it } from 'vitest';
import type { CallContext } from '../../aws/service.ts';
import { createLambda } from '../lambda.ts';
import { withLambda, zipOf } from '../testing/with-lambda.ts';

const { use, createFunction } = withLambda();
const fromOutside = {} as CallContext;
/** What is to be called once the functions are ready. */
const ready: (() => void)[] = [];
let lambda: ReturnType<typeof createLambda>;

beforeAll(() => {
  lambda = createLambda({ ...use().options, settle: (done) => ready.push(done) });
  return () => lambda.stop();
});

async function create(FunctionName: string) {
  const Code = { ZipFile: zipOf({ 'index.mjs': 'export const handler = async () => 1;' }) };
  const fixed = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: use().roleArn } as const;
  return lambda.operations.CreateFunction({ FunctionName, Code, ...fixed }, fromOutside);
}

describe('a function made by a request', () => {
  it('is Pending until it is ready, and can neither be invoked nor changed nor published', async () => {
    const { RevisionId } = await create('new');
    const FunctionName = 'new';
    const { operations } = lambda;
    expect(operations.GetFunctionConfiguration({ FunctionName })).toMatchObject({
      State: 'Pending',
      StateReasonCode: 'Creating',
      RevisionId,
    });
    const refusal =
      'The operation cannot be performed at this time. The function is currently in the following state: Pending';
    await expect(lambda.invoke({ functionName: FunctionName, payload: '1' })).rejects.toThrow(refusal);
    await expect(operations.UpdateFunctionConfiguration({ FunctionName, Timeout: 5 })).rejects.toThrow(
      refusal,
    );
    expect(() => operations.PublishVersion({ FunctionName })).toThrow(refusal);
    for (const done of ready.splice(0)) done();
    const after = operations.GetFunction({ FunctionName }).Configuration;
    expect(after).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(after).not.toHaveProperty('StateReason');
    expect(after?.RevisionId).not.toBe(RevisionId);
  });

  it('accepts no second change during the first', async () => {
    const FunctionName = 'changing';
    await create(FunctionName);
    for (const done of ready.splice(0)) done();
    const { operations } = lambda;
    await operations.UpdateFunctionConfiguration({ FunctionName, Timeout: 5 }, fromOutside);
    expect(operations.GetFunctionConfiguration({ FunctionName })).toMatchObject({
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      Timeout: 5,
    });
    await expect(operations.UpdateFunctionConfiguration({ FunctionName, Timeout: 6 })).rejects.toMatchObject({
      code: 'ResourceConflictException',
      message: expect.stringMatching(/An update is in progress for resource: arn:.*:function:changing$/),
    });
    for (const done of ready.splice(0)) done();
    await operations.UpdateFunctionConfiguration({ FunctionName, Timeout: 6 });
    expect(operations.GetFunctionConfiguration({ FunctionName })).toMatchObject({ Timeout: 6 });
  });
});

it('is ready at once for a caller in this process, such as CloudFormation', async () => {
  await createFunction('internal', 'export const handler = async () => 1;');
  const { operations } = use().lambda;
  expect(operations.GetFunctionConfiguration({ FunctionName: 'internal' }).State).toBe('Active');
});
