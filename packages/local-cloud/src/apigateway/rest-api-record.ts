import type { Deployment, RestApi, Stage } from '@aws-sdk/client-api-gateway';
import { ServiceError } from '../aws/service-error.ts';
import type { CompiledDeployment } from './compile-deployment.ts';
import type { MethodOverrides, SettingsOf } from './method-settings/method-settings.ts';
import type { ApiModel } from './model.ts';

/** One API: its settings as AWS describes them, its definition of now, and what was deployed of it. */
export interface RestApiRecord {
  readonly id: string;
  settings: RestApi;
  model: ApiModel;
  readonly deployments: Map<string, DeploymentRecord>;
  readonly stages: Map<string, StageRecord>;
}

export interface DeploymentRecord extends Deployment {
  readonly id: string;
  /** The definition that was deployed. */
  readonly model: ApiModel;
  readonly compiled: CompiledDeployment;
}

export interface StageRecord extends Stage {
  readonly stageName: string;
  readonly deploymentId: string;
  readonly variables: Record<string, string>;
  readonly methodSettings: MethodOverrides;
  /** The method settings, complete and quick to ask. */
  readonly settingsOf: SettingsOf;
}

export type RestApis = Map<string, RestApiRecord>;

export function restApiWith(apis: RestApis, restApiId: string | undefined): RestApiRecord {
  const api = apis.get(restApiId ?? '');
  if (!api) throw notFound(`Invalid API identifier specified ${restApiId}`);
  return api;
}

export function deploymentWith(api: RestApiRecord, deploymentId: string | undefined): DeploymentRecord {
  const deployment = api.deployments.get(deploymentId ?? '');
  if (!deployment) throw notFound('Invalid Deployment identifier specified');
  return deployment;
}

export function stageNamed(api: RestApiRecord, stageName: string | undefined): StageRecord {
  const stage = api.stages.get(stageName ?? '');
  if (!stage) throw notFound('Invalid stage identifier specified');
  return stage;
}

export function notFound(message: string): ServiceError {
  return new ServiceError('NotFoundException', message, 404);
}

export function badRequest(message: string): ServiceError {
  return new ServiceError('BadRequestException', message, 400);
}

export function conflict(message: string): ServiceError {
  return new ServiceError('ConflictException', message, 409);
}
