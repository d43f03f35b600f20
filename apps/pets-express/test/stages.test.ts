import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, afterEach, expect, inject, it } from 'vitest';
import { type SwitchedStack, send, switchedStack } from './switched-stack.ts';

let stack: SwitchedStack;
const lambda = new LambdaClient(
  clientConfig({ ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint }),
);
afterEach(() => stack.remove());
afterAll(() => lambda.destroy());

it.each(['proxy', 'function'])(
  'dev runs what is newest, prod the version of its alias: list route %s',
  async (ListRoute) => {
    stack = switchedStack(`pets-stages-${ListRoute}`);
    const { url: prod, outputs } = await stack.switchTo({ Stages: 'dev-and-prod', ListRoute });
    const dev = prod.replace('/prod', '/dev');
    const name = `Rex of ${ListRoute}`;
    expect((await send(`${prod}/pets`, 'POST', { name, kind: 'dog', age: 1 })).status).toBe(201);
    const seen = async () => [await hasRex(`${prod}/`), await hasRex(`${dev}/`)];
    const hasRex = async (url: string) => (await (await fetch(url)).text()).includes(name);
    expect(await seen()).toEqual([true, true]);
    expect([await hasRex(`${prod}/pets`), await hasRex(`${dev}/pets`)]).toEqual([true, true]);

    // The newest code, here a configuration, has an empty database.
    const FunctionName = outputs.FunctionName ?? '';
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { MONGODB_URI = '' } = Environment?.Variables ?? {};
    const Variables = { ...Environment?.Variables, MONGODB_URI: `${MONGODB_URI}_other` };
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    expect(await seen()).toEqual([true, false]);

    await waitUntilFunctionUpdatedV2(
      { client: lambda, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
      { FunctionName },
    );
    const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }));
    await promote(FunctionName, Version);
    expect(await seen()).toEqual([false, false]);
    await promote(FunctionName, String(Number(Version) - 1));
    expect(await seen()).toEqual([true, false]);

    const { url } = await stack.switchTo({});
    expect((await fetch(`${url}/`)).status).toBe(200);
    expect((await fetch(`${dev}/`)).status).toBe(403);
  },
);

function promote(FunctionName: string, FunctionVersion: string | undefined) {
  return lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'prod', FunctionVersion }));
}
