import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { AwsV4Signer } from 'aws4fetch';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { sendSigned } from '../testing/signed-request.ts';
import { stackClient } from '../testing/stack-client.ts';

const cloud = withCloud({ allowedOrigins: ['https://app.example'] });
const apiHost = () => `${apiId}.execute-api.localhost`;
let apiId = '';

const html = '<script>alert(1)</script>';
const method = {
  responses: { 200: { description: 'ok', headers: { 'Content-Type': { type: 'string' } } } },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: {
      default: {
        statusCode: '200',
        responseTemplates: { 'text/html': html },
        responseParameters: { 'method.response.header.Content-Type': "'text/html'" },
      },
    },
  },
};

beforeAll(async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'guarded');
  await stack.create({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Api: {
        Type: 'AWS::Serverless::Api',
        Properties: {
          StageName: 'test',
          DefinitionBody: {
            swagger: '2.0',
            info: { title: 'guarded', version: '1' },
            paths: { '/': { get: method, post: method } },
          },
        },
      },
    },
    Outputs: { ApiId: { Value: { Ref: 'Api' } } },
  });
  apiId = (await stack.outputs()).ApiId ?? '';
  await s3('PUT', '/bucket');
  await s3('PUT', '/bucket/page.html', html, { 'content-type': 'text/html' });
  await s3('PUT', '/bucket/photo.png', 'png', { 'content-type': 'image/png' });
});

async function s3(verb: string, path: string, body = '', headers: Record<string, string> = {}) {
  const { status, text: message } = await sendSigned(cloud.url(), {
    service: 's3',
    method: verb,
    path,
    body,
    headers,
  });
  expect(status, message).toBe(200);
}

interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with these headers and no others but `Host`. */
function send(verb: string, path: string, headers: Record<string, string> = {}): Promise<Received> {
  const { hostname, port } = new URL(cloud.url());
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method: verb, headers }, async (response) => {
      const { statusCode: status = 0, headers: received } = response;
      resolve({ status, headers: received, body: await text(response) });
    })
      .on('error', reject)
      .end();
  });
}

const keys = { accessKeyId: 'test', secretAccessKey: 'test', region: 'us-east-1' };
const listRoles = '/?Action=ListRoles&Version=2010-05-08';

async function signedHeaders(service: string, path: string, verb = 'GET', headers = {}) {
  const url = cloud.url() + path;
  const signed = await new AwsV4Signer({ ...keys, service, url, method: verb, headers }).sign();
  return Object.fromEntries(signed.headers);
}

async function presigned(service: string, path: string, verb = 'GET'): Promise<string> {
  const url = new URL(cloud.url() + path);
  url.searchParams.set('X-Amz-Expires', '60');
  const signed = await new AwsV4Signer({
    ...keys,
    service,
    url: url.href,
    method: verb,
    signQuery: true,
  }).sign();
  return signed.url.pathname + signed.url.search;
}

const foreign = { 'sec-fetch-site': 'cross-site' };
const link = { ...foreign, 'sec-fetch-dest': 'document', referer: 'https://evil.example/' };

describe('a link', () => {
  it.each([
    ['cloudformation', '/?Action=DescribeStacks'],
    ['cloudformation', '/?Action=UpdateStack&StackName=guarded&TemplateBody=x'],
    ['iam', listRoles],
    ['lambda', '/2015-03-31/functions/'],
  ])('is no call of %s: %s', async (service, path) => {
    const { status, body } = await send('GET', await presigned(service, path));
    expect(status).toBe(403);
    expect(body).toContain('in the Authorization header, received it in the query');
  });

  it('proves an identity, and fetches an object', async () => {
    const identity = await send(
      'GET',
      await presigned('sts', '/?Action=GetCallerIdentity&Version=2011-06-15'),
    );
    expect(identity.body).toContain('<Account>000000000000</Account>');
    expect((await send('GET', await presigned('s3', '/bucket/photo.png'))).body).toBe('png');
  });

  it('of another site opens a deployed API, and no API of AWS', async () => {
    expect((await send('GET', '/test/', { ...link, host: apiHost() })).body).toBe(html);
    expect((await send('GET', await presigned('s3', '/bucket/page.html'), link)).status).toBe(403);
    expect((await send('GET', '/', link)).status).toBe(200);
  });
});

describe('a call by GET that changes something', () => {
  it.each(['UpdateStack', 'CreateStack', 'DeleteStack'])('is refused: %s', async (action) => {
    const path = `/?Action=${action}&StackName=guarded`;
    const { status, body } = await send('GET', path, await signedHeaders('cloudformation', path));
    expect(status).toBe(400);
    expect(body).toContain('use POST');
  });
});

