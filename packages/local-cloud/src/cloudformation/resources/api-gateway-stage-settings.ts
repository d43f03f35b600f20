import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { ServiceError } from '../../aws/service-error.ts';
import { isTrue } from '../is-true.ts';
import type { Properties } from '../resource-type.ts';
import { type MethodSetting, methodSettingPatches } from './api-gateway-method-settings.ts';
import type { TemplateTags } from './api-gateway-tags.ts';

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

/** What the properties of a stage and the `StageDescription` of a deployment have in common. */
export interface StageSettings extends Properties {
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
  readonly Tags?: TemplateTags;
}

/** Access logs go to CloudWatch Logs alone. */
export const noFirehose = /^(?!arn:aws[\w-]*:firehose:)/;

/** The patches that change a stage from the settings of its former template to those of its new one. */
export function stagePatches(stage: StageSettings, former: StageSettings = {}): PatchOperation[] {
  return [
    ...changedPatches(stage, former),
    ...cachePatches(stage),
    ...Object.keys(former.Variables ?? {}).map((name) => variable('remove', name)),
    ...Object.entries(stage.Variables ?? {}).map(([name, value]) => variable('replace', name, value)),
    ...methodSettingPatches(stage.MethodSettings, former.MethodSettings),
    ...accessLogPatches(stage.AccessLogSetting, former.AccessLogSetting),
    ...(former.CanarySetting ? [{ op: 'remove', path: '/canarySettings' } as const] : []),
    ...canaryPatches(stage.CanarySetting),
    ...(stage.DocumentationVersion === undefined
      ? []
      : [replacement('/documentationVersion', stage.DocumentationVersion)]),
  ];
}

export function replacement(path: string, value: string): PatchOperation {
  return { op: 'replace', path, value };
}

function changedPatches(stage: StageSettings, former: StageSettings): PatchOperation[] {
  const valuesOf = ({ Description = '', ClientCertificateId = '', TracingEnabled }: StageSettings) => ({
    description: Description,
    clientCertificateId: ClientCertificateId,
    tracingEnabled: String(isTrue(TracingEnabled)),
  });
  const formerValues: Readonly<Record<string, string>> = valuesOf(former);
  return Object.entries(valuesOf(stage))
    .filter(([name, value]) => value !== formerValues[name])
    .map(([name, value]) => replacement(`/${name}`, value));
}

function variable(op: 'remove' | 'replace', name: string, value?: string): PatchOperation {
  return { op, path: `/variables/${name}`, ...(value !== undefined && { value }) };
}

function cachePatches({ CacheClusterEnabled, CacheClusterSize }: StageSettings): PatchOperation[] {
  return [
    ...(CacheClusterSize === undefined ? [] : [replacement('/cacheClusterSize', String(CacheClusterSize))]),
    replacement('/cacheClusterEnabled', String(isTrue(CacheClusterEnabled))),
  ];
}

function accessLogPatches(setting?: AccessLogSetting, former?: AccessLogSetting): PatchOperation[] {
  if (!setting) return former ? [{ op: 'remove', path: '/accessLogSettings' }] : [];
  const { DestinationArn: arn, Format: format, ...others } = setting;
  refuseMembers(others);
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

/** CloudFormation's words for members that a property does not have. */
export function refuseMembers(members: object): void {
  const [unknown] = Object.keys(members);
  if (unknown) throw new ServiceError('ValidationException', `extraneous key [${unknown}] is not permitted`);
}
