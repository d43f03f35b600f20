/** One statement of a template: action and resource names without the prefix their service gives them. */
export interface TemplateStatement {
  readonly service: string;
  readonly actions: string | readonly string[];
  readonly resources: string | readonly string[];
  /** A key of the request that must equal a string. */
  readonly condition?: { readonly key: string; readonly value: string };
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the text is for Fn::Sub.
/** The policy templates SAM knows by name, those for services a sample may use; `${tableName}` is the parameter TableName. */
export const policyTemplates: Readonly<Record<string, readonly TemplateStatement[]>> = {
  AWSSecretsManagerGetSecretValuePolicy: [
    { service: 'secretsmanager', actions: ['GetSecretValue'], resources: '${secretArn}' },
  ],
  CloudFormationDescribeStacksPolicy: [
    { service: 'cloudformation', actions: ['DescribeStacks'], resources: 'stack/*' },
  ],
  CloudWatchDashboardPolicy: [
    {
      service: 'cloudwatch',
      actions: ['GetDashboard', 'ListDashboards', 'PutDashboard', 'ListMetrics'],
      resources: '*',
    },
  ],
  CloudWatchDescribeAlarmHistoryPolicy: [
    { service: 'cloudwatch', actions: ['DescribeAlarmHistory'], resources: '*' },
  ],
  CloudWatchPutMetricPolicy: [{ service: 'cloudwatch', actions: ['PutMetricData'], resources: '*' }],
  DynamoDBBackupFullAccessPolicy: [
    {
      service: 'dynamodb',
      actions: ['CreateBackup', 'DescribeContinuousBackups'],
      resources: 'table/${tableName}',
    },
    {
      service: 'dynamodb',
      actions: ['DeleteBackup', 'DescribeBackup', 'ListBackups'],
      resources: 'table/${tableName}/backup/*',
    },
  ],
  DynamoDBCrudPolicy: [
    {
      service: 'dynamodb',
      actions: [
        'GetItem',
        'DeleteItem',
        'PutItem',
        'Scan',
        'Query',
        'UpdateItem',
        'BatchWriteItem',
        'BatchGetItem',
        'DescribeTable',
        'ConditionCheckItem',
      ],
      resources: ['table/${tableName}', 'table/${tableName}/index/*'],
    },
  ],
  DynamoDBReadPolicy: [
    {
      service: 'dynamodb',
      actions: ['GetItem', 'Scan', 'Query', 'BatchGetItem', 'DescribeTable'],
      resources: ['table/${tableName}', 'table/${tableName}/index/*'],
    },
  ],
  DynamoDBReconfigurePolicy: [
    { service: 'dynamodb', actions: ['UpdateTable'], resources: 'table/${tableName}' },
  ],
  DynamoDBRestoreFromBackupPolicy: [
    { service: 'dynamodb', actions: ['RestoreTableFromBackup'], resources: 'table/${tableName}/backup/*' },
    {
      service: 'dynamodb',
      actions: ['PutItem', 'UpdateItem', 'DeleteItem', 'GetItem', 'Query', 'Scan', 'BatchWriteItem'],
      resources: 'table/${tableName}',
    },
  ],
  DynamoDBStreamReadPolicy: [
    {
      service: 'dynamodb',
      actions: ['DescribeStream', 'GetRecords', 'GetShardIterator'],
      resources: 'table/${tableName}/stream/${streamName}',
    },
    { service: 'dynamodb', actions: ['ListStreams'], resources: 'table/${tableName}/stream/*' },
  ],
  DynamoDBWritePolicy: [
    {
      service: 'dynamodb',
      actions: ['PutItem', 'UpdateItem', 'BatchWriteItem'],
      resources: ['table/${tableName}', 'table/${tableName}/index/*'],
    },
  ],
  EC2DescribePolicy: [{ service: 'ec2', actions: ['DescribeRegions', 'DescribeInstances'], resources: '*' }],
  EventBridgePutEventsPolicy: [
    { service: 'events', actions: 'PutEvents', resources: 'event-bus/${eventBusName}' },
  ],
  FilterLogEventsPolicy: [
    { service: 'logs', actions: ['FilterLogEvents'], resources: 'log-group:${logGroupName}:log-stream:*' },
  ],
  FirehoseCrudPolicy: [
    {
      service: 'firehose',
      actions: [
        'CreateDeliveryStream',
        'DeleteDeliveryStream',
        'DescribeDeliveryStream',
        'PutRecord',
        'PutRecordBatch',
        'UpdateDestination',
      ],
      resources: 'deliverystream/${deliveryStreamName}',
    },
  ],
  FirehoseWritePolicy: [
    {
      service: 'firehose',
      actions: ['PutRecord', 'PutRecordBatch'],
      resources: 'deliverystream/${deliveryStreamName}',
    },
  ],
  KMSDecryptPolicy: [{ service: 'kms', actions: 'Decrypt', resources: 'key/${keyId}' }],
  KMSEncryptPolicy: [{ service: 'kms', actions: 'Encrypt', resources: 'key/${keyId}' }],
  KMSEncryptPolicy_v2: [
    {
      service: 'kms',
      actions: [
        'Encrypt',
        'GenerateDataKey',
        'GenerateDataKeyWithoutPlaintext',
        'GenerateDataKeyPair',
        'GenerateDataKeyPairWithoutPlaintext',
      ],
      resources: 'key/${keyId}',
    },
  ],
  KinesisCrudPolicy: [
    {
      service: 'kinesis',
      actions: [
        'AddTagsToStream',
        'CreateStream',
        'DecreaseStreamRetentionPeriod',
        'DeleteStream',
        'DescribeStream',
        'DescribeStreamSummary',
        'GetShardIterator',
        'IncreaseStreamRetentionPeriod',
        'ListTagsForStream',
        'MergeShards',
        'PutRecord',
        'PutRecords',
        'SplitShard',
        'RemoveTagsFromStream',
      ],
      resources: 'stream/${streamName}',
    },
  ],
  KinesisStreamReadPolicy: [
    { service: 'kinesis', actions: ['ListStreams', 'DescribeLimits'], resources: 'stream/*' },
    {
      service: 'kinesis',
      actions: ['DescribeStream', 'DescribeStreamSummary', 'GetRecords', 'GetShardIterator'],
      resources: 'stream/${streamName}',
    },
  ],
  LambdaInvokePolicy: [
    { service: 'lambda', actions: ['InvokeFunction'], resources: 'function:${functionName}*' },
  ],
  S3CrudPolicy: [
    {
      service: 's3',
      actions: [
        'GetObject',
        'ListBucket',
        'GetBucketLocation',
        'GetObjectVersion',
        'PutObject',
        'PutObjectAcl',
        'GetLifecycleConfiguration',
        'PutLifecycleConfiguration',
        'DeleteObject',
      ],
      resources: ['${bucketName}', '${bucketName}/*'],
    },
  ],
  S3FullAccessPolicy: [
    {
      service: 's3',
      actions: [
        'GetObject',
        'GetObjectAcl',
        'GetObjectVersion',
        'PutObject',
        'PutObjectAcl',
        'DeleteObject',
        'DeleteObjectTagging',
        'DeleteObjectVersionTagging',
        'GetObjectTagging',
        'GetObjectVersionTagging',
        'PutObjectTagging',
        'PutObjectVersionTagging',
      ],
      resources: ['${bucketName}/*'],
    },
    {
      service: 's3',
      actions: ['ListBucket', 'GetBucketLocation', 'GetLifecycleConfiguration', 'PutLifecycleConfiguration'],
      resources: ['${bucketName}'],
    },
  ],
  S3ReadPolicy: [
    {
      service: 's3',
      actions: [
        'GetObject',
        'ListBucket',
        'GetBucketLocation',
        'GetObjectVersion',
        'GetLifecycleConfiguration',
      ],
      resources: ['${bucketName}', '${bucketName}/*'],
    },
  ],
  S3WritePolicy: [
    {
      service: 's3',
      actions: ['PutObject', 'PutObjectAcl', 'PutLifecycleConfiguration'],
      resources: ['${bucketName}', '${bucketName}/*'],
    },
  ],
  SESBulkTemplatedCrudPolicy: [
    {
      service: 'ses',
      actions: [
        'GetIdentityVerificationAttributes',
        'SendEmail',
        'SendRawEmail',
        'SendTemplatedEmail',
        'SendBulkTemplatedEmail',
        'VerifyEmailIdentity',
      ],
      resources: 'identity/${identityName}',
    },
  ],
  SESBulkTemplatedCrudPolicy_v2: [
    {
      service: 'ses',
      actions: ['SendEmail', 'SendRawEmail', 'SendTemplatedEmail', 'SendBulkTemplatedEmail'],
      resources: ['identity/${identityName}', 'template/${templateName}'],
    },
    { service: 'ses', actions: ['GetIdentityVerificationAttributes', 'VerifyEmailIdentity'], resources: '*' },
  ],
  SESCrudPolicy: [
    {
      service: 'ses',
      actions: ['GetIdentityVerificationAttributes', 'SendEmail', 'SendRawEmail', 'VerifyEmailIdentity'],
      resources: 'identity/${identityName}',
    },
  ],
  SESEmailTemplateCrudPolicy: [
    {
      service: 'ses',
      actions: [
        'CreateTemplate',
        'GetTemplate',
        'ListTemplates',
        'UpdateTemplate',
        'DeleteTemplate',
        'TestRenderTemplate',
      ],
      resources: '*',
    },
  ],
  SESSendBouncePolicy: [{ service: 'ses', actions: ['SendBounce'], resources: 'identity/${identityName}' }],
  SNSCrudPolicy: [
    {
      service: 'sns',
      actions: ['ListSubscriptionsByTopic', 'CreateTopic', 'SetTopicAttributes', 'Subscribe', 'Publish'],
      resources: '${topicName}*',
    },
  ],
  SNSPublishMessagePolicy: [{ service: 'sns', actions: ['Publish'], resources: '${topicName}' }],
  SQSPollerPolicy: [
    {
      service: 'sqs',
      actions: [
        'ChangeMessageVisibility',
        'ChangeMessageVisibilityBatch',
        'DeleteMessage',
        'DeleteMessageBatch',
        'GetQueueAttributes',
        'ReceiveMessage',
      ],
      resources: '${queueName}',
    },
  ],
  SQSSendMessagePolicy: [{ service: 'sqs', actions: ['SendMessage*'], resources: '${queueName}' }],
  SSMParameterReadPolicy: [
    { service: 'ssm', actions: ['DescribeParameters'], resources: '*' },
    {
      service: 'ssm',
      actions: ['GetParameters', 'GetParameter', 'GetParametersByPath'],
      resources: 'parameter/${parameterName}',
    },
  ],
  SSMParameterWithSlashPrefixReadPolicy: [
    { service: 'ssm', actions: ['DescribeParameters'], resources: '*' },
    {
      service: 'ssm',
      actions: ['GetParameters', 'GetParameter', 'GetParametersByPath'],
      resources: 'parameter${parameterName}',
    },
  ],
  StepFunctionsCallbackPolicy: [
    {
      service: 'states',
      actions: ['SendTaskFailure', 'SendTaskHeartbeat', 'SendTaskSuccess'],
      resources: 'stateMachine:${stateMachineName}',
    },
  ],
  StepFunctionsExecutionPolicy: [
    { service: 'states', actions: ['StartExecution'], resources: 'stateMachine:${stateMachineName}' },
  ],
  StepFunctionsExecutionPolicy_v2: [
    {
      service: 'states',
      actions: ['StartExecution', 'StartSyncExecution'],
      resources: 'stateMachine:${stateMachineName}',
    },
  ],
  VPCAccessPolicy: [
    {
      service: 'ec2',
      actions: [
        'CreateNetworkInterface',
        'DeleteNetworkInterface',
        'DescribeNetworkInterfaces',
        'DetachNetworkInterface',
      ],
      resources: '*',
    },
  ],
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the text is for Fn::Sub.
