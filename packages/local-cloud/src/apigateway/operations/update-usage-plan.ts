import type { ApiStage, UpdateUsagePlanCommandInput, UsagePlan } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { refuseSharedStages } from '../usage-plans/refuse-shared-stages.ts';
import { checkedUsagePlan, stageMethodKey, unknownStage } from '../usage-plans/usage-plan-settings.ts';
import { usagePlanWith } from '../usage-plans/usage-plan-state.ts';
import { applyPatches } from './patch-operations.ts';

export function updateUsagePlan(state: ApiGatewayState, input: UpdateUsagePlanCommandInput): UsagePlan {
  const plan = usagePlanWith(state, input.usagePlanId);
  const changed = applyPatches(plan.settings, input.patchOperations, patched);
  const settings = checkedUsagePlan(state, changed, plan.settings);
  for (const key of plan.keys) refuseSharedStages(state, key, { ...plan, settings });
  plan.settings = settings;
  return { ...settings, tags: settings.tags ?? {} };
}

function patched(
  plan: UsagePlan,
  op: string,
  [member = '', name, ...more]: readonly string[],
  value: string,
): UsagePlan | undefined {
  if (member === 'apiStages') return withStages(plan, op, name, more, value);
  if (more.length > 0) return undefined;
  if (name === undefined && (member === 'quota' || member === 'throttle')) {
    const { [member]: _removed, ...others } = plan;
    return op === 'remove' ? others : undefined;
  }
  if (op === 'remove' && (member === 'description' || member === 'productCode') && name === undefined) {
    const { [member]: _removed, ...others } = plan;
    return others;
  }
  if (op !== 'replace' && op !== 'add') return undefined;
  if (name === undefined) return isText(member) ? { ...plan, [member]: value } : undefined;
  if (member === 'quota' && (name === 'limit' || name === 'offset')) {
    return { ...plan, quota: { ...plan.quota, [name]: Number(value) } };
  }
  if (member === 'quota' && name === 'period')
    return { ...plan, quota: { ...plan.quota, period: value as 'DAY' } };
  if (member === 'throttle' && isLimit(name)) {
    return { ...plan, throttle: { ...plan.throttle, [name]: Number(value) } };
  }
  return undefined;
}

/** `/apiStages` takes `<api>:<stage>` as its value; `/apiStages/<api>:<stage>/throttle/<method>/rateLimit` a number. */
function withStages(
  plan: UsagePlan,
  op: string,
  name: string | undefined,
  path: readonly string[],
  value: string,
): UsagePlan | undefined {
  const stages = plan.apiStages ?? [];
  if (name === undefined) {
    const [apiId, stage, ...rest] = value.split(':');
    if (!apiId || !stage || rest.length > 0) throw badRequest('Invalid API Stage specified');
    if (op === 'add') return { ...plan, apiStages: [...stages, { apiId, stage }] };
    const others = stages.filter((entry) => entry.apiId !== apiId || entry.stage !== stage);
    if (op !== 'remove') return undefined;
    if (others.length === stages.length) throw unknownStage({ apiId, stage }, plan.id);
    return { ...plan, apiStages: others };
  }
  const index = stages.findIndex(({ apiId, stage }) => `${apiId}:${stage}` === name);
  const changed = stages[index] && withMethodThrottle(stages[index], op, path, value);
  return changed && { ...plan, apiStages: stages.with(index, changed) };
}

function withMethodThrottle(
  stage: ApiStage,
  op: string,
  [group, ...path]: readonly string[],
  value: string,
): ApiStage | undefined {
  if (group !== 'throttle') return undefined;
  const { throttle = {}, ...rest } = stage;
  if (op === 'remove') {
    const key = stageMethodKey(path.join('/'));
    const { [key]: _removed, ...others } = throttle;
    return path.length === 0 ? rest : { ...rest, throttle: others };
  }
  const limit = path.at(-1) ?? '';
  if (!isLimit(limit) || path.length < 2) return undefined;
  // Clients write the slashes of a method's path escaped or as they are.
  const key = stageMethodKey(path.slice(0, -1).join('/'));
  return { ...rest, throttle: { ...throttle, [key]: { ...throttle[key], [limit]: Number(value) } } };
}

function isText(member: string): boolean {
  return ['name', 'description', 'productCode'].includes(member);
}

function isLimit(name: string): name is 'rateLimit' | 'burstLimit' {
  return name === 'rateLimit' || name === 'burstLimit';
}
