import { request } from 'node:http';
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { api, mockMethod } from '../testing/definitions.ts';
import { deployApi } from '../testing/deploy-api.ts';

const cloud = withCloud();
const long = 'x'.repeat(500);
let packed = '';
let plain = '';

beforeAll(async () => {
  const schema = { type: 'object', required: ['name'] };
  const requestBody = { content: { 'application/json': { schema } } };
  const validated = {
    requestBody,
    'x-amazon-apigateway-request-validator': 'body',
    ...mockMethod('{"taken":true}'),
  };
  const encoded = {
    ...mockMethod(long, {
      responses: {
        default: {
          statusCode: '200',
          responseTemplates: { 'application/json': long },
          responseParameters: { 'method.response.header.Content-Encoding': "'br'" },
        },
      },
    }),
    responses: { 200: { description: 'ok', headers: { 'Content-Encoding': {} } } },
  };
  const paths = {
    '/long': { get: mockMethod(long) },
    '/least': { get: mockMethod('y'.repeat(100)) },
    '/short': { get: mockMethod('y'.repeat(99)) },
    '/encoded': { get: encoded },
    '/': { post: validated },
  };
  const validators = {
    'x-amazon-apigateway-request-validators': {
      body: { validateRequestBody: true, validateRequestParameters: false },
    },
  };
  packed = await deployApi(
    cloud,
    api(paths, { ...validators, 'x-amazon-apigateway-minimum-compression-size': 100 }),
    'live',
  );
  plain = await deployApi(cloud, api(paths, validators), 'live');
});

interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
}

/** Without what fetch does to encodings. */
async function send(apiId: string, path: string, { headers = {}, body }: Sent = {}) {
  const url = `${cloud.url()}/restapis/${apiId}/live/_user_request_${path}`;
  return new Promise<{ status: number; encoding: string | undefined; body: Buffer }>((resolve, reject) => {
    const call = request(url, { method: body ? 'POST' : 'GET', headers }, (response) => {
      response.toArray().then((chunks: Buffer[]) => {
        const { statusCode: status = 0, headers: received } = response;
        resolve({ status, encoding: received['content-encoding'], body: Buffer.concat(chunks) });
      }, reject);
    });
    call.on('error', reject).end(body);
  });
}

it('compresses responses of at least the size that the API says, as the client accepts them', async () => {
  const zipped = await send(packed, '/long', { headers: { 'Accept-Encoding': 'br, gzip' } });
  expect([zipped.encoding, gunzipSync(zipped.body).toString()]).toEqual(['gzip', long]);
  const deflated = await send(packed, '/long', { headers: { 'Accept-Encoding': 'gzip;q=0, deflate' } });
  expect([deflated.encoding, inflateSync(deflated.body).toString()]).toEqual(['deflate', long]);
  for (const accepted of ['gzip', '*']) {
    expect((await send(packed, '/least', { headers: { 'Accept-Encoding': accepted } })).encoding).toBe(
      'gzip',
    );
  }
});

it.each([
  ['the client does not accept it', () => send(packed, '/long')],
  ['the response is shorter', () => send(packed, '/short', { headers: { 'Accept-Encoding': 'gzip' } })],
  ['the API does not say so', () => send(plain, '/long', { headers: { 'Accept-Encoding': 'gzip' } })],
])('compresses nothing where %s', async (_, sent) => {
  expect((await sent()).encoding).toBeUndefined();
});

it('leaves a response alone that has an encoding of its own', async () => {
  const { encoding, body } = await send(packed, '/encoded', { headers: { 'Accept-Encoding': 'gzip' } });
  expect([encoding, body.toString()]).toEqual(['br', long]);
});

it('accepts compressed requests, and says what is wrong with others', async () => {
  const post = (body: Buffer, encoding: string, apiId = packed) =>
    send(apiId, '/', { body, headers: { 'Content-Encoding': encoding, 'Content-Type': 'application/json' } });
  const zipped = gzipSync('{"name":"a"}');
  expect((await post(zipped, 'gzip')).status).toBe(200);
  expect((await post(deflateSync('{"name":"a"}'), 'deflate')).status).toBe(200);
  expect((await post(Buffer.from('{"name":"a"}'), 'identity')).status).toBe(200);
  expect((await post(zipped, 'br')).status).toBe(415);
  expect((await post(Buffer.from('no gzip'), 'gzip')).status).toBe(400);
  expect((await post(gzipSync(Buffer.alloc(11 * 1024 * 1024)), 'gzip')).status).toBe(413);
  expect((await post(zipped, 'gzip', plain)).status).toBe(400);
});
