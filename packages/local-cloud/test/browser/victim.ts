import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AwsV4Signer } from 'aws4fetch';
import { type CloudUnderTest, startCloud } from '../cloud-under-test.ts';

/** A secret that no page may read. */
export const secret = 'a-secret-of-the-developer';

/** One request that a hostile page sends by every means it has. */
export interface Call {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A cloud with a secret to read and state to change. */
export interface Victim {
  readonly cloud: CloudUnderTest;
  readonly port: string;
  /** The URL of the deployed API, under a name of its own. */
  readonly api: string;
  readonly apiId: string;
  /** Requests to APIs of AWS, signed with the keys that everybody knows. */
  awsCalls(): Promise<Call[]>;
  /** Requests to the deployed API. */
  apiCalls(): Call[];
  /** All state that a page could have changed. */
  state(): Promise<object>;
}

const code = `
const calls = [];
exports.handler = async ({ httpMethod, path }) => {
  if (!httpMethod) return calls;
  if (path !== '/linked') calls.push(httpMethod + ' ' + path);
  const headers = { 'content-type': 'text/html', 'access-control-allow-origin': '*' };
  return { statusCode: 200, headers, body: path === '/page' ? '<p>a page</p>' : '${secret}' };
};`;

const template = {
  Resources: {
    Called: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        InlineCode: code,
        ReservedConcurrentExecutions: 1,
        Events: { Any: { Type: 'Api', Properties: { Path: '/{proxy+}', Method: 'any' } } },
      },
    },
  },
  Outputs: {
    ApiId: { Value: { Ref: 'ServerlessRestApi' } },
    Name: { Value: { Ref: 'Called' } },
    Secret: { Value: secret },
  },
};

export async function startVictim(): Promise<Victim> {
  const cloud = await startCloud();
  await cloud.createStack('victim', template);
  const { ApiId: apiId = '', Name = '' } = await cloud.outputsOf('victim');
  const { port } = new URL(cloud.url);
  const api = `http://${apiId}.execute-api.localhost:${port}/Prod`;
  const s3 = cloud.client(S3Client);
  for (const Bucket of ['private', 'public']) await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket: 'private', Key: 'secret', Body: secret }));
  const page = { Bucket: 'public', Key: 'page.html', Body: '<p>a page</p>', ContentType: 'text/html' };
  await s3.send(new PutObjectCommand(page));
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket: 'public' }));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::public/*' },
    ],
  });
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'public', Policy }));

  async function signed(service: string, method: string, path: string, body = ''): Promise<Call[]> {
    const options = {
      ...{ accessKeyId: 'test', secretAccessKey: 'test', region: 'us-east-1', service, method },
      ...(method !== 'GET' && { body }),
    };
    const inHeader = await new AwsV4Signer({ ...options, url: cloud.url + path }).sign();
    const query = `${path}${path.includes('?') ? '&' : '?'}X-Amz-Expires=300`;
    const inQuery = await new AwsV4Signer({ ...options, url: cloud.url + query, signQuery: true }).sign();
    const { host: _host, ...headers } = Object.fromEntries(inHeader.headers);
    return [
      { url: cloud.url + path, method, headers, body },
      { url: inQuery.url.href, method, headers: {}, body },
    ];
  }

  const stackChange = `Action=DeleteStack&StackName=victim&Version=2010-05-15`;
  const readStack = `Action=DescribeStacks&StackName=victim&Version=2010-05-15`;
  return {
    cloud,
    port,
    api,
    apiId,
    async awsCalls() {
      const calls = await Promise.all([
        signed('cloudformation', 'GET', `/?${stackChange}`),
        signed('cloudformation', 'POST', '/', stackChange),
        signed('cloudformation', 'GET', `/?${readStack}`),
        signed('cloudformation', 'POST', '/', readStack),
        signed('s3', 'GET', '/private/secret'),
        signed('s3', 'GET', '/private'),
        signed('s3', 'PUT', '/private/stolen', 'x'),
        signed('s3', 'PUT', '/stolen'),
        signed(
          'lambda',
          'POST',
          `/2015-03-31/functions/${Name}/invocations`,
          '{"httpMethod":"GET","path":"/invoked"}',
        ),
        signed('lambda', 'GET', `/2015-03-31/functions/${Name}`),
      ]);
      return calls.flat();
    },
    apiCalls: () =>
      ['GET', 'POST'].map((method) => ({
        url: `${api}/called`,
        method,
        headers: { 'x-own': '1' },
        body: 'a=1',
      })),
    async state() {
      const { Stacks = [] } = await cloud
        .client(CloudFormationClient)
        .send(new DescribeStacksCommand({ StackName: 'victim' }));
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'private' }));
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'private', Key: 'secret' }));
      const { Payload } = await cloud
        .client(LambdaClient)
        .send(new InvokeCommand({ FunctionName: Name, Payload: Buffer.from('{}') }));
      return {
        stack: Stacks[0]?.StackStatus,
        buckets: Buckets.map(({ Name: bucket }) => bucket),
        objects: Contents.map(({ Key }) => Key),
        secret: await Body?.transformToString(),
        calls: JSON.parse(Buffer.from(Payload ?? []).toString('utf8')),
      };
    },
  };
}
