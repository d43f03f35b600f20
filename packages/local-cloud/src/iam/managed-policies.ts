import type { PolicyDocument } from '../aws/policy/policy-document.ts';

const allow = (...actions: string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});

const writeLogs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * The managed policies that may be attached, by the part of their ARN after `policy/`. Some are of services that this
 * cloud does not offer: they grant nothing here, but templates name them.
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
  'service-role/AWSLambdaRole': allow('lambda:InvokeFunction'),
  'service-role/AWSLambdaVPCAccessExecutionRole': allow(
    ...writeLogs,
    ...['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
    ...['ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
  ),
};

/** The policy with an ARN such as `arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess`. */
export function managedPolicy(policyArn: string): PolicyDocument | undefined {
  const name = /^arn:aws[\w-]*:iam::aws:policy\/(.+)$/.exec(policyArn)?.[1] ?? '';
  return Object.hasOwn(documents, name) ? documents[name] : undefined;
}
