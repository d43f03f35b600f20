import { invalid, notFound } from './errors.ts';
import type { EventsState, RuleRecord } from './state.ts';

/** There is one bus, under its name or its ARN. */
export function checkBus(name = 'default'): void {
  if (/^(arn:aws:events:[^:]+:\d{12}:event-bus\/)?default$/.test(name)) return;
  throw notFound(`Event bus ${name} does not exist.`);
}

export function ruleNamed(
  { rules }: EventsState,
  name: string | undefined,
  bus: string | undefined,
): RuleRecord {
  checkBus(bus);
  const rule = rules.get(name ?? '');
  if (rule) return rule;
  throw notFound(`Rule ${name} does not exist on EventBus default.`);
}

export function ruleOfArn({ rules }: EventsState, arn: string | undefined): RuleRecord {
  if (!arn) throw invalid('Expected a ResourceARN.');
  const rule = [...rules.values()].find((each) => each.arn === arn);
  if (rule) return rule;
  throw notFound(`Rule ${arn.slice(arn.lastIndexOf('/') + 1)} does not exist on EventBus default.`);
}
