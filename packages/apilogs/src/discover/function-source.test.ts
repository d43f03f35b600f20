import { LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { functionSource } from './function-source.ts';

const client = new LambdaClient({ region: 'us-east-1' });

it.each([
  [
    'whose name the stage has no variable for',
    'arn:aws:lambda:us-east-1:1:function:',
    'the stage lacks a variable',
  ],
  ['of another region', 'arn:aws:lambda:eu-west-1:1:function:fn', 'is in another region than us-east-1'],
])('leaves out a function %s, and says so', async (_, arn, warning) => {
  expect(await functionSource(client, arn)).toEqual({ warning: expect.stringContaining(warning) });
});
