import { randomUUID } from 'node:crypto';
import type { ResourceStatus, StackStatus, Tag } from '@aws-sdk/client-cloudformation';
import { type Account, regionalArn } from '../../account.ts';
import type { PhysicalResource } from '../resource-type.ts';
import type { JsonObject, Resource } from '../template.ts';
import type { ChangeSet } from './change-set.ts';
import type { StackPlan } from './plan.ts';
import type { StackOperation } from './stack-operation.ts';

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** As the template has it, intrinsic functions included. */
  readonly definition: Resource;
  /** The resources it was made after, so the ones it has to be removed before. */
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

/** A stack; what it is made of is replaced, never changed in place, so that an update can go back. */
export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly creationTime: Date;
  lastUpdatedTime?: Date;
  deletionTime?: Date;
  status: StackStatus;
  statusReason?: string | undefined;
  /** What the stack was last made from with success; absent before its first change set is executed. */
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
  /** The one that is under way. */
  operation?: StackOperation | undefined;
}

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
