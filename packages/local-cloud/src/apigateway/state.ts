import type {
  ClientCertificate,
  Deployment,
  DocumentationPart,
  DocumentationVersion,
  RestApi,
  Stage,
  VpcLink,
} from '@aws-sdk/client-api-gateway';
import type { Lease } from '../aws/body-budget.ts';
import type { ServedRequest } from '../aws/served-request.ts';
import type { LongWork } from '../long-work/long-work.ts';
import type { AccessLog } from './access-log/access-log.ts';
import type { Backends, ClientIdentity } from './backends.ts';
import type { DomainNameRecords } from './domain-name-records.ts';
import { notFound } from './errors.ts';
import type { CalledStage, CompiledDeployment } from './exchange.ts';
import type { LogStore } from './execution-log/execution-log.ts';
import type { MethodOverrides } from './method-settings/method-settings.ts';
import type { ApiModel } from './model.ts';
import type { ShortNames, StackOrigin } from './short-names.ts';
import type { UsagePlanState } from './usage-plans/usage-plan-state.ts';

/** What API Gateway's operations share. */
export interface ApiGatewayState extends Backends, UsagePlanState {
  readonly logs: LogStore;
  /** Workers for bodies that take long. */
  readonly bodyWork: LongWork | undefined;
  readonly apis: RestApis;
  accountSettings: AccountSettings;
  /** Whether an API of any region has this id. */
  readonly isTakenId: (id: string) => boolean;
  readonly shortNames: Pick<ShortNames, 'reset'>;
  /** By name, in lower case. */
  readonly domainNames: DomainNameRecords;
  readonly vpcLinks: Map<string, VpcLinkRecord>;
  readonly clientCertificates: Map<string, ClientCertificateRecord>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly leaseBody: () => Lease;
  readonly onServed?: ((request: ServedRequest) => void) | undefined;
}

export interface AccountSettings {
  readonly cloudwatchRoleArn?: string;
}

/** Without the state that AWS's links go through. */
export interface VpcLinkRecord extends VpcLink {
  readonly id: string;
}

export interface ClientCertificateRecord extends ClientCertificate, ClientIdentity {
  readonly clientCertificateId: string;
  readonly pemEncodedCertificate: string;
}

export type RestApis = Map<string, RestApiRecord>;

/** One API: its settings as AWS describes them, its definition of now, and what was deployed of it. */
export interface RestApiRecord {
  readonly id: string;
  /** Absent for an API that no stack created. */
  readonly origin: StackOrigin | undefined;
  settings: RestApi;
  model: ApiModel;
  readonly deployments: Map<string, DeploymentRecord>;
  readonly stages: Map<string, StageRecord>;
  /** Versions of its documentation, by their names. */
  readonly documentation: Map<string, DocumentationRecord>;
}

export interface DocumentationRecord extends DocumentationVersion {
  readonly version: string;
  readonly parts: readonly DocumentationPart[];
}

export interface DeploymentRecord extends Deployment {
  readonly id: string;
  /** The definition that was deployed. */
  readonly model: ApiModel;
  readonly compiled: CompiledDeployment;
}

export interface StageRecord extends Stage, CalledStage {
  readonly stageName: string;
  readonly deploymentId: string;
  readonly variables: Record<string, string>;
  readonly methodSettings: MethodOverrides;
  readonly tracingEnabled: boolean;
  readonly clientCertificateId?: string | undefined;
  /** What serves the share of the requests that `canarySettings` say. */
  readonly canary?: StageRecord | undefined;
  /** Compiled from `accessLogSettings`. */
  readonly accessLog: AccessLog | undefined;
}

export function restApiWith(
  { apis, account }: Pick<ApiGatewayState, 'apis' | 'account'>,
  restApiId: string | undefined,
): RestApiRecord {
  const api = apis.get(restApiId ?? '');
  if (!api) throw notFound(`Invalid API identifier specified ${account.id}:${restApiId}`);
  return api;
}

export function deploymentWith(
  api: Pick<RestApiRecord, 'deployments'>,
  deploymentId: string | undefined,
): DeploymentRecord {
  const deployment = api.deployments.get(deploymentId ?? '');
  if (!deployment) throw notFound('Invalid Deployment identifier specified');
  return deployment;
}

export function documentationNamed(api: RestApiRecord, version: string | undefined): DocumentationRecord {
  const record = api.documentation.get(version ?? '');
  if (!record) throw notFound('Invalid Documentation version specified');
  return record;
}

export function stageNamed(api: RestApiRecord, stageName: string | undefined): StageRecord {
  const stage = api.stages.get(stageName ?? '');
  if (!stage) throw notFound('Invalid stage identifier specified');
  return stage;
}
