import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  GetObjectCommand,
  type LambdaFunctionConfiguration,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
let s3: S3Client;
let outputs: Record<string, string>;

const onUpload = (Events: string[], prefix: string) => {
  const Filter = {
    S3Key: {
      Rules: [
        { Name: 'prefix', Value: prefix },
        { Name: 'suffix', Value: '.jpg' },
      ],
    },
  };
  return { Upload: { Type: 'S3', Properties: { Bucket: { Ref: 'Uploads' }, Events, Filter } } };
};

const lambda = (InlineCode: string, Properties: object) => ({
  Type: 'AWS::Serverless::Function',
  Properties: { Runtime: 'nodejs24.x', Handler: 'index.handler', InlineCode, ...Properties },
});

const template = {
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    Uploads: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'uploads' } },
    Failures: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'failures' } },
    Listener: lambda('exports.handler = async (event) => console.log(JSON.stringify(event));', {
      Events: onUpload(['s3:ObjectCreated:*', 's3:ObjectRemoved:*'], 'images/'),
    }),
    Failing: lambda("exports.handler = async () => { throw new Error('no such luck'); };", {
      Events: onUpload(['s3:ObjectCreated:Put'], 'broken/'),
      EventInvokeConfig: {
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Type: 'S3Bucket', Destination: 'arn:aws:s3:::failures' } },
      },
    }),
    Closed: lambda('exports.handler = async () => {};', {}),
    OnlyForUploads: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Closed' },
        Action: 'lambda:InvokeFunction',
        Principal: 's3.amazonaws.com',
        SourceArn: 'arn:aws:s3:::uploads',
      },
    },
  },
  Outputs: {
    ClosedArn: { Value: { 'Fn::GetAtt': ['Closed', 'Arn'] } },
    ListenerArn: { Value: { 'Fn::GetAtt': ['Listener', 'Arn'] } },
    Listener: { Value: { Ref: 'Listener' } },
    Failing: { Value: { Ref: 'Failing' } },
  },
};

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  const client = cloud.client(CloudFormationClient);
  const StackName = 'uploads';
  const TemplateBody = JSON.stringify(template);
  const Capabilities = ['CAPABILITY_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const];
  await client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities }));
  await waitUntilStackCreateComplete(
    { client, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
    { StackName },
  );
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const pairs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
    OutputKey,
    OutputValue,
  ]);
  outputs = Object.fromEntries(pairs);
});

const put = (Key: string, Body = 'x') => s3.send(new PutObjectCommand({ Bucket: 'uploads', Key, Body }));

/** The events that the function has logged. */
async function heard() {
  const logs = cloud.client(CloudWatchLogsClient);
  const logGroupName = `/aws/lambda/${outputs.Listener}`;
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName, filterPattern: 'Records' }),
  );
  return events.map(({ message = '' }) => JSON.parse(message.split('\t').at(-1) ?? '').Records[0]);
}

describe('a bucket with notifications', () => {
  it('notifies the function of what was created and removed, where prefix and suffix match', async () => {
    const { ETag = '' } = await put('images/red flower/ü+1.jpg', 'four');
    await put('other/red.jpg');
    await put('images/red.png');
    const CopySource = 'uploads/other/red.jpg';
    await s3.send(new CopyObjectCommand({ Bucket: 'uploads', Key: 'images/copy.jpg', CopySource }));
    await s3.send(new DeleteObjectCommand({ Bucket: 'uploads', Key: 'images/copy.jpg' }));
    await expect.poll(async () => (await heard()).length).toBe(3);
    const records = (await heard()).sort((a, b) => (a.s3.object.sequencer < b.s3.object.sequencer ? -1 : 1));
    expect(records.map(({ eventName, s3: { object } }) => [eventName, object.key])).toEqual([
      ['ObjectCreated:Put', 'images/red+flower/%C3%BC%2B1.jpg'],
      ['ObjectCreated:Copy', 'images/copy.jpg'],
      ['ObjectRemoved:Delete', 'images/copy.jpg'],
    ]);
    const { LambdaFunctionConfigurations = [] } = await s3.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: 'uploads' }),
    );
    expect(records[0]).toEqual({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'AWS:000000000000' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: {
        'x-amz-request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
        'x-amz-id-2': expect.any(String),
      },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: LambdaFunctionConfigurations[0]?.Id,
        bucket: {
          name: 'uploads',
          ownerIdentity: { principalId: expect.any(String) },
          arn: 'arn:aws:s3:::uploads',
        },
        object: {
          key: 'images/red+flower/%C3%BC%2B1.jpg',
          size: 4,
          eTag: ETag.replaceAll('"', ''),
          sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
        },
      },
    });
  });

  it('retries a function that fails, then puts the event into the failure destination', async () => {
    await put('broken/a.jpg');
    const failures = async () =>
      (await s3.send(new ListObjectsV2Command({ Bucket: 'failures' }))).Contents ?? [];
    await expect.poll(failures).toHaveLength(1);
    const [{ Key } = {}] = await failures();
    expect(Key).toMatch(new RegExp(`^aws/lambda/async/${outputs.Failing}/`));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'failures', Key }));
    expect(JSON.parse((await Body?.transformToString()) ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { Records: [{ s3: { object: { key: 'broken/a.jpg' } } }] },
      responsePayload: { errorMessage: 'no such luck' },
    });
  });
});

describe('a configuration of notifications', () => {
  const Bucket = 'another';
  const configure = (changes: Partial<LambdaFunctionConfiguration>[], more: object = {}) => {
    const one = { LambdaFunctionArn: outputs.ListenerArn, Events: ['s3:ObjectCreated:*' as const] };
    const LambdaFunctionConfigurations = changes.map((change) => ({ ...one, ...change }));
    const NotificationConfiguration = { LambdaFunctionConfigurations };
    return s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration, ...more }),
    );
  };
  const prefixed = (Value: string) => ({
    Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value }] } },
  });
  const unvalidated = {
    name: 'InvalidArgument',
    message: 'Unable to validate the following destination configurations',
  };

  beforeAll(() => s3.send(new CreateBucketCommand({ Bucket })));

  it('is refused where the function does not let S3 invoke it for this bucket, or is not there', async () => {
    const closed = { LambdaFunctionArn: outputs.ClosedArn };
    await expect(configure([closed])).rejects.toMatchObject(unvalidated);
    const missing = 'arn:aws:lambda:us-east-1:000000000000:function:missing';
    await expect(configure([{ LambdaFunctionArn: missing }])).rejects.toMatchObject(unvalidated);
    await configure([{ LambdaFunctionArn: missing }], { SkipDestinationValidation: true });
  });

  it('is refused where one object could match two of its rules', async () => {
    const overlapping = { name: 'InvalidArgument', message: expect.stringContaining('ambiguously defined') };
    await expect(configure([{}, {}])).rejects.toMatchObject(overlapping);
    await expect(configure([prefixed('a'), prefixed('a/b')])).rejects.toMatchObject(overlapping);
    await expect(
      configure([prefixed('a'), { ...prefixed('a'), Events: ['s3:ObjectCreated:Put'] }]),
    ).rejects.toMatchObject(overlapping);
    await configure([prefixed('a/'), prefixed('b/'), { Events: ['s3:ObjectRemoved:*'] }]);
  });
});
