import type { ResourceType } from './resource-type.ts';
import { dynamodbTable } from './resources/dynamodb-table.ts';
import { iamRole } from './resources/iam-role.ts';
import { lambdaAlias } from './resources/lambda-alias.ts';
import { lambdaFunction } from './resources/lambda-function.ts';
import { lambdaPermission } from './resources/lambda-permission.ts';
import { lambdaVersion } from './resources/lambda-version.ts';
import { logsLogGroup } from './resources/logs-log-group.ts';

/** Every resource type the embedded cloud makes; a template with another is refused by its name. */
export const resourceTypes: readonly ResourceType[] = [
  iamRole,
  lambdaFunction,
  lambdaVersion,
  lambdaAlias,
  lambdaPermission,
  dynamodbTable,
  logsLogGroup,
];
