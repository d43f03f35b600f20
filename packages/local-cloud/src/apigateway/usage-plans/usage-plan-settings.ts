import type { ApiStage, QuotaSettings, ThrottleSettings, UsagePlan } from '@aws-sdk/client-api-gateway';
import type { ServiceError } from '../../aws/service-error.ts';
import { badRequest, notFound } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import type { Throttle } from './token-bucket.ts';

const largestOffsets: Readonly<Record<string, number>> = { DAY: 0, WEEK: 6, MONTH: 27 };

/** A plan's settings, completed. Throws for what AWS refuses. A stage that the plan already has may be deleted by now. */
export function checkedUsagePlan(state: ApiGatewayState, plan: UsagePlan, former?: UsagePlan): UsagePlan {
  if (!plan.name) throw badRequest('Usage Plan name cannot be blank');
  const apiStages = (plan.apiStages ?? []).map(checkedStage);
  const formerNames = (former?.apiStages ?? []).map(nameOf);
  for (const stage of apiStages)
    if (!formerNames.includes(nameOf(stage))) requireStage(state, stage, plan.id);
  const names = apiStages.map(nameOf);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw badRequest(`API Stage ${repeated} is given twice`);
  if (plan.quota) checkQuota(plan.quota);
  if (plan.throttle) checkThrottle(plan.throttle);
  if (!plan.throttle && apiStages.some(({ throttle }) => throttle)) {
    throw badRequest('Usage plan throttle settings are required for method throttles');
  }
  return { ...plan, apiStages, ...(plan.quota && { quota: { offset: 0, ...plan.quota } }) };
}

/** A resource's template and a method, with exactly one leading slash: `/pets/{petId}/GET`. */
export function stageMethodKey(name: string): string {
  return `/${name.replace(/^\/+/, '')}`;
}

/** The throttle of a bucket. Without a burst the bucket holds the tokens of one second; without a rate there is no bucket. */
export function planThrottle(settings: ThrottleSettings | undefined): Throttle | undefined {
  const rate = settings?.rateLimit;
  if (rate === undefined) return undefined;
  return { rate, burst: settings?.burstLimit ?? Math.ceil(rate) };
}

function nameOf({ apiId, stage }: ApiStage): string {
  return `${apiId}:${stage}`;
}

function requireStage(
  { apis }: ApiGatewayState,
  { apiId = '', stage = '' }: ApiStage,
  planId: string | undefined,
): void {
  if (!apis.get(apiId)?.stages.has(stage)) throw unknownStage({ apiId, stage }, planId);
}

export function unknownStage({ apiId, stage }: ApiStage, planId: string | undefined): ServiceError {
  return notFound(`Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${planId}`);
}

function checkedStage({ apiId, stage, throttle }: ApiStage): ApiStage {
  const methods = Object.entries(throttle ?? {}).map(([name, settings]) => {
    checkThrottle(settings);
    return [stageMethodKey(name), settings] as const;
  });
  return { apiId, stage, ...(methods.length > 0 && { throttle: Object.fromEntries(methods) }) };
}

function checkQuota({ limit, period, offset = 0 }: QuotaSettings): void {
  const largest = largestOffsets[period ?? ''];
  if (largest === undefined) {
    throw badRequest('Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]');
  }
  if (!Number.isInteger(limit) || Number(limit) < 0) {
    throw badRequest(`Usage Plan quota limit must be a whole number from 0, received ${limit}`);
  }
  if (Number.isInteger(offset) && offset >= 0 && offset <= largest) return;
  const range = largest === 0 ? 'zero' : `between 0 and ${largest} inclusive`;
  throw badRequest(`Usage Plan quota offset must be ${range} in the ${period} period`);
}

function checkThrottle({ burstLimit = 0, rateLimit = 0 }: ThrottleSettings): void {
  if (!(rateLimit >= 0)) throw badRequest(`Usage Plan rate limit must be from 0, received ${rateLimit}`);
  if (Number.isInteger(burstLimit) && burstLimit >= 0) return;
  throw badRequest(`Usage Plan burst limit must be a whole number from 0, received ${burstLimit}`);
}
