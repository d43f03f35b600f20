import type { Account } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import type { Clock } from '../schedules/clock.ts';
import { eventsInputTypes } from './events-input-types.ts';
import { type EventsOperations, eventsOperations } from './operations.ts';
import type { EventsState, InvokeFunction } from './state.ts';

export interface Events {
  readonly service: Service;
  readonly operations: EventsOperations;
  /** No rule fires any more. */
  stop(): void;
}

export interface EventsOptions {
  readonly account: Account;
  readonly clock: Clock;
  readonly invoke: InvokeFunction;
}

/** EventBridge's rules on a schedule: they call functions as long as the cloud runs. */
export function createEvents(options: EventsOptions): Events {
  const state: EventsState = { ...options, rules: new Map() };
  const operations = bindOperations(state, eventsOperations);
  return {
    service: jsonService({
      signingName: 'events',
      version: '1.1',
      operations,
      inputTypes: eventsInputTypes,
    }),
    operations,
    stop() {
      for (const { stop } of state.rules.values()) stop();
      state.rules.clear();
    },
  };
}