describe('a page of another site', () => {
  it.each([
    ['an image', { ...foreign, 'sec-fetch-dest': 'image' }],
    ['a frame', { ...foreign, 'sec-fetch-dest': 'iframe', referer: 'https://evil.example/' }],
    ['a script of a page that hides where it is', { ...foreign, 'sec-fetch-dest': 'script' }],
    ['an origin', { origin: 'https://evil.example' }],
    ['no origin', { origin: 'null' }],
    ['an origin on API Gateway', { origin: 'https://abc.execute-api.us-east-1.amazonaws.com' }],
  ])('gets nothing of a deployed API by %s, and reads which flag opens it', async (_what, headers) => {
    const { status, body } = await send('GET', '/test/', { ...headers, host: apiHost() });
    expect(status).toBe(403);
    expect(body).toContain('--allow-origin');
  });

  it('gets nothing by forms and preflights', async () => {
    const origin = 'https://evil.example';
    expect((await send('POST', '/test/', { ...foreign, origin, host: apiHost() })).status).toBe(403);
    const preflight = { origin, 'access-control-request-method': 'POST' };
    for (const path of ['/', '/bucket/photo.png', `/restapis/${apiId}/test/_user_request_/`]) {
      const { status, headers } = await send('OPTIONS', path, preflight);
      expect(status).toBe(403);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('does what a page of this machine may when --allow-origin names it', async () => {
    const origin = 'https://app.example';
    expect((await send('POST', '/test/', { ...foreign, origin, host: apiHost() })).body).toBe(html);
    const headers = { ...(await signedHeaders('iam', listRoles)), origin };
    expect((await send('GET', listRoles, headers)).status).toBe(403);
  });
});

describe('a page of this machine', () => {
  const origin = 'http://localhost:5173';

  it('calls deployed APIs', async () => {
    expect((await send('POST', '/test/', { ...foreign, origin, host: apiHost() })).body).toBe(html);
  });

  it.each([
    ['another origin', { ...foreign, origin }],
    ['the same origin', { 'sec-fetch-site': 'same-origin' }],
    ['a name of localstack.cloud', { origin: 'http://localhost.localstack.cloud:4566' }],
  ])('of %s does not call APIs of AWS, signed or not', async (_what, page) => {
    for (const [service, path] of [
      ['iam', listRoles],
      ['s3', '/'],
      ['s3', '/bucket'],
      ['lambda', '/2015-03-31/functions/'],
    ] as const) {
      const { status, body } = await send('GET', path, { ...(await signedHeaders(service, path)), ...page });
      expect(status).toBe(403);
      expect(body).toMatch(/closed to web pages|is not of this machine/);
    }
  });

  it('reads and writes presigned objects, but no settings of a bucket', async () => {
    const page = { ...foreign, origin };
    expect((await send('GET', await presigned('s3', '/bucket/photo.png'), page)).body).toBe('png');
    expect((await send('PUT', await presigned('s3', '/bucket/upload', 'PUT'), page)).status).toBe(200);
    expect((await send('DELETE', await presigned('s3', '/bucket?policy', 'DELETE'), page)).status).toBe(403);
  });

  it('signs by header only where the bucket lets its origin', async () => {
    const signed = await signedHeaders('s3', '/bucket/photo.png');
    expect(
      (await send('GET', '/bucket/photo.png', { ...signed, 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(403);
    const preflight = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    };
    expect((await send('OPTIONS', '/bucket/photo.png', preflight)).status).toBe(403);
  });

  it('calls what it likes with the token of a page of this cloud', async () => {
    const landing = await send('GET', '/');
    const token = /name="local-cloud-token" content="([^"]+)"/.exec(landing.body)?.[1] ?? '';
    const page = { 'sec-fetch-site': 'same-origin', 'x-local-cloud-token': token };
    const headers = { ...(await signedHeaders('iam', listRoles)), ...page };
    expect((await send('GET', listRoles, headers)).status).toBe(200);
    expect(landing.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  });
});

describe('content that could be a page', () => {
  it('has an origin of its own under a path of the cloud', async () => {
    const sandbox = expect.stringMatching(/^sandbox (?!.*allow-same-origin)/);
    const object = await send('GET', await presigned('s3', '/bucket/page.html'));
    expect(object.headers['content-security-policy']).toEqual(sandbox);
    const api = await send('GET', `/restapis/${apiId}/test/_user_request_/`);
    expect(api.headers['content-security-policy']).toEqual(sandbox);
  });

  it('is left alone under a name of its own, and so is what shows no page', async () => {
    const api = await send('GET', '/test/', { host: apiHost() });
    expect(api.headers['content-security-policy']).toBeUndefined();
    const photo = await send('GET', await presigned('s3', '/bucket/photo.png'));
    expect(photo.headers['content-security-policy']).toBeUndefined();
  });

  it.each(['bucket.s3.localhost', 'bucket.s3.us-east-1.localhost.localstack.cloud:4566'])(
    'under the name of a bucket, %s, reaches S3 alone',
    async (host) => {
      const path = listRoles;
      const headers = await signedHeaders('iam', path);
      expect((await send('GET', path, { ...headers, host })).body).toContain('Expected a request to S3');
      expect((await send('GET', '/', { host })).body).not.toContain('local-cloud-token');
    },
  );

  it('is no landing page where the host names a bucket that nobody made', async () => {
    const response = await send('GET', '/', { host: 'nobodys.s3.localhost.localstack.cloud' });
    expect(response.status).toBe(404);
    expect(response.body).toContain('<Code>NoSuchBucket</Code>');
  });
});
