import type { Change, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import type { Scope } from '../intrinsics/intrinsic-function.ts';
import type { ChangeSetSource, StackResource } from '../state.ts';
import type { JsonObject, JsonValue, Resource } from '../template.ts';
import { changeDetails, knownAfterApply } from './change-detail.ts';
import { causesOf, type Fate, predictedProperties, predictedScope } from './predict.ts';
import { exists, hasRetainPolicy } from './run-delete.ts';
import { runOrder } from './run-graph.ts';
import { changedMembers } from './same-value.ts';
import { detailsWithValues, shownContext, shownScope } from './shown-values.ts';
import { stackScope } from './stack-run.ts';

type ResourceChange = NonNullable<Change['ResourceChange']>;

/** What the changes are described with. */
interface View {
  readonly source: ChangeSetSource;
  readonly fate: (logicalId: string) => Fate | undefined;
  /** The stack as it will be. */
  readonly scope: Scope;
  /** What is shown of the values before and after, where they are asked for. */
  readonly shown: { readonly before: Scope; readonly after: Scope } | undefined;
}

/**
 * What an update of the stack to the plan will do to each resource, in the order of their names. With values, an
 * attribute of a resource that is changed in place counts as unchanged, as it does on AWS.
 */
export function stackChanges(source: ChangeSetSource, withValues = false): Change[] {
  const { state, stack, plan } = source;
  const changes = new Map<string, ResourceChange>();
  const fate = (logicalId: string) => fateOf(changes.get(logicalId));
  const scope = predictedScope(source, fate, withValues);
  const before = stackScope(state, stack.plan ?? plan, stack.resources);
  const shown = withValues
    ? { before: shownScope(before, stack.plan ?? plan), after: shownScope(scope, plan) }
    : undefined;
  const view: View = { source, fate, scope, shown };
  for (const logicalId of runOrder(plan.graph)) {
    const wanted = plan.resources.get(logicalId);
    const old = stack.resources.get(logicalId);
    if (!wanted) continue;
    const change = old && exists(old) ? modification(view, old, wanted) : addition(view, logicalId, wanted);
    if (change) changes.set(logicalId, change);
  }
  for (const old of stack.resources.values()) {
    if (!plan.resources.has(old.logicalId) && exists(old)) changes.set(old.logicalId, removal(view, old));
  }
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => ({ Type: 'Resource', ResourceChange: change }));
}

function fateOf(change: ResourceChange | undefined): Fate | undefined {
  if (!change) return undefined;
  if (change.Action === 'Add' || change.Replacement === 'True') return 'new';
  return change.Replacement === 'Conditional' ? 'uncertain' : 'changed';
}

function addition({ shown }: View, LogicalResourceId: string, wanted: Resource): ResourceChange {
  return {
    Action: 'Add',
    LogicalResourceId,
    ResourceType: wanted.Type,
    Scope: [],
    Details: [],
    ...(shown && { AfterContext: shownContext(wanted, predictedProperties(wanted, shown.after)) }),
  };
}

function removal({ shown }: View, old: StackResource): ResourceChange {
  return {
    Action: 'Remove',
    LogicalResourceId: old.logicalId,
    PhysicalResourceId: old.physical?.physicalId,
    ResourceType: old.type,
    PolicyAction: hasRetainPolicy(old) ? 'Retain' : 'Delete',
    Scope: [],
    Details: [],
    ...(shown && { BeforeContext: removedContext(old, shown.before) }),
  };
}

// AWS does not look up what a resource that is removed refers to.
function removedContext({ definition }: StackResource, before: Scope): string {
  const unknown = () => knownAfterApply;
  const scope = { ...before, physicalId: unknown, attribute: unknown };
  return shownContext(definition, predictedProperties(definition, scope));
}

function modification(view: View, old: StackResource, wanted: Resource): ResourceChange | undefined {
  const { shown, scope } = view;
  const details = propertyDetails(view, old, wanted, predictedProperties(wanted, scope));
  const attributes = (['Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'] as const).filter(
    (name) => changedMembers(member(old.definition[name]), member(wanted[name])).length > 0,
  );
  if (details.length === 0 && attributes.length === 0) return automatic(view, old);
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
      ...attributes.flatMap((name) => attributeDetails(view, name, old.definition[name], wanted[name])),
    ],
    ...(shown && {
      BeforeContext: shownContext(old.definition, predictedProperties(old.definition, shown.before)),
      AfterContext: shownContext(wanted, predictedProperties(wanted, shown.after)),
    }),
  };
}

/** AWS shows what changes on its own as changed, because it cannot know. */
function automatic({ source }: View, old: StackResource): ResourceChange | undefined {
  if (!source.state.resourceTypes.get(old.type)?.isAlwaysUpdated) return undefined;
  const Target = { Attribute: 'Properties', RequiresRecreation: 'Never' } as const;
  return {
    Action: 'Modify',
    LogicalResourceId: old.logicalId,
    PhysicalResourceId: old.physical?.physicalId,
    ResourceType: old.type,
    Replacement: 'False',
    Scope: ['Properties'],
    Details: [{ Target, Evaluation: 'Dynamic', ChangeSource: 'Automatic' }],
  };
}

function propertyDetails(
  { source, fate, shown }: View,
  old: StackResource,
  wanted: Resource,
  after: JsonObject,
): ResourceChangeDetail[] {
  const type = source.state.resourceTypes.get(old.type);
  return changedMembers(old.properties, after).flatMap((property) => {
    const details = changeDetails({
      property,
      before: old.definition,
      after: wanted,
      predicted: after[property],
      causes: causesOf(wanted.Properties?.[property], source, fate),
      type,
      hasValues: shown !== undefined,
    });
    if (!shown) return details;
    const before = shownValue(old.definition, property, shown.before);
    const shownAfter = shownValue(wanted, property, shown.after);
    return detailsWithValues(details, `/Properties/${property}`, before, shownAfter);
  });
}

function shownValue({ Properties = {} }: Resource, property: string, scope: Scope): JsonValue | undefined {
  const value = Properties[property];
  if (value === undefined) return undefined;
  return predictedProperties({ Type: '', Properties: { value } }, scope).value;
}

function attributeDetails(
  { shown }: View,
  Attribute: 'Metadata' | 'DeletionPolicy' | 'UpdateReplacePolicy',
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ResourceChangeDetail[] {
  const detail: ResourceChangeDetail = {
    Target: { Attribute, RequiresRecreation: 'Never' },
    Evaluation: 'Static',
    ChangeSource: 'DirectModification',
  };
  return shown ? detailsWithValues([detail], `/${Attribute}`, before, after) : [detail];
}

function replacement(details: readonly ResourceChangeDetail[]): 'True' | 'False' | 'Conditional' {
  const recreating = details.map(({ Target }) => Target?.RequiresRecreation);
  if (recreating.includes('Always')) return 'True';
  return recreating.includes('Conditionally') ? 'Conditional' : 'False';
}

function member(value: JsonValue | undefined): JsonObject {
  return value === undefined ? {} : { value };
}
