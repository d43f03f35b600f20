import path from 'node:path';
import type { Writable } from 'node:stream';
import type { Account } from './account.ts';
import { createApiGateway } from './apigateway/api-gateway.ts';
import type { Lease } from './aws/body-budget.ts';
import type { Service } from './aws/service.ts';
import { ServiceError } from './aws/service-error.ts';
import { createCloudControl } from './cloudcontrol/cloud-control.ts';
import { type CloudFormation, createCloudFormation } from './cloudformation/cloud-formation.ts';
import type { CustomResponses } from './cloudformation/custom-resources/custom-responses.ts';
import { resourceTypes } from './cloudformation/resource-types.ts';
import { createCloudWatch } from './cloudwatch/cloudwatch.ts';
import { createCognito } from './cognito/cognito.ts';
import { createIdentityPools } from './cognito/identity-pools/identity-pools.ts';
import { createDynamoDb } from './dynamodb/dynamo-db.ts';
import { createEcr } from './ecr/ecr.ts';
import type { RecentRequests } from './edge/recent-requests.ts';
import { createEvents } from './events/events.ts';
import type { Iam } from './iam/iam.ts';
import type { DebugPorts } from './lambda/environments/debug-ports.ts';
import { createLambda } from './lambda/lambda.ts';
import { combineOutputs } from './lambda/output/function-output.ts';
import { createTerminalOutput } from './lambda/output/terminal-output.ts';
import { createLogs } from './logs/logs.ts';
import type { LongWork } from './long-work/long-work.ts';
import { createS3 } from './s3/s3.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import type { Clock } from './schedules/clock.ts';
import { createSecretsManager } from './secretsmanager/secrets-manager.ts';
import { createSsm } from './ssm/ssm.ts';

/** What the services of a region take from the cloud. */
export interface RegionOptions {
  readonly account: Account;
  readonly iam: Iam;
  /** A folder of the cloud's own. */
  readonly folder: string;
  /** The URL of this cloud, known once it listens. */
  readonly endpointUrl: () => string;
  readonly longWork: LongWork;
  /** Apart from the other work, so that what strangers send to an API delays no deployment. */
  readonly bodyWork: LongWork;
  readonly leaseBody: () => Lease;
  readonly clock: Clock;
  readonly recent: Pick<RecentRequests, 'output' | 'note'>;
  readonly customResponses: CustomResponses;
  readonly functionOutput?: Writable | undefined;
  readonly debugPorts?: DebugPorts | undefined;
  readonly logGroupBytes?: number | undefined;
}

export type Region = ReturnType<typeof createRegion>;

/** The services that each region has of its own: nothing made in one region is seen in another. */
export function createRegion(options: RegionOptions) {
  const { account, iam, folder, endpointUrl, longWork, bodyWork, leaseBody, clock, recent } = options;
  const { customResponses, debugPorts, functionOutput } = options;
  const logs = createLogs(account, options.logGroupBytes);
  const s3 = createS3(account, {
    folder: path.join(folder, 's3'),
    invoke: (request) => lambda.invoke(request),
    signerOf: iam.signerOf,
    longWork,
  });
  const dynamodb = createDynamoDb(account, { folder });
  const terminal =
    functionOutput && createTerminalOutput(functionOutput, (name) => labelOf(cloudformation, name));
  const output = terminal ? combineOutputs([recent.output, terminal]) : recent.output;
  const lambda = createLambda({
    account,
    iam,
    logs,
    s3,
    endpointUrl,
    folder,
    output,
    debugPorts,
    leaseBody,
    onServed: recent.note,
  });
  const cognito = createCognito({
    account,
    endpointUrl,
    output: functionOutput,
    functions: lambda,
    triggerTimeoutMs: debugPorts && Number.POSITIVE_INFINITY,
  });
  const identityPools = createIdentityPools({ account, userPools: cognito, iam });
  const apigateway = createApiGateway({
    account,
    iam,
    lambda,
    logs,
    awsServices: { dynamodb: dynamodb.service, s3: s3.service },
    longWork,
    userPools: cognito,
    bodyWork,
    endpointUrl,
    hasNoTimeLimits: debugPorts !== undefined,
    onServed: recent.note,
    leaseBody,
  });
  const events = createEvents({ account, clock, invoke: lambda.invoke });
  const scheduler = createScheduler({ account, clock, iam, invoke: lambda.invoke });
  const resourceServices = {
    apigateway,
    cloudwatch: createCloudWatch(account),
    cognito,
    dynamodb,
    ecr: createEcr(account),
    events,
    iam,
    identityPools,
    lambda,
    logs,
    s3,
    scheduler,
    secretsmanager: createSecretsManager(account),
    ssm: createSsm(account),
  };
  const cloudformation = createCloudFormation({
    account,
    services: { ...resourceServices, customResponses },
    longWork,
    resourceTypes,
    outputsChanged(stackName, { ApiId: apiId, ApiStage: stageName }) {
      apigateway.shortNames.setMain(stackName, apiId && stageName ? { apiId, stageName } : undefined);
    },
  });
  const all = {
    ...resourceServices,
    cloudcontrol: createCloudControl(),
    cloudformation,
    hosted: { service: cognito.hosted },
  };

  return {
    apigateway,
    cloudformation,
    cognito,
    identityPools,
    lambda,
    services: Object.values(all).map(({ service }): Service => service),
    /** Starts nothing more, and waits for the stack operations under way. */
    async stopWork(): Promise<void> {
      await cloudformation.stop();
      // Until then a stack operation may make a rule or a schedule.
      events.stop();
      scheduler.stop();
    },
    /** Ends every child process. */
    async stopProcesses(): Promise<void> {
      await Promise.all([lambda.stop(), dynamodb.stop()]);
    },
  };
}

/** `stack/LogicalId` of a function that a stack has created; else its name. */
function labelOf({ operations }: Pick<CloudFormation, 'operations'>, functionName: string): string {
  try {
    const { StackResources = [] } = operations.DescribeStackResources({ PhysicalResourceId: functionName });
    const resource = StackResources.find(({ PhysicalResourceId }) => PhysicalResourceId === functionName);
    return resource ? `${resource.StackName}/${resource.LogicalResourceId}` : functionName;
  } catch (error) {
    if (error instanceof ServiceError) return functionName;
    throw error;
  }
}
