import { randomUUID } from 'node:crypto';
import type {
  Change,
  ChangeSetStatus,
  ChangeSetType,
  ExecutionStatus,
  OnStackFailure,
  ResourceStatus,
  StackStatus,
  Tag,
} from '@aws-sdk/client-cloudformation';
import { type Account, regionalArn } from '../account.ts';
import type { LongTasks } from './long-task.ts';
import type { ParameterValue } from './parameters/parameter-values.ts';
import type { ResourceServices } from './resource-services.ts';
import type { PhysicalResource, ResourceType } from './resource-type.ts';
import type { Graph } from './stacks/run-graph.ts';
import type { JsonObject, JsonValue, Resource, Template } from './template.ts';

/** What CloudFormation's operations share. */
export interface CloudFormationState {
  readonly account: Account;
  readonly services: ResourceServices;
  readonly tasks: LongTasks;
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  /** By stack id, deleted ones included, oldest first. */
  readonly stacks: Map<string, Stack>;
  /** The functions of macros, by the macros' names. */
  readonly macros: Map<string, string>;
  /** Stack operations under way. */
  readonly running: Set<Promise<void>>;
  /** Called after the outputs of a stack were set; a deleted stack has none. */
  readonly outputsChanged?: ((stack: Stack) => void) | undefined;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** As the template has it, intrinsic functions included. */
  readonly definition: Resource;
  /** The resources it was created after, and is deleted before. */
  readonly dependsOn: ReadonlySet<string>;
  /** Resolved, as the resource has them now. */
  readonly properties: JsonObject;
  /** Absent while it does not exist. */
  readonly physical?: PhysicalResource | undefined;
  readonly status: ResourceStatus;
  readonly statusReason?: string | undefined;
  readonly timestamp: Date;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description: string | undefined;
  readonly exportName: string | undefined;
}

export interface StackEventRecord {
  readonly id: string;
  readonly timestamp: Date;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: ResourceStatus;
  readonly statusReason?: string | undefined;
  readonly properties?: JsonObject | undefined;
  readonly clientRequestToken?: string | undefined;
}

/** A stack. Its records are replaced, never changed in place, so that an update can restore the former ones. */
export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly creationTime: Date;
  lastUpdatedTime?: Date;
  deletionTime?: Date;
  status: StackStatus;
  statusReason?: string | undefined;
  /** What the stack was last created or updated from; absent before its first change set is executed. */
  plan?: StackPlan | undefined;
  resources: Map<string, StackResource>;
  outputs: readonly StackOutput[];
  /** The names of other stacks' exports in use here. */
  imports: ReadonlySet<string>;
  /** Oldest first. */
  readonly events: StackEventRecord[];
  readonly changeSets: Map<string, ChangeSet>;
  changeSetId?: string;
  options: StackOptions;
  /** The stack that it is a resource of, and the one at the top. */
  readonly parentId?: string;
  readonly rootId?: string;
  /** What an operation of its parent found: what the parent goes back to if it fails. */
  updatedFrom?: { readonly operation: StackOperation; readonly plan: StackPlan };
  /** The operation that is under way. */
  operation?: StackOperation | undefined;
}

/** One run that creates, changes or deletes a stack. */
export interface StackOperation {
  readonly clientRequestToken: string | undefined;
  /** Why no further resource is started; `undefined` while they are. */
  stopped: StopReason | undefined;
  /** Settles when the operation is over; never rejects. */
  finished: Promise<void>;
}

/** A resource failed, the stack is deleted while it is created, or the cloud stops. Only the first is rolled back. */
export type StopReason = 'failed' | 'deleted' | 'shutdown';

export interface StackOptions {
  readonly disableRollback: boolean;
  readonly terminationProtection: boolean;
  readonly roleArn: string | undefined;
  readonly timeoutInMinutes: number | undefined;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
}

export function newStack(account: Account, name: string, options: StackOptions): Stack {
  return {
    id: regionalArn(account, 'cloudformation', `stack/${name}/${randomUUID()}`),
    name,
    creationTime: new Date(),
    status: 'REVIEW_IN_PROGRESS',
    resources: new Map(),
    outputs: [],
    imports: new Set(),
    events: [],
    changeSets: new Map(),
    options,
  };
}

/** A template prepared for one stack: transformed and checked, its conditions evaluated. */
export interface StackPlan {
  /** As it was given. */
  readonly text: string;
  /** Without transforms. */
  readonly template: Template;
  readonly transforms: readonly string[];
  readonly parameters: readonly ParameterValue[];
  /** The values of `Ref` for parameters and pseudo parameters. */
  readonly parameterReferences: ReadonlyMap<string, JsonValue>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** The resources whose conditions are true. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly graph: Graph;
  readonly options: StackOptions;
}

/** What the changes of a change set are found from: the stack as it was when the change set was made, and its plan. */
export interface ChangeSetSource {
  readonly state: CloudFormationState;
  readonly stack: Pick<Stack, 'plan' | 'resources'>;
  readonly plan: StackPlan;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly type: ChangeSetType;
  readonly description: string | undefined;
  readonly creationTime: Date;
  readonly status: ChangeSetStatus;
  readonly statusReason: string | undefined;
  executionStatus: ExecutionStatus;
  readonly text: string;
  readonly parameters: readonly ParameterValue[];
  readonly options: StackOptions;
  /** Absent when the template was refused. */
  readonly plan: StackPlan | undefined;
  readonly changes: readonly Change[];
  /** The changes with the values of properties before and after. */
  readonly changesWithValues: () => readonly Change[];
  readonly onStackFailure: OnStackFailure | undefined;
}
