import type { Account } from '../account.ts';
import type { Services } from '../services.ts';
import type { ResourceType } from './resource-type.ts';
import type { Stack } from './stacks/stack.ts';

/** What CloudFormation's operations share. */
export interface CloudFormationState {
  readonly account: Account;
  readonly services: () => Services;
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  /** By stack id, deleted ones included, oldest first. */
  readonly stacks: Map<string, Stack>;
  /** Stack operations under way. */
  readonly running: Set<Promise<void>>;
}
