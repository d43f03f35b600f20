import type { GetUsageCommandInput, Usage } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { planKeyWith, usagePlanWith } from '../usage-plans/usage-plan-state.ts';
import { dayOf, daysBetween, remainingQuota } from '../usage-plans/usage-record.ts';
import { pageByPosition } from './page-by-position.ts';

const maxDays = 90;

/** For each key of a plan with a quota and each day: the requests used and the requests left. */
export function getUsage(state: ApiGatewayState, input: GetUsageCommandInput): Usage {
  const plan = usagePlanWith(state, input.usagePlanId);
  const { startDate = '', endDate = '', keyId } = input;
  const days = daysBetween(checkedDate(startDate), checkedDate(endDate));
  if (days.length === 0) throw badRequest('The start date must not be after the end date');
  if (days.length > maxDays) throw badRequest(`Usage can be read for at most ${maxDays} days at once`);
  const { quota } = plan.settings;
  const keys = keyId === undefined ? [...plan.keys] : [planKeyWith(state, plan, keyId).id];
  const page = pageByPosition(quota ? keys : [], input);
  const items = page.items.map((key) => {
    const usage = plan.usage.get(key);
    const perDay = days.map((day) => [
      usage?.requests.get(dayOf(day)) ?? 0,
      quota ? remainingQuota(quota, usage, plan.createdAt, day) : 0,
    ]);
    return [key, perDay] as const;
  });
  return { ...page, usagePlanId: plan.id, startDate, endDate, items: Object.fromEntries(items) };
}

function checkedDate(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw badRequest(`Invalid date: expected YYYY-MM-DD, received ${text}`);
}
