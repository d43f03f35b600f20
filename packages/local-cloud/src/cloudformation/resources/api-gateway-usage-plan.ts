import type { ApiStage, PatchOperation, QuotaSettings, ThrottleSettings } from '@aws-sdk/client-api-gateway';
import type { Properties, ResourceType } from '../resource-type.ts';
import { replaceTags, type TemplateTags, tagRecord } from './api-gateway-tags.ts';

interface Throttle {
  readonly RateLimit?: number | string;
  readonly BurstLimit?: number | string;
}

interface UsagePlanProperties extends Properties {
  readonly UsagePlanName?: string;
  readonly Description?: string;
  readonly ApiStages?: readonly {
    readonly ApiId?: string;
    readonly Stage?: string;
    readonly Throttle?: Readonly<Record<string, Throttle>>;
  }[];
  readonly Throttle?: Throttle;
  readonly Quota?: {
    readonly Limit?: number | string;
    readonly Offset?: number | string;
    readonly Period?: QuotaSettings['period'];
  };
  readonly Tags?: TemplateTags;
}

export const apiGatewayUsagePlan: ResourceType = {
  type: 'AWS::ApiGateway::UsagePlan',
  takesStackTags: true,
  attributes: ['Id'],
  properties: {
    UsagePlanName: 'update',
    Description: 'update',
    ApiStages: 'update',
    Throttle: 'update',
    Quota: 'update',
    Tags: 'update',
  },
  lists: ['ApiStages', 'Tags'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const plan = properties as UsagePlanProperties;
    const { id = '' } = context.services.apigateway.operations.CreateUsagePlan({
      name: plan.UsagePlanName ?? context.generateName(255),
      description: plan.Description,
      apiStages: apiStages(plan),
      throttle: plan.Throttle && throttle(plan.Throttle),
      quota: quota(plan),
      tags: tagRecord(plan.Tags),
    });
    return { physicalId: id, attributes: { Id: id } };
  },

  async update(properties, existing, context) {
    const plan = properties as UsagePlanProperties;
    const former = existing.properties as UsagePlanProperties;
    const name = plan.UsagePlanName ?? former.UsagePlanName;
    context.services.apigateway.operations.UpdateUsagePlan({
      usagePlanId: existing.physicalId,
      patchOperations: [
        ...(name === undefined ? [] : [replace('/name', name)]),
        replace('/description', plan.Description ?? ''),
        ...withoutStages(former),
        ...limitPatches('throttle', former.Throttle, plan.Throttle && throttle(plan.Throttle)),
        ...limitPatches('quota', former.Quota, quota(plan)),
        ...stagePatches(plan),
      ],
    });
    replaceTags(`/usageplans/${existing.physicalId}`, plan.Tags, former.Tags, context);
    return existing;
  },

  /** API Gateway deletes a plan only if it has no stages. */
  async delete({ physicalId: usagePlanId }, { services }) {
    const { operations } = services.apigateway;
    const { apiStages: stages = [] } = operations.GetUsagePlan({ usagePlanId });
    const patchOperations = stages.map(({ apiId, stage }) => stagePatch('remove', apiId, stage));
    operations.UpdateUsagePlan({ usagePlanId, patchOperations });
    operations.DeleteUsagePlan({ usagePlanId });
  },
};

function withoutStages({ ApiStages = [] }: UsagePlanProperties): PatchOperation[] {
  return ApiStages.map(({ ApiId, Stage }) => stagePatch('remove', ApiId, Stage));
}

function stagePatches(plan: UsagePlanProperties): PatchOperation[] {
  return apiStages(plan).flatMap(({ apiId, stage, throttle: methods }) => [
    stagePatch('add', apiId, stage),
    ...Object.entries(methods ?? {}).flatMap(([method, limits]) =>
      Object.entries(limits).map(([limit, value]) =>
        replace(`/apiStages/${apiId}:${stage}/throttle/${method.replaceAll('/', '~1')}/${limit}`, value),
      ),
    ),
  ]);
}

/** Limits that the template no longer has are removed rather than kept. */
function limitPatches(
  group: string,
  former: object | undefined,
  limits: object | undefined,
): PatchOperation[] {
  const removed: PatchOperation[] = former ? [{ op: 'remove', path: `/${group}` }] : [];
  return [
    ...removed,
    ...Object.entries(limits ?? {}).map(([limit, value]) => replace(`/${group}/${limit}`, value)),
  ];
}

function stagePatch(
  op: 'add' | 'remove',
  apiId: string | undefined,
  stage: string | undefined,
): PatchOperation {
  return { op, path: '/apiStages', value: `${apiId}:${stage}` };
}

function replace(path: string, value: unknown): PatchOperation {
  return { op: 'replace', path, value: String(value) };
}

function apiStages({ ApiStages = [] }: UsagePlanProperties): ApiStage[] {
  return ApiStages.map(({ ApiId, Stage, Throttle: methods }) => ({
    apiId: ApiId,
    stage: Stage,
    ...(methods && {
      throttle: Object.fromEntries(
        Object.entries(methods).map(([method, limits]) => [method, throttle(limits)]),
      ),
    }),
  }));
}

function throttle({ RateLimit, BurstLimit }: Throttle): ThrottleSettings {
  return {
    ...(RateLimit !== undefined && { rateLimit: Number(RateLimit) }),
    ...(BurstLimit !== undefined && { burstLimit: Number(BurstLimit) }),
  };
}

function quota({ Quota }: UsagePlanProperties): QuotaSettings | undefined {
  if (!Quota) return undefined;
  const { Limit, Offset, Period } = Quota;
  return {
    ...(Limit !== undefined && { limit: Number(Limit) }),
    ...(Offset !== undefined && { offset: Number(Offset) }),
    period: Period,
  };
}
