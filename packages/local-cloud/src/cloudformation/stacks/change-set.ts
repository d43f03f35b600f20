import type {
  Change,
  ChangeSetStatus,
  ChangeSetType,
  ExecutionStatus,
  OnStackFailure,
} from '@aws-sdk/client-cloudformation';
import type { ParameterValue } from '../parameters/parameter-values.ts';
import type { StackPlan } from './plan.ts';
import type { StackOptions } from './stack.ts';

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
  readonly onStackFailure: OnStackFailure | undefined;
}
