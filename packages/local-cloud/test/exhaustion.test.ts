import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudUnderTest, startCloud } from './cloud-under-test.ts';

/** Room for the cloud itself and a few dozen environments, each of which takes four pipes. */
const openFiles = 150;
const InlineCode = `const { existsSync } = require('node:fs');
exports.handler = async ({ until }) => {
  while (until && !existsSync(until)) await new Promise((resolve) => setTimeout(resolve, 50));
  return 'done';
};`;

let cloud: CloudUnderTest;
let FunctionName: string;

beforeAll(async () => {
  cloud = await startCloud({ openFiles });
  const Properties = { Runtime: 'nodejs24.x', Handler: 'index.handler', InlineCode, Timeout: 120 };
  await cloud.createStack('files', {
    Resources: { Waiting: { Type: 'AWS::Serverless::Function', Properties } },
    Outputs: { Name: { Value: { Ref: 'Waiting' } } },
  });
  FunctionName = (await cloud.outputsOf('files')).Name ?? '';
});
afterAll(() => cloud[Symbol.asyncDispose]());

function invoke(event: object, InvocationType: 'Event' | 'RequestResponse' = 'RequestResponse') {
  const command = new InvokeCommand({ FunctionName, InvocationType, Payload: JSON.stringify(event) });
  return cloud.client(LambdaClient).send(command);
}

/** The result; `undefined` where the cloud could not even accept the connection, or still runs the function. */
async function resultOf(event: object): Promise<unknown> {
  const response = await Promise.race([invoke(event).catch(() => undefined), sleep(1000)]);
  return response && JSON.parse(response.Payload?.transformToString() ?? '');
}

describe.runIf(process.platform === 'linux')('a cloud that may open no more files', () => {
  it('reports it to the caller, leaks nothing, and works when there is room again', async () => {
    const until = `${cloud.folder}/until`;
    // A cloud without a single file left accepts no call: these give it one back at a time.
    const spare = Array.from({ length: 10 }, () => connect(Number(new URL(cloud.url).port), '127.0.0.1'));
    await Promise.all(
      spare.map((socket) =>
        once(
          socket.on('error', () => {}),
          'connect',
        ),
      ),
    );
    for (let count = 0; count < 60; count += 1) await invoke({ until }, 'Event').catch(() => {});
    await expect
      .poll(async () => {
        const result = await resultOf({ until });
        if (result === undefined) spare.pop()?.destroy();
        return result;
      })
      .toEqual({
        errorType: 'Sandbox.StartFailed',
        errorMessage: expect.stringMatching(
          /^The system allows no more open files \(EMFILE\)\. Raise the limit/,
        ),
      });

    for (const socket of spare) socket.destroy();
    await writeFile(until, '');
    await expect.poll(() => resultOf({})).toBe('done');
    await expect
      .poll(
        async () => (await cloud.files(/\/tmp\/[^/]+$/)).length - (await cloud.children('start.cjs')).length,
      )
      .toBe(0);
  });
});
