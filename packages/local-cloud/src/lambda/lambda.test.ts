import { describe, expect, it } from 'vitest';
import { withLambda, zipOf } from './testing/with-lambda.ts';

const { use, createFunction, invoke } = withLambda();

describe('an invocation', () => {
  it('answers with what the handler returns', async () => {
    await createFunction('echo', 'export const handler = async (event) => ({ event });');
    const result = await invoke('echo', { a: 'ü' });
    expect(result).toMatchObject({ statusCode: 200, functionError: undefined, executedVersion: '$LATEST' });
    expect(result.value).toEqual({ event: { a: 'ü' } });
  });

  it('runs a package from S3', async () => {
    const { s3, lambda, roleArn } = use();
    s3.operations.CreateBucket({ Bucket: 'artifacts' });
    const Body = Buffer.from(zipOf({ 'src/app.js': 'exports.run = async () => __dirname.length > 0;' }));
    s3.operations.PutObject({ Bucket: 'artifacts', Key: 'app.zip', Body });
    await lambda.operations.CreateFunction({
      FunctionName: 'from-s3',
      Runtime: 'nodejs24.x',
      Handler: 'src/app.run',
      Role: roleArn,
      Code: { S3Bucket: 'artifacts', S3Key: 'app.zip' },
    });
    expect((await invoke('from-s3')).value).toBe(true);
  });
});
