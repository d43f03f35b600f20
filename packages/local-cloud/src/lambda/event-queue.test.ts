import { describe, expect, it } from 'vitest';
import { withLambda } from './testing/with-lambda.ts';

const { use, createFunction, invoke } = withLambda();

/** Runs as often as it is called, and fails while the event says so. */
const failing =
  'let runs = 0; export const handler = async ({ fail }) => { runs += 1; if (runs <= fail) throw new Error(`run ${runs}`); };';

function starts(name: string): number {
  const { logs } = use();
  const { events = [] } = logs.operations.FilterLogEvents({
    logGroupName: `/aws/lambda/${name}`,
    filterPattern: 'START',
  });
  return events.filter(({ message }) => message?.startsWith('START')).length;
}

async function failures(bucket: string): Promise<{ key: string; record: unknown }[]> {
  const { s3 } = use();
  const { Contents = [] } = s3.operations.ListObjectsV2({ Bucket: bucket });
  return Contents.map(({ Key = '' }) => ({
    key: Key,
    record: JSON.parse(s3.readObject(bucket, Key)?.body.toString() ?? ''),
  }));
}

describe('an asynchronous invocation', () => {
  it('LA-10: is accepted before the function has run', async () => {
    await createFunction('accepted', failing);
    const result = await invoke('accepted', { fail: 0 }, { invocationType: 'Event' });
    expect(result).toMatchObject({ statusCode: 202, value: undefined });
    await expect.poll(() => starts('accepted')).toBe(1);
  });

  it('LA-17: is tried again twice, until it succeeds', async () => {
    await createFunction('twice', failing);
    await invoke('twice', { fail: 2 }, { invocationType: 'Event' });
    await expect.poll(() => starts('twice')).toBe(3);
  });

  it('LA-19: ends in the failure destination after its last retry', async () => {
    const { lambda, s3 } = use();
    s3.operations.CreateBucket({ Bucket: 'failures' });
    await createFunction('hopeless', failing);
    lambda.operations.PutFunctionEventInvokeConfig({
      FunctionName: 'hopeless',
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::failures' } },
    });
    const { requestId } = await invoke('hopeless', { fail: 9 }, { invocationType: 'Event' });
    await expect.poll(() => failures('failures')).toHaveLength(1);
    const [failure] = await failures('failures');
    expect(failure?.key).toMatch(/^aws\/lambda\/async\/hopeless\/\d{4}\/\d\d\/\d\d\/[\dT.-]+-[0-9a-f-]{36}$/);
    expect(failure?.record).toMatchObject({
      version: '1.0',
      requestContext: {
        requestId,
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:hopeless:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { fail: 9 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'run 3' },
    });
  });

  it('LA-17: is tried as often as its settings say', async () => {
    const { lambda, s3 } = use();
    s3.operations.CreateBucket({ Bucket: 'once' });
    await createFunction('impatient', failing);
    lambda.operations.PutFunctionEventInvokeConfig({
      FunctionName: 'impatient',
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::once' } },
    });
    await invoke('impatient', { fail: 9 }, { invocationType: 'Event' });
    await expect.poll(() => failures('once')).toHaveLength(1);
    expect(starts('impatient')).toBe(1);
  });

  it('LA-13: carries at most 256 KB', async () => {
    await createFunction('small', failing);
    const event = 'x'.repeat(256 * 1024 - 2);
    expect(await invoke('small', event, { invocationType: 'Event' })).toMatchObject({ statusCode: 202 });
    await expect(invoke('small', `${event}y`, { invocationType: 'Event' })).rejects.toMatchObject({
      statusCode: 413,
    });
  });
});
