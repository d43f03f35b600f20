import { managedPolicyPath } from '@samples/sam-transform';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';

const allow = (...actions: string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});

const writeLogs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * What AWS's own policies grant of this cloud's services, by the part of their ARN after `policy/`.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const documents: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: allow('*'),
  AmazonDynamoDBFullAccess: allow('dynamodb:*'),
  AmazonDynamoDBReadOnlyAccess: allow(
    ...['dynamodb:BatchGetItem', 'dynamodb:Describe*', 'dynamodb:GetItem', 'dynamodb:List*'],
    ...['dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PartiQLSelect'],
  ),
  AmazonS3FullAccess: allow('s3:*', 's3-object-lambda:*'),
  AmazonS3ReadOnlyAccess: allow(
    's3:Get*',
    's3:List*',
    's3:Describe*',
    's3-object-lambda:Get*',
    's3-object-lambda:List*',
  ),
  AmazonAPIGatewayAdministrator: allow('apigateway:*'),
  AmazonAPIGatewayInvokeFullAccess: allow('execute-api:Invoke', 'execute-api:ManageConnections'),
  AmazonCognitoPowerUser: allow('cognito-identity:*', 'cognito-idp:*', 'cognito-sync:*', 'iam:ListRoles'),
  AmazonCognitoReadOnly: allow(
    ...['cognito-identity:Describe*', 'cognito-identity:Get*', 'cognito-identity:List*'],
    ...['cognito-idp:Describe*', 'cognito-idp:AdminGet*', 'cognito-idp:AdminList*', 'cognito-idp:List*'],
    ...['cognito-idp:Get*', 'cognito-sync:Describe*', 'cognito-sync:Get*', 'cognito-sync:List*'],
  ),
  AmazonSSMFullAccess: allow('ssm:*'),
  AmazonSSMReadOnlyAccess: allow('ssm:Describe*', 'ssm:Get*', 'ssm:List*'),
  AWSCloudFormationFullAccess: allow('cloudformation:*'),
  AWSCloudFormationReadOnlyAccess: allow(
    ...['cloudformation:Describe*', 'cloudformation:EstimateTemplateCost', 'cloudformation:Get*'],
    ...['cloudformation:List*', 'cloudformation:ValidateTemplate', 'cloudformation:Detect*'],
  ),
  AWSLambdaExecute: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'logs:*', Resource: 'arn:aws:logs:*:*:*' },
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::*' },
    ],
  },
  AWSLambda_FullAccess: allow(
    ...['cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'iam:GetPolicy'],
    ...['iam:GetPolicyVersion', 'iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies'],
    ...['iam:ListRolePolicies', 'iam:ListRoles', 'lambda:*', 'logs:DescribeLogGroups', 'iam:PassRole'],
  ),
  AWSLambda_ReadOnlyAccess: allow(
    ...['cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'iam:GetPolicy'],
    ...['iam:GetPolicyVersion', 'iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies'],
    ...['iam:ListRolePolicies', 'iam:ListRoles', 'logs:DescribeLogGroups', 'lambda:Get*', 'lambda:List*'],
  ),
  CloudWatchFullAccess: allow(
    'cloudwatch:*',
    'logs:*',
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
    'iam:GetRole',
  ),
  CloudWatchLambdaInsightsExecutionRolePolicy: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:*:*:log-group:/aws/lambda-insights:*',
      },
    ],
  },
  IAMFullAccess: allow('iam:*'),
  IAMReadOnlyAccess: allow('iam:Get*', 'iam:List*', 'iam:Generate*', 'iam:Simulate*'),
  PowerUserAccess: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      { Effect: 'Allow', Action: ['iam:ListRoles', 'iam:CreateServiceLinkedRole'], Resource: '*' },
    ],
  },
  ReadOnlyAccess: allow(
    ...['apigateway:GET', 'cloudformation:Describe*', 'cloudformation:Detect*', 'cloudformation:Estimate*'],
    ...['cloudformation:Get*', 'cloudformation:List*', 'cloudformation:ValidateTemplate'],
    ...['cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*', 'cognito-identity:Describe*'],
    ...['cognito-identity:Get*', 'cognito-identity:List*', 'cognito-identity:Lookup*'],
    ...['cognito-idp:AdminGet*', 'cognito-idp:AdminList*', 'cognito-idp:Describe*', 'cognito-idp:Get*'],
    ...['cognito-idp:List*', 'dynamodb:BatchGet*', 'dynamodb:Describe*', 'dynamodb:Get*', 'dynamodb:List*'],
    ...['dynamodb:PartiQLSelect', 'dynamodb:Query', 'dynamodb:Scan', 'events:Describe*', 'events:List*'],
    ...['events:Test*', 'iam:Generate*', 'iam:Get*', 'iam:List*', 'iam:Simulate*', 'lambda:Get*'],
    ...['lambda:List*', 'logs:Describe*', 'logs:FilterLogEvents', 'logs:Get*', 'logs:List*', 's3:Describe*'],
    ...['s3:Get*', 's3:List*', 'scheduler:Get*', 'scheduler:List*', 'secretsmanager:Describe*'],
    ...['secretsmanager:GetResourcePolicy', 'secretsmanager:List*', 'ssm:Describe*', 'ssm:Get*', 'ssm:List*'],
    ...['sts:GetAccessKeyInfo', 'sts:GetCallerIdentity', 'sts:GetSessionToken'],
  ),
  AWSXRayDaemonWriteAccess: allow(
    ...['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules'],
    ...['xray:GetSamplingTargets', 'xray:GetSamplingStatisticSummaries'],
  ),
  CloudWatchLogsFullAccess: allow('logs:*'),
  CloudWatchLogsReadOnlyAccess: allow(
    ...['logs:Describe*', 'logs:Get*', 'logs:List*', 'logs:StartQuery', 'logs:StopQuery'],
    ...['logs:TestMetricFilter', 'logs:FilterLogEvents', 'logs:StartLiveTail', 'logs:StopLiveTail'],
  ),
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': allow(
    ...writeLogs,
    ...['logs:DescribeLogGroups', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:FilterLogEvents'],
  ),
  'service-role/AWSLambdaBasicExecutionRole': allow(...writeLogs),
  'service-role/AWSLambdaDynamoDBExecutionRole': allow(
    ...writeLogs,
    ...[
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ],
  ),
  'service-role/AWSLambdaKinesisExecutionRole': allow(...writeLogs, 'kinesis:Describe*', 'kinesis:Get*'),
  'service-role/AWSLambdaSQSQueueExecutionRole': allow(
    ...writeLogs,
    ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  ),
  'service-role/AWSLambdaRole': allow('lambda:InvokeFunction'),
  'service-role/AWSLambdaVPCAccessExecutionRole': allow(
    ...writeLogs,
    ...['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
    ...['ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
  ),
};

/**
 * What the AWS policy with this ARN, such as `arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess`, grants here; `undefined`
 * where AWS has no such policy. One of other services grants nothing, and says so.
 */
export function awsPolicy(policyArn: string): PolicyDocument | undefined {
  const path = /^arn:aws[\w-]*:iam::aws:policy\/(.+)$/.exec(policyArn)?.[1] ?? '';
  if (Object.hasOwn(documents, path)) return documents[path];
  const name = path.slice(path.lastIndexOf('/') + 1);
  return managedPolicyPath(name) === path ? grantsNothing : undefined;
}

const grantsNothing: PolicyDocument = {
  Version: '2012-10-17',
  Id: 'This embedded cloud does not have what this policy is for: it grants nothing here.',
  Statement: [],
};
