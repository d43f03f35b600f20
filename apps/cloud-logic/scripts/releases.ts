import {
  type APIGatewayClient,
  CreateDeploymentCommand,
  GetStageCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  GetAliasCommand,
  type LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';

/** What a stage serves: a version of the function behind a deployment of the API. */
export interface Release {
  readonly version: string;
  readonly deploymentId: string;
}

export interface Production {
  readonly current: Release;
  /** What a rollback returns to. */
  readonly before: Release | undefined;
}

export interface ReleaseTarget {
  readonly lambda: Pick<LambdaClient, 'send'>;
  readonly apiGateway: Pick<APIGatewayClient, 'send'>;
  readonly functionName: string;
  readonly restApiId: string;
}

const stageName = 'Production';

/** Publishes what Development serves, and moves Production there. */
export async function promote(target: ReleaseTarget): Promise<Production> {
  const { lambda, apiGateway, functionName, restApiId } = target;
  const now = await production(target);
  // Nothing that serves changes until both are there. Unchanged code is the version that it was.
  const published = await lambda.send(new PublishVersionCommand({ FunctionName: functionName }));
  const version = published.Version ?? '';
  const description = `Version ${version}`;
  const deployed = await apiGateway.send(new CreateDeploymentCommand({ restApiId, description }));
  return move(target, { version, deploymentId: deployed.id ?? '' }, now);
}

/** Moves Production back to what it served before. */
export async function rollBack(target: ReleaseTarget): Promise<Production> {
  const now = await production(target);
  if (!now.before) throw new Error('Production serves its first release: there is none before it.');
  return move(target, now.before, now);
}

export async function production(target: ReleaseTarget): Promise<Production> {
  const { lambda, apiGateway, functionName, restApiId } = target;
  const [alias, stage] = await Promise.all([
    lambda.send(new GetAliasCommand({ FunctionName: functionName, Name: stageName })),
    apiGateway.send(new GetStageCommand({ restApiId, stageName })),
  ]);
  const current = { version: alias.FunctionVersion ?? '', deploymentId: stage.deploymentId ?? '' };
  const [, version, deploymentId] = remembered.exec(alias.Description ?? '') ?? [];
  return { current, before: version && deploymentId ? { version, deploymentId } : undefined };
}

/** The alias remembers what Production served before. */
const remembered = /^Before: version (\d+), deployment (\w+)$/;

/** First the alias, then the stage; when the stage cannot be moved the alias goes back. */
async function move(target: ReleaseTarget, next: Release, now: Production): Promise<Production> {
  const { apiGateway, restApiId } = target;
  await moveAlias(target, next, now.current);
  const patchOperations = [{ op: 'replace' as const, path: '/deploymentId', value: next.deploymentId }];
  try {
    await apiGateway.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }));
  } catch (error) {
    await moveAlias(target, now.current, now.before).catch((cause: Error) => {
      const { message } = error as Error;
      const half = `Production has version ${next.version} behind deployment ${now.current.deploymentId}`;
      throw new Error(`${message}. The alias did not go back (${cause.message}): ${half}. Run --rollback.`);
    });
    throw error;
  }
  return { current: next, before: now.current };
}

async function moveAlias(
  { lambda, functionName }: ReleaseTarget,
  { version }: Release,
  before: Release | undefined,
): Promise<void> {
  const Description = before ? `Before: version ${before.version}, deployment ${before.deploymentId}` : '';
  const alias = { FunctionName: functionName, Name: stageName };
  await lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: version, Description }));
}
