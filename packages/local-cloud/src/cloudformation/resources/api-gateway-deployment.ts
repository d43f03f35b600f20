import { isTrue } from '../is-true.ts';
import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { methodSettingNames } from './api-gateway-method-settings.ts';
import {
  noFirehose,
  refuseMembers,
  replacement,
  type StageSettings,
  stagePatches,
} from './api-gateway-stage-settings.ts';
import { replaceTags } from './api-gateway-tags.ts';

interface DeploymentCanarySettings {
  readonly PercentTraffic?: number | string;
  readonly StageVariableOverrides?: Readonly<Record<string, string>>;
  readonly UseStageCache?: boolean | string;
}

interface DeploymentProperties extends Properties {
  readonly RestApiId: string;
  readonly Description?: string;
  readonly StageName?: string;
  readonly StageDescription?: StageSettings;
  readonly DeploymentCanarySettings?: DeploymentCanarySettings;
}

/**
 * A snapshot of the API. With a stage name it creates that stage too, which is deleted with the deployment; with
 * canary settings it becomes the canary of a stage that exists, until it is deleted.
 */
export const apiGatewayDeployment: ResourceType = {
  type: 'AWS::ApiGateway::Deployment',
  attributes: ['DeploymentId'],
  properties: {
    RestApiId: 'replace',
    DeploymentCanarySettings: 'replace',
    StageName: 'replace',
    Description: 'update',
    StageDescription: 'update',
  },
  offeredValues: { 'StageDescription.AccessLogSetting.DestinationArn': noFirehose },
  required: ['RestApiId'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const deployment = properties as DeploymentProperties;
    const { RestApiId: restApiId, Description, StageName, StageDescription } = deployment;
    const settings = settingsOf(StageDescription);
    const { operations } = context.services.apigateway;
    const { id = '' } = operations.CreateDeployment({
      restApiId,
      description: Description,
      stageName: StageName,
      ...canaryOf(deployment),
    });
    const created = { physicalId: id, attributes: { DeploymentId: id } };
    if (StageName === undefined || !StageDescription) return created;
    try {
      changeStage(deployment, settings, {}, context);
    } catch (error) {
      deleteDeployment(deployment, id, context);
      throw error;
    }
    return created;
  },

  async update(properties, existing, context) {
    const deployment = properties as DeploymentProperties;
    const former = existing.properties as DeploymentProperties;
    context.services.apigateway.operations.UpdateDeployment({
      restApiId: deployment.RestApiId,
      deploymentId: existing.physicalId,
      patchOperations: [replacement('/description', deployment.Description ?? '')],
    });
    if (deployment.StageName !== undefined) {
      const settings = settingsOf(deployment.StageDescription);
      changeStage(deployment, settings, settingsOf(former.StageDescription), context);
    }
    return existing;
  },

  async delete(existing, context) {
    deleteDeployment(existing.properties as DeploymentProperties, existing.physicalId, context);
  },
};

/** Settings that `StageDescription` has beside those by method are for all methods. */
function settingsOf(description: StageSettings = {}): StageSettings {
  const entries = Object.entries(description);
  const forAll = entries.filter(([name]) => methodSettingNames.includes(name));
  const { MethodSettings = [], ...stage } = Object.fromEntries(
    entries.filter(([name]) => !methodSettingNames.includes(name)),
  ) as StageSettings;
  refuseMembers(Object.fromEntries(Object.entries(stage).filter(([name]) => !stageMembers.includes(name))));
  const ofAll = forAll.length > 0 ? [Object.fromEntries(forAll)] : [];
  return { ...stage, MethodSettings: [...ofAll, ...MethodSettings] };
}

const stageMembers = [
  ...['Description', 'Variables', 'TracingEnabled', 'CacheClusterEnabled', 'CacheClusterSize'],
  ...['AccessLogSetting', 'CanarySetting', 'DocumentationVersion', 'ClientCertificateId', 'Tags'],
];

function canaryOf({ DeploymentCanarySettings: canary }: DeploymentProperties) {
  if (!canary) return {};
  const { PercentTraffic = 0, StageVariableOverrides, UseStageCache, ...others } = canary;
  refuseMembers(others);
  return {
    canarySettings: {
      percentTraffic: Number(PercentTraffic),
      stageVariableOverrides: { ...StageVariableOverrides },
      useStageCache: isTrue(UseStageCache),
    },
  };
}

function changeStage(
  { RestApiId: restApiId, StageName: stageName = '' }: DeploymentProperties,
  settings: StageSettings,
  former: StageSettings,
  context: ResourceContext,
): void {
  const patchOperations = stagePatches(settings, former);
  context.services.apigateway.operations.UpdateStage({ restApiId, stageName, patchOperations });
  replaceTags(`/restapis/${restApiId}/stages/${stageName}`, settings.Tags, former.Tags, context);
}

/** Takes the stage, or the canary, that the deployment made along. */
function deleteDeployment(
  { RestApiId: restApiId, StageName: stageName, DeploymentCanarySettings: canary }: DeploymentProperties,
  deploymentId: string,
  { services }: ResourceContext,
): void {
  const { operations } = services.apigateway;
  const { item: stages = [] } = operations.GetStages({ restApiId });
  const stage = stages.find((one) => one.stageName === stageName);
  if (canary && stage?.canarySettings?.deploymentId === deploymentId) {
    const patchOperations = [{ op: 'remove' as const, path: '/canarySettings' }];
    operations.UpdateStage({ restApiId, stageName, patchOperations });
  }
  if (!canary && stage?.deploymentId === deploymentId) operations.DeleteStage({ restApiId, stageName });
  operations.DeleteDeployment({ restApiId, deploymentId });
}
