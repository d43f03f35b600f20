import path from 'node:path';
import type { Writable } from 'node:stream';
import { type Account, defaultAccount } from './account.ts';
import { createApiGateway } from './apigateway/api-gateway.ts';
import type { AwsServices, UserPools } from './apigateway/backends.ts';
import type { Gateways } from './apigateway/gateways.ts';
import type { Lease } from './aws/body-budget.ts';
import type { Service } from './aws/service.ts';
import { ServiceError } from './aws/service-error.ts';
import { createCloudControl } from './cloudcontrol/cloud-control.ts';
import { type CloudFormation, createCloudFormation } from './cloudformation/cloud-formation.ts';
import type { CustomResponses } from './cloudformation/custom-resources/custom-responses.ts';
import { resourceTypes } from './cloudformation/resource-types.ts';
import { createCloudWatch } from './cloudwatch/cloudwatch.ts';
import { type Cognito, createCognito } from './cognito/cognito.ts';
import { createIdentityPools, type IdentityPools } from './cognito/identity-pools/identity-pools.ts';
import type { Inbox } from './cognito/inbox.ts';
import { createDynamoDb } from './dynamodb/dynamo-db.ts';
import { createEcr } from './ecr/ecr.ts';
import type { RecentRequests } from './edge/recent-requests.ts';
import { createEvents } from './events/events.ts';
import type { Iam } from './iam/iam.ts';
import type { DebugPorts } from './lambda/environments/debug-ports.ts';
import type { FunctionProcesses } from './lambda/environments/function-processes.ts';
import type { FunctionInvoker } from './lambda/function-invoker.ts';
import { createLambda, type Lambda } from './lambda/lambda.ts';
import { combineOutputs } from './lambda/output/function-output.ts';
import { createTerminalOutput } from './lambda/output/terminal-output.ts';
import { createLogs } from './logs/logs.ts';
import type { LongWork } from './long-work/long-work.ts';
import { createS3 } from './s3/s3.ts';
import type { BucketStore } from './s3/state.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import type { Clock } from './schedules/clock.ts';
import { createSecretsManager } from './secretsmanager/secrets-manager.ts';
import { createSsm } from './ssm/ssm.ts';
import type { Sts } from './sts/sts.ts';

/** What the services of a region take from the cloud: what is global, and what guards the machine. */
export interface RegionOptions {
  readonly regions: OtherRegions;
  readonly iam: Iam;
  readonly sts: Sts;
  readonly buckets: BucketStore;
  readonly gateways: Gateways;
  readonly processes: FunctionProcesses;
  readonly inbox: Inbox;
  /** A folder of the cloud's own. */
  readonly folder: string;
  /** The URL of this cloud, known once it listens. */
  readonly endpointUrl: () => string;
  readonly longWork: LongWork;
  /** Apart from the other work, so that requests to an API do not delay deployments. */
  readonly bodyWork: LongWork;
  readonly leaseBody: () => Lease;
  readonly clock: Clock;
  readonly recent: Pick<RecentRequests, 'output' | 'note'>;
  readonly customResponses: CustomResponses;
  readonly functionOutput?: Writable | undefined;
  readonly debugPorts?: DebugPorts | undefined;
  readonly logGroupBytes?: number | undefined;
}

/** What a region asks of others. Only an integration that names a new region makes one. */
export interface OtherRegions {
  get(name: string): Region;
  all(): readonly Region[];
  /** Invokes a function of the region in its ARN. */
  invoke: FunctionInvoker['invoke'];
  /** The verdict of the region in the pool's ARN. */
  verifyToken: UserPools['verifyToken'];
}

/** The services that each region has of its own: nothing made in one region is seen in another. */
export interface Region {
  readonly name: string;
  /** By signing name. */
  readonly services: ReadonlyMap<string, Service>;
  /** What integrations of APIs call, by their names in URIs. */
  readonly awsServices: AwsServices;
  readonly cloudformation: CloudFormation;
  readonly cognito: Cognito;
  readonly identityPools: IdentityPools;
  readonly lambda: Pick<Lambda, 'hasPackage' | 'hasUrl' | 'invoke' | 'serveUrl'>;
  /** Starts nothing more, and waits for the stack operations under way. */
  stopWork(): Promise<void>;
  /** Ends every child process that is the region's own. */
  stopProcesses(): Promise<void>;
}

export function createRegion(account: Account, options: RegionOptions): Region {
  const { regions, iam, folder, endpointUrl, longWork, bodyWork, leaseBody, clock, recent } = options;
  const { customResponses, debugPorts, functionOutput } = options;
  const isHome = account.region === defaultAccount.region;
  const logs = createLogs(account, options.logGroupBytes);
  const s3 = createS3(account, { store: options.buckets, signerOf: iam.signerOf, longWork });
  const dynamodb = createDynamoDb(account, {
    folder: isHome ? folder : path.join(folder, account.region),
    startsLate: !isHome,
  });
  // Filled when all services are there; integrations are compiled later.
  const awsServices: Record<string, Service> = {};
  const terminal =
    functionOutput &&
    createTerminalOutput(functionOutput, (name) =>
      [...(isHome ? [] : [account.region]), labelOf(cloudformation, name)].join('/'),
    );
  const lambda = createLambda({
    account,
    iam,
    logs,
    s3,
    endpointUrl,
    folder,
    output: terminal ? combineOutputs([recent.output, terminal]) : recent.output,
    processes: options.processes,
    debugPorts,
    leaseBody,
    onServed: recent.note,
    isUrlElsewhere: (id) => regions.all().some((region) => region.lambda.hasUrl(id)),
  });
  const cognito = createCognito({
    account,
    endpointUrl,
    inbox: options.inbox,
    isDomainElsewhere: (prefix) => regions.all().some((region) => region.cognito.hasDomain(prefix)),
    functions: lambda,
    triggerTimeoutMs: debugPorts && Number.POSITIVE_INFINITY,
  });
  const identityPools = createIdentityPools({ account, userPools: regions, iam });
  const apigateway = createApiGateway({
    account,
    iam,
    lambda: regions,
    logs,
    awsServices,
    awsServicesIn: (name) => regions.get(name).awsServices,
    gateways: options.gateways,
    longWork,
    userPools: regions,
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
    services: { ...resourceServices, iam, customResponses },
    longWork,
    resourceTypes,
    outputsChanged(stackName, { ApiId: apiId, ApiStage: stageName }) {
      const main = apiId && stageName ? { apiId, stageName } : undefined;
      options.gateways.shortNames.setMain(account.region, stackName, main);
    },
  });
  const all = {
    ...resourceServices,
    cloudcontrol: createCloudControl(lambda.operations),
    cloudformation,
    hosted: { service: cognito.hosted },
  };
  for (const { service } of [...Object.values(all), iam, options.sts])
    awsServices[service.signingName] = service;

  return {
    name: account.region,
    services: new Map(Object.values(all).map(({ service }) => [service.signingName, service])),
    awsServices,
    cloudformation,
    cognito,
    identityPools,
    lambda,
    async stopWork() {
      await cloudformation.stop();
      // Until then a stack operation may make a rule or a schedule.
      events.stop();
      scheduler.stop();
    },
    async stopProcesses() {
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
