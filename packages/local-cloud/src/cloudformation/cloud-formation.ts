import type { Account } from '../account.ts';
import { type BoundOperations, bindOperations } from '../aws/bind-operations.ts';
import { queryService } from '../aws/query-protocol.ts';
import type { CallContext, Service } from '../aws/service.ts';
import type { LongWork } from '../long-work/long-work.ts';
import { cloudFormationInputTypes } from './cloud-formation-input-types.ts';
import { customResource, isCustomType } from './custom-resources/custom-resource.ts';
import { withLongTasks } from './long-task.ts';
import { macroType } from './macros/macro-type.ts';
import { nestedStack } from './nested-stacks/nested-stack.ts';
import { cloudFormationOperations } from './operations.ts';
import type { ResourceServices } from './resource-services.ts';
import type { ResourceType } from './resource-type.ts';
import { findStack } from './stacks/find-stack.ts';
import { resourcesOf } from './stacks/stack-access.ts';
import { allWithin, whenSettled } from './stacks/when-settled.ts';
import type { CloudFormationState } from './state.ts';
import { waitTypes } from './wait-conditions/wait-types.ts';

export interface CloudFormationOptions {
  readonly account: Account;
  readonly services: ResourceServices;
  /** Reads and transforms long templates; without it they are read in the event loop. */
  readonly longWork?: LongWork;
  readonly resourceTypes: readonly ResourceType[];
  /** Called after the outputs of a stack were set; a deleted stack has none. */
  readonly outputsChanged?: (stackName: string, outputs: Readonly<Record<string, string>>) => void;
}

export interface CloudFormation {
  readonly service: Service;
  readonly operations: BoundOperations<typeof cloudFormationOperations>;
  /** The `Metadata` of a stack's template. */
  templateMetadata(stackName: string): Readonly<Record<string, unknown>> | undefined;
  /** Starts no further resource and waits for those under way. */
  stop(): Promise<void>;
}

export function createCloudFormation({
  account,
  services,
  longWork,
  resourceTypes,
  outputsChanged,
}: CloudFormationOptions): CloudFormation {
  const types = new ResourceTypes(resourceTypes.map((type) => [type.type, type]));
  const state: CloudFormationState = {
    account,
    services,
    tasks: { longWork, results: undefined },
    resourceTypes: types,
    stacks: new Map(),
    macros: new Map(),
    running: new Set(),
    outputsChanged: ({ name, outputs }) =>
      outputsChanged?.(name, Object.fromEntries(outputs.map(({ key, value }) => [key, value]))),
  };
  for (const type of [nestedStack(state), macroType(state.macros), ...waitTypes()])
    types.set(type.type, type);
  const operations = bindOperations(state, cloudFormationOperations);
  const served = Object.fromEntries(
    Object.entries<(input: never, context: CallContext) => object | undefined>(operations).map(
      ([name, operation]) => {
        const interruptible = withLongTasks(state.tasks, operation);
        return [name, changesStacks.has(name) ? whenSettled(state.running, interruptible) : interruptible];
      },
    ),
  );
  return {
    service: queryService({
      signingName: 'cloudformation',
      apiVersion: '2010-05-15',
      namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
      operations: served,
      inputTypes: cloudFormationInputTypes,
      resourcesOf: (operation, input) => resourcesOf(state, operation, input),
    }),
    operations,
    templateMetadata: (stackName) => findStack(state, stackName)?.plan?.template.Metadata,
    stop: () => stop(state),
  };
}

/** Custom resources have types of any name. */
class ResourceTypes extends Map<string, ResourceType> {
  override get(type: string): ResourceType | undefined {
    return super.get(type) ?? (isCustomType(type) ? customResource(type) : undefined);
  }

  override has(type: string): boolean {
    return super.has(type) || isCustomType(type);
  }
}

const changesStacks: ReadonlySet<string> = new Set<keyof typeof cloudFormationOperations>([
  'CreateStack',
  'DeleteStack',
  'ExecuteChangeSet',
  'UpdateStack',
]);

/** Handlers that take longer than this are not waited for. */
const stopLimitMs = 5_000;

async function stop({ stacks, running }: CloudFormationState): Promise<void> {
  for (const { operation } of stacks.values()) if (operation) operation.stopped = 'shutdown';
  await allWithin(stopLimitMs, running);
}
