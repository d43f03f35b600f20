import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../index.ts';
import { errorsOf, expand, methodOf, propertiesOf, withApi, withFunction } from '../testing/expand.ts';

describe('an S3 event', () => {
  const Events = {
    Put: { Type: 'S3', Properties: { Bucket: { Ref: 'Bucket' }, Events: 's3:ObjectCreated:*' } },
  };

  it('SM-26: notifies the function, for which the bucket waits', () => {
    const resources = expand(withFunction({ Events }, { Bucket: { Type: 'AWS::S3::Bucket' } }));
    expect(resources.Bucket).toEqual({
      Type: 'AWS::S3::Bucket',
      DependsOn: ['WorkerPutPermission'],
      Properties: {
        NotificationConfiguration: {
          LambdaConfigurations: [
            { Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
          ],
        },
      },
    });
    expect(resources.WorkerPutPermission?.Properties).toMatchObject({
      Principal: 's3.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
  });

  it('SM-26: needs a bucket of the same template', () => {
    expect(errorsOf(withFunction({ Events }))).toEqual([
      'Resource with id [Worker] is invalid. Event with id [Put] is invalid. S3 events must reference an S3 bucket in the same template.',
    ]);
  });
});

describe('a Cognito event', () => {
  const Users = { Type: 'AWS::Cognito::UserPool', Properties: { LambdaConfig: { PreSignUp: 'arn' } } };
  const on = (Trigger: JsonValue) => ({
    Events: { Pool: { Type: 'Cognito', Properties: { UserPool: { Ref: 'Users' }, Trigger } } },
  });

  it('SM-32: is a trigger of the pool, which may invoke the function', () => {
    const resources = expand(withFunction(on(['CustomMessage', 'PostConfirmation']), { Users }));
    const arn = { 'Fn::GetAtt': ['Worker', 'Arn'] };
    expect(resources.Users?.Properties).toEqual({
      LambdaConfig: { PreSignUp: 'arn', CustomMessage: arn, PostConfirmation: arn },
    });
    expect(resources.WorkerCognitoPermission?.Properties).toMatchObject({
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['Users', 'Arn'] },
    });
  });

  it('SM-32: needs a pool of the same template, and a trigger that is free', () => {
    expect(errorsOf(withFunction(on('CustomMessage')))).toEqual([
      expect.stringContaining('Cognito events must reference a Cognito UserPool in the same template.'),
    ]);
    expect(errorsOf(withFunction(on('PreSignUp'), { Users }))).toEqual([
      expect.stringContaining('Cognito trigger "PreSignUp" defined multiple times.'),
    ]);
  });
});

describe('a Schedule event', () => {
  const scheduled = (properties: JsonObject) =>
    withFunction({
      Events: { Tick: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)', ...properties } } },
    });

  it('SM-27: is a rule that may invoke the function', () => {
    expect(propertiesOf(scheduled({ Input: '{}' }), 'WorkerTick')).toEqual({
      ScheduleExpression: 'rate(1 day)',
      Targets: [{ Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, Id: 'WorkerTickLambdaTarget', Input: '{}' }],
    });
    expect(propertiesOf(scheduled({}), 'WorkerTickPermission').SourceArn).toEqual({
      'Fn::GetAtt': ['WorkerTick', 'Arn'],
    });
  });

  it('SM-27: is disabled by Enabled: false, and refused with State beside it', () => {
    expect(propertiesOf(scheduled({ Enabled: false }), 'WorkerTick').State).toBe('DISABLED');
    expect(errorsOf(scheduled({ Enabled: true, State: 'ENABLED' }))).toEqual([
      'Resource with id [Worker] is invalid. Event with id [Tick] is invalid. State and Enabled Properties cannot both be specified.',
    ]);
  });
});

describe('a ScheduleV2 event', () => {
  const scheduled = (properties: JsonObject) =>
    withFunction({
      Events: {
        Tick: { Type: 'ScheduleV2', Properties: { ScheduleExpression: 'rate(1 day)', ...properties } },
      },
    });

  it('SM-30: is a schedule with a role that may invoke the function', () => {
    expect(propertiesOf(scheduled({}), 'WorkerTick')).toEqual({
      ScheduleExpression: 'rate(1 day)',
      Name: 'WorkerTick',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['WorkerTickRole', 'Arn'] },
      },
    });
    expect(propertiesOf(scheduled({}), 'WorkerTickRole').Policies).toMatchObject([
      { PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction' }] } },
    ]);
  });

  it('SM-30: has no name and no role of SAM’s where it says so', () => {
    const template = scheduled({ OmitName: true, RoleArn: 'arn:role' });
    expect(propertiesOf(template, 'WorkerTick')).not.toHaveProperty('Name');
    expect(expand(template)).not.toHaveProperty('WorkerTickRole');
    expect(errorsOf(scheduled({ OmitName: true, Name: 'x' }))).toEqual([
      expect.stringContaining('Name cannot be set when OmitName is True'),
    ]);
  });
});

describe('an Api event', () => {
  it('SM-28: lets its method and path, at any stage, invoke the function', () => {
    const template = withApi({}, { Get: methodOf('Api', '/a/{id}', 'get') });
    expect(propertiesOf(template, 'GetCallPermissionv1')).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Get' },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': [
          'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/GET/a/*',
          { __ApiId__: { Ref: 'Api' }, __Stage__: '*' },
        ],
      },
    });
  });

  it('is refused where another has its method and path', () => {
    const template = withApi({}, { A: methodOf('Api', '/a', 'get'), B: methodOf('Api', '/a', 'GET') });
    expect(errorsOf(template)).toEqual([
      expect.stringContaining('API method "get" defined multiple times for path "/a".'),
    ]);
  });
});
