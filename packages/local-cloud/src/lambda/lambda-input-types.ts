import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs; bytes are base64 strings. */
export const lambdaInputTypes = inputTypes({
  string: `Action ApplicationLogLevel ApplyOn Arn AuthType CapacityProviderArn CodeSha256 CodeSigningConfigArn
    CompatibleArchitecture CompatibleRuntime Description Destination DirectS3Read EventSourceToken
    FunctionName FunctionUrlAuthType FunctionVersion Handler ImageUri InvokeMode KMSKeyArn LayerName
    LicenseInfo LocalMountPath LogFormat LogGroup Marker MasterRegion Mode Name OrganizationId
    PackageType Principal PrincipalOrgID PublishTo Qualifier Resource RevisionId Role Runtime S3Bucket
    S3Key S3ObjectStorageMode S3ObjectVersion SourceAccount SourceArn SourceKMSKeyArn StatementId
    SystemLogLevel TargetArn TenantIsolationMode WorkingDirectory ZipFile`,
  number: `ExecutionEnvironmentMemoryGiBPerVCpu ExecutionTimeout MaxAge MaxItems MaximumEventAgeInSeconds
    MaximumRetryAttempts MemorySize PerExecutionEnvironmentMaxConcurrency ReservedConcurrentExecutions
    RetentionPeriodInDays Size Timeout VersionNumber`,
  boolean: 'AllowCredentials DryRun InvokedViaFunctionUrl Ipv6AllowedForDualStack Publish',
  structure: `CapacityProviderConfig Code Content Cors DeadLetterConfig DestinationConfig DurableConfig
    Environment EphemeralStorage ImageConfig LambdaManagedInstancesCapacityProviderConfig LoggingConfig
    OnFailure OnSuccess RoutingConfig S3FilesConfig SnapStart TenancyConfig TracingConfig VpcConfig`,
  'list of string': `AllowHeaders AllowMethods AllowOrigins Architectures Command CompatibleArchitectures
    CompatibleRuntimes EntryPoint ExposeHeaders Layers SecurityGroupIds SubnetIds TagKeys`,
  'list of structure': 'FileSystemConfigs',
  'map of string': 'Tags Variables',
  'map of number': 'AdditionalVersionWeights',
});
