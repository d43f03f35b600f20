import type { ApiGateway } from './apigateway/api-gateway.ts';
import type { CloudFormation } from './cloudformation/cloud-formation.ts';
import type { DynamoDb } from './dynamodb/dynamo-db.ts';
import type { Iam } from './iam/iam.ts';
import type { Lambda } from './lambda/lambda.ts';
import type { Logs } from './logs/logs.ts';
import type { S3 } from './s3/s3.ts';
import type { Sts } from './sts/sts.ts';

/** The services of one cloud, as its composition root hands them out. */
export interface Services {
  readonly apigateway: ApiGateway;
  readonly cloudformation: CloudFormation;
  readonly dynamodb: DynamoDb;
  readonly iam: Iam;
  readonly lambda: Lambda;
  readonly logs: Logs;
  readonly s3: S3;
  readonly sts: Sts;
}
