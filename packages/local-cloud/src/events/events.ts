import { randomUUID } from 'node:crypto';
import { type Account, regionalArn } from '../account.ts';
import { ServiceError } from '../aws/service-error.ts';
import type { Clock } from './clock.ts';
import type { Schedule } from './cron.ts';
import { parseSchedule } from './schedule.ts';

export interface ScheduledRule {
  readonly name: string;
  readonly schedule: string;
  readonly isEnabled: boolean;
  readonly targets: readonly RuleTarget[];
}

export interface RuleTarget {
  /** Of a Lambda function. */
  readonly arn: string;
  /** JSON that the function gets in place of the event. */
  readonly input?: string | undefined;
}

export interface Events {
  /** Creates a rule or replaces it. Its rate counts from now. Returns its ARN. */
  putRule(rule: ScheduledRule): string;
  hasRule(name: string): boolean;
  deleteRule(name: string): void;
  stop(): void;
}

export interface EventsOptions {
  readonly account: Account;
  readonly clock: Clock;
  /** Puts the event into the function's queue; rejects where the function or its permission is missing. */
  invoke(request: {
    readonly functionName: string;
    readonly invocationType: 'Event';
    readonly payload: string;
    readonly principal: { readonly service: string; readonly sourceArn: string };
  }): Promise<unknown>;
}

/** EventBridge's rules on a schedule: they call functions as long as the cloud runs. */
export function createEvents({ account, clock, invoke }: EventsOptions): Events {
  /** What ends each rule, by its name. */
  const rules = new Map<string, () => void>();

  function start(rule: ScheduledRule, arn: string, schedule: Schedule): () => void {
    let cancel = () => {};
    const waitFrom = (time: number) => {
      const planned = schedule.next(time);
      // Times that passed while the machine slept are left out.
      const isOver = planned !== undefined && planned <= clock.now();
      const next = isOver ? schedule.next(clock.now()) : planned;
      if (next !== undefined) cancel = clock.at(next, () => fire(next));
    };
    const fire = (time: number) => {
      for (const target of rule.targets) call(target, arn, time);
      waitFrom(time);
    };
    if (rule.isEnabled) waitFrom(clock.now());
    return () => cancel();
  }

  function call({ arn, input }: RuleTarget, sourceArn: string, time: number): void {
    invoke({
      functionName: arn,
      invocationType: 'Event',
      payload: input ?? JSON.stringify(scheduledEvent(account, sourceArn, time)),
      principal: { service: 'events.amazonaws.com', sourceArn },
    }).catch((error: unknown) => {
      const reason = error instanceof ServiceError ? `${error.code}: ${error.message}` : error;
      console.error(`The scheduled event of ${sourceArn} did not reach ${arn}:`, reason);
    });
  }

  return {
    putRule(rule) {
      const schedule = checkedSchedule(rule);
      const arn = regionalArn(account, 'events', `rule/${rule.name}`);
      rules.get(rule.name)?.();
      rules.set(rule.name, start(rule, arn, schedule));
      return arn;
    },
    hasRule: (name) => rules.has(name),
    deleteRule(name) {
      rules.get(name)?.();
      rules.delete(name);
    },
    stop() {
      for (const end of rules.values()) end();
      rules.clear();
    },
  };
}

function checkedSchedule({ name, schedule, targets }: ScheduledRule): Schedule {
  if (!/^[\w.-]{1,64}$/.test(name)) {
    throw invalid(`Expected a rule's name of 1 to 64 letters, digits and . - _, received ${name}.`);
  }
  const parsed = parseSchedule(schedule);
  if (!parsed) throw invalid('Parameter ScheduleExpression is not valid.');
  for (const { arn, input } of targets) {
    if (!/^arn:aws:lambda:[^:]+:\d{12}:function:/.test(arn)) {
      throw invalid(`A target other than a Lambda function is not offered by this embedded cloud: ${arn}`);
    }
    if (input !== undefined && !isJson(input)) throw invalid(`JSON syntax error in input for target ${arn}.`);
  }
  return parsed;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

function scheduledEvent(account: Account, ruleArn: string, time: number) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: account.id,
    time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: account.region,
    resources: [ruleArn],
    detail: {},
  };
}
