import type { SamContext } from '../expansion.ts';
import { ref } from '../intrinsics.ts';
import { hash, hashedId } from '../logical-id.ts';
import { isFilled, present } from '../present.ts';
import { printed, pythonJson } from '../python2/printed.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import { tagList } from '../tags.ts';
import type { JsonObject, JsonValue, Resource } from '../template.ts';

export interface ApiStage {
  readonly stageId: string;
  readonly resources: Record<string, Resource>;
}

/** What a deployment is named for. */
export interface DeployedContent {
  /** The properties of the REST API. */
  readonly restApi: JsonObject;
  /** The custom domain, with what the translator has noted in it. */
  readonly domain: JsonObject | undefined;
  readonly functionNames: readonly string[];
}

/** An API's deployment, named for what it deploys so that a change makes a new one, and the stage on it. */
export function apiStage(
  logicalId: string,
  resource: Resource,
  properties: JsonObject,
  content: DeployedContent,
  { now }: SamContext,
): ApiStage {
  const { OpenApiVersion, StageName = null, Tags } = properties;
  const deployed = deployedContent(properties, content, now);
  const deploymentId = hashedId(`${logicalId}Deployment`, deployed);
  const stageId = stageLogicalId(logicalId, StageName);
  return {
    stageId,
    resources: {
      [deploymentId]: {
        Type: 'AWS::ApiGateway::Deployment',
        ...sharedAttributes(resource),
        Properties: present({
          Description: deployed === '' ? undefined : `RestApi deployment id: ${hash(deployed)}`,
          RestApiId: ref(logicalId),
          // SM-18: a stage of this name comes with the deployment, unless OpenApiVersion is set.
          // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html#sam-api-openapiversion
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

// SM-16: CloudFormation deploys an API once per deployment resource and never notices a change of the REST API. So
// the deployment's id changes with what is deployed. SM-17: of `AlwaysDeploy` the translator takes the second; two
// deployments can follow each other sooner here.
function deployedContent(
  { AlwaysDeploy, OpenApiVersion }: JsonObject,
  { restApi: { Body, BodyS3Location }, domain, functionNames }: DeployedContent,
  now: () => number,
): string {
  const definition = Body ?? BodyS3Location;
  if (!isFilled(definition)) return '';
  if (AlwaysDeploy) return String(now());
  const parts = [
    printed(definition ?? null),
    OpenApiVersion ? String(OpenApiVersion) : '',
    domain ? pythonJson(domain) : '',
    functionNames.join(''),
  ];
  return parts.filter((part) => part !== '').join('||');
}

// A name that is not part of a logical id, such as `my-stage`, is hashed; one that is not known yet is left out.
function stageLogicalId(logicalId: string, stageName: JsonValue): string {
  const name = typeof stageName === 'string' ? stageName : '';
  return /^[A-Za-z0-9]+$/.test(name) ? `${logicalId}${name}Stage` : hashedId(`${logicalId}Stage`, name);
}
