import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../index.ts';
import { errorsOf, expand, idOf, propertiesOf, withFunction } from '../testing/expand.ts';

const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

describe('the code of a function', () => {
  const codeOf = (properties: JsonObject) => propertiesOf(withFunction(properties), 'Worker').Code;

  it('SM-13: is an object in S3, or in the template', () => {
    const CodeUri = { Bucket: 'b', Key: 'k', Version: 'v' };
    expect(codeOf({ CodeUri })).toEqual({ S3Bucket: 'b', S3Key: 'k', S3ObjectVersion: 'v' });
    expect(codeOf({ CodeUri: 's3://b/k/l?versionId=v' })).toEqual({
      S3Bucket: 'b',
      S3Key: 'k/l',
      S3ObjectVersion: 'v',
    });
    expect(codeOf({ InlineCode: 'x' })).toEqual({ ZipFile: 'x' });
  });

  it('SM-13: is no local folder', () => {
    expect(errorsOf(withFunction({ CodeUri: './src' }))).toEqual([
      "Resource with id [Worker] is invalid. 'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.",
    ]);
  });
});

describe('the role of a function', () => {
  const roleOf = (properties: JsonObject) => propertiesOf(withFunction(properties), 'WorkerRole');

  it('SM-7: may write the log, and more where Tracing and VpcConfig ask for it', () => {
    expect(roleOf({}).ManagedPolicyArns).toEqual([basic]);
    expect(roleOf({ Tracing: 'Active', VpcConfig: { SubnetIds: ['s'] } }).ManagedPolicyArns).toEqual([
      basic,
      'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess',
      'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
    ]);
    expect(roleOf({ Tracing: 'Disabled' }).ManagedPolicyArns).toEqual([basic]);
  });

  it('SM-8: carries documents and policy templates, and names managed policies', () => {
    const document = { Version: '2012-10-17', Statement: [] };
    const Policies = ['AmazonS3ReadOnlyAccess', document, { SQSSendMessagePolicy: { QueueName: 'jobs' } }];
    const { ManagedPolicyArns, Policies: inline } = roleOf({ Policies });
    expect(ManagedPolicyArns).toEqual([basic, 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']);
    expect(inline).toEqual([
      { PolicyName: 'WorkerRolePolicy1', PolicyDocument: document },
      {
        PolicyName: 'WorkerRolePolicy2',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: ['sqs:SendMessage*'],
              Resource: {
                'Fn::Sub': [
                  'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${queueName}',
                  { queueName: 'jobs' },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  it('SM-9: is generated for the branch of an Fn::If that has no role', () => {
    const Role = { 'Fn::If': ['HasRole', 'arn:role', { Ref: 'AWS::NoValue' }] };
    const resources = expand(withFunction({ Role }));
    expect(resources.WorkerRole?.Condition).toBe('NOTHasRole');
    expect(resources.Worker?.Properties?.Role).toEqual({
      'Fn::If': ['HasRole', 'arn:role', { 'Fn::GetAtt': ['WorkerRole', 'Arn'] }],
    });
    expect(expand(withFunction({ Role: 'arn:role' }))).not.toHaveProperty('WorkerRole');
  });
});

describe('a published version', () => {
  const versionOf = (properties: JsonObject) =>
    idOf(withFunction({ AutoPublishAlias: 'live', ...properties }), 'AWS::Lambda::Version');

  it('SM-10: is retained, and the alias and the permissions are of it', () => {
    const Events = { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } };
    const resources = expand(withFunction({ AutoPublishAlias: 'live-1', Events }));
    expect(resources[versionOf({})]?.DeletionPolicy).toBe('Retain');
    expect(resources.WorkerAliasliveD1?.Properties?.FunctionVersion).toEqual({
      'Fn::GetAtt': [versionOf({}), 'Version'],
    });
    expect(resources.WorkerGetPermissionProd?.Properties?.FunctionName).toEqual({ Ref: 'WorkerAliasliveD1' });
  });

  it.each<[string, JsonObject]>([
    ['code', { CodeUri: 's3://artifacts/other.zip' }],
    ['environment', { Environment: { Variables: { A: '1' } } }],
    ['memory', { MemorySize: 512 }],
  ])('SM-10: is another after a change of the %s', (_, change) => {
    expect(versionOf(change)).not.toBe(versionOf({}));
  });

  it('SM-10: is the same after a change of the time-out, unless all properties count', () => {
    expect(versionOf({ Timeout: 9 })).toBe(versionOf({}));
    const all = { AutoPublishAliasAllProperties: true };
    expect(versionOf({ ...all, Timeout: 9 })).not.toBe(versionOf(all));
  });
});

describe('tags', () => {
  it('SM-11: begin with SAM’s own', () => {
    expect(propertiesOf(withFunction({ Tags: { team: 'a' } }), 'Worker').Tags).toEqual([
      { Key: 'lambda:createdBy', Value: 'SAM' },
      { Key: 'team', Value: 'a' },
    ]);
  });

  it('SM-11: are put on what is generated where they are to propagate', () => {
    const template = withFunction({ Tags: { team: 'a' }, PropagateTags: true });
    expect(propertiesOf(template, 'WorkerRole').Tags).toEqual([{ Key: 'team', Value: 'a' }]);
  });
});

describe('asynchronous invocations', () => {
  const template = withFunction({
    EventInvokeConfig: {
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Type: 'S3Bucket', Destination: 'arn:bucket' } },
    },
  });

  it('SM-12: have a resource of their own, and the role may reach the destination', () => {
    expect(propertiesOf(template, 'WorkerEventInvokeConfig')).toEqual({
      FunctionName: { Ref: 'Worker' },
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: 'arn:bucket' } },
    });
    expect(propertiesOf(template, 'WorkerRole').Policies).toMatchObject([
      {
        PolicyName: 'WorkerEventInvokeConfigOnFailureS3Policy',
        PolicyDocument: { Statement: [{ Action: 's3:PutObject' }, { Action: 's3:ListBucket' }] },
      },
    ]);
  });
});
