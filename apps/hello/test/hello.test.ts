import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig } from '@samples/localstack-client';
import { expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { until } from '../../../scripts/testing/until.ts';

const { url, endpoint, outputs } = inject('sample');

it.each([
  ['/hello', 'Hello, world!'],
  ['/hello?name=Ada', 'Hello, Ada!'],
  ['/hello?name=%22%3Cb%3E', 'Hello, "<b>!'],
])('responds to %s with %s', async (path, message) => {
  const response = await fetch(`${url}${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toEqual({ message });
});

it('has no other path and no other method', async () => {
  expect((await fetch(`${url}/other`)).status).toBe(403);
  expect((await fetch(`${url}/hello`, { method: 'POST' })).status).toBe(403);
});

it('logs whom it greets', async () => {
  await fetch(`${url}/hello?name=Grace`);
  const logs = new CloudWatchLogsClient(clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }));
  const logGroupName = `/aws/lambda/${outputs.FunctionName}`;
  const events = await until('a log event that names Grace', 60_000, async () => {
    const found = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: 'Grace' }));
    return found.events?.length ? found.events : undefined;
  });
  expect(events[0]?.message).toContain('greeting Grace');
});
