import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { AwsV4Signer } from 'aws4fetch';
import { beforeAll, describe, expect, it } from 'vitest';
import { asRole } from '../../testing/as-role.ts';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const Bucket = 'elsewhere';
const constraint = (LocationConstraint: 'eu-west-1' | 'EU' | 'us-west-2') => ({
  CreateBucketConfiguration: { LocationConstraint },
});

let home: S3Client;
let away: S3Client;
beforeAll(async () => {
  home = cloud.client(S3Client);
  away = cloud.client(S3Client, 'eu-west-1');
  await home.send(new CreateBucketCommand({ Bucket, ...constraint('eu-west-1') }));
  await away.send(new PutObjectCommand({ Bucket, Key: 'key', Body: 'text' }));
});

/** A request as no SDK makes it: signed for one region, sent to the host of another. */
async function send(host: string, method = 'GET', region = 'us-east-1') {
  const { port } = new URL(cloud.url());
  const keys = { accessKeyId: 'test', secretAccessKey: 'test', service: 's3', region };
  const path = host.startsWith(Bucket) ? '/key' : `/${Bucket}/key`;
  const signed = await new AwsV4Signer({ ...keys, url: `http://${host}:${port}${path}`, method }).sign();
  const headers = { ...Object.fromEntries(signed.headers), host: `${host}:${port}` };
  return new Promise<{ status: number; region: unknown; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path, headers }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      const { statusCode: status = 0, headers: received } = response;
      resolve({ status, region: received['x-amz-bucket-region'], body });
    })
      .on('error', reject)
      .end();
  });
}

describe('a bucket of another region', () => {
  it('is served to clients that are led there', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const place = { endpoint: cloud.url(), region: 'us-east-1', forcePathStyle: true };
    const led = new S3Client({ ...place, credentials, followRegionRedirects: true });
    expect(await led.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'eu-west-1' });
    const { Body } = await led.send(new GetObjectCommand({ Bucket, Key: 'key' }));
    expect(await Body?.transformToString()).toBe('text');
  });

  it('redirects what is signed for this one', async () => {
    const { port } = new URL(cloud.url());
    await expect(home.send(new GetObjectCommand({ Bucket, Key: 'key' }))).rejects.toMatchObject({
      name: 'PermanentRedirect',
      Endpoint: `${Bucket}.s3.eu-west-1.localhost:${port}`,
      $metadata: { httpStatusCode: 301 },
    });
    const head = await send('127.0.0.1', 'HEAD');
    expect(head).toEqual({ status: 301, region: 'eu-west-1', body: '' });
  });

  it('says which region it expects where only the signature is wrong', async () => {
    const refused = await send(`${Bucket}.s3.eu-west-1.localhost`);
    expect(refused).toMatchObject({ status: 400, region: 'eu-west-1' });
    expect(refused.body).toContain(
      '<Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is malformed; the region &apos;us-east-1&apos; is wrong; expecting &apos;eu-west-1&apos;</Message><Region>eu-west-1</Region>',
    );
    expect(await send(`${Bucket}.s3.eu-west-1.localhost`, 'GET', 'eu-west-1')).toMatchObject({
      status: 200,
      body: 'text',
    });
  });

  it('is read by its own presigned URLs, and as the source of a copy', async () => {
    const url = await getSignedUrl(away, new GetObjectCommand({ Bucket, Key: 'key' }));
    expect(await (await fetch(url)).text()).toBe('text');
    await home.send(new CreateBucketCommand({ Bucket: 'here' }));
    await home.send(new CopyObjectCommand({ Bucket: 'here', Key: 'copy', CopySource: `${Bucket}/key` }));
  });

  it('is the region that policies know of a URL presigned with version 2', async () => {
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    const clientOf = await asRole(cloud, 'there', [{ Action: 's3:GetObject', Resource: '*', Condition }]);
    const { accessKeyId, secretAccessKey, sessionToken = '' } = await clientOf(S3Client).config.credentials();
    const Expires = String(Math.floor(Date.now() / 1000) + 60);
    const text = `GET\n\n\n${Expires}\nx-amz-security-token:${sessionToken}\n/${Bucket}/key`;
    const Signature = createHmac('sha1', secretAccessKey).update(text).digest('base64');
    const query = { AWSAccessKeyId: accessKeyId, Expires, Signature, 'x-amz-security-token': sessionToken };
    const got = await fetch(`${cloud.url()}/${Bucket}/key?${new URLSearchParams(query)}`);
    expect(await got.text()).toBe('text');
  });

  it('notifies no function of this one', async () => {
    const LambdaFunctionArn = 'arn:aws:lambda:us-east-1:000000000000:function:listener';
    const notification = {
      LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: ['s3:ObjectCreated:*' as const] }],
    };
    const put = new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: notification,
      SkipDestinationValidation: true,
    });
    await expect(away.send(put)).rejects.toThrow(
      'The notification destination service region is not valid for the bucket location constraint',
    );
  });
});

describe('the location of a bucket', () => {
  it('is known everywhere', async () => {
    const location = new GetBucketLocationCommand({ Bucket });
    for (const client of [home, away]) {
      expect((await client.send(location)).LocationConstraint).toBe('eu-west-1');
    }
  });

  it('may have the old name of a region', async () => {
    await away.send(new CreateBucketCommand({ Bucket: 'old-name', ...constraint('EU') }));
    const { LocationConstraint } = await away.send(new GetBucketLocationCommand({ Bucket: 'old-name' }));
    expect(LocationConstraint).toBe('EU');
    const { Buckets } = await home.send(new ListBucketsCommand({ BucketRegion: 'eu-west-1' }));
    expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket, 'old-name']);
  });

  it.each([
    ['ap-south-1', constraint('us-west-2'), 'IllegalLocationConstraintException', 'The us-west-2 location'],
    [
      'us-east-1',
      constraint('mars' as 'EU'),
      'InvalidLocationConstraint',
      'The specified location-constraint',
    ],
  ])('is refused at the endpoint of %s for %j', async (region, configuration, name, message) => {
    const create = new CreateBucketCommand({ Bucket: 'no-place', ...configuration });
    await expect(cloud.client(S3Client, region).send(create)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it('keeps its name: nobody makes the bucket again, in whatever region', async () => {
    const taken = { name: 'BucketAlreadyOwnedByYou', $metadata: { httpStatusCode: 409 } };
    await expect(
      away.send(new CreateBucketCommand({ Bucket, ...constraint('eu-west-1') })),
    ).rejects.toMatchObject(taken);
    await expect(home.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject(taken);
    await expect(home.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'PermanentRedirect',
    });
  });
});
