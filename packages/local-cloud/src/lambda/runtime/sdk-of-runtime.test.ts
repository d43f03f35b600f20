import { describe, expect, it } from 'vitest';
import { withLambda, zipOf } from '../testing/with-lambda.ts';

const { createFunction, invoke } = withLambda();

/** A client for each service of this cloud, and what goes with them. */
const modules = [
  ...['api-gateway', 'cloudcontrol', 'cloudformation', 'cloudwatch', 'cloudwatch-logs', 'cognito-identity'],
  ...['cognito-identity-provider', 'dynamodb', 'ecr', 'eventbridge', 'iam', 'lambda', 's3', 'scheduler'],
  ...['secrets-manager', 'ssm', 'sts'],
].map((name) => `@aws-sdk/client-${name}`);
const others = [
  '@aws-sdk/lib-dynamodb',
  '@aws-sdk/util-dynamodb',
  '@aws-sdk/lib-storage',
  '@aws-sdk/s3-request-presigner',
];

describe('the AWS SDK of the runtime', () => {
  it.each([...modules, ...others])('has %s', async (module) => {
    const source = `const sdk = require('${module}'); exports.handler = async () => Object.keys(sdk).length;`;
    const name = module.replace(/\W/g, '-');
    await createFunction(name, source, {}, 'index.js');
    expect((await invoke(name)).value).toBeGreaterThan(0);
  });

  it('is imported by ES modules', async () => {
    const source = `import { S3Client } from '@aws-sdk/client-s3';
      const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
      export const handler = async () => [S3Client.name, GetItemCommand.name];`;
    await createFunction('modules', source);
    expect((await invoke('modules')).value).toEqual(['S3Client', 'GetItemCommand']);
  });

  it("gives way to the function's own", async () => {
    const ZipFile = zipOf({
      'index.mjs': `import { S3Client } from '@aws-sdk/client-s3'; export const handler = async () => S3Client;`,
      'node_modules/@aws-sdk/client-s3/index.js': `exports.S3Client = 'mine';`,
    });
    await createFunction('own', '', { Code: { ZipFile } });
    expect((await invoke('own')).value).toBe('mine');
  });

  it.each(['@aws-sdk/client-sqs', 'fast-xml-parser'])('has no %s', async (module) => {
    const name = module.replace(/\W/g, '-');
    await createFunction(name, `import '${module}'; export const handler = async () => 1;`);
    const { value } = await invoke(name);
    expect(value).toMatchObject({
      errorType: 'Error',
      errorMessage: expect.stringContaining(`Cannot find package '${module}'`),
    });
  });
});
