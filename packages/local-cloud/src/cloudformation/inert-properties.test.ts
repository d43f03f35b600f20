import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { stackClient } from '../testing/stack-client.ts';
import { resourceTypes } from './resource-types.ts';

const cloud = withCloud();

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const key = 'arn:aws:kms:us-east-1:000000000000:key/a';
const keys = [{ AttributeName: 'id', KeyType: 'HASH' }];

/** What each type needs, with a value for each of its properties without effect. */
const resources: Record<string, { readonly needs: object; readonly inert: Record<string, unknown> }> = {
  'AWS::Lambda::Function': {
    needs: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': 'Role.Arn' },
      Code: { ZipFile: 'exports.handler = async () => 1;' },
    },
    inert: {
      CodeSigningConfigArn: 'arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdef0',
      DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:000000000000:q' },
      KmsKeyArn: key,
      RecursiveLoop: 'Allow',
      RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' },
      SnapStart: { ApplyOn: 'PublishedVersions' },
      VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    },
  },
  'AWS::DynamoDB::Table': {
    needs: {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: keys,
    },
    inert: {
      ContributorInsightsSpecification: { Enabled: true },
      OnDemandThroughput: { MaxReadRequestUnits: 5 },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      WarmThroughput: { ReadUnitsPerSecond: 12_000 },
    },
  },
  'AWS::ApiGateway::RestApi': {
    needs: { Name: 'api' },
    inert: { EndpointAccessMode: 'BASIC', Mode: 'overwrite', SecurityPolicy: 'TLS_1_2' },
  },
  'AWS::ApiGateway::DomainName': {
    needs: { DomainName: 'api.example.com' },
    inert: { EndpointAccessMode: 'BASIC', MutualTlsAuthentication: { TruststoreUri: 's3://trust/store' } },
  },
  'AWS::Logs::LogGroup': {
    needs: {},
    inert: { BearerTokenAuthenticationEnabled: true, FieldIndexPolicies: [{}], KmsKeyId: key },
  },
  'AWS::Cognito::UserPool': { needs: {}, inert: { UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } } },
  'AWS::Cognito::UserPoolClient': {
    needs: { UserPoolId: { Ref: 'AWSCognitoUserPool' } },
    inert: { AnalyticsConfiguration: { ApplicationId: 'a' } },
  },
  'AWS::Cognito::IdentityPool': {
    needs: { AllowUnauthenticatedIdentities: true },
    inert: {
      CognitoEvents: { SyncTrigger: 'arn' },
      CognitoStreams: { RoleArn: 'arn' },
      IdentityPoolTags: [{ Key: 'a', Value: 'b' }],
      PushSync: { RoleArn: 'arn' },
    },
  },
};

it.each(Object.keys(resources))('all properties of %s without effect are known here', (type) => {
  const { inert = [] } = resourceTypes.find((each) => each.type === type) ?? {};
  const names = inert.filter((path) => !path.includes('.'));
  expect(Object.keys(resources[type]?.inert ?? {}).sort()).toEqual(names.sort());
});

it('a stack with every property without effect is made, and its events name them', async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'inert');
  const logicalId = (type: string) => type.replaceAll(':', '');
  await stack.create({
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
      ...Object.fromEntries(
        Object.entries(resources).map(([Type, { needs, inert }]) => [
          logicalId(Type),
          { Type, Properties: { ...needs, ...inert } },
        ]),
      ),
    },
  });
  const { StackEvents = [] } = await cloud
    .client(CloudFormationClient)
    .send(new DescribeStackEventsCommand({ StackName: 'inert' }));
  for (const [type, { inert }] of Object.entries(resources)) {
    const event = StackEvents.find(
      (each) => each.LogicalResourceId === logicalId(type) && each.ResourceStatus === 'CREATE_COMPLETE',
    );
    for (const name of Object.keys(inert)) expect(event?.ResourceStatusReason).toContain(name);
  }
});
