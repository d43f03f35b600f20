import {
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  ListFunctionUrlConfigsCommand,
  PublishVersionCommand,
  UpdateFunctionUrlConfigCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { withUrls } from '../testing/with-urls.ts';

const { lambda, createFunction } = withUrls();

describe('the settings of a URL', () => {
  it('are created, read, changed and deleted, of a function and of an alias', async () => {
    const FunctionName = 'settings';
    await createFunction(FunctionName);
    await lambda().send(new PublishVersionCommand({ FunctionName }));
    await lambda().send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    const Cors = { AllowOrigins: ['https://app.example'], AllowMethods: ['GET', '*'], MaxAge: 60 };
    const create = new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE', Cors });
    const created = await lambda().send(create);
    expect(created).toMatchObject({ AuthType: 'NONE', Cors, CreationTime: expect.any(String) });
    expect(created.FunctionUrl).toMatch(/^http:\/\/[0-9a-f]{32}\.lambda-url\.us-east-1\.localhost:\d+\/$/);
    expect(created).not.toHaveProperty('InvokeMode');
    await expect(lambda().send(create)).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `Failed to create function url config for [functionArn = ${created.FunctionArn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    });
    const ofAlias = { FunctionName, Qualifier: 'live' };
    const alias = await lambda().send(
      new CreateFunctionUrlConfigCommand({ ...ofAlias, AuthType: 'AWS_IAM', InvokeMode: 'BUFFERED' }),
    );
    expect(alias.FunctionArn).toBe(`${created.FunctionArn}:live`);
    const update = new UpdateFunctionUrlConfigCommand({ FunctionName, AuthType: 'AWS_IAM' });
    expect(await lambda().send(update)).toMatchObject({ AuthType: 'AWS_IAM', Cors });
    const { FunctionUrlConfigs } = await lambda().send(new ListFunctionUrlConfigsCommand({ FunctionName }));
    expect(FunctionUrlConfigs?.map(({ FunctionUrl, InvokeMode }) => [FunctionUrl, InvokeMode])).toEqual([
      [created.FunctionUrl, 'BUFFERED'],
      [alias.FunctionUrl, 'BUFFERED'],
    ]);
    await lambda().send(new DeleteFunctionUrlConfigCommand({ FunctionName }));
    await lambda().send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));
    for (const gone of [{ FunctionName }, ofAlias]) {
      await expect(lambda().send(new GetFunctionUrlConfigCommand(gone))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'The resource you requested does not exist.',
      });
    }
  });

  it.each([
    [{ FunctionName: 'none' }, 'Function does not exist'],
    [{ Qualifier: 'none' }, 'Function does not exist'],
    [{ Qualifier: '1' }, "Value '1' at 'qualifier' failed to satisfy constraint"],
    [{ AuthType: 'OPEN' as 'NONE' }, "Value 'OPEN' at 'authType' failed to satisfy constraint"],
    [{ InvokeMode: 'FAST' as 'BUFFERED' }, 'Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]'],
    [{ Cors: { AllowMethods: ['TRACE'] } }, "at 'cors.allowMethods'"],
    [{ Cors: { MaxAge: 90_000 } }, "Value '90000' at 'cors.maxAge'"],
    [{ Cors: { AllowHeaders: ['a\r\nb: c'] } }, "at 'cors.allowHeaders'"],
  ])('are refused where they are %j', async (wrong, message) => {
    const wanted = { FunctionName: 'refused', AuthType: 'NONE' as const, ...wrong };
    if (!('FunctionName' in wrong)) await createFunction('refused').catch(() => undefined);
    await expect(lambda().send(new CreateFunctionUrlConfigCommand(wanted))).rejects.toThrow(message);
    const isGone = message === 'Function does not exist';
    if (isGone)
      await expect(lambda().send(new UpdateFunctionUrlConfigCommand(wanted))).rejects.toThrow(message);
  });
});
