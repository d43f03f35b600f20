import { PassThrough } from 'node:stream';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { beforeAll, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const functionOutput = new PassThrough();
const cloud = withCloud({ functionOutput });
let shown = '';
functionOutput.on('data', (chunk) => {
  shown += chunk;
});

/** The first line of the bundle is line 11 of the source. */
const map = { version: 3, sources: ['../src/notes.ts'], names: [], mappings: 'AAUA' };
const mapUrl = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
const InlineCode = `exports.handler = async ({ path }) => { if (path === '/throws') throw new RangeError('too far'); if (path === '/exits') process.exit(3); if (path === '/hangs') for (;;); console.log('called', path); return { statusCode: 200 }; };
//# sourceMappingURL=${mapUrl}`;

let api: string;
beforeAll(async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'notes');
  await stack.create({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      PutNote: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          InlineCode,
          Timeout: 1,
          Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
          Events: { Any: { Type: 'Api', Properties: { Path: '/{name}', Method: 'get' } } },
        },
      },
    },
    Outputs: { ApiId: { Value: { Ref: 'ServerlessRestApi' } } },
  });
  api = `${cloud.url()}/restapis/${(await stack.outputs()).ApiId}/Prod/_user_request_`;
});

async function call(path: string) {
  shown = '';
  const { status, headers } = await fetch(`${api}${path}`);
  return { status, requestId: headers.get('x-amzn-requestid') };
}

it('LA-34: shows what a function logs under its stack and logical id', async () => {
  expect((await call('/a')).status).toBe(200);
  await expect.poll(() => shown).toBe('notes/PutNote │ called /a\n');
});

it('LA-34: shows an error with its source-mapped stack and the request id of the response', async () => {
  const { status, requestId } = await call('/throws');
  expect(status).toBe(502);
  await expect.poll(() => shown).toContain(`notes/PutNote │ Request id: ${requestId}\n`);
  expect(shown).toMatch(
    /^notes\/PutNote │ RangeError: too far\nnotes\/PutNote │ {5}at .*src\/notes\.ts:11:1\)?\n/,
  );
});

it.each([
  ['/exits', 'Runtime exited with error: exit status 3'],
  ['/hangs', 'Task timed out after 1.00 seconds'],
])('shows why the call of %s failed, with the request id of the response', async (path, reason) => {
  const { requestId } = await call(path);
  await expect
    .poll(() => shown)
    .toBe(`notes/PutNote │ ${reason}\nnotes/PutNote │ Request id: ${requestId}\n`);
});
