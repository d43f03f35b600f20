import { describe, expect, it } from 'vitest';
import { maxPendingEvents } from './limits.ts';
import { withLambda } from './testing/with-lambda.ts';

describe.each([
  ['its maximum age', 60, { MaximumEventAgeInSeconds: 60 }],
  ['six hours, unless another maximum age is set,', 21_600, {}],
])('an event after %s', (_what, seconds, config) => {
  const { use, createFunction, invoke } = withLambda({ retryDelaysMs: [seconds * 1000, 1] });

  it('LA-18: is not tried again', async () => {
    const { lambda, s3 } = use();
    s3.operations.CreateBucket({ Bucket: 'old' });
    await createFunction('aging', "export const handler = async () => { throw new Error('failed'); };");
    lambda.operations.PutFunctionEventInvokeConfig({
      ...config,
      FunctionName: 'aging',
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::old' } },
    });
    await invoke('aging', {}, { invocationType: 'Event' });

    const keys = () => s3.operations.ListObjectsV2({ Bucket: 'old' }).Contents ?? [];
    await expect.poll(keys).toHaveLength(1);
    const [{ Key = '' } = {}] = keys();
    expect(JSON.parse(s3.readObject('old', Key)?.body.toString() ?? '')).toMatchObject({
      requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 1 },
      responsePayload: { errorMessage: 'failed' },
    });
  });
});

describe('events that wait', () => {
  const { use, createFunction, invoke } = withLambda();

  it('LA-20: 10,000 events wait for concurrency, and no more', async () => {
    const { lambda } = use();
    await createFunction('throttled', 'export const handler = async () => 1;');
    await createFunction('free', 'export const handler = async () => 1;');
    lambda.operations.PutFunctionConcurrency({
      FunctionName: 'throttled',
      ReservedConcurrentExecutions: 0,
    });
    const send = () => lambda.invoke({ functionName: 'throttled', payload: '{}', invocationType: 'Event' });
    for (let count = 0; count < maxPendingEvents; count += 1) await send();
    await expect(send()).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      statusCode: 429,
      fields: { Reason: 'CallerRateLimitExceeded' },
    });
    lambda.operations.DeleteFunction({ FunctionName: 'throttled' });
    await expect
      .poll(async () => (await invoke('free', {}, { invocationType: 'Event' })).statusCode)
      .toBe(202);
  });
});
