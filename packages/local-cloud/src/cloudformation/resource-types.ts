import type { ResourceType } from './resource-type.ts';
import { apiGatewayAccount } from './resources/api-gateway-account.ts';
import { apiGatewayApiKey } from './resources/api-gateway-api-key.ts';
import { apiGatewayAuthorizer } from './resources/api-gateway-authorizer.ts';
import { apiGatewayBasePathMapping } from './resources/api-gateway-base-path-mapping.ts';
import { apiGatewayClientCertificate } from './resources/api-gateway-client-certificate.ts';
import { apiGatewayDeployment } from './resources/api-gateway-deployment.ts';
import { apiGatewayDocumentationPart } from './resources/api-gateway-documentation-part.ts';
import { apiGatewayDocumentationVersion } from './resources/api-gateway-documentation-version.ts';
import { apiGatewayDomainName } from './resources/api-gateway-domain-name.ts';
import { apiGatewayGatewayResponse } from './resources/api-gateway-gateway-response.ts';
import { apiGatewayMethod } from './resources/api-gateway-method.ts';
import { apiGatewayModel } from './resources/api-gateway-model.ts';
import { apiGatewayRequestValidator } from './resources/api-gateway-request-validator.ts';
import { apiGatewayResource } from './resources/api-gateway-resource.ts';
import { apiGatewayRestApi } from './resources/api-gateway-rest-api.ts';
import { apiGatewayStage } from './resources/api-gateway-stage.ts';
import { apiGatewayUsagePlan } from './resources/api-gateway-usage-plan.ts';
import { apiGatewayUsagePlanKey } from './resources/api-gateway-usage-plan-key.ts';
import { apiGatewayVpcLink } from './resources/api-gateway-vpc-link.ts';
import { cdkMetadata } from './resources/cdk-metadata.ts';
import { cloudwatchAlarm } from './resources/cloudwatch-alarm.ts';
import { cloudwatchDashboard } from './resources/cloudwatch-dashboard.ts';
import { cognitoIdentityPool, cognitoIdentityPoolRoleAttachment } from './resources/cognito-identity-pool.ts';
import { cognitoUserPool } from './resources/cognito-user-pool.ts';
import { cognitoUserPoolClient } from './resources/cognito-user-pool-client.ts';
import {
  cognitoUserPoolDomain,
  cognitoUserPoolResourceServer,
} from './resources/cognito-user-pool-domain.ts';
import { cognitoUserPoolIdentityProvider } from './resources/cognito-user-pool-identity-provider.ts';
import {
  cognitoUserPoolGroup,
  cognitoUserPoolUser,
  cognitoUserPoolUserToGroupAttachment,
} from './resources/cognito-user-pool-members.ts';
import { dynamodbTable } from './resources/dynamodb-table.ts';
import { ecrRepository } from './resources/ecr-repository.ts';
import { eventsRule } from './resources/events-rule.ts';
import { iamManagedPolicy } from './resources/iam-managed-policy.ts';
import { iamPolicy } from './resources/iam-policy.ts';
import { iamRole } from './resources/iam-role.ts';
import { iamGroup, iamUser } from './resources/iam-user.ts';
import {
  iamAccessKey,
  iamInstanceProfile,
  iamServiceLinkedRole,
  iamUserToGroupAddition,
} from './resources/iam-user-members.ts';
import { lambdaAlias } from './resources/lambda-alias.ts';
import { lambdaEventInvokeConfig } from './resources/lambda-event-invoke-config.ts';
import { lambdaFunction } from './resources/lambda-function.ts';
import { lambdaLayerVersion, lambdaLayerVersionPermission } from './resources/lambda-layer-version.ts';
import { lambdaPermission } from './resources/lambda-permission.ts';
import { lambdaUrl } from './resources/lambda-url.ts';
import { lambdaVersion } from './resources/lambda-version.ts';
import { logsLogGroup } from './resources/logs-log-group.ts';
import { logsLogStream } from './resources/logs-log-stream.ts';
import { s3Bucket } from './resources/s3-bucket.ts';
import { s3BucketPolicy } from './resources/s3-bucket-policy.ts';
import { schedulerSchedule } from './resources/scheduler-schedule.ts';
import { secretsManagerSecret } from './resources/secrets-manager-secret.ts';
import { ssmParameter } from './resources/ssm-parameter.ts';

/** Every resource type of the embedded cloud; a template with another type is refused by its name. */
export const resourceTypes: readonly ResourceType[] = [
  iamRole,
  iamPolicy,
  iamManagedPolicy,
  iamUser,
  iamGroup,
  iamUserToGroupAddition,
  iamAccessKey,
  iamInstanceProfile,
  iamServiceLinkedRole,
  lambdaFunction,
  lambdaVersion,
  lambdaAlias,
  lambdaLayerVersion,
  lambdaLayerVersionPermission,
  lambdaPermission,
  lambdaEventInvokeConfig,
  lambdaUrl,
  dynamodbTable,
  ecrRepository,
  eventsRule,
  logsLogGroup,
  cdkMetadata,
  cloudwatchAlarm,
  cloudwatchDashboard,
  cognitoIdentityPool,
  cognitoIdentityPoolRoleAttachment,
  logsLogStream,
  cognitoUserPool,
  cognitoUserPoolClient,
  cognitoUserPoolDomain,
  cognitoUserPoolIdentityProvider,
  cognitoUserPoolResourceServer,
  cognitoUserPoolGroup,
  cognitoUserPoolUser,
  cognitoUserPoolUserToGroupAttachment,
  apiGatewayAccount,
  apiGatewayRestApi,
  apiGatewayResource,
  apiGatewayMethod,
  apiGatewayModel,
  apiGatewayRequestValidator,
  apiGatewayAuthorizer,
  apiGatewayClientCertificate,
  apiGatewayDeployment,
  apiGatewayStage,
  apiGatewayGatewayResponse,
  apiGatewayBasePathMapping,
  apiGatewayDocumentationPart,
  apiGatewayDocumentationVersion,
  apiGatewayDomainName,
  apiGatewayVpcLink,
  apiGatewayApiKey,
  apiGatewayUsagePlan,
  apiGatewayUsagePlanKey,
  s3Bucket,
  s3BucketPolicy,
  schedulerSchedule,
  secretsManagerSecret,
  ssmParameter,
];
