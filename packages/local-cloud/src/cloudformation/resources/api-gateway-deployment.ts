import type { Properties, ResourceType } from '../resource-type.ts';

interface DeploymentProperties extends Properties {
  readonly RestApiId: string;
  readonly Description?: string;
  readonly StageName?: string;
}

/** A snapshot of the API. With a stage name it creates that stage too, which is deleted with the deployment. */
export const apiGatewayDeployment: ResourceType = {
  type: 'AWS::ApiGateway::Deployment',
  attributes: ['DeploymentId'],
  properties: { RestApiId: 'replace', Description: 'replace', StageName: 'replace' },
  required: ['RestApiId'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const { RestApiId, Description, StageName } = properties as DeploymentProperties;
    const { id = '' } = context.services.apigateway.operations.CreateDeployment({
      restApiId: RestApiId,
      description: Description,
      stageName: StageName,
    });
    return { physicalId: id, attributes: { DeploymentId: id } };
  },
  notOffered: ['DeploymentCanarySettings', 'StageDescription'],

  async delete(existing, context) {
    const { RestApiId: restApiId, StageName: stageName } = existing.properties as DeploymentProperties;
    const { operations } = context.services.apigateway;
    const deploymentId = existing.physicalId;
    const { item: stages = [] } = operations.GetStages({ restApiId, deploymentId });
    if (stageName !== undefined && stages.some((stage) => stage.stageName === stageName)) {
      operations.DeleteStage({ restApiId, stageName });
    }
    operations.DeleteDeployment({ restApiId, deploymentId });
  },
};
