import {
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const { endpoint, outputs, url } = inject('sample');
const lambda = new LambdaClient(clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }));
const functions = {
  store: outputs.StoreFunction,
  modelled: outputs.ModelledFunction,
  upstream: outputs.UpstreamFunction,
};

beforeAll(() => setHandlers('missing'));
afterAll(() => setHandlers('handler'));

describe('a function that fails in a way nobody planned', () => {
  it.each([
    ['a 502 of the gateway behind a Lambda proxy', '/store/x', 502],
    ['the 502 of the upstream behind an HTTP proxy', '/http/x', 502],
    ['the 500 of the last pattern where it is modelled', '/modelled/items/x', 500],
  ])('is %s', async (_, path, status) => {
    const response = await fetch(`${url}${path}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message: 'Internal server error' });
  });

  it('is a 500 of the other modelled method too', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/modelled/items/x`, { method: 'PUT', headers, body: '{}' });
    expect(response.status).toBe(500);
  });
});

/** Names the functions' export that Lambda calls; one that is missing fails before any code of ours runs. */
async function setHandlers(exportName: string): Promise<void> {
  for (const [file, FunctionName] of Object.entries(functions)) {
    const Handler = `${file}.${exportName}`;
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Handler }));
    await waitUntilFunctionUpdatedV2(
      { client: lambda, maxWaitTime: 300, minDelay: 0.1, maxDelay: 1 },
      { FunctionName },
    );
  }
}
