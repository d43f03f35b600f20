import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
let count = 0;

/** All reasons for which a template is refused before anything is made. */
async function refusals(Resources: object, more: object = {}): Promise<string[]> {
  const TemplateBody = JSON.stringify({ Resources, ...more });
  const made = cloud.client(CloudFormationClient).send(
    new CreateStackCommand({
      StackName: `refused-${++count}`,
      TemplateBody,
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  return made.then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );
}

const byDefault = 'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault';
const encrypted = (rule: object) => ({
  BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: rule }] },
});

const worker = {
  Type: 'AWS::Lambda::Function',
  Properties: { Role: 'arn', Code: { ZipFile: '//' }, Handler: 'index.handler', Runtime: 'nodejs24.x' },
};

// By type: properties, and the value that is refused of them.
const values: readonly (readonly [type: string, properties: object, refused: string])[] = [
  [
    'AWS::ApiGateway::Method',
    {
      RestApiId: 'a',
      ResourceId: 'r',
      HttpMethod: 'GET',
      Integration: { Type: 'MOCK', ResponseTransferMode: { Ref: 'Mode' } },
    },
    'Integration.ResponseTransferMode STREAM',
  ],
  ['AWS::ApiGateway::ApiKey', { GenerateDistinctId: false }, 'GenerateDistinctId false'],
  [
    'AWS::ApiGateway::DomainName',
    { DomainName: 'x.example', EndpointConfiguration: { Types: ['PRIVATE'] } },
    'EndpointConfiguration.Types PRIVATE',
  ],
  [
    'AWS::ApiGateway::Stage',
    {
      RestApiId: 'a',
      StageName: 's',
      DeploymentId: 'd',
      AccessLogSetting: { DestinationArn: 'arn:aws:firehose:a' },
    },
    'AccessLogSetting.DestinationArn arn:aws:firehose:a',
  ],
  [
    'AWS::ApiGateway::Deployment',
    { RestApiId: 'a', StageDescription: { AccessLogSetting: { DestinationArn: 'arn:aws:firehose:a' } } },
    'StageDescription.AccessLogSetting.DestinationArn arn:aws:firehose:a',
  ],
  [
    'AWS::ApiGateway::RestApi',
    { Name: 'a', Parameters: { ignore: 'documentation' } },
    'Parameters.ignore documentation',
  ],
  [
    'AWS::Cognito::UserPool',
    { Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } },
    'Policies.PasswordPolicy.PasswordHistorySize 3',
  ],
  [
    'AWS::Cognito::UserPool',
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    'Policies.SignInPolicy.AllowedFirstAuthFactors EMAIL_OTP',
  ],
  [
    'AWS::Cognito::UserPool',
    { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } },
    'VerificationMessageTemplate.DefaultEmailOption CONFIRM_WITH_LINK',
  ],
  [
    'AWS::Cognito::UserPoolClient',
    { UserPoolId: 'p', ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'] },
    'ExplicitAuthFlows ALLOW_USER_AUTH',
  ],
  [
    'AWS::Cognito::UserPoolIdentityProvider',
    { UserPoolId: 'p', ProviderName: 'Google', ProviderType: 'Google', ProviderDetails: {} },
    'ProviderType Google',
  ],
  [
    'AWS::Cognito::UserPoolIdentityProvider',
    {
      UserPoolId: 'p',
      ProviderName: 'Own',
      ProviderType: 'SAML',
      ProviderDetails: { EncryptedResponses: 'true' },
    },
    'ProviderDetails.EncryptedResponses true',
  ],
  [
    'AWS::Cognito::IdentityPool',
    {
      AllowUnauthenticatedIdentities: true,
      CognitoIdentityProviders: [{ ServerSideTokenCheck: true }],
    },
    'CognitoIdentityProviders.ServerSideTokenCheck true',
  ],
  [
    'AWS::Events::Rule',
    {
      ScheduleExpression: 'rate(1 hour)',
      Targets: [{ Id: 'a', Arn: { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:q' } }],
    },
    'Targets.Arn arn:aws:sqs:us-east-1:q',
  ],
  [
    'AWS::Lambda::EventInvokeConfig',
    {
      FunctionName: 'f',
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Function', 'Arn'] } } },
    },
    'DestinationConfig.OnFailure.Destination of the type AWS::Lambda::Function',
  ],
  [
    'AWS::Events::Rule',
    {
      ScheduleExpression: 'rate(1 hour)',
      Targets: [
        { Id: 'a', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } },
        { Id: 'b', Arn: { 'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Function}/*' } },
      ],
    },
    'Targets.Arn arn:aws:execute-api:us-east-1:000000000000:${Function}/*',
  ],
  [
    'AWS::Lambda::EventInvokeConfig',
    {
      FunctionName: 'f',
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:q' } },
    },
    'DestinationConfig.OnFailure.Destination arn:aws:sqs:q',
  ],
  ['AWS::Logs::LogGroup', { LogGroupClass: 'INFREQUENT_ACCESS' }, 'LogGroupClass INFREQUENT_ACCESS'],
  ['AWS::S3::Bucket', { ObjectLockEnabled: true }, 'ObjectLockEnabled true'],
  ['AWS::S3::Bucket', { AccessControl: 'PublicRead' }, 'AccessControl PublicRead'],
  ['AWS::S3::Bucket', encrypted({ SSEAlgorithm: 'aws:kms:dsse' }), `${byDefault}.SSEAlgorithm aws:kms:dsse`],
  [
    'AWS::S3::Bucket',
    encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/mine' }),
    `${byDefault}.KMSMasterKeyID alias/mine`,
  ],
  [
    'AWS::S3::BucketPolicy',
    { Bucket: 'b', PolicyDocument: { Statement: [{ NotPrincipal: { AWS: '*' } }] } },
    'NotPrincipal in a bucket policy',
  ],
  [
    'AWS::Scheduler::Schedule',
    {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { RoleArn: 'arn', Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage' },
    },
    'Target.Arn arn:aws:scheduler:::aws-sdk:sqs:sendMessage',
  ],
  [
    'AWS::SSM::Parameter',
    { Type: 'String', Value: 'v', DataType: 'aws:ec2:image' },
    'DataType aws:ec2:image',
  ],
];

it('values that this cloud lacks are refused before anything is made, all at once', async () => {
  const resources = values.map(([Type, Properties], index) => [`R${index}`, { Type, Properties }]);
  const Parameters = { Mode: { Type: 'String', Default: 'STREAM' } };
  expect(await refusals({ ...Object.fromEntries(resources), Function: worker }, { Parameters })).toEqual(
    values.map(([, , refused], index) => `R${index}: ${refused} is not offered by this embedded cloud.`),
  );
});

it('what is switched off asks for nothing', async () => {
  const resources = {
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        ObjectLockEnabled: false,
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: false } },
      },
    },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { DeletionProtectionEnabled: 'false' } },
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: { Ref: 'Pool' }, EnablePropagateAdditionalUserContextData: false },
    },
  };
  expect(await refusals(resources)).toEqual([]);
  const { Stacks: [stack] = [] } = await cloud
    .client(CloudFormationClient)
    .send(new DescribeStacksCommand({ StackName: `refused-${count}` }));
  expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
});

