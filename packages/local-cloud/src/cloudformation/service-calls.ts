import type { APIGateway, CreateRestApiRequest, RestApi } from '@aws-sdk/client-api-gateway';
import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type {
  CognitoIdentity,
  CreateIdentityPoolInput,
  IdentityPool,
} from '@aws-sdk/client-cognito-identity';
import type {
  CognitoIdentityProvider,
  CreateUserPoolClientRequest,
  CreateUserPoolClientResponse,
  CreateUserPoolRequest,
  CreateUserPoolResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { IAM } from '@aws-sdk/client-iam';
import type {
  CreateFunctionUrlConfigRequest,
  CreateFunctionUrlConfigResponse,
  DeleteFunctionRequest,
  DeleteLayerVersionRequest,
  Lambda,
  RemoveLayerVersionPermissionRequest,
} from '@aws-sdk/client-lambda';
import type { PutBucketLifecycleConfigurationRequest, S3 } from '@aws-sdk/client-s3';
import type { Scheduler } from '@aws-sdk/client-scheduler';
import type { SSM } from '@aws-sdk/client-ssm';
import type { SdkAsyncCalls, SdkCalls } from '../aws/sdk-calls.ts';

// The operations that resource types call, service by service. A new resource type adds what it calls.

export type ApiGatewayCalls = DefinitionCalls &
  SdkAsyncCalls<APIGateway, 'GenerateClientCertificate'> &
  SdkCalls<
    APIGateway,
    | 'CreateApiKey'
    | 'CreateAuthorizer'
    | 'CreateBasePathMapping'
    | 'CreateDeployment'
    | 'CreateDocumentationPart'
    | 'CreateDocumentationVersion'
    | 'CreateDomainName'
    | 'CreateModel'
    | 'CreateRequestValidator'
    | 'CreateResource'
    | 'CreateStage'
    | 'CreateUsagePlan'
    | 'CreateUsagePlanKey'
    | 'CreateVpcLink'
    | 'DeleteApiKey'
    | 'DeleteAuthorizer'
    | 'DeleteBasePathMapping'
    | 'DeleteClientCertificate'
    | 'DeleteDeployment'
    | 'DeleteDocumentationPart'
    | 'DeleteDocumentationVersion'
    | 'DeleteDomainName'
    | 'DeleteGatewayResponse'
    | 'DeleteMethod'
    | 'DeleteModel'
    | 'DeleteRequestValidator'
    | 'DeleteResource'
    | 'DeleteRestApi'
    | 'DeleteStage'
    | 'DeleteUsagePlan'
    | 'DeleteUsagePlanKey'
    | 'DeleteVpcLink'
    | 'GetStages'
    | 'GetUsagePlan'
    | 'PutGatewayResponse'
    | 'PutIntegration'
    | 'PutIntegrationResponse'
    | 'PutMethod'
    | 'PutMethodResponse'
    | 'TagResource'
    | 'UntagResource'
    | 'UpdateAccount'
    | 'UpdateApiKey'
    | 'UpdateAuthorizer'
    | 'UpdateBasePathMapping'
    | 'UpdateClientCertificate'
    | 'UpdateDeployment'
    | 'UpdateDocumentationPart'
    | 'UpdateDocumentationVersion'
    | 'UpdateDomainName'
    | 'UpdateModel'
    | 'UpdateRequestValidator'
    | 'UpdateRestApi'
    | 'UpdateStage'
    | 'UpdateUsagePlan'
    | 'UpdateVpcLink'
  >;

export type CloudWatchCalls = SdkCalls<
  CloudWatch,
  | 'DeleteAlarms'
  | 'DeleteDashboards'
  | 'DescribeAlarms'
  | 'ListTagsForResource'
  | 'PutDashboard'
  | 'PutMetricAlarm'
  | 'TagResource'
  | 'UntagResource'
>;

/** The SDK types a body as any blob; the service takes a string or bytes. */
interface DefinitionCalls {
  /** An API's id is derived from the stack and the logical id that it is created for. */
  CreateRestApi(input: CreateRestApiRequest, origin: StackOrigin): RestApi;
  ImportRestApi(input: ApiDefinition, origin: StackOrigin, tags: Record<string, string>): RestApi;
  PutRestApi(input: ApiDefinition & { readonly restApiId: string | undefined }): RestApi;
}

/** An object is an API that a worker has made of a definition. */
export type DefinitionBody = string | Uint8Array | object;

interface StackOrigin {
  readonly stackName: string;
  readonly logicalId: string;
}

interface ApiDefinition {
  readonly body: DefinitionBody;
  readonly failOnWarnings?: boolean | undefined;
  readonly parameters?: Record<string, string> | undefined;
}

/** The ids of pools and clients are derived from the stack and the logical id that they are created for. */
interface UserPoolCalls {
  CreateUserPool(input: CreateUserPoolRequest, origin: StackOrigin): CreateUserPoolResponse;
  CreateUserPoolClient(input: CreateUserPoolClientRequest, origin: StackOrigin): CreateUserPoolClientResponse;
}

export type CognitoCalls = UserPoolCalls &
  SdkAsyncCalls<
    CognitoIdentityProvider,
    'AdminCreateUser' | 'CreateIdentityProvider' | 'UpdateIdentityProvider'
  > &
  SdkCalls<
    CognitoIdentityProvider,
    | 'AddCustomAttributes'
    | 'AdminAddUserToGroup'
    | 'AdminDeleteUser'
    | 'AdminRemoveUserFromGroup'
    | 'CreateGroup'
    | 'CreateResourceServer'
    | 'CreateUserPoolDomain'
    | 'DeleteGroup'
    | 'DeleteIdentityProvider'
    | 'DeleteResourceServer'
    | 'DeleteUserPool'
    | 'DeleteUserPoolClient'
    | 'DeleteUserPoolDomain'
    | 'DescribeUserPool'
    | 'SetUserPoolMfaConfig'
    | 'UpdateGroup'
    | 'UpdateResourceServer'
    | 'UpdateUserPool'
    | 'UpdateUserPoolClient'
    | 'UpdateUserPoolDomain'
  >;

interface IdentityPoolCreation {
  CreateIdentityPool(input: CreateIdentityPoolInput, origin: StackOrigin): IdentityPool;
}

export type IdentityPoolCalls = IdentityPoolCreation &
  SdkCalls<
    CognitoIdentity,
    'DeleteIdentityPool' | 'DescribeIdentityPool' | 'SetIdentityPoolRoles' | 'UpdateIdentityPool'
  >;

export interface DynamoDbCalls {
  /** Any operation, by AWS's name. */
  call<Output>(operation: string, input: object): Promise<Output>;
}

export type EventsCalls = SdkCalls<
  EventBridge,
  | 'DeleteRule'
  | 'ListRules'
  | 'ListTagsForResource'
  | 'ListTargetsByRule'
  | 'PutRule'
  | 'PutTargets'
  | 'RemoveTargets'
  | 'TagResource'
  | 'UntagResource'
>;

export type SchedulerCalls = SdkCalls<Scheduler, 'CreateSchedule' | 'DeleteSchedule' | 'UpdateSchedule'>;

export type SsmCalls = SdkCalls<
  SSM,
  | 'AddTagsToResource'
  | 'DeleteParameter'
  | 'GetParameter'
  | 'GetParameters'
  | 'PutParameter'
  | 'RemoveTagsFromResource'
>;

export type IamCalls = SdkCalls<
  IAM,
  | 'AddRoleToInstanceProfile'
  | 'AddUserToGroup'
  | 'AttachGroupPolicy'
  | 'AttachRolePolicy'
  | 'AttachUserPolicy'
  | 'CreateAccessKey'
  | 'CreateGroup'
  | 'CreateInstanceProfile'
  | 'CreatePolicy'
  | 'CreatePolicyVersion'
  | 'CreateRole'
  | 'CreateServiceLinkedRole'
  | 'CreateUser'
  | 'DeleteAccessKey'
  | 'DeleteGroup'
  | 'DeleteGroupPolicy'
  | 'DeleteInstanceProfile'
  | 'DeletePolicy'
  | 'DeletePolicyVersion'
  | 'DeleteRole'
  | 'DeleteRolePermissionsBoundary'
  | 'DeleteRolePolicy'
  | 'DeleteServiceLinkedRole'
  | 'DeleteUser'
  | 'DeleteUserPermissionsBoundary'
  | 'DeleteUserPolicy'
  | 'DetachGroupPolicy'
  | 'DetachRolePolicy'
  | 'DetachUserPolicy'
  | 'GetUser'
  | 'ListAttachedRolePolicies'
  | 'ListEntitiesForPolicy'
  | 'ListPolicyVersions'
  | 'ListRolePolicies'
  | 'PutGroupPolicy'
  | 'PutRolePermissionsBoundary'
  | 'PutRolePolicy'
  | 'PutUserPermissionsBoundary'
  | 'PutUserPolicy'
  | 'RemoveRoleFromInstanceProfile'
  | 'RemoveUserFromGroup'
  | 'TagRole'
  | 'TagUser'
  | 'UntagRole'
  | 'UntagUser'
  | 'UpdateAccessKey'
  | 'UpdateAssumeRolePolicy'
  | 'UpdateRole'
  | 'UpdateUser'
>;

export type LambdaCalls = SdkAsyncCalls<
  Lambda,
  'CreateFunction' | 'PublishLayerVersion' | 'UpdateFunctionCode' | 'UpdateFunctionConfiguration'
> & {
  DeleteFunction(input: DeleteFunctionRequest): unknown;
  DeleteLayerVersion(input: DeleteLayerVersionRequest): unknown;
  RemoveLayerVersionPermission(input: RemoveLayerVersionPermissionRequest): unknown;
  /** A URL's id is derived from the stack and the logical id that it is created for. */
  CreateFunctionUrlConfig(
    input: CreateFunctionUrlConfigRequest,
    origin: StackOrigin,
  ): Omit<CreateFunctionUrlConfigResponse, '$metadata'>;
} & SdkCalls<
    Lambda,
    | 'AddLayerVersionPermission'
    | 'AddPermission'
    | 'CreateAlias'
    | 'DeleteAlias'
    | 'DeleteFunctionConcurrency'
    | 'DeleteFunctionEventInvokeConfig'
    | 'DeleteFunctionUrlConfig'
    | 'ListVersionsByFunction'
    | 'PublishVersion'
    | 'PutFunctionConcurrency'
    | 'PutFunctionEventInvokeConfig'
    | 'RemovePermission'
    | 'TagResource'
    | 'UntagResource'
    | 'UpdateAlias'
    | 'UpdateFunctionUrlConfig'
  >;

export type LogsCalls = SdkCalls<
  CloudWatchLogs,
  | 'CreateLogGroup'
  | 'CreateLogStream'
  | 'DeleteLogGroup'
  | 'DeleteLogStream'
  | 'DeleteRetentionPolicy'
  | 'DescribeLogGroups'
  | 'ListTagsForResource'
  | 'PutRetentionPolicy'
  | 'TagResource'
  | 'UntagResource'
>;

export type S3Calls = SdkAsyncCalls<S3, 'PutBucketNotificationConfiguration'> & {
  PutBucketLifecycleConfiguration(input: PutBucketLifecycleConfigurationRequest): unknown;
} & SdkCalls<
    S3,
    | 'CreateBucket'
    | 'DeleteBucket'
    | 'DeleteBucketCors'
    | 'DeleteBucketEncryption'
    | 'DeleteBucketLifecycle'
    | 'DeleteBucketPolicy'
    | 'DeleteBucketTagging'
    | 'GetBucketPolicy'
    | 'GetBucketVersioning'
    | 'ListBuckets'
    | 'PutBucketCors'
    | 'PutBucketEncryption'
    | 'PutBucketOwnershipControls'
    | 'PutBucketPolicy'
    | 'PutBucketTagging'
    | 'PutBucketVersioning'
    | 'PutPublicAccessBlock'
  >;
