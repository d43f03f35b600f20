import type { RuleState, Tag, Target } from '@aws-sdk/client-eventbridge';
import type { Account } from '../account.ts';
import type { Clock } from '../schedules/clock.ts';
import type { Schedule } from '../schedules/cron.ts';

/** What the operations of EventBridge share. */
export interface EventsState {
  readonly account: Account;
  readonly clock: Clock;
  readonly invoke: InvokeFunction;
  /** By name. */
  readonly rules: Map<string, RuleRecord>;
}

export interface RuleRecord {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly schedule: Schedule;
  readonly description: string | undefined;
  readonly state: RuleState;
  /** By id. */
  readonly targets: ReadonlyMap<string, Target>;
  readonly tags: readonly Tag[];
  readonly stop: () => void;
}

/** Puts an event into a function's queue; rejects where the function or its permission is missing. */
export type InvokeFunction = (request: {
  readonly functionName: string;
  readonly invocationType: 'Event';
  readonly payload: string;
  readonly principal: { readonly service: string; readonly sourceArn: string };
}) => Promise<unknown>;
