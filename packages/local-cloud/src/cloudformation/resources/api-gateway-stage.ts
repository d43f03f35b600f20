import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { ServiceError } from '../../aws/service-error.ts';
import type { Properties, ResourceType } from '../resource-type.ts';
import { type MethodSetting, methodSettingPatches } from './api-gateway-method-settings.ts';

interface AccessLogSetting {
  readonly DestinationArn?: string;
  readonly Format?: string;
}

interface CanarySetting {
  readonly DeploymentId?: string;
  readonly PercentTraffic?: number | string;
  readonly StageVariableOverrides?: Readonly<Record<string, string>>;
  readonly UseStageCache?: boolean | string;
}

interface StageProperties extends Properties {
  readonly RestApiId: string;
  readonly StageName: string;
  readonly DeploymentId: string;
  readonly Description?: string;
  readonly Variables?: Readonly<Record<string, string>>;
  readonly MethodSettings?: readonly MethodSetting[];
  readonly TracingEnabled?: boolean | string;
  readonly CacheClusterEnabled?: boolean | string;
  readonly CacheClusterSize?: number | string;
  readonly AccessLogSetting?: AccessLogSetting;
  readonly CanarySetting?: CanarySetting;
  readonly DocumentationVersion?: string;
  readonly ClientCertificateId?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

export const apiGatewayStage: ResourceType = {
  type: 'AWS::ApiGateway::Stage',
  takesStackTags: true,
  attributes: [],
  properties: {
    RestApiId: 'replace',
    StageName: 'replace',
    Tags: 'replace',
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
  },
  required: ['RestApiId', 'StageName', 'DeploymentId'],
  lists: ['MethodSettings', 'Tags'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const stage = properties as StageProperties;
    const { operations } = context.services.apigateway;
    const patchOperations = [
      ...cachePatches(stage),
      ...methodSettingPatches(stage.MethodSettings),
      ...accessLogPatches(stage.AccessLogSetting),
      ...canaryPatches(stage.CanarySetting),
      ...certificatePatches(stage),
    ];
    operations.CreateStage({
      restApiId: stage.RestApiId,
      stageName: stage.StageName,
      deploymentId: stage.DeploymentId,
      description: stage.Description,
      variables: { ...stage.Variables },
      tracingEnabled: isTrue(stage.TracingEnabled),
      documentationVersion: stage.DocumentationVersion,
      tags: Object.fromEntries((stage.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
    });
    const named = { restApiId: stage.RestApiId, stageName: stage.StageName };
    try {
      operations.UpdateStage({ ...named, patchOperations });
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
      patchOperations: [
        { op: 'replace', path: '/deploymentId', value: stage.DeploymentId },
        { op: 'replace', path: '/description', value: stage.Description ?? '' },
        { op: 'replace', path: '/tracingEnabled', value: String(isTrue(stage.TracingEnabled)) },
        ...cachePatches(stage),
        ...Object.keys(former.Variables ?? {}).map((name) => variable('remove', name)),
        ...Object.entries(stage.Variables ?? {}).map(([name, value]) => variable('replace', name, value)),
        ...methodSettingPatches(stage.MethodSettings, former.MethodSettings),
        ...accessLogPatches(stage.AccessLogSetting, former.AccessLogSetting),
        ...(former.CanarySetting ? [{ op: 'remove', path: '/canarySettings' } as const] : []),
        ...canaryPatches(stage.CanarySetting),
        ...certificatePatches(stage, former),
        ...(stage.DocumentationVersion === undefined
          ? []
          : [replacement('/documentationVersion', stage.DocumentationVersion)]),
      ],
    });
    return existing;
  },

  async delete(existing, context) {
    const { RestApiId: restApiId } = existing.properties as StageProperties;
    context.services.apigateway.operations.DeleteStage({ restApiId, stageName: existing.physicalId });
  },
};

function variable(op: 'remove' | 'replace', name: string, value?: string): PatchOperation {
  return { op, path: `/variables/${name}`, ...(value !== undefined && { value }) };
}

function cachePatches({ CacheClusterEnabled, CacheClusterSize }: StageProperties): PatchOperation[] {
  const enabled = String(isTrue(CacheClusterEnabled));
  return [
    ...(CacheClusterSize === undefined
      ? []
      : [{ op: 'replace' as const, path: '/cacheClusterSize', value: String(CacheClusterSize) }]),
    { op: 'replace', path: '/cacheClusterEnabled', value: enabled },
  ];
}

function accessLogPatches(setting?: AccessLogSetting, former?: AccessLogSetting): PatchOperation[] {
  if (!setting) return former ? [{ op: 'remove', path: '/accessLogSettings' }] : [];
  const { DestinationArn: arn, Format: format, ...others } = setting;
  const [unknown] = Object.keys(others);
  if (unknown) throw new ServiceError('ValidationException', `extraneous key [${unknown}] is not permitted`);
  return [
    ...(arn === undefined ? [] : [replacement('/accessLogSettings/destinationArn', arn)]),
    ...(format === undefined ? [] : [replacement('/accessLogSettings/format', format)]),
  ];
}

function canaryPatches(setting: CanarySetting | undefined): PatchOperation[] {
  if (!setting) return [];
  const { DeploymentId, PercentTraffic, StageVariableOverrides = {}, UseStageCache } = setting;
  const given = [
    ['deploymentId', DeploymentId],
    ['percentTraffic', PercentTraffic ?? 0],
    ['useStageCache', UseStageCache],
    ...Object.entries(StageVariableOverrides).map(([name, value]) => [
      `stageVariableOverrides/${name}`,
      value,
    ]),
  ];
  return given.flatMap(([name, value]) =>
    value === undefined ? [] : [replacement(`/canarySettings/${name}`, String(value))],
  );
}

function certificatePatches(stage: StageProperties, former?: StageProperties): PatchOperation[] {
  const { ClientCertificateId: id = '' } = stage;
  return id === (former?.ClientCertificateId ?? '') ? [] : [replacement('/clientCertificateId', id)];
}

function replacement(path: string, value: string): PatchOperation {
  return { op: 'replace', path, value };
}

function isTrue(value: boolean | string | undefined): boolean {
  return String(value) === 'true';
}
