import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { defaultAccount } from './account.ts';
import { createApiGateway } from './apigateway/api-gateway.ts';
import { bodyBudget } from './aws/body-budget.ts';
import { ServiceError } from './aws/service-error.ts';
import { createCloudControl } from './cloudcontrol/cloud-control.ts';
import { type CloudFormation, createCloudFormation } from './cloudformation/cloud-formation.ts';
import { createCustomResponses } from './cloudformation/custom-resources/custom-responses.ts';
import { resourceTypes } from './cloudformation/resource-types.ts';
import { createCloudWatch } from './cloudwatch/cloudwatch.ts';
import { createCognito } from './cognito/cognito.ts';
import { createIdentityPools } from './cognito/identity-pools/identity-pools.ts';
import { createDynamoDb } from './dynamodb/dynamo-db.ts';
import { createEcr } from './ecr/ecr.ts';
import { createEdge } from './edge/edge.ts';
import { landingPage } from './edge/landing-page.ts';
import { listen } from './edge/listen.ts';
import { namedApis } from './edge/named-apis.ts';
import { createRecentRequests } from './edge/recent-requests.ts';
import { createEvents } from './events/events.ts';
import { createIam } from './iam/iam.ts';
import { createDebugPorts } from './lambda/environments/debug-ports.ts';
import { createLambda } from './lambda/lambda.ts';
import { combineOutputs } from './lambda/output/function-output.ts';
import { createTerminalOutput } from './lambda/output/terminal-output.ts';
import { createLogs } from './logs/logs.ts';
import { createLongWork } from './long-work/long-work.ts';
import { makeOwnFolder } from './own-folder.ts';
import { createS3 } from './s3/s3.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import { type Clock, systemClock } from './schedules/clock.ts';
import { createSecretsManager } from './secretsmanager/secrets-manager.ts';
import { createSsm } from './ssm/ssm.ts';
import { createSts } from './sts/sts.ts';

export interface LocalCloudOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Origins such as `https://app.example` whose pages may do what a page of this machine may: call deployed APIs. */
  readonly allowedOrigins?: readonly string[];
  /**
   * Where the functions' output is shown while they run, and what Cognito would send, such as `process.stdout`; nowhere
   * unless given.
   */
  readonly functionOutput?: Writable;
  /**
   * The first port for debuggers: each Node function listens on one of its own from here up, has one process, and no
   * time limit ends a call. Not debugged unless given.
   */
  readonly debugPort?: number | undefined;
  /** What a log group may hold before its oldest events are dropped; 64 MB unless given. */
  readonly logGroupBytes?: number | undefined;
  /** What rules and schedules go by; the machine's clock unless given. */
  readonly clock?: Clock | undefined;
}

export interface LocalCloud {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Ends every child process, frees the port and removes the temporary folder. */
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const maxBytesOfAllBodies = 256 * 1024 * 1024;

/**
 * Starts a cloud of its own: its services share nothing with another one in the same process. Rejects with
 * Node's error (`EADDRINUSE`, `EACCES`) when the port cannot be had.
 */
export async function createLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const account = defaultAccount;
  const folder = await makeOwnFolder();
  let url = '';
  const leaseBody = bodyBudget(maxBytesOfAllBodies);

  const iam = createIam(account);
  const logs = createLogs(account, options.logGroupBytes);
  const longWork = createLongWork();
  // Apart from the other work, so that what strangers send to an API delays no deployment.
  const bodyWork = createLongWork({ milliseconds: 10_000, megabytes: 128, workers: 2, waiting: 100 });
  const s3 = createS3(account, {
    folder: path.join(folder, 's3'),
    invoke: (request) => lambda.invoke(request),
    signerOf: iam.signerOf,
    longWork,
  });
  const dynamodb = createDynamoDb(account, { folder });
  const recent = createRecentRequests();
  const terminal =
    options.functionOutput &&
    createTerminalOutput(options.functionOutput, (name) => labelOf(cloudformation, name));
  const output = terminal ? combineOutputs([recent.output, terminal]) : recent.output;
  const { debugPort } = options;
  const debugPorts = debugPort === undefined ? undefined : createDebugPorts(debugPort);
  const lambda = createLambda({ account, iam, logs, s3, endpointUrl: () => url, folder, output, debugPorts });
  const cognito = createCognito({
    account,
    endpointUrl: () => url,
    output: options.functionOutput,
    functions: lambda,
    triggerTimeoutMs: debugPorts && Number.POSITIVE_INFINITY,
  });
  const identityPools = createIdentityPools({ account, userPools: cognito, iam });
  const sts = createSts({ iam, webIdentities: identityPools });
  const awsServices = { dynamodb: dynamodb.service, s3: s3.service };
  const apigateway = createApiGateway({
    account,
    iam,
    lambda,
    logs,
    awsServices,
    longWork,
    userPools: cognito,
    bodyWork,
    endpointUrl: () => url,
    hasNoTimeLimits: debugPorts !== undefined,
    onServed: recent.note,
    leaseBody,
  });
  const cloudwatch = createCloudWatch(account);
  const { clock = systemClock } = options;
  const events = createEvents({ account, clock, invoke: lambda.invoke });
  const scheduler = createScheduler({ account, clock, iam, invoke: lambda.invoke });
  const customResponses = createCustomResponses(() => url);
  const resourceServices = {
    apigateway,
    cloudwatch,
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
  const services = {
    ...resourceServices,
    cloudcontrol: createCloudControl(),
    cloudformation,
    hosted: { service: cognito.hosted },
    sts,
  };

  const apis = () => namedApis(apigateway.shortNames.all(), url);
  const edge = createEdge({
    apigateway,
    services: Object.values(services).map(({ service }) => service),
    signerOf: iam.signerOf,
    landingPage: (token) => landingPage(cloudformation, apis(), url, token),
    namedApis: apis,
    recentRequests: recent.list,
    leaseBody,
    inbox: cognito.inbox,
    customResponses,
    folder,
    allowedOrigins: options.allowedOrigins,
  });

  async function stopServices(): Promise<void> {
    await cloudformation.stop();
    // Until then a stack operation may make a rule or a schedule.
    events.stop();
    scheduler.stop();
    await Promise.all([longWork.stop(), bodyWork.stop()]);
    await Promise.all([lambda.stop(), dynamodb.stop()]);
    await rm(folder, { recursive: true, force: true });
  }

  try {
    const listener = await listen(edge, options.port ?? 0, host);
    url = `http://${host}:${listener.port}`;
    const stop = async () => {
      await listener.close();
      await stopServices();
    };
    let stopping: Promise<void> | undefined;
    return { url, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await stopServices();
    throw error;
  }
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
