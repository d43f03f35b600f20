import { anyOf, ref } from '../intrinsics.ts';
import { present } from '../present.ts';
import { invalidResource } from '../sam-error.ts';
import { propagateTags } from '../tags.ts';
import { isObject, type JsonObject, type Resource } from '../template.ts';

/** An API whose `Auth.UsagePlan` asks for a plan. */
export interface PlannedApi {
  readonly apiId: string;
  readonly stageId: string;
  readonly resource: Resource;
  readonly plan: JsonObject;
  readonly isShared: boolean;
}

const known = ['CreateUsagePlan', 'Description', 'Quota', 'Tags', 'Throttle', 'UsagePlanName'];

export function plannedApi(
  apiId: string,
  stageId: string,
  resource: Resource,
  { UsagePlan }: JsonObject,
): PlannedApi | undefined {
  if (UsagePlan === undefined || UsagePlan === null) return undefined;
  if (!isObject(UsagePlan)) throw invalidResource(apiId, "'UsagePlan' must be a dictionary");
  if (!Object.keys(UsagePlan).every((name) => known.includes(name))) {
    throw invalidResource(apiId, "Invalid property for 'UsagePlan'");
  }
  const { CreateUsagePlan } = UsagePlan;
  if (CreateUsagePlan === undefined || CreateUsagePlan === null) {
    throw invalidResource(apiId, "'CreateUsagePlan' is a required field for UsagePlan.");
  }
  if (CreateUsagePlan === 'NONE') return undefined;
  if (CreateUsagePlan !== 'SHARED' && CreateUsagePlan !== 'PER_API') {
    throw invalidResource(apiId, "'CreateUsagePlan' accepts one of ['SHARED', 'PER_API', 'NONE'].");
  }
  return { apiId, stageId, resource, plan: UsagePlan, isShared: CreateUsagePlan === 'SHARED' };
}

/** SM-21: a usage plan with one key for the stages of some APIs, with the properties of the last API's plan. */
export function usagePlan(
  prefix: string,
  apis: readonly PlannedApi[],
  attributes: Partial<Resource>,
): Record<string, Resource> {
  const [planId, keyId] = [`${prefix}UsagePlan`, `${prefix}ApiKey`];
  const { UsagePlanName, Description, Quota, Tags, Throttle } = apis.at(-1)?.plan ?? {};
  return {
    [planId]: {
      Type: 'AWS::ApiGateway::UsagePlan',
      DependsOn: apis.map(({ apiId }) => apiId),
      ...attributes,
      Properties: present({
        ApiStages: apis.map(({ apiId, stageId }) => ({ ApiId: ref(apiId), Stage: ref(stageId) })),
        UsagePlanName: UsagePlanName || undefined,
        Description: Description || undefined,
        Quota: Quota || undefined,
        Tags: Tags || undefined,
        Throttle: Throttle || undefined,
      }),
    },
    [keyId]: {
      Type: 'AWS::ApiGateway::ApiKey',
      DependsOn: [planId],
      ...attributes,
      Properties: {
        Enabled: true,
        StageKeys: apis.map(({ apiId, stageId }) => ({ RestApiId: ref(apiId), StageName: ref(stageId) })),
      },
    },
    [`${prefix}UsagePlanKey`]: {
      Type: 'AWS::ApiGateway::UsagePlanKey',
      DependsOn: [keyId],
      ...attributes,
      Properties: { KeyId: ref(keyId), KeyType: 'API_KEY', UsagePlanId: ref(planId) },
    },
  };
}

interface SharedUsagePlan {
  readonly generated: Record<string, Resource>;
  readonly conditions?: JsonObject;
}

const conditionName = 'SharedUsagePlanCondition';

/** The one usage plan of all APIs of a template that share it; it exists while any of them does. */
export function sharedUsagePlan(apis: readonly PlannedApi[]): SharedUsagePlan {
  if (apis.length === 0) return { generated: {} };
  const conditions = [...new Set(apis.map(({ resource }) => resource.Condition))];
  const named = conditions.filter((condition) => condition !== undefined);
  // An API without a condition keeps the plan alive whatever the others' conditions are.
  const isConditional = named.length === conditions.length;
  const deletion = strongest(apis.map(({ resource }) => resource.DeletionPolicy));
  const replacement = strongest(apis.map(({ resource }) => resource.UpdateReplacePolicy));
  const attributes: Partial<Resource> = {
    ...(isConditional && { Condition: conditionName }),
    ...(deletion !== undefined && { DeletionPolicy: deletion }),
    ...(replacement !== undefined && { UpdateReplacePolicy: replacement }),
  };
  const [only = ''] = named;
  return {
    // The tags are those of the last API that shares the plan, like the plan's properties.
    generated: propagateTags(
      usagePlan('Serverless', apis, attributes),
      apis.at(-1)?.resource.Properties ?? {},
    ),
    ...(isConditional && {
      conditions: { [conditionName]: named.length === 1 ? { Condition: only } : anyOf(named) },
    }),
  };
}

// The strongest policy wins: what one API keeps must not be deleted because of another.
function strongest(policies: readonly (string | undefined)[]): string | undefined {
  return ['Retain', 'Snapshot', 'Delete'].find((policy) => policies.includes(policy));
}
