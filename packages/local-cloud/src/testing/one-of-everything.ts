import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { beforeAll } from 'vitest';
import type { withCloud } from './cloud-client.ts';
import { stackClient } from './stack-client.ts';

/** One of everything, with the same names wherever it is deployed. */
export const oneOfEverything = {
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    Greet: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        FunctionName: 'greet',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        InlineCode: `exports.handler = async (event, { invokedFunctionArn }) => ({ statusCode: 200, body: JSON.stringify({
          invokedFunctionArn, fromTemplate: process.env.REGION, AWS_REGION: process.env.AWS_REGION,
          AWS_DEFAULT_REGION: process.env.AWS_DEFAULT_REGION,
        }) })`,
        Environment: { Variables: { REGION: { Ref: 'AWS::Region' } } },
        Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'GET' } } },
      },
    },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'group' } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'table',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    },
    Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Name: 'parameter', Type: 'String', Value: 'x' } },
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'secret', SecretString: 'x' } },
    Rule: { Type: 'AWS::Events::Rule', Properties: { Name: 'rule', ScheduleExpression: 'rate(1 day)' } },
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'schedule',
        ScheduleExpression: 'at(2099-01-01T00:00:00)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: { 'Fn::GetAtt': 'Greet.Arn' }, RoleArn: { 'Fn::GetAtt': 'Caller.Arn' } },
      },
    },
    Caller: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
      },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'alarm',
        Namespace: 'n',
        MetricName: 'm',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    },
    Images: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'images' } },
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'pool' } },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
    },
    Identities: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: { IdentityPoolName: 'identities', AllowUnauthenticatedIdentities: true },
    },
    Bucket: { Type: 'AWS::S3::Bucket' },
  },
  Outputs: Object.fromEntries(
    Object.entries({
      ApiId: { Ref: 'ServerlessRestApi' },
      ApiStage: 'Prod',
      PoolId: { Ref: 'Pool' },
      ClientId: { Ref: 'Client' },
      IdentityPoolId: { Ref: 'Identities' },
      Bucket: { Ref: 'Bucket' },
    }).map(([name, Value]) => [name, { Value }]),
  ),
};

/** The stack `shop` with one of everything, in each of the regions before the tests of a file; its outputs by region. */
export function inRegions(cloud: ReturnType<typeof withCloud>, regions: readonly string[]) {
  const outputs: Record<string, Record<string, string>> = {};
  beforeAll(async () => {
    for (const region of regions) {
      const stack = stackClient(cloud.client(CloudFormationClient, region), 'shop');
      await stack.create(oneOfEverything);
      outputs[region] = await stack.outputs();
    }
  });
  return outputs;
}
