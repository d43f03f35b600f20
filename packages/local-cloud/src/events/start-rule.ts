import { randomUUID } from 'node:crypto';
import type { Target } from '@aws-sdk/client-eventbridge';
import { callFunction, scheduledEvent } from '../schedules/call-function.ts';
import { runSchedule } from '../schedules/run-schedule.ts';
import type { EventsState, RuleRecord } from './state.ts';

/** Puts a rule in place of the one of its name. While it is enabled it fires from now on, at the targets that it then has. */
export function startRule(state: EventsState, rule: Omit<RuleRecord, 'stop'>): void {
  const { rules, clock } = state;
  rules.get(rule.name)?.stop();
  const fire = (time: number) => {
    for (const target of rules.get(rule.name)?.targets.values() ?? []) call(state, rule.arn, target, time);
  };
  const stop = rule.state === 'ENABLED' ? runSchedule(clock, rule.schedule, clock.now(), fire) : () => {};
  rules.set(rule.name, { ...rule, stop });
}

function call(
  { account, invoke }: EventsState,
  sourceArn: string,
  { Arn = '', Input }: Target,
  time: number,
): void {
  const event = {
    ...scheduledEvent(account, sourceArn, time),
    id: randomUUID(),
    source: 'aws.events',
    detail: {},
  };
  callFunction(sourceArn, Arn, () =>
    invoke({
      functionName: Arn,
      invocationType: 'Event',
      payload: Input ?? JSON.stringify(event),
      principal: { service: 'events.amazonaws.com', sourceArn },
    }),
  );
}
