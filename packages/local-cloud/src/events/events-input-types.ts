import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const eventsInputTypes = inputTypes({
  string: `Arn AssignPublicIp Database DbUser Description EventBusName EventPattern GraphQLOperation Group Id Input
    InputPath InputTemplate JobDefinition JobName Key LaunchType MessageGroupId Name NamePrefix NextToken
    PartitionKeyPath PlatformVersion PropagateTags ReferenceId ResourceARN RoleArn Rule ScheduleExpression
    SecretManagerArn Sql State StatementName TargetArn TaskDefinitionArn Value capacityProvider expression field type`,
  boolean: 'EnableECSManagedTags EnableExecuteCommand Force WithEvent',
  number: 'Attempts Limit MaximumEventAgeInSeconds MaximumRetryAttempts Size TaskCount base weight',
  structure: `AppSyncParameters ArrayProperties BatchParameters DeadLetterConfig EcsParameters HttpParameters
    InputTransformer KinesisParameters NetworkConfiguration RedshiftDataParameters RetryPolicy RetryStrategy
    RunCommandParameters SageMakerPipelineParameters SqsParameters awsvpcConfiguration`,
  'list of string': 'Ids PathParameterValues SecurityGroups Sqls Subnets TagKeys Values',
  'list of structure': `CapacityProviderStrategy PipelineParameterList PlacementConstraints PlacementStrategy
    RunCommandTargets Tags Targets`,
  'map of string': 'HeaderParameters InputPathsMap QueryStringParameters',
});
