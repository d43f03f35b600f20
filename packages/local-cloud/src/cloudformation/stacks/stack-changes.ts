import type { Change, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import { resolveWhole } from '../intrinsics/dynamic-references.ts';
import type { Scope } from '../intrinsics/intrinsic-function.ts';
import { isUsedUp } from '../intrinsics/work.ts';
import type { CloudFormationState, Stack, StackPlan, StackResource } from '../state.ts';
import type { JsonValue, Resource } from '../template.ts';
import { changeDetail, knownAfterApply } from './change-detail.ts';
import { exists, hasRetainPolicy } from './run-delete.ts';
import { runOrder } from './run-graph.ts';
import { changedMembers } from './same-value.ts';
import { stackScope } from './stack-run.ts';

type ResourceChange = NonNullable<Change['ResourceChange']>;

/** What an update of the stack to the plan will do to each resource, in the order of their names. */
export function stackChanges(state: CloudFormationState, stack: Stack, plan: StackPlan): Change[] {
  const changes = new Map<string, ResourceChange>();
  const scope = predictedScope(state, stack, plan, changes);
  for (const logicalId of runOrder(plan.graph)) {
    const wanted = plan.resources.get(logicalId);
    const old = stack.resources.get(logicalId);
    if (!wanted) continue;
    const change = old && exists(old) ? modification(state, old, wanted, scope) : addition(logicalId, wanted);
    if (change) changes.set(logicalId, change);
  }
  for (const old of stack.resources.values()) {
    if (!plan.resources.has(old.logicalId) && exists(old)) changes.set(old.logicalId, removal(old));
  }
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => ({ Type: 'Resource', ResourceChange: change }));
}

/** The stack as it will be. The values of resources that are created or replaced are not known yet. */
function predictedScope(
  state: CloudFormationState,
  stack: Stack,
  plan: StackPlan,
  changes: ReadonlyMap<string, ResourceChange>,
): Scope {
  const now = stackScope(state, plan, stack.resources);
  const isNew = (logicalId: string) => {
    const change = changes.get(logicalId);
    return change !== undefined && (change.Action === 'Add' || change.Replacement !== 'False');
  };
  return {
    ...now,
    physicalId: (logicalId) => (isNew(logicalId) ? knownAfterApply : now.physicalId(logicalId)),
    attribute: (logicalId, name) =>
      changes.has(logicalId) ? knownAfterApply : now.attribute(logicalId, name),
  };
}

function addition(LogicalResourceId: string, { Type: ResourceType }: Resource): ResourceChange {
  return { Action: 'Add', LogicalResourceId, ResourceType, Scope: [], Details: [] };
}

function removal(old: StackResource): ResourceChange {
  return {
    Action: 'Remove',
    LogicalResourceId: old.logicalId,
    PhysicalResourceId: old.physical?.physicalId,
    ResourceType: old.type,
    PolicyAction: hasRetainPolicy(old) ? 'Retain' : 'Delete',
    Scope: [],
    Details: [],
  };
}

function modification(
  state: CloudFormationState,
  old: StackResource,
  wanted: Resource,
  scope: Scope,
): ResourceChange | undefined {
  const type = state.resourceTypes.get(old.type);
  const after = predictedProperties(wanted, scope);
  const names = changedMembers(old.properties, after);
  const details = names.map((name) => changeDetail(name, old.definition, wanted, after[name], type));
  const attributes = (['Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'] as const).filter(
    (name) => changedMembers(member(old.definition[name]), member(wanted[name])).length > 0,
  );
  if (details.length === 0 && attributes.length === 0) return undefined;
  const Replacement = replacement(details);
  const keepsOld = wanted.UpdateReplacePolicy === 'Retain';
  return {
    Action: 'Modify',
    LogicalResourceId: old.logicalId,
    PhysicalResourceId: old.physical?.physicalId,
    ResourceType: old.type,
    Replacement,
    ...(Replacement === 'True' && { PolicyAction: keepsOld ? 'ReplaceAndRetain' : 'ReplaceAndDelete' }),
    Scope: [...(details.length > 0 ? (['Properties'] as const) : []), ...attributes],
    Details: [
      ...details,
      ...attributes.map(
        (Attribute): ResourceChangeDetail => ({
          Target: { Attribute, RequiresRecreation: 'Never' },
          Evaluation: 'Static',
          ChangeSource: 'DirectModification',
        }),
      ),
    ],
  };
}

function predictedProperties({ Properties = {} }: Resource, scope: Scope): Record<string, JsonValue> {
  const entries = Object.entries(Properties).map(([name, value]) => [name, predicted(value, scope)] as const);
  return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined)) as Record<string, JsonValue>;
}

// A function may fail on a value that is not known yet; then its result is not known either.
function predicted(value: JsonValue, scope: Scope): JsonValue | undefined {
  try {
    return resolveWhole(value, scope);
  } catch (error) {
    if (isUsedUp(scope.work)) throw error;
    return knownAfterApply;
  }
}

function replacement(details: readonly ResourceChangeDetail[]): 'True' | 'False' | 'Conditional' {
  const recreating = details.map(({ Target }) => Target?.RequiresRecreation);
  if (recreating.includes('Always')) return 'True';
  return recreating.includes('Conditionally') ? 'Conditional' : 'False';
}

function member(value: JsonValue | undefined): Record<string, JsonValue> {
  return value === undefined ? {} : { value };
}