it('no reason shows the value of a hidden parameter', async () => {
  const Parameters = { Secret: { Type: 'String', Default: 'arn:aws:sqs:secret', NoEcho: true } };
  const Properties = {
    ScheduleExpression: 'rate(1 hour)',
    Targets: [{ Id: 'a', Arn: { Ref: 'Secret' }, InputPath: '$' }],
  };
  expect(await refusals({ Rule: { Type: 'AWS::Events::Rule', Properties } }, { Parameters })).toEqual([
    'Rule: InputPath of a target of AWS::Events::Rule is not offered by this embedded cloud.',
  ]);
});

it("layers of other accounts are refused, whatever the function's other layers", async () => {
  const Layers = [
    { Ref: 'Own' },
    { 'Fn::Join': [':', ['arn:aws:lambda:us-east-1:094274105915:layer', 'P', '1']] },
  ];
  const Properties = {
    Role: 'arn',
    Code: { ZipFile: '//' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Layers,
  };
  const Own = { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: 'b', S3Key: 'k' } } };
  expect(await refusals({ Own, Function: { Type: 'AWS::Lambda::Function', Properties } })).toEqual([
    "Function: arn:aws:lambda:us-east-1:094274105915:layer:P:1: layers of other accounts, such as AWS's Powertools, are not offered by this embedded cloud.",
  ]);
});

it('what a definition asks for is refused, in the template and in S3', async () => {
  const uri = {
    'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations',
  };
  const integration = { type: 'aws_proxy', httpMethod: 'POST', uri, responseTransferMode: 'STREAM' };
  const definition = (one: object) => ({
    openapi: '3.0.1',
    paths: { '/': { get: { 'x-amazon-apigateway-integration': one } } },
  });
  const queue = {
    'Fn::Join': [':', ['arn:aws:apigateway', { Ref: 'AWS::Region' }, 'sqs', 'action/SendMessage']],
  };
  const api = (Properties: object) => ({ Type: 'AWS::ApiGateway::RestApi', Properties });
  const s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket: 'definitions' }));
  const stored = {
    ...integration,
    uri: 'arn:aws:apigateway:us-east-1:sns:action/Publish',
    type: 'aws',
    responseTransferMode: undefined,
  };
  await s3.send(
    new PutObjectCommand({
      Bucket: 'definitions',
      Key: 'api.json',
      Body: JSON.stringify(definition(stored)),
    }),
  );
  const offered = 'is not offered by this embedded cloud.';
  expect(
    await refusals({
      Hello: worker,
      Streaming: api({ Body: definition(integration) }),
      Queueing: api({ Body: definition({ type: 'aws', httpMethod: 'POST', uri: queue }) }),
      Stored: api({ BodyS3Location: { Bucket: 'definitions', Key: 'api.json' } }),
    }),
  ).toEqual([
    `Streaming: The member responseTransferMode of x-amazon-apigateway-integration at GET / ${offered}`,
    `Queueing: An integration with the action SendMessage of the AWS service sqs ${offered}`,
    `Stored: An integration with the action Publish of the AWS service sns ${offered}`,
  ]);
});

it('a change in place that this cloud lacks is refused before anything is changed', async () => {
  const client = cloud.client(CloudFormationClient);
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
  const key = (AttributeName: string) => [{ AttributeName, KeyType: 'HASH' }];
  const table = (more: object) => ({
    StackName: 'growing-table',
    TemplateBody: JSON.stringify({
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            KeySchema: key('id'),
            AttributeDefinitions: [attribute('id')],
            BillingMode: 'PAY_PER_REQUEST',
            ...more,
          },
        },
      },
    }),
  });
  await client.send(new CreateStackCommand(table({})));
  const index = { IndexName: 'byTitle', KeySchema: key('title'), Projection: { ProjectionType: 'ALL' } };
  const grown = table({
    AttributeDefinitions: [attribute('id'), attribute('title')],
    GlobalSecondaryIndexes: [index],
  });
  await expect(client.send(new UpdateStackCommand(grown))).rejects.toThrow(
    /^Table: A change of AttributeDefinitions of an existing table is not offered by this embedded cloud\.\nTable: A global /,
  );
});
