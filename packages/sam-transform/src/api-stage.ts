import { ref } from './intrinsics.ts';
import { hash, hashedId } from './logical-id.ts';
import { present } from './present.ts';
import { sharedAttributes } from './resource-attributes.ts';
import { tagList } from './tags.ts';
import type { JsonObject, JsonValue, Resource } from './template.ts';

export interface ApiStage {
  readonly stageId: string;
  readonly resources: Record<string, Resource>;
}

/** An API's deployment, named for what it deploys so that a change makes a new one, and the stage on it. */
export function apiStage(
  logicalId: string,
  resource: Resource,
  properties: JsonObject,
  restApi: JsonObject,
  functionNames: readonly JsonValue[],
): ApiStage {
  const { OpenApiVersion, StageName = null, Tags } = properties;
  const definition = restApi.Body ?? restApi.BodyS3Location ?? null;
  const digest = hash([definition, OpenApiVersion ?? null, ...functionNames]);
  const deploymentId = `${logicalId}Deployment${digest.slice(0, 10)}`;
  const stageId = stageLogicalId(logicalId, StageName);
  return {
    stageId,
    resources: {
      [deploymentId]: {
        Type: 'AWS::ApiGateway::Deployment',
        ...sharedAttributes(resource),
        Properties: present({
          Description: `RestApi deployment id: ${digest}`,
          RestApiId: ref(logicalId),
          // A stage of this name comes with the deployment, a habit SAM only leaves where OpenApiVersion is set.
          StageName: OpenApiVersion ? undefined : 'Stage',
        }),
      },
      [stageId]: {
        Type: 'AWS::ApiGateway::Stage',
        ...sharedAttributes(resource),
        Properties: present({
          RestApiId: ref(logicalId),
          DeploymentId: ref(deploymentId),
          StageName,
          CacheClusterEnabled: properties.CacheClusterEnabled,
          CacheClusterSize: properties.CacheClusterSize,
          Variables: properties.Variables,
          MethodSettings: properties.MethodSettings,
          AccessLogSetting: properties.AccessLogSetting,
          CanarySetting: properties.CanarySetting,
          TracingEnabled: properties.TracingEnabled,
          Tags: Tags === undefined ? undefined : tagList(Tags),
        }),
      },
    },
  };
}

function stageLogicalId(logicalId: string, stageName: JsonValue): string {
  const name = typeof stageName === 'string' ? stageName : '';
  return /^[A-Za-z0-9]+$/.test(name) ? `${logicalId}${name}Stage` : hashedId(`${logicalId}Stage`, name);
}
