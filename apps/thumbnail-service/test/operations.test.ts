import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import { image } from './images.ts';
import { bytesOf, get, post } from './request.ts';

const { endpoint, outputs } = inject('sample');
const lambda = new LambdaClient(clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }));

/** The way before the gateway knew bytes: everything is JSON, and images are base64 strings in it. */
async function invoke(event: object): Promise<{ result: unknown; isError: boolean }> {
  const command = new InvokeCommand({ FunctionName: outputs.ImageFunction, Payload: JSON.stringify(event) });
  const { Payload: payload, FunctionError: error } = await lambda.send(command);
  return { result: JSON.parse(payload?.transformToString() ?? 'null'), isError: error !== undefined };
}

const hills = await image('hills.png');
const base64Image = hills.toString('base64');

describe('an image comes back the same through the API and by direct invocation from', () => {
  it.each([
    ['thumbnail', '/', ''],
    ['thumbnail', '/', 'width=80&format=webp&quality=60'],
    ['resize', '/resize', 'height=480&fit=outside'],
    ['convert', '/convert', 'format=gif'],
  ])('%s at %s?%s', async (operation, path, query) => {
    const response = await post(`${path}?${query}`, hills);
    expect(response.status).toBe(200);
    const bytes = await bytesOf(response);
    const parameters = Object.fromEntries(new URLSearchParams(query));
    const { result } = await invoke({ operation, base64Image, ...parameters });
    expect(bytes.toString('base64')).toBe(result);
  });

  it.each(['', 'format=avif&width=32'])('getSample?%s', async (query) => {
    const response = await get(`/getSample?${query}`);
    const format = new URLSearchParams(query).get('format') ?? 'png';
    expect(response.headers.get('content-type')).toBe(`image/${format}`);
    const { result } = await invoke({
      operation: 'getSample',
      ...Object.fromEntries(new URLSearchParams(query)),
    });
    expect((await bytesOf(response)).toString('base64')).toBe(result);
  });
});

describe('a result comes back the same through the API and by direct invocation from', () => {
  it.each([
    ['getDimensions', 'hills.png', { width: 320, height: 240 }],
    ['getDimensions', 'turned.jpeg', { width: 320, height: 240 }],
    ['identify', 'hills.png', { format: 'png', width: 320, height: 240, frames: 1, hasAlpha: true }],
    ['identify', 'moving.gif', { format: 'gif', width: 240, height: 120, frames: 4, hasAlpha: true }],
    ['identify', 'hills.avif', { format: 'avif', width: 320, height: 240, frames: 1, hasAlpha: true }],
  ])('%s of %s', async (operation, name, expected) => {
    const bytes = await image(name);
    for (const accept of ['*/*', 'image/png', 'application/json']) {
      const response = await post(`/${operation}`, bytes, { accept });
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.json()).toEqual(expected);
    }
    const event = { operation, base64Image: bytes.toString('base64') };
    expect(await invoke(event)).toEqual({ result: expected, isError: false });
  });

  it('ping', async () => {
    for (const accept of ['*/*', 'image/png']) {
      expect(await (await get('/ping', { accept })).json()).toBe('pong');
    }
    expect(await invoke({ operation: 'ping' })).toEqual({ result: 'pong', isError: false });
  });
});

describe('resize', () => {
  it('enlarges, which a thumbnail never is', async () => {
    const resized = await bytesOf(await post('/resize?width=400', hills));
    expect(await sharp(resized).metadata()).toMatchObject({ width: 400, height: 300 });
  });

  it('wants a size', async () => {
    const response = await post('/resize', hills);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: 'Expected a number of pixels for width or height, received nothing',
    });
  });
});

describe('convert', () => {
  it('keeps the size and says so when another is asked for', async () => {
    const converted = await bytesOf(await post('/convert?format=jpeg', hills));
    expect(await sharp(converted).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
    const response = await post('/convert?width=10', hills);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: 'Expected no value, since convert keeps the size, for width, received 10',
    });
  });
});

describe('a direct invocation', () => {
  it.each([
    [
      { operation: 'rotate' },
      400,
      'Expected one of ping, getSample, getDimensions, identify, thumbnail, resize, convert for operation, received "rotate"',
    ],
    [
      { operation: 'thumbnail' },
      400,
      'Expected the base64 text of an image for base64Image, received nothing',
    ],
    [
      { operation: 'identify', base64Image: 'not base64' },
      400,
      'Expected the base64 text of an image for base64Image, received "not base64"',
    ],
    [
      { operation: 'thumbnail', base64Image, width: -1 },
      400,
      'Expected a whole number from 1 to 8192 for width, received -1',
    ],
    [
      { operation: 'identify', base64Image: '' },
      415,
      'Expected an image of the format png, jpeg, webp, avif, gif, received other bytes',
    ],
  ])('that is wrong fails with an error object (%#)', async (event, httpStatus, message) => {
    const { result, isError } = await invoke(event);
    expect(isError).toBe(true);
    const { errorMessage } = result as { errorMessage: string };
    expect(JSON.parse(errorMessage)).toMatchObject({ httpStatus, message });
  });
});
