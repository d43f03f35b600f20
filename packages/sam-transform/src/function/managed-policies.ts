const underServiceRole = [
  'AmazonAPIGatewayPushToCloudWatchLogs',
  'AWSConfigRulesExecutionRole',
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaDynamoDBExecutionRole',
  'AWSLambdaENIManagementAccess',
  'AWSLambdaKinesisExecutionRole',
  'AWSLambdaMSKExecutionRole',
  'AWSLambdaRole',
  'AWSLambdaSQSQueueExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
];

const atTheRoot = [
  'AdministratorAccess',
  'AmazonAPIGatewayAdministrator',
  'AmazonAPIGatewayInvokeFullAccess',
  'AmazonCognitoPowerUser',
  'AmazonCognitoReadOnly',
  'AmazonDynamoDBFullAccess',
  'AmazonDynamoDBReadOnlyAccess',
  'AmazonEventBridgeFullAccess',
  'AmazonKinesisFullAccess',
  'AmazonKinesisReadOnlyAccess',
  'AmazonS3FullAccess',
  'AmazonS3ReadOnlyAccess',
  'AmazonSESFullAccess',
  'AmazonSNSFullAccess',
  'AmazonSNSReadOnlyAccess',
  'AmazonSQSFullAccess',
  'AmazonSQSReadOnlyAccess',
  'AmazonSSMFullAccess',
  'AmazonSSMReadOnlyAccess',
  'AWSLambdaExecute',
  'AWSLambda_FullAccess',
  'AWSLambda_ReadOnlyAccess',
  'AWSLambdaInvocation-DynamoDB',
  'AWSStepFunctionsFullAccess',
  'AWSStepFunctionsReadOnlyAccess',
  'AWSXRayDaemonWriteAccess',
  'AWSXrayFullAccess',
  'AWSXrayReadOnlyAccess',
  'AWSXrayWriteOnlyAccess',
  'CloudWatchFullAccess',
  'CloudWatchLambdaInsightsExecutionRolePolicy',
  'CloudWatchLogsFullAccess',
  'CloudWatchLogsReadOnlyAccess',
  'CloudWatchReadOnlyAccess',
  'IAMFullAccess',
  'IAMReadOnlyAccess',
  'PowerUserAccess',
  'ReadOnlyAccess',
  'SecretsManagerReadWrite',
];

const paths = new Map([
  ...underServiceRole.map((name) => [name, `service-role/${name}`] as const),
  ...atTheRoot.map((name) => [name, name] as const),
]);

/** The path of a policy AWS manages, undefined for a name that is not known here. */
export function managedPolicyPath(name: string): string | undefined {
  return paths.get(name);
}

export function managedPolicyArn(partition: string, path: string): string {
  return `arn:${partition}:iam::aws:policy/${path}`;
}
