import type { ResourceType } from '../resource-type.ts';
import { noFirehose, replacement, type StageSettings, stagePatches } from './api-gateway-stage-settings.ts';
import { replaceTags, tagRecord } from './api-gateway-tags.ts';

interface StageProperties extends StageSettings {
  readonly RestApiId: string;
  readonly StageName: string;
  readonly DeploymentId: string;
}

export const apiGatewayStage: ResourceType = {
  type: 'AWS::ApiGateway::Stage',
  attributes: [],
  properties: {
    RestApiId: 'replace',
    StageName: 'replace',
    DeploymentId: 'update',
    Description: 'update',
    Variables: 'update',
    MethodSettings: 'update',
    AccessLogSetting: 'update',
    TracingEnabled: 'update',
    CacheClusterEnabled: 'update',
    CacheClusterSize: 'update',
    CanarySetting: 'update',
    DocumentationVersion: 'update',
    ClientCertificateId: 'update',
    Tags: 'update',
  },
  offeredValues: { 'AccessLogSetting.DestinationArn': noFirehose },
  required: ['RestApiId', 'StageName', 'DeploymentId'],
  lists: ['MethodSettings', 'Tags'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const stage = properties as StageProperties;
    const { operations } = context.services.apigateway;
    operations.CreateStage({
      restApiId: stage.RestApiId,
      stageName: stage.StageName,
      deploymentId: stage.DeploymentId,
      tags: tagRecord(stage.Tags),
    });
    const named = { restApiId: stage.RestApiId, stageName: stage.StageName };
    try {
      operations.UpdateStage({ ...named, patchOperations: stagePatches(stage) });
    } catch (error) {
      operations.DeleteStage(named);
      throw error;
    }
    return { physicalId: stage.StageName, attributes: {} };
  },

  async update(properties, existing, context) {
    const stage = properties as StageProperties;
    const former = existing.properties as StageProperties;
    context.services.apigateway.operations.UpdateStage({
      restApiId: stage.RestApiId,
      stageName: stage.StageName,
      patchOperations: [replacement('/deploymentId', stage.DeploymentId), ...stagePatches(stage, former)],
    });
    replaceTags(`/restapis/${stage.RestApiId}/stages/${stage.StageName}`, stage.Tags, former.Tags, context);
    return existing;
  },

  async delete(existing, context) {
    const { RestApiId: restApiId } = existing.properties as StageProperties;
    context.services.apigateway.operations.DeleteStage({ restApiId, stageName: existing.physicalId });
  },
};
