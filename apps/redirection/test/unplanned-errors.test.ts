import {
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { physicalId } from './physical-id.ts';
import { get } from './request.ts';

const { endpoint, stackName } = inject('sample');
const lambda = new LambdaClient(clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }));

const functions = [
  { logicalId: 'Redirect', file: 'redirect', path: '/redirect', query: { location: '/' } },
  { logicalId: 'FindNote', file: 'find-note', path: '/notes', query: { title: 'Welcome' } },
];

beforeAll(() => setHandlers('missing'));
afterAll(() => setHandlers('handler'));

it.each(functions)(
  'a failure of $logicalId that nobody planned leaves as an opaque 500, never as a 200',
  async ({ path, query }) => {
    const response = await get(path, query);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      code: 'InternalServerError',
      message: 'Internal server error',
      requestId: response.headers.get('x-amzn-requestid'),
    });
  },
);

/** Names the function's export that Lambda calls; one that is missing fails in Lambda's words, which no contract knows. */
async function setHandlers(exportName: string): Promise<void> {
  for (const { logicalId, file } of functions) {
    const FunctionName = await physicalId(stackName, logicalId);
    const Handler = `${file}.${exportName}`;
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Handler }));
    await waitUntilFunctionUpdatedV2(
      { client: lambda, maxWaitTime: 300, minDelay: 0.1, maxDelay: 1 },
      { FunctionName },
    );
  }
}
