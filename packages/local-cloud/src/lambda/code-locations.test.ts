import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { withLambda, zipOf } from './testing/with-lambda.ts';

const { use, createFunction } = withLambda();
const FunctionName = 'downloaded';

beforeAll(() => createFunction(FunctionName, 'export const handler = async () => 1;'));
afterEach(() => void vi.useRealTimers());

async function get(location: string) {
  const request = { method: 'GET', url: location.replace(/^https?:\/\/[^/]+/, ''), headers: {} };
  const { status, body } = (await use().lambda.serveUrl(request as IncomingMessage)) ?? {};
  return { status, body: body as Buffer };
}

const locationNow = () => use().lambda.operations.GetFunction({ FunctionName }).Code?.Location ?? '';

it('the code of a function is read from the URL that GetFunction shows, byte for byte', async () => {
  const { status, body } = await get(locationNow());
  expect(status).toBe(200);
  const { CodeSha256 } = use().lambda.operations.GetFunctionConfiguration({ FunctionName });
  expect(createHash('sha256').update(body).digest('base64')).toBe(CodeSha256);
});

it('so is that of a layer', async () => {
  const ZipFile = zipOf({ 'nodejs/a.js': 'module.exports = 1;' });
  const { Content } = await use().lambda.operations.PublishLayerVersion({
    LayerName: 'l',
    Content: { ZipFile },
  });
  expect((await get(Content?.Location ?? '')).body).toEqual(Buffer.from(ZipFile));
});

it('for ten minutes, and with no other signature', async () => {
  const location = locationNow();
  const other = location.replace(/Expires=\d+/, 'Expires=99999999999');
  for (const url of [other, location.replace(/\?.*/, '')])
    expect((await get(url)).body).toContain('<Code>SignatureDoesNotMatch</Code>');
  vi.useFakeTimers({ now: Date.now() + 601_000, toFake: ['Date'] });
  expect(await get(location)).toMatchObject({
    status: 403,
    body: expect.stringContaining('Request has expired'),
  });
});

it('until nothing uses it', async () => {
  await createFunction('short-lived', 'export const handler = async () => "short";');
  const { Code } = use().lambda.operations.GetFunction({ FunctionName: 'short-lived' });
  use().lambda.operations.DeleteFunction({ FunctionName: 'short-lived' });
  await expect.poll(async () => (await get(Code?.Location ?? '')).status).toBe(404);
});
